"""Critical parameters of a step: the numbers required by each comparator, and faults in those given."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from sops.enums import Comparator

NUMBERS = ("value", "low", "high", "tolerance")
DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
# Numbers required by each comparator; the others stay empty.
NEEDED: dict[str, tuple[str, ...]] = {
    Comparator.PLUS_MINUS: ("value", "tolerance"),
    Comparator.RANGE: ("low", "high"),
    Comparator.AT_LEAST: ("value",),
    Comparator.AT_MOST: ("value",),
    Comparator.BELOW: ("value",),
    Comparator.ABOVE: ("value",),
    Comparator.EXACTLY: ("value",),
}


def parameter_faults(parameter: dict[str, Any]) -> dict[str, Any]:
    """Returns the faults in the numbers of a critical parameter, by field: empty when its comparator has exactly the
    decimals it needs.
    """
    needed = NEEDED.get(parameter.get("comparator") or "")
    if needed is None:
        return {"comparator": _("Choose how the value is limited.")}
    faults: dict[str, Any] = {}
    for name in NUMBERS:
        number = parameter.get(name) or ""
        if name in needed and not DECIMAL.fullmatch(number):
            faults[name] = _("Write a number with digits and a point, as 37.5.")
        elif name not in needed and number:
            faults[name] = _("This comparator does not use this number.")
    if not faults and "low" in needed and Decimal(parameter["low"]) > Decimal(parameter["high"]):
        faults["high"] = _("The upper limit lies below the lower one.")
    if not faults and "tolerance" in needed and parameter["tolerance"].startswith("-"):
        faults["tolerance"] = _("A tolerance is not negative.")
    return faults
