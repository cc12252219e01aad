"""Styles by name and inheritance. Ids mean nothing: Japanese Word calls heading 1 "1", other programs "Heading1" or "Style12"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sops.word.names import W, first_child, on, val

_HEADING = re.compile(r"(?:heading|見出し|überschrift|titre|tiêu đề)\s*([1-9])\b")
_TITLE = re.compile(r"title|表題|標題")
_CONTENTS = re.compile(r"(?:toc|目次|table of figures|図表目次) ?\d?$")
_CAPTION = re.compile(r"caption|図表番号|キャプション")
_KINDS = (
    ("warning", re.compile(r"警告|禁忌|禁止|危険|warning|danger")),
    ("caution", re.compile(r"注意|重要|留意|caution|important")),
    ("note", re.compile(r"注記|備考|補足|注釈|(?<!foot)(?<!end)\bnote\b(?! heading)")),
)
MAX_CHAIN = 20
_SCRIPTS = {"superscript": "sup", "subscript": "sub"}
_LOOKS = {W + name for name in ("vertAlign", "position", "vanish", "specVanish", "strike", "dstrike", "rFonts")}
_PPR, _RPR, _PSTYLE, _RSTYLE, _OUTLINE = W + "pPr", W + "rPr", W + "pStyle", W + "rStyle", W + "outlineLvl"
Properties = dict[str, Any]  # tag → element


@dataclass(frozen=True)
class Look:
    """What of a run's formatting changes its meaning."""

    script: str = ""  # sup, sub
    raised: int = 0  # half-points above the line (negative: below)
    hidden: bool = False
    struck: bool = False
    font: str = ""


@dataclass(frozen=True)
class Role:
    """What the name of a paragraph style (or of one it is based on) says that a paragraph is."""

    level: int = 0  # of a heading; 0 for body text
    title: bool = False  # of the document
    contents: bool = False  # a line of the table of contents
    caption: bool = False
    kind: str = ""  # warning, caution, note


class Styles:
    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._names: dict[str, str] = {}
        self._chains: dict[str, list[Any]] = {}
        self._roles: dict[str, Role] = {}
        self._properties: dict[tuple[str, str], Any] = {}
        self._run_properties: dict[str, Properties] = {}
        self._plain: dict[str, Look] = {}
        self._asked: tuple[Any, str] = (
            None,
            "",
        )  # the last paragraph and its style: many questions are asked about each
        for style in root.iter(W + "style") if root is not None else ():
            style_id = val(style, "styleId")
            self._styles[style_id] = style
            self._names[style_id] = unicodedata.normalize("NFKC", val(first_child(style, W + "name"))).lower().strip()
            if val(style, "type") == "paragraph" and val(style, "default") in ("1", "true", "on"):
                self._default = style_id

    def chain(self, style_id: str) -> list[Any]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        if style_id not in self._chains:
            found: list[Any] = []
            seen: set[str] = set()
            current = style_id
            while current in self._styles and current not in seen and len(found) < MAX_CHAIN:
                seen.add(current)
                style = self._styles[current]
                found.append(style)
                current = val(first_child(style, W + "basedOn"))
            self._chains[style_id] = found
        return self._chains[style_id]

    def paragraph_style(self, paragraph: Any) -> str:
        if paragraph is not self._asked[0]:
            properties = first_child(paragraph, _PPR)
            named = val(first_child(properties, _PSTYLE)) if properties is not None else ""
            self._asked = (paragraph, named or self._default)
        return self._asked[1]

    def role(self, paragraph: Any) -> Role:
        style_id = self.paragraph_style(paragraph)
        if style_id not in self._roles:
            names = [self._names[val(style, "styleId")] for style in self.chain(style_id)]
            heading = next((match for name in names if (match := _HEADING.match(name))), None)
            self._roles[style_id] = Role(
                level=int(heading[1]) if heading is not None else 0,
                title=any(_TITLE.fullmatch(name) for name in names[:2]),
                contents=any(_CONTENTS.match(name) for name in names),
                caption=any(_CAPTION.match(name) for name in names[:2]),
                kind=next((kind for name in names[:3] for kind, said in _KINDS if said.search(name)), ""),
            )
        return self._roles[style_id]

    def paragraph_property(self, paragraph: Any, name: str) -> Any:
        """The element of `w:pPr` that holds for the paragraph: its own, else that of its style."""
        properties = first_child(paragraph, _PPR)
        own = first_child(properties, W + name) if properties is not None else None
        return own if own is not None else self._of_style(self.paragraph_style(paragraph), name)

    def _of_style(self, style_id: str, name: str) -> Any:
        if (style_id, name) not in self._properties:
            found = (style.find(f"{_PPR}/{W}{name}") for style in self.chain(style_id))
            self._properties[style_id, name] = next((element for element in found if element is not None), None)
        return self._properties[style_id, name]

    def heading_level(self, paragraph: Any) -> int:
        """1–9 for a heading, 0 for body text; from the style's name, else from the outline level."""
        level = self.role(paragraph).level
        if level:
            return level
        outline = val(self.paragraph_property(paragraph, "outlineLvl"))
        return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0

    def look(self, run_properties: Any, style_id: str) -> Look:
        """The formatting of a run: its own, else its character style's, else its paragraph style's."""
        if run_properties is None or not len(run_properties):
            if style_id not in self._plain:
                self._plain[style_id] = _look(self._of_run(style_id))
            return self._plain[style_id]
        own = {element.tag: element for element in run_properties if element.tag in _LOOKS or element.tag == _RSTYLE}
        if not own:
            return self.look(None, style_id)
        return _look(self._of_run(style_id) | self._of_run(val(own.get(_RSTYLE))) | own)

    def is_bold(self, run: Any, paragraph: Any) -> bool:
        """Whether a run is bold by itself or by the style of its paragraph."""
        own = run.find(f"{_RPR}/{W}b")
        if own is not None:
            return bool(on(own))
        return bool(on(self._of_run(self.paragraph_style(paragraph)).get(W + "b")))

    def _of_run(self, style_id: str) -> Properties:
        """Run properties of a style with those of the styles it is based on."""
        if style_id not in self._run_properties:
            merged: Properties = {}
            for style in reversed(self.chain(style_id)):
                properties = first_child(style, _RPR)
                merged |= {element.tag: element for element in properties} if properties is not None else {}
            self._run_properties[style_id] = merged
        return self._run_properties[style_id]


def _look(properties: Properties) -> Look:
    def get(name: str) -> Any:
        return properties.get(W + name)

    position, fonts = val(get("position")) or "0", get("rFonts")
    return Look(
        script=_SCRIPTS.get(val(get("vertAlign")), ""),
        raised=int(position) if re.fullmatch(r"-?[0-9]{1,4}", position) else 0,
        hidden=bool(on(get("vanish"))) or bool(on(get("specVanish"))),
        struck=bool(on(get("strike"))) or bool(on(get("dstrike"))),
        font=val(fonts, "ascii") or val(fonts, "hAnsi") if fonts is not None else "",
    )
