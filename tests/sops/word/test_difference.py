"""Two Word files against each other: every change once, and none for text that was only renumbered."""

from __future__ import annotations

import random

import pytest

from sops.word import read_docx
from sops.word.difference import Difference, difference
from tests.sops.word import pictures
from tests.sops.word.build import abstract, docx, h, level, num, p, r, tbl, tc, tr, use
from tests.sops.word.files import imported

COLLAGENASE = "コラゲナーゼは、同一提供者の処理では同一ロットを使用"
LABEL = "50 mL遠心管に製造番号及び提供者識別番号を記載したラベルを貼付する。"


def changes(old: bytes, new: bytes) -> list[tuple]:
    found = difference(read_docx(old, "a.docx"), read_docx(new, "b.docx"))
    assert found.formal == []
    assert found.header == []
    return in_short(found)


def in_short(found: Difference) -> list[tuple]:
    return [(c.kind, c.class_, c.place, c.old, c.new) for c in found.changes]


def steps(*texts: str) -> str:
    return "".join(p(f"({n}) {text}") for n, text in enumerate(texts, 1))


def test_the_two_sample_revisions_differ_as_their_readme_says() -> None:
    found = difference(imported("SOP-ISO-001_rev1"), imported("SOP-ISO-001_rev2"))

    assert in_short(found) == [
        (
            "changed", "procedural", "5.2", f"{COLLAGENASE}する。",
            f"{COLLAGENASE}し、新規ロットは受入試験（酵素活性）に合格したことを確認してから使用する。",
        ),
        (
            "changed", "editorial", "6.1 (4)", "作業者は、作業開始前に手袋を70％エタノールで消毒する。",
            "作業者は、作業を開始する前に、手袋を70％エタノールで消毒すること。",
        ),
        ("moved", "critical", "6.1 (6)", LABEL, LABEL),
        (
            "changed", "critical", "6.4 (2)", "恒温振とう水槽で、37±1℃、100 rpmにて60分間振とうする。",
            "恒温振とう水槽で、37±1℃、100 rpmにて45分間振とうする。",
        ),
        ("added", "critical", "6.4 (3)", "", "酵素処理開始から20分後に、組織片の分散状態を目視で確認し、結果を製造指図記録書に記録する。"),
        ("removed", "procedural", "6.5", "注記：沈渣に赤血球がほとんど認められない場合は、溶血処理を省略してもよい。", ""),
        ("changed", "critical", "7", "60分", "45分"),
        ("changed", "critical", "7", "55〜65分", "40〜50分"),
    ]  # fmt: skip
    assert [c.place_old for c in found.changes if c.kind == "moved"] == ["6.3 (1)"]
    assert [c.row for c in found.changes if c.section == "7"] == ["酵素処理時間", "酵素処理時間"]
    assert [(c.field, c.old, c.new) for c in found.header] == [
        ("version", "第1版", "第2版"),
        ("revised", "―", "2026年2月16日"),
        ("effective", "2025年11月1日", "2026年3月16日"),
    ]


def test_approval_dates_and_history_rows_are_formal_changes() -> None:
    found = difference(imported("SOP-ISO-001_rev1"), imported("SOP-ISO-001_rev2")).formal

    assert {c.class_ for c in found} == {"editorial"}
    assert [(c.kind, c.section, c.new) for c in found[:3]] == [
        ("changed", "", "2026年1月26日"),
        ("changed", "", "2026年2月3日"),
        ("changed", "", "2026年2月10日"),
    ]
    rows = [c.new.split(" | ") for c in found[3:]]
    assert [(row[0], row[1], row[2], row[-1]) for row in rows] == [
        ("第2版", "2026年2月16日", place, "架空") for place in ("6.4、7 表1", "6.1", "6.4", "6.1、6.3", "6.5", "5.2")
    ]


@pytest.mark.parametrize("name", ["SOP-ISO-001_rev2", "SOP-CUL-002_rev1", "SOP-QC-003_rev1", "SOP-CRY-004_rev1"])
def test_a_file_against_itself_has_no_difference(name) -> None:
    assert difference(imported(name), imported(name)) == Difference()


def test_both_readings_of_open_changes_differ_by_these_changes() -> None:
    found = difference(imported("SOP-CRY-004_rev1", "reject"), imported("SOP-CRY-004_rev1", "accept"))

    assert in_short(found) == [
        (
            "changed", "critical", "6.2 (5)", "凍結保護液を添加した後、30分以内にプログラムフリーザーへ移す。",
            "凍結保護液を添加した後、15分以内にプログラムフリーザーへ移す。",
        ),
        ("added", "critical", "6.4 (4)", "", "収納後、保管容器の温度が15分以内に−150℃以下へ回復したことを確認する。"),
    ]  # fmt: skip


