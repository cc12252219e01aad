"""The inside of a paragraph: each text once, in its place, or recorded as lost."""

from __future__ import annotations

import pytest

from tests.sops.word.build import p, r, t
from tests.sops.word.changes import BY, both_readings, deleted, inserted, recorded_changes
from tests.sops.word.files import lost, read
from tests.sops.word.inline import LOWERED, OFFICE_LINK, RAISED, either, field, furigana, math_part, old_form


def control(properties: str, *inside: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(inside)}</w:sdtContent></w:sdt>"


def math(*parts: str) -> str:
    """A formula."""
    return f"<m:oMath>{''.join(parts)}</m:oMath>"


CHOICE = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="可"/><w:listEntry w:val="否"/></w:ddList>'
# name, what the paragraph holds, its text, losses
INLINE = [
    ("furigana", furigana("攪拌", "かくはん") + r("する。"), "攪拌する。", [("ruby", "かくはん")]),
    (
        "furigana in an old field",
        r("直ちに") + field(r"EQ \* jc2 \* &quot;Font:MS 明朝&quot; \* hps10 \o\ad(\s\up 9(かくり),隔離)") + r("する。"),
        "直ちに隔離する。",
        [("ruby", "かくり")],
    ),
    ("raised", r("3×10") + r("3", RAISED) + r(" cells/cm") + r("2", RAISED), "3×10³ cells/cm²", []),
    ("lowered", r("CO") + r("2", LOWERED) + r("、log") + r("10", LOWERED), "CO₂、log₁₀", []),
    ("raised minus", r("10") + r("−6", RAISED), "10⁻⁶", []),
    (
        "raised minus as a hyphen that does not break",
        f"{r('10')}<w:r><w:rPr>{RAISED}</w:rPr><w:noBreakHyphen/>{t('6')}</w:r>",
        "10⁻⁶", [],
    ),
    ("raised in two runs", r("10") + r("1", RAISED) + r("2", RAISED), "10¹²", []),
    ("raised by position", r("1×10") + r("6", '<w:position w:val="10"/>') + r(" cells"), "1×10⁶ cells", []),
    ("moved a little is not raised", r("A") + r("6", '<w:position w:val="2"/>'), "A6", []),
    ("raised text without characters of its own", r("見出し") + r("暫定", RAISED), "見出し^(暫定)", [("script", "暫定")]),
    ("raised already", r("10") + r("³", RAISED), "10³", []),
    ("raised mark of a trade name", r("Trypan") + r("®", RAISED), "Trypan®", []),
    (
        "micro in a symbol font",
        r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("L"),
        "μL", [("symbol", "m")],
    ),
    ("micro as a symbol", '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>' + r("L"), "μL", [("symbol", "μ")]),
    ("unknown symbol", '<w:r><w:sym w:font="Gaiji" w:char="E001"/></w:r>', "〓", [("symbol_unknown", "〓")]),
    ("tick as a symbol", r("済") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "済✓", [("symbol", "✓")]),
    (
        "tab, break, hyphens",
        f"<w:r>{t('一')}<w:tab/>{t('二')}<w:br/>{t('三')}<w:noBreakHyphen/>{t('四')}<w:softHyphen/>{t('五')}</w:r>",
        "一 二\n三-四五", [],
    ),
    ("page break", f'<w:r>{t("前")}<w:br w:type="page"/>{t("後")}</w:r>', "前後", []),
    ("hidden", r("見える") + r("見えない", "<w:vanish/>") + r("。"), "見える。", [("hidden", "見えない")]),
    ("not hidden", r("見える", '<w:vanish w:val="0"/>'), "見える", []),
    ("struck out", r("旧値", "<w:strike/>") + r("新値"), "〔取り消し線：旧値〕新値", [("strike", "旧値")]),
    ("zero-width characters", r("あ\u200bい\u00adう\ufeff"), "あいう", []),
    ("decomposed letters", r("Te\u0302\u0301 ba\u0300o go\u0302\u0301c"), "Tế bào gốc", []),
    ("voicing mark in a run of its own", r("か") + r("\u3099") + r("ん"), "がん", []),
    ("link", f'<w:hyperlink r:id="rL">{r("様式集")}</w:hyperlink>', "様式集", [("link", "")]),
    ("link as a field", field('HYPERLINK "https://example.test/"', r("様式集")), "様式集", [("link", "")]),
    ("cross reference", field("REF _Ref1 \\r \\h", r("6.2")) + r("項を参照"), "6.2項を参照", []),
    ("field inside a field", field("IF ", field("PAGE", r("7")), r("結果")), "結果", []),
    ("page number in the text", r("第") + field("PAGE", r("3")) + r("頁"), "第頁", []),
    (
        "check box of an old form",
        old_form("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + r("確認"),
        "☑確認", [("form", "☑")],
    ),
    ("choice of an old form", old_form("FORMDROPDOWN", CHOICE), "否", [("form", "否")]),
    ("symbol field", r("0.5 ") + field("SYMBOL 109 \\f Symbol") + r("g"), "0.5 μg", [("symbol", "μ")]),
    ("fraction field", field("EQ \\f(1,2)") + r("量"), "1/2量", [("formula", "1/2")]),
    ("content control", control("", r("製造部門")), "製造部門", []),
    (
        "placeholder",
        control("<w:showingPlcHdr/>", r("氏名を入力")) + r("氏名："),
        "氏名：", [("placeholder", "氏名を入力")],
    ),
    (
        "check box",
        control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', r("☒")) + r("済"),
        "☒済", [],
    ),
    ("smart tags", f'<w:smartTag w:uri="u" w:element="e"><w:smartTag>{r("京都")}</w:smartTag></w:smartTag>', "京都", []),
    ("directions", f'<w:bdo w:val="ltr">{r("右")}</w:bdo><w:dir w:val="ltr">{r("左")}</w:dir>', "右左", []),
    ("custom XML", f'<w:customXml w:element="c"><w:customXmlPr/>{r("内")}</w:customXml>', "内", []),
    ("an unknown wrapper", f"<w:new><w:newer>{r('中の語')}</w:newer></w:new>", "中の語", []),
    ("text without a run", "<w:t>裸の語</w:t>", "裸の語", []),
    ("written twice", either(r("新"), r("旧")) + r("文"), "新文", []),
    ("written twice inside a run", f"<w:r>{either(t('新'), t('旧'))}</w:r>", "新", []),
    ("written only for old programs", either("", r("旧")), "旧", []),
    (
        "formula",
        r("式 ") + f"<m:oMath>{math_part('f', num='a+b', den='2')}</m:oMath>",
        "式 (a+b)/2", [("formula", "(a+b)/2")],
    ),
    (
        "formula of powers and roots",
        f"<m:oMathPara>{math(math_part('sSup', e='x', sup='2'), math_part('rad', deg='', e='y'))}</m:oMathPara>",
        "x²√y", [("formula", "x²√y")],
    ),
    (
        "sum",
        f"<m:oMath>{math_part('nary', naryPr='∑', sub='i=1', sup='n', e='z')}</m:oMath>",
        "∑ᵢ₌₁ⁿz", [("formula", "∑ᵢ₌₁ⁿz")],
    ),
    (
        "index, bracket, matrix",
        math(math_part("sSub", e="C", sub="0"), math_part("d", e="q"), math_part("unknown", e="k")),
        "C₀(q)k", [("formula", "C₀(q)k")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "text", "losses"), [case[1:] for case in INLINE], ids=[case[0] for case in INLINE])
def test_inside_a_paragraph(inside, text, losses) -> None:
    result = read(f"<w:p>{inside}</w:p>", relations=OFFICE_LINK)

    assert [block["text"] for block in result.content["blocks"][1:]] == [text]
    assert lost(result) == losses


def test_a_changed_number_has_both_readings_and_its_author() -> None:
    body = p(r("培養は"), deleted("3"), inserted(r("5")), r("日間。"))

    assert both_readings(body) == (["paragraph 培養は5日間。"], ["paragraph 培養は3日間。"])
    assert recorded_changes(body) == [
        ("delete", "3", "培養は5日間。", "培養は3日間。"),
        ("insert", "5", "培養は5日間。", "培養は3日間。"),
    ]
    (first, _second) = read(body).tracked
    assert (first.author, first.date) == ("例示 花子", "2026-01-05T09:00:00Z")


def test_a_deletion_inside_an_insertion() -> None:
    """Rejected, the text is as before both changes: what was inserted and deleted was never there. So does Word."""
    body = p(r("培養は"), f"<w:ins {BY}>{deleted('三')}{r('五')}</w:ins>", r("日間。"))

    assert both_readings(body) == (["paragraph 培養は五日間。"], ["paragraph 培養は日間。"])


def test_raising_a_digit_changes_the_dose() -> None:
    run = (
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>{t("3")}</w:r>'
    )
    body = p(r("3×10"), run, r(" cells"))

    assert both_readings(body) == (["paragraph 3×10³ cells"], ["paragraph 3×103 cells"])
    assert recorded_changes(body) == [("format", "3", "3×10³ cells", "3×103 cells")]


def test_furigana_and_footnotes_under_a_change() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('よ')}</w:rt><w:rubyBase>{r('読')}</w:rubyBase></w:ruby></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(inserted(ruby, note), r("む。"))
    parts = {"footnotes": f'<w:footnote w:id="2">{p("注の文。")}</w:footnote>'}

    accepted, rejected = both_readings(body, parts=parts)

    assert accepted == ["paragraph 読[*1]む。", "footnote 注の文。"]
    assert rejected == ["paragraph む。"]
    assert ("note_unused", "注の文。") in [
        (loss.kind, loss.text) for loss in read(body, tracked="reject", parts=parts).losses
    ]
