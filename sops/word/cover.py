"""What a line before the first section says of the document: its title, header pairs or organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sops.word import header, typed
from sops.word.header import Pair
from sops.word.lines import one_line

MAX_ORGANISATION = 60
_NAMED = re.compile(r"([^:：]{1,40})([:：]\s*)(.+)")  # 標準操作手順書：細胞計数


@dataclass(frozen=True)
class CoverLine:
    """A line of the cover that is part of the header of the document, not of its content."""

    titles: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    organisation: str = ""


def cover_line(text: str, *, is_title: bool, may_be_organisation: bool) -> CoverLine | None:
    """What a line of the cover says of the document; None for a line that is content.

    `is_title`: by its style or its place above all headings. `may_be_organisation`: the cover has named neither an
    organisation nor a title yet.
    """
    if is_title:
        return CoverLine(titles=(one_line(text),))
    if (named := _NAMED.fullmatch(one_line(text))) and header.is_kind_word(named[1]):
        return CoverLine(titles=(named[3],), pairs=(Pair(named[1], "", named[2]),))
    if pairs := header.inline_pairs(text):
        return CoverLine(pairs=tuple(pairs))
    if header.is_kind_word(text):
        return CoverLine(pairs=(Pair("", text),))
    if may_be_organisation and _is_organisation(text):
        return CoverLine(pairs=(Pair("", text),), organisation=text)
    return None


def _is_organisation(text: str) -> bool:
    return bool(
        header.ORGANISATION.search(text)
        and len(text) <= MAX_ORGANISATION
        and not text.endswith("。")
        and typed.section(text) is None
    )
