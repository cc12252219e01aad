"""Changes left open in the file: both readings, each change named, none chosen silently."""

from __future__ import annotations

import pytest

from sops.word import read_docx
from tests.sops.word.build import STYLES, abstract, docx, h, level, num, p, r, t, tbl, tc, tr, use
from tests.sops.word.files import read, told

BY = 'w:author="例示 花子" w:date="2026-01-05T09:00:00Z"'
ROW = '<w:trPr><w:{} w:author="A"/></w:trPr>'


def ins(*runs: str) -> str:
    return f"<w:ins {BY}>{''.join(runs)}</w:ins>"


def gone(text: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def both(*body: str, **more) -> tuple[list[str], list[str]]:
    return told(read(*body, **more)), told(read(*body, tracked="reject", **more))


def named(*body: str, **more) -> list[tuple[str, str, str, str]]:
    """Kind, words and both readings; the same in both imports."""
    accepted, rejected = (read(*body, tracked=reading, **more).tracked for reading in ("accept", "reject"))
    found = [(c.kind, c.text, c.accepted, c.rejected) for c in accepted]
    assert sorted(found) == sorted((c.kind, c.text, c.accepted, c.rejected) for c in rejected)
    return found


def test_a_changed_number_has_both_readings_and_its_author() -> None:
    body = p(r("培養は"), gone("3"), ins(r("5")), r("日間。"))

    assert both(body) == (["paragraph 培養は5日間。"], ["paragraph 培養は3日間。"])
    assert named(body) == [
        ("delete", "3", "培養は5日間。", "培養は3日間。"),
        ("insert", "5", "培養は5日間。", "培養は3日間。"),
    ]
    (first, _second) = read(body).tracked
    assert (first.author, first.date) == ("例示 花子", "2026-01-05T09:00:00Z")


def test_a_deletion_inside_an_insertion() -> None:
    """Rejecting all leaves the text before both: what one author put in and another took out was never there. Word says so too."""
    body = p(r("培養は"), f"<w:ins {BY}>{gone('三')}{r('五')}</w:ins>", r("日間。"))

    assert both(body) == (["paragraph 培養は五日間。"], ["paragraph 培養は日間。"])


def test_moved_text_stands_in_one_place_only() -> None:
    body = (
        p("一。"),
        p(
            f'<w:moveFromRangeStart w:id="1"/><w:moveFrom {BY}>{r("動く文。")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
        ),
        p("二。"),
        p(f"<w:moveTo {BY}>{r('動く文。')}</w:moveTo>"),
    )

    assert both(*body) == (
        ["paragraph 一。", "paragraph 二。", "paragraph 動く文。"],
        ["paragraph 一。", "paragraph 動く文。", "paragraph 二。"],
    )
    assert [kind for kind, _text, _a, _r in named(*body)] == ["move_from", "move_to"]


def test_raising_a_digit_is_a_change_of_the_dose() -> None:
    run = (
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>{t("3")}</w:r>'
    )
    body = p(r("3×10"), run, r(" cells"))

    assert both(body) == (["paragraph 3×10³ cells"], ["paragraph 3×103 cells"])
    assert named(body) == [("format", "3", "3×10³ cells", "3×103 cells")]


def test_making_a_heading_of_a_sentence_is_a_change() -> None:
    body = (
        "<w:p><w:pPr><w:pStyle w:val='2'/><w:pPrChange w:author='A'><w:pPr><w:pStyle w:val='a'/></w:pPr></w:pPrChange></w:pPr>" + r("準備") + "</w:p>",
        p("確認する。"),
    )  # fmt: skip

    assert both(*body) == (["section 1.1 準備", "paragraph 確認する。"], ["paragraph 準備", "paragraph 確認する。"])
    assert named(*body) == [("format", "準備", "準備", "準備")]


def test_taking_a_number_off_a_step_is_a_change() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)")) + use(1, 0)
    change = f"<w:pPrChange {BY}><w:pPr>{num(1)}</w:pPr></w:pPrChange>"
    body = (p("混合する。", properties=num(1)), p("静置する。", properties=change), p("記録する。", properties=num(1)))

    accepted, rejected = both(*body, numbering=lists)

    assert accepted == ["step (1) 混合する。", "paragraph 静置する。", "step (2) 記録する。"]
    assert rejected == ["step (1) 混合する。", "step (2) 静置する。", "step (3) 記録する。"]


