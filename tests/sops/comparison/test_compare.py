from __future__ import annotations

import copy
import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sops.comparison.compare import compare, keep_ids
from sops.comparison.inline import inline
from sops.document.content import STRUCK, join, segments

_ids = itertools.count(1)


def section(title: str, *blocks, level: int = 1):
    return [{"id": f"x{next(_ids)}", "type": "section", "level": level, "title": title}, *itertools.chain(*blocks)]


def step(text: str, **fields):
    return [{"id": f"x{next(_ids)}", "type": "step", "level": 1, "title": "", "text": text, **fields}]


def prose(text: str, kind: str = "paragraph"):
    return [{"id": f"x{next(_ids)}", "type": kind, "text": text}]


def table(*rows, caption: str = "", head_rows: int = 1):
    cells = [[cell if isinstance(cell, dict) else {"text": cell} for cell in row] for row in rows]
    return [{"id": f"x{next(_ids)}", "type": "table", "caption": caption, "head_rows": head_rows, "rows": cells}]


def document(*sections, title: str = "分離手順書"):
    return {"title": title, "source": {"language": "ja"}, "blocks": list(itertools.chain(*sections))}


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
                f"{COLLAGENASE}{'する。' if n == 1 else 'し、新規ロットは受入試験（酵素活性）に合格したことを確認してから使用する。'}"
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


def test_a_rewritten_block_with_the_same_id_is_changed() -> None:
    old = document(section("手順", step("手袋を交換する。"), step("容器を密閉する。")))
    new = copy.deepcopy(old)
    new["blocks"][1]["text"] = "遠心機の蓋を閉めてから運転を始める。"

    assert [(c.kind, c.path_old, c.path_new) for c in compare(old, new, same_ids=True)] == [
        ("changed", f"{old['blocks'][1]['id']}.text", f"{old['blocks'][1]['id']}.text")
    ]


def test_typed_parameters_are_critical_and_shown_as_values() -> None:
    parameter = {"id": "p1", "name": "温度", "comparator": "±", "value": "37", "tolerance": "0.5", "unit": "°C"}
    old = document(section("手順", step("加温する。", parameters=[parameter])))
    new = copy.deepcopy(old)
    new["blocks"][1]["parameters"][0]["tolerance"] = "1"

    (change,) = compare(old, new)

    assert (change.kind, change.class_, change.what) == ("changed", "critical", "parameter")
    assert (change.old, change.new) == ("温度: 37\u00a0±\u00a00.5\u00a0°C", "温度: 37\u00a0±\u00a01\u00a0°C")


@pytest.mark.parametrize(
    ("old", "new", "kind", "expected"),
    [
        ("5分間静置する。", "10分間静置する。", "step", "critical"),
        ("5分間静置する。", "5秒間静置する。", "step", "critical"),
        ("80％以上とする。", "80％以下とする。", "paragraph", "critical"),
        ("凍結する。", "凍結しないこと。", "paragraph", "critical"),
        ("静かに混和する。", "静かに混和すること。", "step", "editorial"),
        ("及び、又は", "および、または", "paragraph", "editorial"),
        ("静かに混和する。", "激しく混和する。", "step", "procedural"),
        ("静かに扱う。", "丁寧に扱う。", "warning", "critical"),
        ("３７℃", "37℃", "paragraph", "editorial"),
        ("SOP-QC-003参照", "SOP-QC-004参照", "paragraph", "procedural"),
        ("温度は－８０℃とする。", "温度は８０℃とする。", "paragraph", "critical"),
        ("温度は–80℃とする。", "温度は80℃とする。", "paragraph", "critical"),
        ("温度は－ ８０℃とする。", "温度は８０℃とする。", "paragraph", "critical"),
        ("毎分1℃で冷却する。", "毎分-1℃で冷却する。", "paragraph", "critical"),
        ("−80℃で保管する。", "-80℃で保管する。", "paragraph", "editorial"),
        ("2～8 ℃で保管する。", "2-8℃で保管する。", "paragraph", "editorial"),
        ("2～8 ℃で保管する。", "2 8 ℃で保管する。", "paragraph", "procedural"),
        ("1×10¹⁰個", "1×10¹0個", "paragraph", "critical"),
        ("1×10⁶5個", "1×10⁶⁵個", "paragraph", "critical"),
        ("培地を5 mL、試薬を2 mL加える。", "培地を2 mL、試薬を5 mL加える。", "paragraph", "critical"),
        ("CD34陰性であること。", "CD34陽性であること。", "paragraph", "critical"),
        ("CD34−の細胞", "CD34+の細胞", "paragraph", "critical"),
        ("不合格とする。", "合格とする。", "paragraph", "critical"),
        ("加えた後に混和する。", "加える前に混和する。", "paragraph", "critical"),
        ("必ず混和する。", "混和する。", "paragraph", "critical"),
        ("10％(v/v)とする。", "10％(w/v)とする。", "paragraph", "critical"),
    ],
)
def test_suggested_class(old, new, kind, expected) -> None:
    before = document(section("手順", prose(old, kind)))
    after = copy.deepcopy(before)
    after["blocks"][1]["text"] = new

    assert [(c.kind, c.class_) for c in compare(before, after)] == [("changed", expected)]


