"""Markup compared without the white space that a formatter may move."""

from __future__ import annotations

import re

BLOCKS = (
    "html head title meta link script body header nav main aside footer section article "
    "form fieldset legend label button select option "
    "h1 h2 h3 h4 p div ul ol li dl dt dd table thead tbody tfoot tr th td figure figcaption details summary br"
)


def squeezed(html: str) -> str:
    """`html` in one line: one blank for white space, none beside the tags of blocks and none at the end of a tag."""
    html = re.sub(r"\s+", " ", html).replace("<!DOCTYPE", "<!doctype")
    html = re.sub(r"(<[^<>]*?) (/?>)", r"\1\2", html)
    return re.sub(rf" ?(</?(?:{'|'.join(BLOCKS.split())}|!doctype)\b[^<>]*>) ?", r"\1", html)
