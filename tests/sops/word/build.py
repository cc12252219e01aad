"""Word files of exactly the XML a test is about, in the smallest package that Word itself would open."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = re.compile(r"<[a-z0-9]+:")  # text that is XML of a document, not words
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings", "header", "footer", "glossary")
STYLES = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="a"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
    for n in (1, 2)
)


def t(text: str) -> str:
    """A text node."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs (or of one plain text)."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(part if _XML.match(part) else r(part) for part in inside)
    return f"<w:p>{f'<w:pPr>{named}{properties}</w:pPr>' if named or properties else ''}{runs}</w:p>"


def h(text: str, level: int = 1) -> str:
    """A heading."""
    return p(text, style=str(level))


def num(list_id: int, level: int = 0) -> str:
    """Paragraph properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def tc(*inside: str, properties: str = "") -> str:
    """A cell of texts or of paragraphs and tables."""
    blocks = "".join(part if _XML.match(part) else p(part) for part in inside) or p()
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    made = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{made}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def level(ilvl: int, fmt: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list definition."""
    properties = f'<w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{ilvl}">{properties}</w:lvl>'


def abstract(key: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def use(list_id: int, key: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'


def numbered(*pairs: tuple[int, str], list_id: int = 1) -> str:
    """Paragraphs of a list, as (level, text)."""
    return "".join(p(text, properties=num(list_id, depth)) for depth, text in pairs)


def typed_lines(text: str) -> list[str]:
    """A plain paragraph for each line."""
    return [p(line) for line in text.strip("\n").split("\n")]


# A list of five levels, and a second one of the same definition that starts its steps again.
LISTS = (
    abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "(%3)"),
        level(3, "aiueoFullWidth", "%4"),
        level(4, "decimalEnclosedCircle", "%5"),
    )
    + use(1, 0)
    + use(2, 0, '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>')
)
# Styles of headings below the second level.
DEEPER = "".join(
    f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="a"/></w:style>'
    for n in range(3, 8)
)


def docx(
    *body: str,
    styles: str = STYLES,
    numbering: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relations: str = "",
    types: str = "",
    main: str = "word/document.xml",
    raw: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx with this body.

    `parts`: further parts of word/ by name; `header1`, `footnotes` and the like get their relationship by themselves
    and may be given without root element. `relations`: further relationships of the main part. `raw`: whole files by
    name, as bytes, put in last.
    """
    folder = main.rpartition("/")[0]
    files: dict[str, bytes] = {}
    rels, overrides = [relations], [types, f'<Override PartName="/{main}" ContentType="{WORDML}.document.main+xml"/>']
    given: dict[str, str | bytes] = {"styles": f"<w:styles {SPACES}>{styles}</w:styles>"}
    if numbering:
        given["numbering"] = f"<w:numbering {SPACES}>{numbering}</w:numbering>"
    for name, content in {**given, **(parts or {})}.items():
        kind = next((k for k in _KINDS if name.rstrip("0123456789") == k), "")
        if not kind:
            files[f"{folder}/{name}"] = content.encode() if isinstance(content, str) else content
            continue
        text = content if isinstance(content, str) else content.decode()
        if not text.startswith(
            ("<w:styles", "<w:numbering", "<?xml", "<w:footnotes", "<w:endnotes", "<w:comments", "<w:glossary")
        ):
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            text = f"<w:{root} {SPACES}>{text}</w:{root}>"
        path = "glossary/document.xml" if kind == "glossary" else f"{name}.xml"
        files[f"{folder}/{path}"] = text.encode()
        relation = {"glossary": "glossaryDocument"}.get(kind, kind)
        rels.append(f'<Relationship Id="x{name}" Type="{OFFICE}/{relation}" Target="{path}"/>')
        overrides.append(f'<Override PartName="/{folder}/{path}" ContentType="{WORDML}.{kind}+xml"/>')
    document = f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f"{''.join(overrides)}</Types>"
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>'
        ).encode(),
        main: document.encode(),
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": (
            f'<Relationships xmlns="{package}/relationships">{"".join(rels)}</Relationships>'
        ).encode(),
        **files,
        **(raw or {}),
    }
    return zipped(files)


def zipped(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
