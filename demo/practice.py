"""Records of observed runs: which lines were met, and measured values within limits where the files give none."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from courses.checking import parameters_of
from courses.enums import LineResult
from sops.models import SopVersion


def limits(version: SopVersion) -> dict[str, dict[str, Any]]:
    """Typed parameters of a version, by id."""
    return parameters_of(version.document)


def plausible(limit: dict[str, Any], chance: random.Random) -> str:
    """A measured value that keeps `limit`."""
    comparator = limit["comparator"]
    if comparator == "range":
        low, high = Decimal(limit["low"]), Decimal(limit["high"])
        return _text(low + (high - low) * Decimal(chance.choice(("0.25", "0.5", "0.75"))), limit["low"])
    value = Decimal(limit["value"])
    if comparator == "±":
        return _text(
            value + Decimal(limit["tolerance"]) * Decimal(chance.choice(("-0.4", "0", "0.4"))), limit["tolerance"]
        )
    share = {"≥": "1.04", ">": "1.04", "≤": "0.8", "<": "0.9", "=": "1"}[comparator]
    if value < 0:  # −150 °C or below: farther from zero
        share = {"≥": "0.98", ">": "0.98", "≤": "1.04", "<": "1.04", "=": "1"}[comparator]
    return _text(value * Decimal(share), limit["value"])


def _text(value: Decimal, like: str) -> str:
    """Whole where it is whole, else with one place more than the limit is written with."""
    places = len(like.partition(".")[2]) + 1
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.{places}f}"


def results(lines: list[dict[str, Any]], version: SopVersion, *, missed: int) -> dict[str, str]:
    """A result for every line: those whose step this version does not have do not apply,
    the last `missed` uncritical ones were missed.
    """
    blocks = {block["id"] for block in version.document["blocks"]}
    found = {
        line["id"]: LineResult.MET if not line["block"] or line["block"] in blocks else LineResult.NA for line in lines
    }
    soft = [
        line["id"]
        for line in lines
        if not line["critical"] and not line["measures"] and found[line["id"]] == LineResult.MET
    ]
    for line_id in soft[len(soft) - missed :]:
        found[line_id] = LineResult.MISSED
    return {line_id: str(result) for line_id, result in found.items()}
