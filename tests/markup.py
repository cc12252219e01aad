"""Markup compared without the white space that a formatter may move."""

from __future__ import annotations

import re


def squeezed(html: str) -> str:
    """`html` in one line, with no blank beside a tag and one blank between attributes."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(r"<!DOCTYPE", "<!doctype", html)
    return re.sub(r" ?(<[^<>]*?) ?(/?>) ?", r"\1\2", html)
