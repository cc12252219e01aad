"""Numbers of the register and public check codes: pure rules, no database (domain (g))."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from string import Formatter

from django.utils.translation import gettext as _

from certificates.enums import SequenceScope
from core.errors import Refused

MAX_LENGTH = 64
_FIELDS = {"seq", "year", "unit", "class", "course", "prefix"}
_COUNTED = {"seq", "class"}
_WIDTH = re.compile(r"0[1-9]")

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_CODE_LENGTH = 12
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True)
class NumberParts:
    """Values for the placeholders of a pattern. `class_` is the code of the class, of which the digits are used."""

    year: int
    unit: str = ""
    class_: str = ""
    course: str = ""
    prefix: str = ""


def check_template(template: str, scope: str) -> None:
    """Refuses a pattern that would repeat numbers, or has unknown placeholders: `{seq:04}/{year}/{unit}-BYT`
    is valid.
    """
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        raise Refused(_("The braces of the pattern do not match."), field="template") from None
    names = []
    for _text, name, spec, conversion in parts:
        if name is None:
            continue
        if name not in _FIELDS or conversion:
            raise Refused(
                _("“{%(name)s}” cannot stand in a number pattern. Known are: %(known)s.")
                % {"name": name, "known": ", ".join(sorted(_FIELDS))},
                field="template",
            )
        if spec and (name not in _COUNTED or not _WIDTH.fullmatch(spec)):
            raise Refused(_("After {%(name)s: stands a width such as 04.") % {"name": name}, field="template")
        names.append(name)
    if names.count("seq") != 1:
        raise Refused(_("A number pattern holds {seq} exactly once."), field="template")
    needed = {SequenceScope.YEAR: "year", SequenceScope.CLASS: "class"}.get(SequenceScope(scope))
    if needed and needed not in names:
        raise Refused(
            _("The count begins anew with each {%(name)s}, so the pattern must hold it.") % {"name": needed},
            field="template",
        )
    if (
        len(
            write(template, 10**6, NumberParts(year=2026, unit="X" * 12, class_="K01", course="X" * 12, prefix="X" * 4))
        )
        > MAX_LENGTH
    ):
        raise Refused(_("The number would be longer than %(n)d characters.") % {"n": MAX_LENGTH}, field="template")


def write(template: str, sequence: int, parts: NumberParts) -> str:
    """Returns the number: `write("{seq:04}/{year}/{course}", 417, …)` → `0417/2026/CME-MSC`."""
    return "".join(
        text + (_blank(name, spec or "", sequence, parts) if name else "")
        for text, name, spec, _conv in Formatter().parse(template)
    )


def read_sequence(template: str, number: str, parts: NumberParts) -> int:
    """Returns the sequence number in a number written by `template` with these parts: for registers taken over.

    Raises Refused when it does not match.
    """
    pattern = ""
    for text, name, spec, _conv in Formatter().parse(template):
        pattern += re.escape(text)
        if name == "seq":
            pattern += r"(\d+)"
        elif name:
            pattern += re.escape(_blank(name, spec or "", 0, parts))
    match = re.fullmatch(pattern, number)
    if not match or write(template, int(match[1]), parts) != number:
        raise Refused(
            _("The number %(number)s does not fit the pattern %(template)s.")
            % {"number": number, "template": template},
            field="number",
        )
    return int(match[1])


def _blank(name: str, spec: str, sequence: int, parts: NumberParts) -> str:
    if name == "seq":
        return format(sequence, f"{spec}d")
    if name == "class":
        digits = "".join(filter(str.isdigit, parts.class_))
        return format(int(digits), f"{spec}d") if digits else parts.class_
    return str({"year": parts.year, "unit": parts.unit, "course": parts.course, "prefix": parts.prefix}[name])


def new_code() -> str:
    """Returns a random public check code of 60 bits: MS8D-0NK9-S5KP. It reveals nothing of the number and cannot be
    guessed.
    """
    return _grouped("".join(secrets.choice(ALPHABET) for _n in range(_CODE_LENGTH)))


def read_code(text: str) -> str:
    """Returns the input as a check code: case, spaces and dashes are ignored, O is 0, I and L are 1. "" for an invalid
    code.
    """
    if len(text) > 100:
        return ""
    letters = "".join(char for char in text.upper() if char.isalnum()).translate(_MISREAD)
    return _grouped(letters) if len(letters) == _CODE_LENGTH and not set(letters) - set(ALPHABET) else ""


def _grouped(letters: str) -> str:
    return "-".join(letters[place : place + 4] for place in range(0, _CODE_LENGTH, 4))
