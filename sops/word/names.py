"""Namespaces of the XML that Word writes, and the questions every reader asks of an element."""

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
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

TEXTS = (W + "t", W + "delText", M + "t", A + "t")  # elements that hold text

# "Strict" documents (ISO/IEC 29500-1) use other addresses for the same names; they are read as "transitional" ones.
_STRICT, _TRANSITIONAL = "http://purl.oclc.org/ooxml", "http://schemas.openxmlformats.org"
STRICT = {
    f"{_STRICT}/{group}/{name}".encode(): f"{_TRANSITIONAL}/{group}/2006/{name}".encode()
    for group, name in (
        ("wordprocessingml", "main"),
        ("officeDocument", "relationships"),
        ("drawingml", "main"),
        ("officeDocument", "math"),
        ("drawingml", "wordprocessingDrawing"),
        ("drawingml", "picture"),
        ("drawingml", "chart"),
        ("drawingml", "diagram"),
    )
}


def local_name(element: Any) -> str:
    """Tag without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first_child(element: Any, tag: str) -> Any:
    """The first child with this tag, or None."""
    return next(element.iterchildren(tag), None)


def attribute(element: Any, name: str = "val", default: str = "") -> str:
    """A `w:` attribute of an element; `default` where the attribute or the element (None) is missing."""
    return default if element is None else element.get(W + name, default)


def is_on(element: Any) -> bool | None:
    """Whether a switch such as <w:vanish/> is on; None where the file does not set it."""
    return None if element is None else attribute(element, default="true").lower() not in ("0", "false", "off", "none")


def text_of(element: Any, *, deleted: bool = False) -> str:
    """All text under an element; the text of open deletions only with `deleted`."""
    return "".join(node.text or "" for node in element.iter(*((W + "t", W + "delText") if deleted else (W + "t",))))


def all_text(element: Any, *, outside: str = "") -> str:
    """All text under an element, one line for each paragraph, deleted text included.

    `outside`: a tag; text under elements with this tag is left out.
    """
    paragraphs: dict[Any, list[str]] = {}
    for node in element.iter(*TEXTS, CHART + "v"):
        if outside and next(node.iterancestors(outside), None) is not None:
            continue
        paragraphs.setdefault(next(node.iterancestors(W + "p", A + "p"), node), []).append(node.text or "")
    return "\n".join(text for texts in paragraphs.values() if (text := "".join(texts)).strip())


def misplaced_text(element: Any) -> str:
    """Text under an element that may hold none, such as the properties of a paragraph. Only broken files have any."""
    return "\n".join(node.text for node in element.iter(*TEXTS) if node.text) if len(element) else ""


def chosen_branch(alternate: Any) -> list[Any]:
    """The children to read of an AlternateContent, which holds one thing for newer and again for older programs.

    They are those of the first branch that holds text, else of the first that holds anything; children outside any
    branch, which only broken files have, follow.
    """
    branches = [
        branch for branch in [*alternate.findall(MC + "Choice"), *alternate.findall(MC + "Fallback")] if len(branch)
    ]
    with_text = [branch for branch in branches if any(node.text for node in branch.iter(*TEXTS))]
    chosen = next(iter(with_text or branches), None)
    stray = [child for child in alternate if child.tag not in (MC + "Choice", MC + "Fallback")]
    return stray if chosen is None else [*chosen, *stray]
