"""Converts foreign HTML of a bank to plain text and checked pictures: no markup reaches a page (`core.html`
cleans it).
"""

from __future__ import annotations

import base64
import binascii
import io
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from PIL import Image

from core.errors import Refused
from core.html import text_of, tidy
from core.text import nfc

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


class _Found(HTMLParser):
    """The pictures in the HTML, as (address, alternative text). Raises Refused for content that a question
    cannot show.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STRANGE:
            raise Refused(_("The text holds a <%(tag)s>, which cannot be shown in a question.") % {"tag": tag})
        if tag == "img":
            given = {name: value or "" for name, value in attrs}
            self.pictures.append((given.get("src", ""), given.get("alt", "")))


def read_html(html: str, files: dict[str, bytes] | None = None) -> tuple[str, list[dict[str, str]]]:
    """Returns (text, pictures as {alt, data}) of a piece of HTML; `files` are those enclosed in the bank, by name.

    Raises Refused for a picture that is missing or invalid, and for active content.
    """
    found = _Found(html)
    return text_of(html), [picture(address, alt, files or {}) for address, alt in found.pictures]


def picture(address: str, alt: str, files: dict[str, bytes]) -> dict[str, str]:
    """Returns a picture enclosed in the bank as a data URL. Raises Refused."""
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
