"""The one place where HTML that others wrote is cleaned. It is parsed as a browser parses it; what is not on the list
below does not come through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner
from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import nfc

BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "hr",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
    ]
)
ALLOWED_TAGS = BLOCKS | frozenset(
    ["a", "abbr", "b", "code", "em", "i", "img", "s", "small", "span", "strong", "sub", "sup", "td", "th", "u"]
)
ALLOWED_ATTRIBUTES = {
    "*": ["lang"],
    "a": ["href"],
    "abbr": ["title"],
    "img": ["src", "alt"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan"],
}
ALLOWED_PROTOCOLS = frozenset(["http", "https", "mailto"])
# Elements whose content no reader sees: it goes with them, where bleach would leave the text of a script standing as
# words.
_UNSEEN = frozenset(["script", "style", "template", "noscript", "title"])
_START = re.compile(r"<[a-zA-Z]")
MAX_ELEMENTS = 2000  # the time a parser takes grows with the square of the elements that are open

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")


def clean(html: str) -> str:
    """`html` with nothing in it but allowed elements, attributes and addresses; the words of other elements stay,
    scripts and styles go whole.

    Raises Refused for more elements than any text of a person has.
    """
    if html.count("<") > MAX_ELEMENTS and len(_START.findall(html)) > MAX_ELEMENTS:
        raise Refused(_("A text holds more than %(n)d elements of markup.") % {"n": MAX_ELEMENTS})
    return Cleaner(
        tags=ALLOWED_TAGS | _UNSEEN,
        attributes=ALLOWED_ATTRIBUTES,
        protocols=ALLOWED_PROTOCOLS,
        strip=True,
        filters=[_WithoutUnseen],
    ).clean(html)


def text_of(html: str) -> str:
    """The words of foreign HTML as lines of plain text; what carries meaning stays: 10<sup>6</sup> is 10⁶, not 106."""
    reader = _Reader()
    reader.feed(clean(html))
    reader.close()
    return tidy("".join(reader.out))


def tidy(text: str) -> str:
    """NFC, a line for each line, no empty ones, no cell mark at the beginning of a row."""
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip().removeprefix("| ").strip() for line in nfc(text).splitlines())
    return "\n".join(line for line in lines if line)


class _WithoutUnseen(Filter):  # type: ignore[misc]  # bleach has no types
    """Leaves out elements that no reader sees, with all that is in them."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        depth = 0
        for token in super().__iter__():
            if token.get("name") in _UNSEEN and token["type"] in {"StartTag", "EndTag", "EmptyTag"}:
                depth += {"StartTag": 1, "EndTag": -1, "EmptyTag": 0}[token["type"]]
            elif not depth:
                yield token


class _Reader(HTMLParser):
    """Reads what `clean` has written: well-formed, so that every element that is opened is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.held: list[str] = []  # the text of each sup and sub that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("sup", "sub"):
            self.held.append("")
        elif tag in ("td", "th"):
            self.say(" | ")
        elif tag in BLOCKS:
            self.say("\n" + ("– " if tag == "li" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("sup", "sub"):
            self.say(_scripted(self.held.pop(), tag))
        elif tag in BLOCKS:
            self.say("\n")

    def handle_data(self, data: str) -> None:
        self.say(re.sub(r"[ \t\r\n]+", " ", data))

    def say(self, text: str) -> None:
        if self.held:
            self.held[-1] += text
        else:
            self.out.append(text)


def _scripted(text: str, kind: str) -> str:
    moved = text.strip().translate(_RAISED if kind == "sup" else _LOWERED)
    if all(not char.isascii() for char in moved):
        return moved
    return f"{'^' if kind == 'sup' else '_'}({text.strip()})" if text.strip() else ""
