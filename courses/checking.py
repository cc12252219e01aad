"""Result of an observed run: lines met or missed, values against their limits, and the acceptance rule (domain (f),
R-24).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused
from courses.enums import LineResult
from courses.quantity import read_number


def measure_id(line: dict[str, Any], index: int) -> str:
    """Returns the name of a measured value: the id of its typed parameter, else line and position."""
    measure = line["measures"][index]
    return measure.get("id") or measure.get("parameter") or f"{line['id']}.{index + 1}"


def within(limits: dict[str, Any], value: Decimal) -> bool:
    """Whether a measured value is within its limit: `±` around value, range with both ends included, ≥ ≤ < > = as
    written.
    """
    if limits["comparator"] == "range":
        return Decimal(limits["low"]) <= value <= Decimal(limits["high"])
    bound = Decimal(limits["value"])
    if limits["comparator"] == "±":
        return abs(value - bound) <= Decimal(limits["tolerance"])
    return {"≥": value >= bound, "≤": value <= bound, "<": value < bound, ">": value > bound, "=": value == bound}[
        limits["comparator"]
    ]


def parameters_of(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Returns the typed parameters of an SOP version by id."""
    return {
        parameter["id"]: {**parameter, "block": block["id"]}
        for block in document["blocks"]
        for parameter in block.get("parameters") or []
    }


def lines_for(lines: list[dict[str, Any]], parameters: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns the lines of a checklist with every measurement named, and its limits from the typed parameters of the
    assessed version.
    """
    made = []
    for line in lines:
        measures = []
        for index, measure in enumerate(line.get("measures") or []):
            typed = parameters.get(measure.get("parameter") or "", {})
            limits = typed or measure
            names = ("comparator", "value", "low", "high", "tolerance", "unit")
            measures.append(
                {
                    "id": measure_id(line, index),
                    "name": measure["name"],
                    "parameter": measure.get("parameter"),
                    "typed": bool(typed),
                }
                | {name: limits[name] for name in names if limits.get(name) is not None}
            )
        made.append({**line, "measures": measures})
    return made


def judge(
    lines: list[dict[str, Any]],
    results: Mapping[str, str],
    measured: Mapping[str, str | Decimal],
    *,
    others_allowed: int,
    complete: bool,
) -> tuple[bool, list[dict[str, Any]]]:
    """Returns (passed, lines with result and values). One critical miss or one value out of limits fails; so do more
    than `others_allowed` other misses.

    With `complete`, every line needs a result and every typed value of an applicable line is required. Raises
    Refused naming the line.
    """
    unknown = set(results) - {line["id"] for line in lines}
    if unknown:
        raise Refused(_("The checklist has no line %(line)s.") % {"line": ", ".join(sorted(unknown))})
    passed, others, made = True, 0, []
    for line in lines:
        result = results.get(line["id"], "")
        if result not in ("", *LineResult.values):
            raise Refused(_("Line %(line)s: unknown result.") % {"line": line["id"]}, field=line["id"])
        if not result and complete:
            raise Refused(_("Line %(line)s has no result yet.") % {"line": line["id"]}, field=line["id"])
        values = [
            _value(measure, measured, needed=complete and result != LineResult.NA and measure["typed"])
            for measure in line["measures"]
        ]
        if result == LineResult.MISSED:
            passed = passed and not line["critical"]
            others += not line["critical"]
        passed = passed and all(value["within"] is not False for value in values)
        made.append({**line, "result": result, "measures": values})
    return passed and others <= others_allowed, made


def _value(measure: dict[str, Any], measured: Mapping[str, str | Decimal], *, needed: bool) -> dict[str, Any]:
    raw = measured.get(measure["id"])
    if raw in (None, ""):
        if needed:
            raise Refused(_("A measured value is missing: %(id)s.") % {"id": measure["id"]}, field=measure["id"])
        return {**measure, "measured": None, "within": None}
    value = read_measured(raw, measure["id"])
    return {**measure, "measured": value, "within": within(measure, value)}


def read_measured(raw: str | Decimal, field: str) -> Decimal:
    """Returns a measured value as a Decimal. Raises Refused naming its field."""
    if isinstance(raw, Decimal):
        return raw
    try:
        return read_number(str(raw))
    except Refused as refused:
        raise Refused(str(refused), field=field) from refused


def spare_values(
    measured: Mapping[str, str | Decimal], lines: list[dict[str, Any]], parameters: dict[str, dict[str, Any]]
) -> tuple[bool, list[dict[str, Any]]]:
    """Returns (all within, values) of measured typed parameters that are on no line: for SOPs assessed without a
    checklist.
    """
    on_lines = {measure["id"] for line in lines for measure in line["measures"]}
    values = []
    for name, raw in measured.items():
        if name in on_lines or raw in (None, ""):
            continue
        if name not in parameters:
            raise Refused(_("The SOP has no parameter %(id)s.") % {"id": name}, field=name)
        value = read_measured(raw, name)
        values.append({**parameters[name], "measured": value, "within": within(parameters[name], value)})
    return all(value["within"] for value in values), values
