"""Document numbers in the institution's pattern (domain (b) [D]): the stage of a number, and the next free one."""

from __future__ import annotations

import re

from core.text import nfc
from sops.enums import Stage
from sops.models import Sop
from staff.numbering import parts_of
from staff.values import value


def stage_of(number: str) -> str:
    """Returns the stage of a number in the institution's pattern; empty if the number does not match it."""
    found = _pattern().fullmatch(nfc(number).strip().upper())
    return found["stage"] if found else ""


def stage_in(source_number: str) -> str:
    """Returns the stage that a number of the sending unit seems to contain (`SOP-ISO-001`); empty if none or two."""
    named = {word for word in re.split(r"[^A-Z]+", source_number.upper()) if word in Stage.values}
    return named.pop() if len(named) == 1 else ""


def next_numbers() -> dict[str, str]:
    """Returns for each stage the first number after those ever used; empty if the institution's pattern has no stage or
    no counter.
    """
    pattern = _pattern()
    counts: dict[str, int] = {}
    for number in Sop.objects.values_list("number", flat=True):
        if found := pattern.fullmatch(number):
            counts[found["stage"]] = max(counts.get(found["stage"], 0), int(found["seq"]))
    if not pattern.groupindex:
        return {}
    written = value("sop_number")
    numbers = {str(stage): written.format(stage=stage, seq=counts.get(stage, 0) + 1) for stage in Stage.values}
    return {stage: number for stage, number in numbers.items() if pattern.fullmatch(number)}


def _pattern() -> re.Pattern[str]:
    """Returns the institution's pattern as a regular expression; one without groups, which matches nothing, if stage or
    counter is missing.
    """
    blanks = {"": "", "stage": f"(?P<stage>{'|'.join(Stage.values)})", "seq": r"(?P<seq>[0-9]{1,6})"}
    parts = parts_of(value("sop_number"))
    return re.compile("".join(re.escape(part.text) + blanks[part.blank] for part in parts) or r"(?!)")
