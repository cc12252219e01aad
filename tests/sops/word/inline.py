"""Pieces of paragraphs as Word writes them: furigana, fields, text boxes, formulas."""

from __future__ import annotations

from tests.sops.word.build import OFFICE, r

RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


def furigana(base: str, reading: str) -> str:
    """A run with furigana."""
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(reading)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"


def field(code: str, *result: str) -> str:
    """The runs of a complex field."""
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'{middle}{"".join(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip


def box(*paragraphs: str) -> str:
    """A run with a text box as old programs write it."""
    inside = f"<v:textbox><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape>{inside}</v:shape></w:pict></w:r>"


def shape(*paragraphs: str) -> str:
    """A run with a text box as new programs write it."""
    return (
        '<w:drawing><wp:anchor><wp:docPr id="1" name="x"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>'
        f"{''.join(paragraphs)}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def either(new: str, old: str) -> str:
    """The same content for new programs and for old ones."""
    branches = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<mc:AlternateContent>{branches}</mc:AlternateContent>"


def old_form(code: str, data: str) -> str:
    """The runs of a legacy form field."""
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
    return f'<w:r>{begin}</w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def math_part(name: str, **parts: str) -> str:
    """A piece of a formula with its parts; `naryPr` is the symbol of a sum."""
    inside = "".join(
        f'<m:naryPr><m:chr m:val="{text}"/></m:naryPr>'
        if part == "naryPr"
        else f"<m:{part}><m:r><m:t>{text}</m:t></m:r></m:{part}>"
        for part, text in parts.items()
    )
    return f"<m:{name}>{inside}</m:{name}>"


OFFICE_LINK = f'<Relationship Id="rL" Type="{OFFICE}/hyperlink" Target="https://example.test/" TargetMode="External"/>'