def test_references_follow_the_numbers_they_name() -> None:
    body = [
        section("準備", step("準備する。")),
        section("処理", step("処理する。")),
        section("異常時の措置", step("連絡する。")),
    ]
    old = document(section("目的", prose("異常時は4項に従う。")), *body)
    new = document(
        section("目的", prose("異常時は5項に従う。")), section("用語", prose("用語を定める。")), *copy.deepcopy(body)
    )

    assert [(c.kind, c.new) for c in compare(old, new)] == [("added", "用語"), ("added", "用語を定める。")]


REFERRING = [
    "容器を消毒する。",
    "３回洗浄する。",
    "手順（２）に戻り、洗浄する。",
    "手順2〜3を繰り返す。",
    "(3)の操作を2回行う。",
    "6.1(2)に従う。",
    "手順2、5分間静置する。",
]
SHIFTED = [
    "容器を消毒する。",
    "新しい手順とする。",
    "３回洗浄する。",
    "手順（３）に戻り、洗浄する。",
    "手順3〜4を繰り返す。",
    "(4)の操作を2回行う。",
    "6.1(3)に従う。",
    "手順3、5分間静置する。",
]


def test_references_to_steps_follow_the_steps() -> None:
    def made(texts):
        return document(
            *(section(f"題{n}") for n in range(5)),
            section("工程"),
            section("準備", *(step(text) for text in texts), level=2),
        )

    assert [(c.kind, c.new) for c in compare(made(REFERRING), made(SHIFTED))] == [("added", "新しい手順とする。")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("手順2に戻る。", "手順4に戻る。"),
        ("手順2、5分間静置する。", "手順3、6分間静置する。"),
        ("試料(2)を使う。", "試料(3)を使う。"),
        ("7.1(2)に従う。", "7.1(3)に従う。"),
    ],
)
def test_a_number_that_is_no_reference_or_a_wrong_one_is_a_change(old, new) -> None:
    a = document(section("準備", step("消毒する。"), step("洗浄する。"), step(old)))
    b = document(section("準備", step("消毒する。"), step("着替えること。"), step("洗浄する。"), step(new)))

    assert sorted(c.kind for c in compare(a, b)) == ["added", "changed"]


def test_a_wrong_reference_is_a_change() -> None:
    old = document(section("目的", prose("異常時は2項に従う。")), section("措置", step("連絡する。")))
    new = copy.deepcopy(old)
    new["blocks"][1]["text"] = "異常時は1項に従う。"

    assert [c.kind for c in compare(old, new)] == ["changed"]


def test_rows_added_and_removed_leave_the_others_alone() -> None:
    old = document(section("基準", table(["項目", "値"], ["温度", "37℃"], ["時間", "30分"], ["圧力", "5 Pa"])))
    new = document(section("基準", table(["項目", "値"], ["湿度", "50％"], ["温度", "37℃"], ["圧力", "6 Pa"])))

    assert {(c.kind, c.what, c.old, c.new) for c in compare(old, new)} == {
        ("added", "row", "", "湿度 | 50％"),
        ("removed", "row", "時間 | 30分", ""),
        ("changed", "text", "5 Pa", "6 Pa"),
    }


WORK = ["容器を消毒する。", "検体を受け取る。", "検体を２回洗浄する。", "遠心する（300×g、5分）。", "結果を記録する。"]


@pytest.mark.parametrize("number", ["{n}", "({n})", "S-{n}", "2.{n}", "{n}."])
@pytest.mark.parametrize("beside", [True, False], ids=["own column", "in front"])
def test_the_numbers_of_rows_are_no_content(number, beside) -> None:
    def made(texts):
        rows = [
            [number.format(n=n), text, "製造"] if beside else [f"{number.format(n=n)} {text}", "製造"]
            for n, text in enumerate(texts, 1)
        ]
        return document(section("手順", table(["No.", "作業内容", "担当"] if beside else ["作業", "担当"], *rows)))

    def told(new):
        return [(c.kind, c.what) for c in compare(made(WORK), made(new))]

    assert told([*WORK[:2], "ラベルを照合する。", *WORK[2:]]) == [("added", "row")]
    assert told([*WORK[:1], *WORK[2:]]) == [("removed", "row")]
    assert told([WORK[0], WORK[2], WORK[1], *WORK[3:]]) == [("moved", "row")]
    assert told([*WORK[:3], "遠心する（300×g、15分）。", WORK[4]]) == [("changed", "text")]
    assert (
        compare(made(WORK), made([WORK[0], WORK[2], WORK[1], *WORK[3:]]))[0].class_ == "critical"
    )  # counted rows are an order of work


