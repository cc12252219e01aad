from __future__ import annotations

import copy
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sops.comparison.compare import compare, keep_ids
from sops.document.content import segments
from tests.sops.comparison.documents import document, prose, section, step, table


def told(changes):
    return [(c.kind, c.class_, f"{c.section}{c.label}", c.old, c.new) for c in changes]


LABEL = "50 mL遠心管に製造番号及び提供者識別番号を記載したラベルを貼付する。"
COLLAGENASE = "コラゲナーゼは、同一提供者の処理では同一ロットを使用"
NOTE = "注記：沈渣に赤血球がほとんど認められない場合は、溶血処理を省略してもよい。"


def revision(n: int):
    """The parts of SOP-ISO-001 that differ between its first and second version, among parts that do not."""
    gloves = (
        "作業者は、作業開始前に手袋を70％エタノールで消毒する。"
        if n == 1
        else "作業者は、作業を開始する前に、手袋を70％エタノールで消毒すること。"
    )
    minutes = "60" if n == 1 else "45"
    return document(
        section(
            "試薬",
            prose(
                f"{COLLAGENASE}する。"
                if n == 1
                else f"{COLLAGENASE}し、新規ロットは受入試験（酵素活性）に合格したことを確認してから使用する。"
            ),
        ),
        section(
            "手順",
            section("準備", step("製造番号を確認し、記録する。"), step(gloves), step(LABEL) if n == 2 else [], level=2),
            section(
                "洗浄",
                step(LABEL) if n == 1 else [],
                step("脂肪組織20 gを移す。"),
                step("下層の液を吸引除去する。"),
                level=2,
            ),
            section(
                "酵素処理",
                step("コラゲナーゼ溶液を組織と等量加える。"),
                step(f"恒温振とう水槽で、37±1℃、100 rpmにて{minutes}分間振とうする。"),
                step("酵素処理開始から20分後に、組織片の分散状態を目視で確認する。") if n == 2 else [],
                step("酵素処理の開始時刻及び終了時刻を記録する。"),
                prose(NOTE, "note") if n == 1 else [],
                level=2,
            ),
        ),
        section(
            "判定基準",
            table(
                ["項目", "目標値", "許容範囲"],
                ["酵素処理温度", "37℃", "37±1℃"],
                ["酵素処理時間", f"{minutes}分", "55〜65分" if n == 1 else "40〜50分"],
                caption="表1　重要工程パラメータ",
            ),
        ),
        section(
            "改訂履歴",
            table(["版", "内容"], ["第1版", "新規制定"], *([["第2版", "60分から45分に変更"]] if n == 2 else [])),
        ),
    )


EXPECTED = [
    (
        "changed",
        "procedural",
        "1",
        f"{COLLAGENASE}する。",
        f"{COLLAGENASE}し、新規ロットは受入試験（酵素活性）に合格したことを確認してから使用する。",
    ),
    (
        "changed",
        "editorial",
        "2.1(2)",
        "作業者は、作業開始前に手袋を70％エタノールで消毒する。",
        "作業者は、作業を開始する前に、手袋を70％エタノールで消毒すること。",
    ),
    ("moved", "critical", "2.1(3)", LABEL, LABEL),
    (
        "changed",
        "critical",
        "2.3(2)",
        "恒温振とう水槽で、37±1℃、100 rpmにて60分間振とうする。",
        "恒温振とう水槽で、37±1℃、100 rpmにて45分間振とうする。",
    ),
    ("added", "critical", "2.3(3)", "", "酵素処理開始から20分後に、組織片の分散状態を目視で確認する。"),
    ("removed", "procedural", "2.3", NOTE, ""),
    ("changed", "critical", "3", "60分", "45分"),
    ("changed", "critical", "3", "55〜65分", "40〜50分"),
    ("added", "editorial", "4", "", "第2版 | 60分から45分に変更"),
]


def test_two_word_files_every_change_and_no_new_number() -> None:
    assert told(compare(revision(1), revision(2))) == EXPECTED


def test_ids_that_agree_by_chance_are_not_trusted() -> None:
    old, new = revision(1), revision(2)
    for content in (old, new):
        for n, block in enumerate(content["blocks"]):
            block["id"] = f"b{n}"

    assert told(compare(old, new)) == EXPECTED


def test_a_document_against_itself_has_no_change() -> None:
    assert compare(revision(1), revision(1)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("37 ℃での培養", "4 ℃での培養"), ("10 倍希釈液の調製", "100 倍希釈液の調製"), ("第1 培養", "第2 培養")],
)
def test_a_figure_at_the_head_of_a_title_is_content(old, new) -> None:
    changes = compare(document(section(old, step("静置する。"))), document(section(new, step("静置する。"))))

    assert [(c.kind, c.old, c.new) for c in changes] == [("changed", old, new)]


def test_a_revised_word_file_keeps_the_ids_of_what_stayed() -> None:
    old, new = revision(1), revision(2)
    kept = keep_ids(old, new)
    texts = {s.block_id: s.text for s in segments(old)}

    moved = next(b["id"] for b in new["blocks"] if b.get("text") == LABEL)
    assert texts[kept[moved]] == LABEL


WORDS = [
    "細胞",
    "培地",
    "容器",
    "手袋",
    "遠心機",
    "試薬",
    "記録",
    "確認",
    "洗浄",
    "加温",
    "混和",
    "密閉",
    "交換",
    "採取",
    "保存",
    "測定",
    "観察",
    "廃棄",
]


@given(st.integers(0, 10_000), st.integers(0, 4), st.integers(0, 3), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_known_edits_are_told_and_nothing_else(seed, changed, added, removed) -> None:
    dice = random.Random(seed)
    old = document(
        *(
            section(f"第{n}工程", *(step("、".join(dice.sample(WORDS, 7)) + f"を{n}-{k}で行う。") for k in range(6)))
            for n in range(4)
        )
    )
    new = copy.deepcopy(old)
    steps = [b for b in new["blocks"] if b["type"] == "step"]
    chosen = dice.sample(steps, changed + removed)
    for block in chosen[:changed]:
        block["text"] = block["text"].replace("行う", "慎重に実施")
    for block in chosen[changed:]:
        new["blocks"].remove(block)
    for n in range(added):
        new["blocks"].insert(dice.randrange(1, len(new["blocks"])), step(f"新規の手順{n}として弁を開ける。")[0])
    for n, block in enumerate(new["blocks"]):
        block["id"] = f"n{n}"

    kinds = [c.kind for c in compare(old, new)]

    assert sorted(kinds) == sorted(["changed"] * changed + ["added"] * added + ["removed"] * removed)
