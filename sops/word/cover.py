"""What stands before the first section: title, header pairs, organisation. It is the header of the document, not its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sops.word import header as head
from sops.word import typed
from sops.word.lines import Line, one_line

if TYPE_CHECKING:
    from sops.word.assemble import Assembler

MAX_ORGANISATION = 60
_NAMED = re.compile(r"([^:：]{1,40})([:：]\s*)(.+)")  # 標準操作手順書：細胞計数


def belongs_to_cover(walker: Assembler, paragraph: Any, text: str, line: Line) -> bool:
    """Whether a paragraph of the first page is part of the header; then it is put there."""
    if paragraph is walker.headings.title or walker.styles.role(paragraph).title:
        walker.titles.append(one_line(text))
    elif (said := _NAMED.fullmatch(one_line(text))) and head.is_kind_word(said[1]):
        walker.titles.append(said[3])
        walker.raw.append(head.Pair(said[1], "", said[2]).as_dict("body"))
    elif pairs := head.inline_pairs(text):
        walker.raw += [pair.as_dict("body") for pair in pairs]
    elif head.is_kind_word(text):
        walker.raw.append(head.Pair("", text).as_dict("body"))
    elif _is_organisation(walker, text):
        walker.organisation = text
        walker.raw.append(head.Pair("", text).as_dict("body"))
    else:
        return False
    walker.take(line)
    walker.settle(None)
    return True


def _is_organisation(walker: Assembler, text: str) -> bool:
    return bool(
        not walker.organisation
        and not walker.titles
        and head.ORGANISATION.search(text)
        and len(text) <= MAX_ORGANISATION
        and not text.endswith("。")
        and typed.section(text) is None
    )
