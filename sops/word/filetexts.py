"""The texts of a Word file, read independently of the import: text nodes line by line, without lists, fields or blocks.

Only the proof of an import uses it (`sops.word.coverage`). It shares nothing with the import but the XML parser and the
way raised characters are written for comparison, so that a text is lost unseen only if both fail in the same way.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from itertools import takewhile
from typing import Any

from sops.word.origin import STRAY, with_height
from sops.word.package import parse

# Parts that hold no text of the document: properties, styles, settings, data behind forms.
_SILENT = re.compile(
    r"(?:\[Content_Types\]\.xml|.*\.rels|docProps/.*|customXml/.*|(?:.*/)?(?:theme/.*|"
    r"(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering|people)\.xml))"
)
_DIAGRAM = "/drawingml/2006/diagram}"  # its "t" only holds paragraphs
_TEXT = {"t", "delText"}
_BREAKS = {"br", "cr"}
_REPEATING = {"drawing"}  # the root of a part that repeats a diagram as it was last drawn
_EXPONENT = re.compile(r"[0-9０-９+\-−－＋nixy()]{1,4}")
_RAISED_FROM = 4  # half-points


@dataclass
class FileLine:
    """One line of the file: the nodes of a paragraph between two line breaks."""

    part: str
    flow: bool  # in the running text of the main part, where order counts
    nodes: list[str] = field(default_factory=list)


def file_lines(data: bytes, reading: str) -> list[FileLine]:
    """Every line of every part with text, the main part first.

    `reading`: the formatting before (`reject`) or after (`accept`) an open change of it.
    """
    found: list[FileLine] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        heights = _Heights(archive, reading)
        names = [name for name in archive.namelist() if name.lower().endswith(".xml") and not _SILENT.fullmatch(name)]
        roots = [(name, parse(archive.read(name))) for name in names]
    for name, root in sorted(roots, key=lambda item: _name(item[1]) != "document"):
        if _name(root) not in _REPEATING:
            found += _Lines(name.rpartition("/")[2], root, heights).read()
    return found


@dataclass(frozen=True)
class _Around:
    """The surroundings of a node: its paragraph with its style, whether it is running text, and where in a table."""

    paragraph: Any
    style: str
    flow: bool
    in_table: str = ""  # table, row or cell; empty outside tables


class _Lines:
    """Collects the lines of one part."""

    def __init__(self, part: str, root: Any, heights: _Heights) -> None:
        self._part, self._root, self._heights = part, root, heights
        self._text_names = _TEXT | {"v"} if _name(root) == "chartSpace" else _TEXT
        self._of: dict[Any, FileLine] = {}  # paragraph → its present line
        self._found: list[FileLine] = []

    def read(self) -> list[FileLine]:
        """The lines of the part that hold text."""
        self._walk(self._root, _Around(self._root, "", flow=_name(self._root) == "document"))
        return [line for line in self._found if line.nodes]

    def _walk(self, element: Any, around: _Around) -> None:
        for child in element:
            name = _name(child)
            if name == "AlternateContent":
                self._walk(_chosen_branch(child), around)
                continue
            if name in self._text_names and child.text and _DIAGRAM not in child.tag:
                self._line(around).nodes.append(self._heights.of(child, around.style))
            elif name in _BREAKS:
                self._of.pop(around.paragraph, None)
            if len(child):
                self._walk(child, self._inside(child, name, around))

    def _inside(self, child: Any, name: str, around: _Around) -> _Around:
        in_table = {"tbl": "table", "tr": "row"}.get(name, around.in_table)
        if name == "tc" and around.in_table == "row":
            in_table = "cell"
        stray = name == "p" and around.in_table in ("table", "row")
        flow = around.flow and name != "txbxContent" and not stray
        if name in ("p", "pt"):
            return _Around(child, self._heights.style_of(child), flow, in_table)
        if (flow, in_table) == (around.flow, around.in_table):
            return around
        return replace(around, flow=flow, in_table=in_table)

    def _line(self, around: _Around) -> FileLine:
        if around.paragraph not in self._of or around.paragraph is self._root:
            # text of a broken table outside its cells follows the table in the content
            in_order = around.in_table in ("", "cell")
            self._of[around.paragraph] = FileLine(self._part, around.flow and in_order)
            self._found.append(self._of[around.paragraph])
        return self._of[around.paragraph]


def _chosen_branch(alternate: Any) -> list[Any]:
    """Children of the first branch of an AlternateContent that holds text, and those outside any branch."""
    branches = [branch for name in ("Choice", "Fallback") for branch in alternate if _name(branch) == name]
    chosen = next((branch for branch in branches if _has_text(branch)), None)
    return [*(chosen if chosen is not None else ()), *(child for child in alternate if child not in branches)]


def _has_text(element: Any) -> bool:
    return any(_name(node) in _TEXT and node.text for node in element.iter())


class _Heights:
    """Which runs are raised or lowered: by themselves, by their style, by the style of their paragraph."""

    def __init__(self, archive: zipfile.ZipFile, reading: str) -> None:
        self._reading = reading
        self._styles: dict[str, Any] = {}
        self._of_styles: dict[str, tuple[str, str]] = {}
        self._default = ""
        for name in archive.namelist():
            if name.endswith("/styles.xml"):
                self._read_styles(parse(archive.read(name)))

    def _read_styles(self, root: Any) -> None:
        for style in root.iter():
            if _name(style) != "style":
                continue
            style_id = _attribute(style, "styleId")
            self._styles[style_id] = style
            is_default = _attribute(style, "default") in ("1", "true", "on")
            if is_default and _attribute(style, "type") == "paragraph":
                self._default = style_id

    def style_of(self, paragraph: Any) -> str:
        """Id of a paragraph's style, or of the default one."""
        return _child_value(self._in_reading(_child(paragraph, "pPr"), "pPrChange"), "pStyle") or self._default

    def of(self, node: Any, style: str) -> str:
        """The text of a node in a paragraph of this style, with its height; a formula writes its heights itself."""
        text = node.text.translate(STRAY)
        above = list(node.iterancestors())
        in_paragraph = takewhile(lambda ancestor: _name(ancestor) != "p", above)
        run = next((ancestor for ancestor in in_paragraph if _name(ancestor) == "r"), None)
        if run is None or any(_name(ancestor) == "oMath" for ancestor in above):
            return str(text)
        own = self._in_reading(_child(run, "rPr"), "rPrChange")
        levels = [_height(own), self._of_style(_child_value(own, "rStyle")), self._of_style(style)]
        align = next((align for align, _position in levels if align), "")
        position = next((position for _align, position in levels if position), "0")
        if align in ("superscript", "subscript"):
            return with_height(text, align[:3])
        raised = int(position) if re.fullmatch(r"-?[0-9]{1,4}", position) else 0
        if abs(raised) < _RAISED_FROM or not _EXPONENT.fullmatch(text.strip()):
            return str(text)
        return with_height(text, "sup" if raised > 0 else "sub")

    def _in_reading(self, properties: Any, change: str) -> Any:
        """Properties in the chosen reading of an open change of them."""
        before = _child(properties, change) if self._reading == "reject" else None
        return properties if before is None else _child(before, change.removesuffix("Change"))

    def _of_style(self, style_id: str) -> tuple[str, str]:
        if style_id not in self._of_styles:
            align = position = ""
            current, seen = style_id, set[str]()
            while current in self._styles and current not in seen and len(seen) < 20:
                seen.add(current)
                height = _height(_child(self._styles[current], "rPr"))
                align, position = align or height[0], position or height[1]
                current = _child_value(self._styles[current], "basedOn")
            self._of_styles[style_id] = align, position
        return self._of_styles[style_id]


def _height(properties: Any) -> tuple[str, str]:
    return _child_value(properties, "vertAlign"), _child_value(properties, "position")


@cache
def _last_part(tag: str) -> str:
    return tag.rpartition("}")[2]


def _name(element: Any) -> str:
    return _last_part(element.tag) if element is not None and isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> Any:
    return None if element is None else next((child for child in element if _name(child) == name), None)


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _last_part(key) == name), "")


def _child_value(element: Any, name: str) -> str:
    child = _child(element, name)
    return "" if child is None else _attribute(child, "val")
