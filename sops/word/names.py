"""Names of the XML that Word writes."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  # the usual prefix of this namespace
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

TEXTS = (W + "t", W + "delText", M + "t", A + "t")  # elements that hold words

# "Strict" documents use other addresses for the same names; they are read as the usual ones.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
    b"http://purl.oclc.org/ooxml/drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"http://purl.oclc.org/ooxml/drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
}


def local(element: Any) -> str:
    """Tag without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first_child(element: Any, tag: str) -> Any:
    """The first child with this tag, or None."""
    return next(element.iterchildren(tag), None)


def val(element: Any, name: str = "val", default: str = "") -> str:
    """A `w:` attribute of an element that may be missing."""
    return default if element is None else element.get(W + name, default)


def words(element: Any, *, deleted: bool = False) -> str:
    """All text under an element as it stands in the file, without or with the text of open deletions."""
    return "".join(node.text or "" for node in element.iter(*((W + "t", W + "delText") if deleted else (W + "t",))))


def lines(element: Any, *, outside: str = "") -> str:
    """All words under an element, deleted text included, paragraph by paragraph; with `outside` only those not under that tag."""
    found: dict[Any, list[str]] = {}
    for node in element.iter(*TEXTS, CHART + "v"):
        if outside and next(node.iterancestors(outside), None) is not None:
            continue
        found.setdefault(next(node.iterancestors(W + "p", A + "p"), node), []).append(node.text or "")
    return "\n".join(text for said in found.values() if (text := "".join(said)).strip())


def misplaced(element: Any) -> str:
    """Words under an element that can hold none, such as the properties of a paragraph: only broken files have them."""
    return "\n".join(node.text for node in element.iter(*TEXTS) if node.text) if len(element) else ""


def told(alternate: Any) -> list[Any]:
    """What is read of a thing written twice, for newer and for older programs: the first branch that holds words, else the first that holds anything."""
    branches = [
        branch for branch in [*alternate.findall(MC + "Choice"), *alternate.findall(MC + "Fallback")] if len(branch)
    ]
    spoken = [branch for branch in branches if any(node.text for node in branch.iter(*TEXTS))]
    chosen = next(iter(spoken or branches), None)
    stray = [child for child in alternate if child.tag not in (MC + "Choice", MC + "Fallback")]
    return stray if chosen is None else [*chosen, *stray]


def on(element: Any) -> bool | None:
    """A switch such as <w:vanish/>: None where it is not written."""
    return None if element is None else val(element, default="true").lower() not in ("0", "false", "off", "none")