def test_figures_that_rise_by_one_are_content() -> None:
    def made(*days):
        return document(
            section(
                "手順", table(["培養日", "作業"], *([str(day), f"作業{'甲乙丙丁'[n]}"] for n, day in enumerate(days)))
            )
        )

    assert {c.kind for c in compare(made(1, 2, 3), made(2, 3, 4))} != set()


def test_columns_that_change_places_are_moved() -> None:
    old = document(section("手順", table(["作業", "担当"], ["消毒する。", "製造"], ["記録する。", "QC"])))
    new = document(section("手順", table(["担当", "作業"], ["製造", "消毒する。"], ["QC", "記録する。"])))

    assert [(c.kind, c.what) for c in compare(old, new)] == [("moved", "column")]


def test_an_added_column_is_one_change() -> None:
    old = document(section("基準", table(["項目", "値"], ["温度", "37℃"], ["時間", "30分"])))
    new = document(section("基準", table(["項目", "区分", "値"], ["温度", "CPP", "37℃"], ["時間", "CPP", "30分"])))

    assert [(c.kind, c.what, c.new) for c in compare(old, new)] == [("added", "column", "区分 | CPP | CPP")]


def test_merged_cells_grow_without_a_change_and_change_once() -> None:
    def merged(*values, group="工程"):
        first = [{"text": group, "rowspan": len(values)}, *({"text": t} for t in values[0])]
        return document(section("基準", table(["区分", "項目", "値"], first, *values[1:])))

    old = merged(["温度", "37℃"], ["時間", "30分"])
    grown = merged(["温度", "37℃"], ["時間", "30分"], ["圧力", "5 Pa"])
    renamed = merged(["温度", "37℃"], ["時間", "30分"], group="培養")

    assert [(c.kind, c.what) for c in compare(old, grown)] == [("added", "row")]
    assert [(c.kind, c.old, c.new) for c in compare(old, renamed)] == [("changed", "工程", "培養")]


def test_captions_only_renumbered_are_no_change_and_pictures_are() -> None:
    def figure(image, caption):
        return [{"id": f"x{next(_ids)}", "type": "figure", "image": image, "caption": caption, "alt": ""}]

    old = document(section("図", figure("aa", "図1　凍結曲線")))
    new = document(section("図", figure("bb", "図2　凍結曲線")))

    assert [(c.what, c.old, c.new) for c in compare(old, new)] == [("figure", "aa", "bb")]


@pytest.mark.parametrize(("struck", "expected"), [("400×gで", "critical"), ("すぐに", "procedural")])
def test_crossing_out_weighs_as_taking_out(struck, expected) -> None:
    old, new = (
        document(section("手順", step(f"{struck}遠心する。"))),
        document(section("手順", step(f"{STRUCK[0]}{struck}{STRUCK[1]}遠心する。"))),
    )

    assert [(c.kind, c.class_) for c in compare(old, new)] == [("changed", expected)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("37 ℃での培養", "4 ℃での培養"), ("10 倍希釈液の調製", "100 倍希釈液の調製"), ("第1 培養", "第2 培養")],
)
def test_a_figure_at_the_head_of_a_title_is_content(old, new) -> None:
    changes = compare(document(section(old, step("静置する。"))), document(section(new, step("静置する。"))))

    assert [(c.kind, c.old, c.new) for c in changes] == [("changed", old, new)]


