"""Grades one answer to one question: pure, exact (Decimal), and reproducible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.errors import Refused
from courses.quantity import Quantity, read_quantity, unit_key

ZERO = Decimal(0)
HUNDRED = Decimal(100)
_CENT_MILLE = Decimal("0.001")


@dataclass(frozen=True)
class Grade:
    """`points` of `max`; `reason` is a code for which a template has a sentence, `detail` is JSON-able and contains the
    right answer.
    """

    points: Decimal
    max: Decimal
    correct: bool
    reason: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def passes(points: Decimal, maximum: Decimal, pass_mark: Decimal) -> bool:
    """Whether `points` of `maximum` reach `pass_mark` per cent, compared exactly: 4 of 5 is 80 %.

    An empty quiz is never passed.
    """
    return maximum > 0 and points * HUNDRED >= pass_mark * maximum


def grade(question: dict[str, Any], answer: dict[str, Any] | None) -> Grade:
    """Grades `answer` by the key inside `question` (the form asked, or that of demo/quizzes).

    All or nothing, unless options have a `weight` (per cent) or the question is `partial`. No answer earns no
    points.
    """
    maximum = Decimal(str(question.get("points", "1")))
    if not answer or all(value in (None, "", [], {}) for value in answer.values()):
        return Grade(ZERO, maximum, False, "unanswered")
    fraction, reason, detail = _GRADERS[question["type"]](question, answer)
    points = (
        maximum
        if fraction == 1
        else (maximum * fraction).quantize(Decimal("0.00001"), ROUND_HALF_UP).normalize() + ZERO
    )
    return Grade(points, maximum, fraction == 1, reason, detail)


_Result = tuple[Decimal, str, dict[str, Any]]


def _yes(right: bool) -> Decimal:
    return Decimal(1) if right else ZERO


def _single(question: dict[str, Any], answer: dict[str, Any]) -> _Result:
    chosen = str(answer.get("choice", ""))
    right = [option["id"] for option in question["options"] if option.get("correct")]
    weights = _weights(question["options"])
    fraction = _share(weights, [chosen]) if weights else _yes(chosen in right)
    return fraction, _verdict(fraction), {"right": right, "chosen": [chosen]}


def _multiple(question: dict[str, Any], answer: dict[str, Any]) -> _Result:
    chosen = {str(choice) for choice in answer.get("choices", [])}
    right = [option["id"] for option in question["options"] if option.get("correct")]
    weights = _weights(question["options"])
    fraction = _share(weights, chosen) if weights else _yes(chosen == set(right))
    return fraction, _verdict(fraction), {"right": right, "chosen": sorted(chosen)}


def _weights(options: Iterable[dict[str, Any]]) -> dict[str, Decimal]:
    return {
        option["id"]: Decimal(str(option["weight"])) for option in options if option.get("weight") not in (None, "")
    }


def _share(weights: dict[str, Decimal], chosen: Iterable[str]) -> Decimal:
    # banks write a third as 33.33333: three of them are the whole
    total = sum((weights.get(choice, ZERO) for choice in chosen), ZERO).quantize(_CENT_MILLE, ROUND_HALF_UP)
    return min(max(total, ZERO), HUNDRED) / HUNDRED


def _true_false(question: dict[str, Any], answer: dict[str, Any]) -> _Result:
    value = answer.get("value")
    right = bool(question["answer"])
    fraction = _yes(isinstance(value, bool) and value is right)
    return fraction, _verdict(fraction), {"right": right, "chosen": value}


def _numeric(question: dict[str, Any], answer: dict[str, Any]) -> _Result:
    keys = question.get("answers") or [question["answer"]]
    shown = {"right": [_shown(key) for key in keys], "unit": keys[0].get("unit", "")}
    typed = f"{answer.get('text', '')} {answer.get('unit', '')}".strip()
    try:
        quantity = read_quantity(typed)
    except Refused:
        return ZERO, "unreadable", shown
    met = {place: _meets(key, quantity) for place, key in enumerate(keys)}
    best, place = _best([(_weight(keys[place]), place) for place, verdict in met.items() if verdict])
    if best == 0 and None in met.values():
        return ZERO, "wrong_unit", {**shown, "typed_unit": quantity.unit}
    return best, _verdict(best), {**shown, "met": place}


def _weight(key: Any) -> Decimal:
    """Share of the points that an accepted answer earns."""
    return Decimal(str(key.get("weight", 100))) / HUNDRED if isinstance(key, dict) else Decimal(1)


def _best(met: list[tuple[Decimal, int]]) -> tuple[Decimal, int | None]:
    """Returns (share, index in the key) of the best matching answer; the first of equals."""
    return max(met, key=lambda pair: pair[0], default=(ZERO, None))


def in_full(keys: Iterable[Any]) -> Any:
    """Returns the first accepted answer that earns full points in the unit beside the field."""
    return next(key for key in keys if _weight(key) == 1 and not (isinstance(key, dict) and key.get("unit_required")))


def _meets(key: dict[str, Any], quantity: Quantity) -> bool | None:
    """True or False by value; None when the unit typed is not that of the key.

    The unit may be omitted: it is shown beside the field.
    """
    units = [unit for unit in _spellings(key.get("unit", "")) + list(key.get("units", [])) if unit]
    power = unit_key(units[0])[0] if units else 0
    value = quantity.value
    expected_power = power
    if quantity.unit:
        typed_power, typed = unit_key(quantity.unit)
        matches = [unit_key(unit) for unit in units]
        if (typed_power, typed) in matches and not quantity.has_power:
            expected_power = 0  # the unit asked for: values are compared as typed
        elif typed in {spelling for _power, spelling in matches}:
            value = value.scaleb(typed_power)  # 4×10⁵ /mL or 400000 /mL for 4.0 (×10⁵/mL)
        else:
            return None
    elif key.get("unit_required"):
        return False  # another unit than the one beside the field: 500 alone is not 0.5 EU/mL
    elif not quantity.has_power:
        expected_power = 0
    low, high = _bounds(key)
    return low.scaleb(expected_power) <= value <= high.scaleb(expected_power)


def _bounds(key: dict[str, Any]) -> tuple[Decimal, Decimal]:
    if key.get("low") is not None and key.get("high") is not None:
        return Decimal(str(key["low"])), Decimal(str(key["high"]))
    value, tolerance = Decimal(str(key["value"])), abs(Decimal(str(key.get("tolerance") or 0)))
    return value - tolerance, value + tolerance


def _shown(key: dict[str, Any]) -> dict[str, str]:
    return {
        name: str(key[name]) for name in ("value", "tolerance", "low", "high", "weight") if key.get(name) is not None
    }


def _spellings(unit: str | dict[str, str]) -> list[str]:
    return list(unit.values()) if isinstance(unit, dict) else [unit]


def _ordering(question: dict[str, Any], answer: dict[str, Any]) -> _Result:
    right = [item["id"] for item in question["items"]]
    given = [str(item) for item in answer.get("order", [])]
    places = [index < len(given) and given[index] == item for index, item in enumerate(right)]
    exact = given == right
    fraction = (
        Decimal(sum(places)) / len(right) if question.get("partial") and len(given) == len(right) else _yes(exact)
    )
    misplaced = sum(1 for index, item in enumerate(given) if index >= len(right) or right[index] != item)
    return fraction, _verdict(fraction), {"right": right, "given": given, "misplaced": misplaced}


def _matching(question: dict[str, Any], answer: dict[str, Any]) -> _Result:
    given = {str(left): str(choice) for left, choice in dict(answer.get("pairs", {})).items()}
    pairs = matching_keys(question)
    texts = {choice: question["pairs"][index]["right"] for index, (_left, choice) in enumerate(pairs)}
    hits = 0
    for left, choice in pairs:
        got = given.get(left)
        # two pairs may share one right text: either is correct
        hits += got == choice or (got in texts and texts[got] == texts[choice])
    fraction = Decimal(hits) / len(pairs) if question.get("partial") else _yes(hits == len(pairs))
    return fraction, _verdict(fraction), {"right": dict(pairs), "given": given, "hits": hits}


def matching_keys(question: dict[str, Any]) -> list[tuple[str, str]]:
    """Returns (id of the left side, id of its right side) for each pair; a pair without ids is identified by its
    position.
    """
    return [
        (str(pair.get("id", index)), str(pair.get("choice", pair.get("id", index))))
        for index, pair in enumerate(question["pairs"], 1)
    ]


def _short_answer(question: dict[str, Any], answer: dict[str, Any]) -> _Result:
    typed, wildcard = _same(str(answer.get("text", ""))), bool(question.get("wildcards"))
    entries = accepted_answers(question["accepted"])
    texts = [entry["text"] if isinstance(entry, dict) else entry for entry in entries]
    met = [
        (_weight(entries[place]), place)
        for place, text in enumerate(texts)
        if _fits(typed, _same(text), wildcard=wildcard)
    ]
    best, place = _best(met)
    return best, _verdict(best), {"right": texts, "met": place}


def accepted_answers(accepted: Any) -> list[Any]:
    # an answer in any of the three languages is right: the reader may know the term in another one
    return (
        [entry for entries in accepted.values() for entry in entries] if isinstance(accepted, dict) else list(accepted)
    )


def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _fits(typed: str, pattern: str, *, wildcard: bool) -> bool:
    if not wildcard:
        return typed == pattern
    return re.fullmatch(".*".join(re.escape(part) for part in re.split(r"(?<!\\)\*", pattern)), typed) is not None


def _verdict(fraction: Decimal) -> str:
    return "correct" if fraction == 1 else "partly" if fraction > 0 else "wrong"


_GRADERS = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _matching,
    "short_answer": _short_answer,
}


def right_answer(question: dict[str, Any]) -> dict[str, Any]:
    """Returns an answer that earns full points: for the result page, for loading history, for tests."""
    match question["type"]:
        case "single":
            return {"choice": next(option["id"] for option in question["options"] if option.get("correct"))}
        case "multiple":
            return {"choices": [option["id"] for option in question["options"] if option.get("correct")]}
        case "true_false":
            return {"value": question["answer"]}
        case "numeric":
            key = in_full(question.get("answers") or [question["answer"]])
            text = format(Decimal(str(key.get("value", key.get("low")))), "f")
            # three decimals could be thousands: a fourth is unambiguous
            return {"text": text + "0" if len(text.partition(".")[2]) == 3 else text}
        case "ordering":
            return {"order": [item["id"] for item in question["items"]]}
        case "matching":
            return {"pairs": dict(matching_keys(question))}
    entry = in_full(accepted_answers(question["accepted"]))
    return {"text": entry["text"] if isinstance(entry, dict) else entry}
