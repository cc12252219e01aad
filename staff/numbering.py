"""Format of document numbers, and the institution's pattern for new ones (domain (b) [D])."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter

NUMBER = re.compile(r"(?=.{3,32}$)[A-Z0-9]+(-[A-Z0-9]+)+")


@dataclass(frozen=True)
class Part:
    """A piece of a pattern: fixed text, then a placeholder (`stage` or `seq`; empty at the end)."""

    text: str
    blank: str


def parts_of(pattern: str) -> list[Part]:
    """Returns the pieces of a pattern such as `MSC-SOP-{stage}-{seq:03}`.

    None unless it contains stage and counter once each, and its result can be a document number.
    """
    try:
        parsed = list(Formatter().parse(pattern))
    except ValueError:
        return []
    blanks = {name: (spec or "", conversion) for _text, name, spec, conversion in parsed if name is not None}
    named = [name for _text, name, _spec, _conversion in parsed if name is not None]
    if sorted(named) != ["seq", "stage"] or blanks["stage"] != ("", None) or blanks["seq"][1] is not None:
        return []
    if not re.fullmatch(r"(0[1-6])?", blanks["seq"][0]) or not NUMBER.fullmatch(pattern.format(stage="ISO", seq=1)):
        return []
    return [Part(text, name or "") for text, name, _spec, _conversion in parsed]