NO_REFERENCES = [
    "第2液を加える。", "第2代の細胞", "希釈率は2によって定める。", "第2培養室で行う。", "基準値2.1による。", "様式第2号を用いる。", "GMP省令第2条に従う。", "薬機法第2章による。",
    "SOP-2に従う。", "希釈倍率2に従う。", "培地量は2のとおりとする。", "第2回の洗浄を行う。", "発表2回で確認する。", "代表2検体を試験する。",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_a_figure_is_not_taken_for_a_reference(text) -> None:
    """In the same revision a section is put in front, so that a reference to section 2 would now read 3."""

    def made(first, said):
        return document(
            section("目的"),
            *first,
            section("準備"),
            section("器具", table(["名称"], ["PBS"], caption="表2　試薬"), level=2),
            section("工程", step(said)),
        )

    changes = compare(made([], text), made([section("安全", prose("手袋を着用する。"))], text.replace("2", "3", 1)))

    assert [c.new for c in changes if c.kind == "changed"] == [text.replace("2", "3", 1)]


def test_a_subsection_in_another_section_is_moved() -> None:
    part = section("機器の準備", step("電源を入れる。"), step("校正する。"), level=2)
    rest = [section("洗浄", step("洗浄する。"), level=2), section("分離"), section("播種", step("播種する。"), level=2)]
    old = document(section("準備"), part, *rest)
    new = document(section("準備"), *rest, part)

    assert [(c.kind, c.new) for c in compare(old, new)] == [("moved", "機器の準備")]


def test_a_step_that_becomes_part_of_another_is_a_change() -> None:
    old = document(section("手順", step("消毒する。"), step("洗浄する。"), step("乾燥する。")))
    new = copy.deepcopy(old)
    new["blocks"][2]["level"] = 2

    assert [(c.kind, c.what, c.old, c.new) for c in compare(old, new)] == [("changed", "level", "(2)", "ア")]


def test_a_new_footnote_renumbers_the_others_without_a_change() -> None:
    def made(*notes):
        marks = {note: str(n) for n, note in enumerate(notes, 1)}
        foot = [
            {"id": f"f{next(_ids)}", "type": "footnote", "mark": mark, "text": note} for note, mark in marks.items()
        ]
        first = f"恒温槽を使う。{'[*1]' if '校正済み' in marks else ''}"
        return document(section("手順", step(first), step(f"静置する。[*{marks['室温']}]")), foot)

    assert [(c.kind, c.new) for c in compare(made("室温"), made("校正済み", "室温"))] == [
        ("changed", "恒温槽を使う。[*1]"),
        ("added", "校正済み"),
    ]


@pytest.mark.parametrize("title", ["改訂履歴の管理", "変更履歴の記録手順", "Document history control"])
def test_work_on_the_history_is_no_history(title) -> None:
    old, new = (document(section(title, step(f"履歴表を{years}年間保管する。"))) for years in (5, 3))

    assert [(c.class_, c.formal) for c in compare(old, new)] == [("critical", False)]


def test_swapped_steps_are_moved_and_critical() -> None:
    old = document(
        section("手順", step("手袋を交換する。"), step("容器を密閉する。"), step("遠心分離する。"), step("記録する。"))
    )
    new = copy.deepcopy(old)
    new["blocks"][2:4] = [new["blocks"][3], new["blocks"][2]]

    assert [(c.kind, c.class_) for c in compare(old, new)] == [("moved", "critical")]


def test_the_title_of_the_document_is_compared() -> None:
    assert [(c.path, c.old, c.new) for c in compare(document(), document(title="培養手順書"))] == [
        ("title", "分離手順書", "培養手順書")
    ]


def test_a_better_translation_is_editorial_and_a_wrong_number_in_it_critical() -> None:
    source = document(section("手順", step("5分間静置する。")))
    path = f"{source['blocks'][1]['id']}.text"
    old, better, wrong = (
        join(source, {"vi": {path: t}}) for t in ("Để yên 5 phút.", "Để yên trong 5 phút.", "Để yên 15 phút.")
    )

    assert [(c.class_, c.language, c.new_texts["vi"]) for c in compare(old, better)] == [
        ("editorial", "vi", "Để yên trong 5 phút.")
    ]
    assert [(c.class_, c.language) for c in compare(old, wrong)] == [("critical", "vi")]


def test_a_revised_word_file_keeps_the_ids_of_what_stayed() -> None:
    old, new = revision(1), revision(2)
    kept = keep_ids(old, new)
    texts = {s.block_id: s.text for s in segments(old)}

    moved = next(b["id"] for b in new["blocks"] if b.get("text") == LABEL)
    assert texts[kept[moved]] == LABEL


@given(st.text(alphabet="あいう細胞0123.,ab 分℃", max_size=60), st.text(alphabet="あいう細胞0123.,ab 分℃", max_size=60))
@settings(max_examples=200, deadline=None)
def test_inline_pieces_spell_both_texts(old, new) -> None:
    pieces = inline(old, new)

    assert "".join(text for op, text in pieces if op != "insert") == old
    assert "".join(text for op, text in pieces if op != "delete") == new


def test_numbers_change_as_a_whole() -> None:
    assert inline("60分間振とうする。", "65分間振とうする。") == [
        ("delete", "60"),
        ("insert", "65"),
        ("equal", "分間振とうする。"),
    ]


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


def test_five_thousand_strangers_are_compared_in_bounded_time() -> None:
    dice = random.Random(1)

    def strangers(prefix):
        return document(
            *(
                section(
                    prefix + "".join(dice.sample(WORDS, 2)) + str(n),
                    *(step("".join(dice.sample(WORDS, 9))) for _ in range(24)),
                )
                for n in range(60)
            )
        )

    old, new = strangers("旧"), strangers("新")
    start = time.process_time()
    compare(old, new)

    assert time.process_time() - start < 8


def test_a_text_of_equal_tokens_is_compared_in_bounded_time() -> None:
    start = time.process_time()
    inline("ab c" * 3000, "ba c" * 3000)

    assert time.process_time() - start < 2
