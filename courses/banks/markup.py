"""Foreign HTML of a bank to plain text: no markup reaches a page, and what carries meaning stays (10⁶ is not 106)."""

from __future__ import annotations

import base64
import binascii
import io
import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from PIL import Image

from core.errors import Refused
from core.text import nfc

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "table",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
        "hr",
        "dt",
        "dd",
        "caption",
    ]
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "title"])
_STRANGE = frozenset(
    [
        "object",
        "embed",
        "iframe",
        "video",
        "audio",
        "svg",
        "math",
        "canvas",
        "form",
        "input",
        "select",
        "textarea",
        "button",
    ]
)
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MAX_PICTURE = 1024 * 1024
MAX_SIDE = 6000


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.pictures: list[tuple[str, str]] = []  # (address, alternative text)
        self.unseen = 0
        self.script: list[str] = []  # open sup and sub
        self.held: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _STRANGE:
            raise Refused(_("The text holds a <%(tag)s>, which cannot be shown in a question.") % {"tag": tag})
        elif tag in ("sup", "sub"):
            self.script.append(tag)
            self.held.append("")
        elif tag in ("td", "th"):
            self.say(" | ")
        elif tag in _BLOCKS:
            self.say("\n" + ("– " if tag == "li" else ""))
        elif tag == "img":
            self.pictures.append((given.get("src", ""), given.get("alt", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in ("sup", "sub") and self.script:
            kind, text = self.script.pop(), self.held.pop()
            self.say(_scripted(text, kind))
        elif tag in _BLOCKS:
            self.say("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
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


def read_html(html: str, files: dict[str, bytes] | None = None) -> tuple[str, list[dict[str, str]]]:
    """(text, pictures as {alt, data}) of a piece of HTML; `files` are those the bank encloses, by name.

    Raises Refused for a picture that is not in the file or is none, and for active content.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    while reader.script:
        reader.handle_endtag(reader.script[-1])
    return tidy("".join(reader.out)), [picture(address, alt, files or {}) for address, alt in reader.pictures]


def tidy(text: str) -> str:
    """NFC, a line for each line, no empty ones, no cell mark at the beginning of a row."""
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip().removeprefix("| ").strip() for line in nfc(text).splitlines())
    return "\n".join(line for line in lines if line)


def picture(address: str, alt: str, files: dict[str, bytes]) -> dict[str, str]:
    """A picture enclosed in the bank, as a data address. Raises Refused."""
    if address.startswith("data:"):
        try:
            data = base64.b64decode(address.partition("base64,")[2], validate=True)
        except binascii.Error as broken:
            raise Refused(_("A picture in it is damaged.")) from broken
    else:
        name = nfc(address.removeprefix("@@PLUGINFILE@@/"))
        if name not in files:
            raise Refused(_("The picture “%(name)s” is not in the file.") % {"name": name or "?"})
        data = files[name]
    if len(data) > MAX_PICTURE:
        raise Refused(_("A picture in it is larger than %(n)d MB.") % {"n": MAX_PICTURE // 1024 // 1024})
    try:
        with Image.open(io.BytesIO(data), formats=list(PICTURES)) as image:
            kind, size = image.format or "", image.size
            if max(size) <= MAX_SIDE:
                image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise Refused(_("A picture in it is damaged, or not PNG, JPEG, GIF or WebP.")) from broken
    if max(size) > MAX_SIDE:
        raise Refused(_("A picture in it is larger than %(n)d points.") % {"n": MAX_SIDE})
    return {"alt": tidy(alt), "data": f"data:{PICTURES[kind]};base64,{base64.b64encode(data).decode()}"}
