"""One question of a bank, and the shape into which every format is converted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
# Banks write a third as 33.33333 and a sixth as 16.66667.
ROUNDED = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass
class Item:
    """A question not yet parsed: its first line, name, id and tags; `read()` returns its body or raises Refused."""

    line: int
    read: Callable[[], dict[str, Any]]
    name: str = ""
    key: str = ""
    tags: list[str] = field(default_factory=list)


def number(text: str) -> Decimal:
    """Returns a number of a bank: digits with a decimal point.

    A comma is refused as ambiguous.
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(text):
        raise Refused(
            _("“%(text)s” is not a number as banks write it: digits, with a point before the decimals.")
            % {"text": text}
        )
    return Decimal(text)


def plain(value: Decimal) -> str:
    """The digits as given, without an exponent."""
    return format(value, "f")


def weight(text: str) -> Decimal:
    """Percentage of the points that an answer earns, between -100 and 100."""
    value = number(text)
    if abs(value) > HUNDRED:
        raise Refused(_("A weight of %(weight)s %% is not between −100 and 100.") % {"weight": plain(value)})
    return value


def option(place: int, text: str, share: Decimal, feedback: str) -> dict[str, Any]:
    """Returns an option of a choice; `share` in per cent."""
    made: dict[str, Any] = {
        "id": f"o{place}",
        "text": text,
        "correct": share > 0,
        "weight": plain(share.normalize() + Decimal(0)),
    }
    return made | ({"feedback": feedback} if feedback else {})


def choice(options: list[dict[str, Any]], *, single: bool) -> dict[str, Any]:
    """Returns the body of a choice.

    Raises Refused when full points cannot be reached, or can be reached in two ways where a single answer is asked.
    """
    shares = [Decimal(entry["weight"]) for entry in options]
    if single:
        for entry, share in zip(options, shares, strict=True):
            entry["correct"] = share == HUNDRED
        if not any(0 < share < HUNDRED or share < 0 for share in shares):
            options = [{name: value for name, value in entry.items() if name != "weight"} for entry in options]
        return {"type": "single", "options": options}
    total = sum((share for share in shares if share > 0), Decimal(0))
    if abs(total - HUNDRED) > ROUNDED:
        raise Refused(
            _("The weights of the right options add up to %(total)s %%, not 100 %%.") % {"total": plain(total)}
        )
    return {"type": "multiple", "options": options}


def numeric(keys: list[dict[str, Any]], otherwise: str = "") -> dict[str, Any]:
    """Returns the body of a numerical question: one key as `answer`, several as `answers`."""
    if not any(Decimal(key.get("weight", "100")) == HUNDRED for key in keys):
        raise Refused(_("No answer earns full points."))
    body: dict[str, Any] = {"type": "numeric", **({"answer": keys[0]} if len(keys) == 1 else {"answers": keys})}
    return body | ({"otherwise": otherwise} if otherwise else {})


def short_answer(accepted: list[dict[str, Any]], otherwise: str = "", *, case: bool = False) -> dict[str, Any]:
    """Returns the body of a short-answer question; `*` in an accepted answer matches any text."""
    if case:
        raise Refused(_("Here short answers are compared without case; this one asks for it."))
    if not any(Decimal(entry["weight"]) == HUNDRED for entry in accepted):
        raise Refused(_("No answer earns full points."))
    body: dict[str, Any] = {"type": "short_answer", "accepted": accepted, "wildcards": True}
    return body | ({"otherwise": otherwise} if otherwise else {})


def matching(pairs: list[tuple[str, str]], extras: list[str]) -> dict[str, Any]:
    """Returns the body of a matching question; `extras` have no partner. Each pair earns its share, as in Moodle."""
    body: dict[str, Any] = {
        "type": "matching",
        "partial": True,
        "pairs": [{"left": left, "right": right} for left, right in pairs],
    }
    return body | ({"extras": extras} if extras else {})