def test_runs_broken_elsewhere_and_revision_marks_are_no_change() -> None:
    rng = random.Random(7)
    text = "恒温振とう水槽で、37±1℃、100 rpmにて60分間振とうする。"

    def broken() -> str:
        cuts = sorted(rng.sample(range(1, len(text)), 9))
        parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        return p(
            *('<w:proofErr w:type="spellStart"/>' + r(part, f'<w:lang w:val="ja-{rng.random()}"/>') for part in parts)
        )

    assert changes(docx(h("手順"), broken()), docx(h("手順"), broken())) == []


def test_typed_numbers_that_became_automatic_are_no_change() -> None:
    lists = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "(%2)")) + use(1, 0)
    typed = docx(h("１．目的"), p("品質を保つ。"), h("２．手順"), p("①\t混合する。"), p("②\t静置する。"))
    counted = docx(
        p("目的", style="1", properties=num(1)), p("品質を保つ。"), p("手順", style="1", properties=num(1)),
        p("混合する。", properties=num(1, 1)), p("静置する。", properties=num(1, 1)), numbering=lists,
    )  # fmt: skip

    assert changes(typed, counted) == []


def test_a_section_that_moved_is_one_change_and_its_steps_follow_it() -> None:
    wash = h("洗浄", 2) + steps("組織を洗浄する。", "上清を除去する。")
    digest = h("酵素処理", 2) + steps("酵素を加える。", "37℃で振とうする。")

    found = changes(docx(h("手順"), wash, digest), docx(h("手順"), digest, wash))

    assert [(kind, old) for kind, _class, _place, old, _new in found] in ([("moved", "洗浄")], [("moved", "酵素処理")])


def test_a_step_split_in_two_is_a_change_and_an_addition() -> None:
    old = docx(h("手順"), steps("混合する。", "上清を除去し、沈渣を完全培地10 mLに再懸濁する。", "記録する。"))
    new = docx(h("手順"), steps("混合する。", "上清を除去する。", "沈渣を完全培地10 mLに再懸濁する。", "記録する。"))

    assert changes(old, new) == [
        ("added", "procedural", "1 (2)", "", "上清を除去する。"),
        (
            "changed",
            "procedural",
            "1 (3)",
            "上清を除去し、沈渣を完全培地10 mLに再懸濁する。",
            "沈渣を完全培地10 mLに再懸濁する。",
        ),
    ]


def test_a_merged_cell_that_changed_is_one_change() -> None:
    def limits(text: str) -> bytes:
        start = tc(text, properties='<w:vMerge w:val="restart"/>')
        return docx(
            h("管理値"),
            tbl(tr("項目", "値", "区分"), tr("温度", "37℃", start), tr("時間", "60分", tc(properties="<w:vMerge/>"))),
        )

    assert changes(limits("CPP"), limits("管理値")) == [("changed", "procedural", "1", "CPP", "管理値")]


def test_a_cell_that_only_grew_is_no_change() -> None:
    one = tbl(
        tr("項目", "区分"),
        tr("温度", tc("CPP", properties='<w:vMerge w:val="restart"/>')),
        tr("時間", tc(properties="<w:vMerge/>")),
    )
    two = tbl(tr("項目", "区分"), tr("温度", "CPP"), tr("時間", "CPP"))

    assert changes(docx(h("管理値"), one), docx(h("管理値"), two)) == []


def test_a_replaced_picture_is_a_change() -> None:
    def with_picture(colour: str) -> bytes:
        return docx(
            h("手順"),
            p("図1に示す。"),
            pictures.inline("rP"),
            p("図1　曲線"),
            **pictures.part("rP", pictures.png(colour)),
        )

    (found,) = difference(read_docx(with_picture("red"), "a.docx"), read_docx(with_picture("blue"), "b.docx")).changes

    assert (found.kind, found.class_, found.what, found.block_kind) == ("changed", "procedural", "figure", "figure")
    assert found.old != found.new


def test_reordered_rows_are_moved_not_removed_and_added() -> None:
    head, a, b, c = tr("項目", "値"), tr("温度", "37℃"), tr("時間", "60分"), tr("速度", "100 rpm")

    assert changes(docx(h("管理値"), tbl(head, a, b, c)), docx(h("管理値"), tbl(head, c, a, b))) == [
        ("moved", "editorial", "1", "速度 | 100 rpm", "速度 | 100 rpm")
    ]


