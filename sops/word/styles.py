"""Styles by name and inheritance.

Ids say nothing: Japanese Word calls heading 1 "1", other programs call it "Heading1" or "Style12".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sops.word.names import W, attribute, first_child, is_on

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
_FORMATTING = {W + name for name in ("vertAlign", "position", "vanish", "specVanish", "strike", "dstrike", "rFonts")}
_PPR, _RPR, _PSTYLE, _RSTYLE, _OUTLINE = W + "pPr", W + "rPr", W + "pStyle", W + "rStyle", W + "outlineLvl"
Properties = dict[str, Any]  # tag → element


@dataclass(frozen=True)
class RunFormat:
    """The formatting of a run that changes its meaning."""

    script: str = ""  # sup, sub
    raised: int = 0  # half-points above the line (negative: below)
    hidden: bool = False
    struck: bool = False
    font: str = ""


@dataclass(frozen=True)
class Role:
    """What a paragraph is by the name of its style, or of a style that one is based on."""

    level: int = 0  # of a heading; 0 for body text
    title: bool = False  # of the document
    contents: bool = False  # a line of the table of contents
    caption: bool = False
    kind: str = ""  # warning, caution, note


class Styles:
    """The styles of a file; answers are kept, since every paragraph and run asks."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._names: dict[str, str] = {}
        self._chains: dict[str, list[Any]] = {}
        self._roles: dict[str, Role] = {}
        self._properties: dict[tuple[str, str], Any] = {}
        self._run_properties: dict[str, Properties] = {}
        self._plain: dict[str, RunFormat] = {}  # paragraph style → format of a run without its own
        self._last: tuple[Any, str] = (None, "")  # the last paragraph and its style: each is asked about many times
        for style in root.iter(W + "style") if root is not None else ():
            style_id = attribute(style, "styleId")
            self._styles[style_id] = style
            self._names[style_id] = (
                unicodedata.normalize("NFKC", attribute(first_child(style, W + "name"))).lower().strip()
            )
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default = style_id

    def chain(self, style_id: str) -> list[Any]:
        """The style and those it is based on, nearest first; a chain that runs in a circle ends where it closes."""
        if style_id not in self._chains:
            found: list[Any] = []
            seen: set[str] = set()
            current = style_id
            while current in self._styles and current not in seen and len(found) < MAX_CHAIN:
                seen.add(current)
                style = self._styles[current]
                found.append(style)
                current = attribute(first_child(style, W + "basedOn"))
            self._chains[style_id] = found
        return self._chains[style_id]

    def paragraph_style(self, paragraph: Any) -> str:
        """Id of a paragraph's style, or of the default one; empty where the file has neither."""
        if paragraph is not self._last[0]:
            properties = first_child(paragraph, _PPR)
            named = attribute(first_child(properties, _PSTYLE)) if properties is not None else ""
            self._last = (paragraph, named or self._default)
        return self._last[1]

    def role(self, paragraph: Any) -> Role:
        """What a paragraph is by its style."""
        style_id = self.paragraph_style(paragraph)
        if style_id not in self._roles:
            names = [self._names[attribute(style, "styleId")] for style in self.chain(style_id)]
            heading = next((match for name in names if (match := _HEADING.match(name))), None)
            self._roles[style_id] = Role(
                level=int(heading[1]) if heading is not None else 0,
                title=any(_TITLE.fullmatch(name) for name in names[:2]),
                contents=any(_CONTENTS.match(name) for name in names),
                caption=any(_CAPTION.match(name) for name in names[:2]),
                kind=next((kind for name in names[:3] for kind, words in _KINDS if words.search(name)), ""),
            )
        return self._roles[style_id]

    def paragraph_property(self, paragraph: Any, name: str) -> Any:
        """The element of `w:pPr` that applies to a paragraph: its own, else its style's; None without either."""
        properties = first_child(paragraph, _PPR)
        own = first_child(properties, W + name) if properties is not None else None
        return own if own is not None else self._of_style(self.paragraph_style(paragraph), name)

    def _of_style(self, style_id: str, name: str) -> Any:
        if (style_id, name) not in self._properties:
            found = (style.find(f"{_PPR}/{W}{name}") for style in self.chain(style_id))
            self._properties[style_id, name] = next((element for element in found if element is not None), None)
        return self._properties[style_id, name]

    def heading_level(self, paragraph: Any) -> int:
        """1–9 for a heading, 0 for body text: by the name of the style, else by the outline level."""
        level = self.role(paragraph).level
        if level:
            return level
        outline = attribute(self.paragraph_property(paragraph, "outlineLvl"))
        return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0

    def run_format(self, run_properties: Any, style_id: str) -> RunFormat:
        """The formatting of a run: its own, else its character style's, else its paragraph style's (`style_id`)."""
        if run_properties is None or not len(run_properties):
            if style_id not in self._plain:
                self._plain[style_id] = _run_format(self._run_properties_of(style_id))
            return self._plain[style_id]
        own = {
            element.tag: element for element in run_properties if element.tag in _FORMATTING or element.tag == _RSTYLE
        }
        if not own:
            return self.run_format(None, style_id)
        return _run_format(
            self._run_properties_of(style_id) | self._run_properties_of(attribute(own.get(_RSTYLE))) | own
        )

    def is_bold(self, run: Any, paragraph: Any) -> bool:
        """Whether a run is bold by itself or by the style of its paragraph."""
        own = run.find(f"{_RPR}/{W}b")
        if own is not None:
            return bool(is_on(own))
        return bool(is_on(self._run_properties_of(self.paragraph_style(paragraph)).get(W + "b")))

    def _run_properties_of(self, style_id: str) -> Properties:
        """Run properties of a style with those of the styles it is based on."""
        if style_id not in self._run_properties:
            merged: Properties = {}
            for style in reversed(self.chain(style_id)):
                properties = first_child(style, _RPR)
                merged |= {element.tag: element for element in properties} if properties is not None else {}
            self._run_properties[style_id] = merged
        return self._run_properties[style_id]


def _run_format(properties: Properties) -> RunFormat:
    def get(name: str) -> Any:
        return properties.get(W + name)

    position, fonts = attribute(get("position")) or "0", get("rFonts")
    return RunFormat(
        script=_SCRIPTS.get(attribute(get("vertAlign")), ""),
        raised=int(position) if re.fullmatch(r"-?[0-9]{1,4}", position) else 0,
        hidden=bool(is_on(get("vanish"))) or bool(is_on(get("specVanish"))),
        struck=bool(is_on(get("strike"))) or bool(is_on(get("dstrike"))),
        font=attribute(fonts, "ascii") or attribute(fonts, "hAnsi") if fonts is not None else "",
    )