@pytest.mark.parametrize(
    ("mark", "accepted", "rejected"),
    [
        ("del", ["paragraph 前半後半。"], ["paragraph 前半", "paragraph 後半。"]),
        ("ins", ["paragraph 前半", "paragraph 後半。"], ["paragraph 前半後半。"]),
    ],
)
def test_a_paragraph_mark_that_comes_or_goes_joins_two_paragraphs(mark, accepted, rejected) -> None:
    body = (p("前半", properties=f"<w:rPr><w:{mark} {BY}/></w:rPr>"), p("後半。"))

    assert both(*body) == (accepted, rejected)


def test_a_paragraph_taken_out_whole_leaves_no_number_behind() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)")) + use(1, 0)
    out = p(gone("静置する。"), properties=num(1) + f"<w:rPr><w:del {BY}/></w:rPr>")
    body = (p("混合する。", properties=num(1)), out, p("記録する。", properties=num(1)))

    assert both(*body, numbering=lists) == (
        ["step (1) 混合する。", "step (2) 記録する。"],
        ["step (1) 混合する。", "step (2) 静置する。", "step (3) 記録する。"],
    )


def test_rows_and_cells_that_come_or_go() -> None:
    taken_out = f"<w:tr>{ROW.format('del')}{tc(p(gone('速度')))}{tc(p(gone('100 rpm')))}</w:tr>"
    new_cell = tc("CPP", properties='<w:cellIns w:author="A"/>')
    body = tbl(
        tr("項目", "値"),
        tr("温度", "37℃", properties='<w:ins w:author="A"/>'),
        taken_out,
        f"<w:tr>{tc('時間')}{tc('60分')}{new_cell}</w:tr>",
    )

    assert both(body) == (
        ["table 項目 | 値 / 温度 | 37℃ / 時間 | 60分 | CPP"],
        ["table 項目 | 値 / 速度 | 100 rpm / 時間 | 60分"],
    )
    assert {(c.kind, c.text) for c in read(body).tracked} == {
        ("delete", "速度\n100 rpm"),
        ("insert", "温度\n37℃"),
        ("insert", "CPP"),
    }
    assert {(c.kind, c.text) for c in read(body, tracked="reject").tracked} == {
        ("delete", "速度"), ("delete", "100 rpm"), ("insert", "温度\n37℃"), ("insert", "CPP"),
    }  # fmt: skip


def test_changes_inside_a_formula() -> None:
    body = p(
        f"<m:oMath><m:r>{m_t('a')}</m:r><w:ins {BY}><m:r>{m_t('b')}</m:r></w:ins><w:del {BY}><m:r>{m_t('c')}</m:r></w:del></m:oMath>"
    )

    assert both(body) == (["paragraph ab"], ["paragraph ac"])
    assert named(body) == [("insert", "b", "ab", "ac"), ("delete", "c", "ab", "ac")]


def m_t(text: str) -> str:
    return f"<m:t>{text}</m:t>"


def test_furigana_and_footnotes_under_a_change() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('よ')}</w:rt><w:rubyBase>{r('読')}</w:rubyBase></w:ruby></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(ins(ruby, note), r("む。"))
    parts = {"footnotes": f'<w:footnote w:id="2">{p("注の文。")}</w:footnote>'}

    accepted, rejected = both(body, parts=parts)

    assert accepted == ["paragraph 読[*1]む。", "footnote 注の文。"]
    assert rejected == ["paragraph む。"]
    assert ("note_unused", "注の文。") in [
        (loss.kind, loss.text) for loss in read(body, tracked="reject", parts=parts).losses
    ]


def test_changes_in_the_page_header() -> None:
    head = {"header1": tbl(tr("文書番号", "SOP-9"), tr("版数", p(r("第"), gone("1"), ins(r("2")), r("版"))))}

    assert read(p("文。"), parts=head).header["version"] == "第2版"
    assert read(p("文。"), parts=head, tracked="reject").header["version"] == "第1版"
    assert [(c.kind, c.text, c.accepted) for c in read(p("文。"), parts=head).tracked] == [
        ("delete", "1", "第2版"),
        ("insert", "2", "第2版"),
    ]


def test_another_reading_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="maybe"):
        read_docx(docx(h("手順"), styles=STYLES), "x.docx", tracked="maybe")


def test_pictures_and_text_boxes_that_go_are_named_and_not_shown() -> None:
    from tests.sops.word import pictures

    frame = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('箱の文。')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = p(r("文。"), f"<w:del {BY}>{pictures.drawing('rP', '旧い図')}{frame}</w:del>")
    more = pictures.part("rP", pictures.png())

    accepted, rejected = both(body, **more)

    assert accepted == ["paragraph 文。"]
    assert rejected == ["paragraph 文。", "figure  (旧い図)", "paragraph 箱の文。"]
    assert [(c.kind, c.text) for c in read(body, **more).tracked] == [("delete", "旧い図"), ("delete", "箱の文。")]
    assert read(body, **more).images == {}