def test_one_digit_deep_in_a_long_sentence_is_critical_and_shown_alone() -> None:
    text = "細胞懸濁液を遠心管に移し、等量の緩衝液を加えて、400×g、20℃で{}分間遠心分離し、上清を吸引除去した後、沈渣を完全培地10 mLに再懸濁する。"

    old, new = (read_docx(docx(h("手順"), steps(text.format(n))), "x.docx") for n in ("10", "15"))
    (found,) = difference(old, new).changes

    assert (found.kind, found.class_) == ("changed", "critical")
    assert [piece for piece in found.inline if piece[0] != "equal"] == [("delete", "10"), ("insert", "15")]


def test_a_lost_power_is_critical() -> None:
    old = docx(h("手順"), p(r("細胞を3×10"), r("3", '<w:vertAlign w:val="superscript"/>'), r(" cells/cm²で播種する。")))
    new = docx(h("手順"), p(r("細胞を3×103 cells/cm²で播種する。")))

    assert changes(old, new) == [
        ("changed", "critical", "1", "細胞を3×10³ cells/cm²で播種する。", "細胞を3×103 cells/cm²で播種する。")
    ]


def test_equal_sentences_in_two_sections_are_not_confused() -> None:
    """Ids of blocks follow from their text: a new copy of a sentence above must not look like a move of the old one."""
    old = docx(h("準備"), steps("清拭する。"), h("片付け"), steps("廃棄する。", "記録する。"))
    new = docx(h("準備"), steps("清拭する。", "記録する。"), h("片付け"), steps("廃棄する。", "記録する。"))

    assert changes(old, new) == [("added", "procedural", "1 (2)", "", "記録する。")]


def test_fields_of_the_header_and_lines_of_the_footer_are_compared() -> None:
    def paper(version: str, foot: str) -> bytes:
        head = tbl(tr("文書番号", "SOP-X-001", "版数", version), tr("表題", "試験手順書", "保管場所", f"棚{version}"))
        return docx(h("目的"), p("保つ。"), parts={"header1": head, "footer1": p(foot)})

    found = difference(read_docx(paper("1", "社外秘"), "a.docx"), read_docx(paper("2", "取扱注意"), "b.docx"))

    assert found.changes == []
    assert [(c.field, c.old, c.new) for c in found.header] == [
        ("version", "1", "2"),
        ("保管場所", "棚1", "棚2"),
        ("footer", "社外秘", "取扱注意"),
    ]


EMF = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(40)


def ruby(reading: str, base: str) -> str:
    return f"<w:r><w:ruby><w:rt>{r(reading)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"


def unread(old: bytes, new: bytes) -> list[tuple[str, str]]:
    found = difference(read_docx(old, "a.docx"), read_docx(new, "b.docx"))
    assert {c.what for c in found.changes} <= {"unread"}
    return [(c.kind, c.class_) for c in found.changes]


def with_picture(data: bytes | None) -> bytes:
    if data is None:
        return docx(h("手順"), steps("静置する。"))
    return docx(h("手順"), steps("静置する。"), pictures.inline("r9"), **pictures.part("r9", data, "image1.emf"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (EMF, EMF, []),
        (EMF, EMF + b"\x01", [("changed", "procedural")]),
        (EMF, None, [("removed", "procedural")]),
        (None, EMF, [("added", "procedural")]),
    ],
    ids=["the same", "replaced", "removed", "added"],
)
def test_pictures_no_browser_shows_are_compared_too(old, new, expected) -> None:
    assert unread(with_picture(old), with_picture(new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (r("37℃", "<w:vanish/>"), r("38℃", "<w:vanish/>"), [("changed", "critical")]),
        (r("静かに", "<w:vanish/>"), "", [("removed", "procedural")]),
        (ruby("てきげ", "滴下"), ruby("てきか", "滴下"), [("changed", "editorial")]),
        (ruby("てきか", "滴下"), r("滴下"), []),
    ],
    ids=["hidden words", "no hidden words", "another reading", "no reading aid"],
)
def test_what_the_content_does_not_hold_is_compared_too(old, new, expected) -> None:
    a, b = (docx(h("手順"), p(r("(1) 試薬を"), piece, r("する。"))) for piece in (old, new))

    assert unread(a, b) == expected


def test_crossed_out_words_are_a_change() -> None:
    a, b = (docx(h("手順"), p(r("(1) 懸濁液を"), r("400×gで", look), r("遠心する。"))) for look in ("", "<w:strike/>"))

    assert changes(a, b) == [
        ("changed", "critical", "1 (1)", "懸濁液を400×gで遠心する。", "懸濁液を〔取り消し線：400×gで〕遠心する。")
    ]
