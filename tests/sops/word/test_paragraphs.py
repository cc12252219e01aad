"""What may stand inside a paragraph: each word once, in its place, or named."""

from __future__ import annotations

import pytest

from tests.sops.word.build import h, p, r, t, tbl, tr
from tests.sops.word.files import lost, read, told

RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


def furigana(base: str, reading: str) -> str:
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(reading)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"


def field(code: str, *result: str) -> str:
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'{middle}{"".join(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip


def box(*paragraphs: str) -> str:
    """A run with a text box as old programs write it."""
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def shape(*paragraphs: str) -> str:
    """A run with a text box as new programs write it."""
    return (
        '<w:drawing><wp:anchor><wp:docPr id="1" name="x"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>'
        f"{''.join(paragraphs)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def either(new: str, old: str) -> str:
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'


def old_form(code: str, data: str) -> str:
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
    return f'<w:r>{begin}</w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def m(name: str, **parts: str) -> str:
    """A piece of a formula with its parts; `naryPr` is the sign of a sum."""
    inside = "".join(
        f'<m:naryPr><m:chr m:val="{text}"/></m:naryPr>'
        if part == "naryPr"
        else f"<m:{part}><m:r><m:t>{text}</m:t></m:r></m:{part}>"
        for part, text in parts.items()
    )
    return f"<m:{name}>{inside}</m:{name}>"


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
    ("raised minus as a hyphen that does not break", f"{r('10')}<w:r><w:rPr>{RAISED}</w:rPr><w:noBreakHyphen/>{t('6')}</w:r>", "10⁻⁶", []),
    ("raised in two runs", r("10") + r("1", RAISED) + r("2", RAISED), "10¹²", []),
    ("raised by position", r("1×10") + r("6", '<w:position w:val="10"/>') + r(" cells"), "1×10⁶ cells", []),
    ("moved a little is not raised", r("A") + r("6", '<w:position w:val="2"/>'), "A6", []),
    ("raised word without characters of its own", r("見出し") + r("暫定", RAISED), "見出し^(暫定)", [("script", "暫定")]),
    ("raised already", r("10") + r("³", RAISED), "10³", []),
    ("raised mark of a trade name", r("Trypan") + r("®", RAISED), "Trypan®", []),
    ("micro in a symbol font", r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("L"), "μL", [("symbol", "m")]),
    ("micro as a symbol", '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>' + r("L"), "μL", [("symbol", "μ")]),
    ("unknown symbol", '<w:r><w:sym w:font="Gaiji" w:char="E001"/></w:r>', "〓", [("symbol_unknown", "〓")]),
    ("tick as a symbol", r("済") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "済✓", [("symbol", "✓")]),
    ("tab, break, hyphens", f"<w:r>{t('一')}<w:tab/>{t('二')}<w:br/>{t('三')}<w:noBreakHyphen/>{t('四')}<w:softHyphen/>{t('五')}</w:r>", "一 二\n三-四五", []),
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
    ("check box of an old form", old_form("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + r("確認"), "☑確認", [("form", "☑")]),
    ("choice of an old form", old_form("FORMDROPDOWN", CHOICE), "否", [("form", "否")]),
    ("symbol field", r("0.5 ") + field("SYMBOL 109 \\f Symbol") + r("g"), "0.5 μg", [("symbol", "μ")]),
    ("fraction field", field("EQ \\f(1,2)") + r("量"), "1/2量", [("formula", "1/2")]),
    ("content control", f"<w:sdt><w:sdtPr/><w:sdtContent>{r('製造部門')}</w:sdtContent></w:sdt>", "製造部門", []),
    ("placeholder", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('氏名を入力')}</w:sdtContent></w:sdt>{r('氏名：')}", "氏名：", [("placeholder", "氏名を入力")]),
    ("check box", f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>{r("☒")}</w:sdtContent></w:sdt>{r("済")}', "☒済", []),
    ("smart tags", f'<w:smartTag w:uri="u" w:element="e"><w:smartTag>{r("京都")}</w:smartTag></w:smartTag>', "京都", []),
    ("directions", f'<w:bdo w:val="ltr">{r("右")}</w:bdo><w:dir w:val="ltr">{r("左")}</w:dir>', "右左", []),
    ("custom XML", f'<w:customXml w:element="c"><w:customXmlPr/>{r("内")}</w:customXml>', "内", []),
    ("an unknown wrapper", f"<w:new><w:newer>{r('中の語')}</w:newer></w:new>", "中の語", []),
    ("text without a run", "<w:t>裸の語</w:t>", "裸の語", []),
    ("told twice", either(r("新"), r("旧")) + r("文"), "新文", []),
    ("told twice inside a run", f"<w:r>{either(t('新'), t('旧'))}</w:r>", "新", []),
    ("told only for old programs", either("", r("旧")), "旧", []),
    ("formula", r("式 ") + f"<m:oMath>{m('f', num='a+b', den='2')}</m:oMath>", "式 (a+b)/2", [("formula", "(a+b)/2")]),
    ("formula of powers and roots", f"<m:oMathPara><m:oMath>{m('sSup', e='x', sup='2')}{m('rad', deg='', e='y')}</m:oMath></m:oMathPara>", "x²√y", [("formula", "x²√y")]),
    ("sum", f"<m:oMath>{m('nary', naryPr='∑', sub='i=1', sup='n', e='z')}</m:oMath>", "∑ᵢ₌₁ⁿz", [("formula", "∑ᵢ₌₁ⁿz")]),
    ("index, bracket, matrix", f"<m:oMath>{m('sSub', e='C', sub='0')}{m('d', e='q')}{m('unknown', e='k')}</m:oMath>", "C₀(q)k", [("formula", "C₀(q)k")]),
]  # fmt: skip
OFFICE_LINK = '<Relationship Id="rL" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.test/" TargetMode="External"/>'


@pytest.mark.parametrize(("inside", "text", "losses"), [case[1:] for case in INLINE], ids=[case[0] for case in INLINE])
def test_inside_a_paragraph(inside, text, losses) -> None:
    result = read(f"<w:p>{inside}</w:p>", relations=OFFICE_LINK)

    assert [block["text"] for block in result.content["blocks"][1:]] == [text]
    assert lost(result) == losses


def test_heights_come_from_character_and_paragraph_styles_and_those_they_are_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        f'<w:style w:type="character" w:styleId="Sup"><w:name w:val="Sup"/><w:rPr>{RAISED}</w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Sup"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Low"><w:name w:val="Low"/><w:rPr>{LOWERED}</w:rPr></w:style>'
    )
    result = read(
        p(
            r("10"),
            r("3", '<w:rStyle w:val="Child"/>'),
            r("4", '<w:rStyle w:val="Child"/><w:vertAlign w:val="baseline"/>'),
        ),
        p(r("2"), r("3", '<w:vertAlign w:val="baseline"/>'), style="Low"),
        styles=styles,
    )

    assert told(result) == ["paragraph 10³4", "paragraph ₂3"]


def test_a_text_box_told_for_new_and_old_programs_is_read_once() -> None:
    inside = p("箱の中の文。")
    result = read(p(r("前文。"), f"<w:r>{either(shape(inside), box(inside)[5:-6])}</w:r>", r("後文。")))

    assert told(result) == ["paragraph 前文。後文。", "paragraph 箱の中の文。"]
    assert lost(result) == [("text_box", "")]


def test_a_text_box_that_warns_is_a_warning() -> None:
    assert told(read(p(box(p("警告"), p("手を触れない。"))))) == ["warning 警告 手を触れない。"]


def test_text_boxes_in_cells_and_in_groups() -> None:
    group = f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='n'/><wpg:wgp>{shape(p('箱一'))}{shape(p('箱二'))}</wpg:wgp></wp:inline></w:drawing></w:r>"
    result = read(tbl(tr(p(r("値"), box(p("箱の値"))), "37")), p(group))

    assert told(result) == ["table 値\n箱の値 | 37", "paragraph 箱一", "paragraph 箱二"]


def test_words_drawn_without_a_text_box_are_named() -> None:
    lettering = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/><a:txBody><a:p><a:r><a:t>図中の文字</a:t></a:r></a:p></a:txBody></wp:inline></w:drawing></w:r>'
    art = '<w:r><w:pict><v:shape><v:textpath string="見本"/></v:shape></w:pict></w:r>'

    assert lost(read(p(r("文。"), lettering), p(r("文。"), art))) == [("drawing", "図中の文字"), ("word_art", "見本")]


@pytest.mark.parametrize("middle", ["", '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'])
def test_a_field_without_end_swallows_nothing(middle) -> None:
    begun = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{middle}'

    assert told(read(p(begun), p("次の文。"), p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("終わり。")))) == [
        "paragraph 次の文。",
        "paragraph 終わり。",
    ]


def test_a_table_of_contents_over_several_paragraphs_is_named_and_left_out() -> None:
    toc = (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("目的 1"))
        + p(r("手順 2"))
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )  # fmt: skip
    control = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{p("記録 3")}</w:sdtContent></w:sdt>'
    result = read(toc, control, p("本文。"))

    assert told(result) == ["paragraph 本文。"]
    assert lost(result) == [("contents", "目的 1"), ("contents", "手順 2"), ("contents", "記録 3")]


def test_wrappers_and_loose_runs_between_paragraphs() -> None:
    result = read(
        f"<w:customXml w:element='x'><w:customXmlPr/>{p('一。')}</w:customXml>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('二。')}</w:sdtContent></w:sdt>",
        f"<w:new>{p('三。')}</w:new>",
        either(p("四。"), p("四の旧。")),
        r("五。"),
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('ここに入力')}</w:sdtContent></w:sdt>",
    )

    assert told(result) == ["paragraph 一。", "paragraph 二。", "paragraph 三。", "paragraph 四。", "paragraph 五。"]
    assert lost(result) == [("placeholder", "ここに入力")]


def test_equal_paragraphs_have_different_ids() -> None:
    blocks = read(p("同じ文。"), p("同じ文。"), h("別の節"), p("同じ文。")).content["blocks"]

    assert len({block["id"] for block in blocks}) == len(blocks) == 5
