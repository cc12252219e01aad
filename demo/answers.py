"""Answers of learners, right and wrong, in the form the quiz page sends."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from courses.questions import matching_keys


def answer(question: dict[str, Any], *, right: bool, chance: random.Random) -> dict[str, Any]:
    """Returns an answer to `question`: the right one, or a typical wrong one."""
    return _ANSWERS[question["type"]](question, right, chance)


def _single(question: dict[str, Any], right: bool, chance: random.Random) -> dict[str, Any]:
    fitting = [option["id"] for option in question["options"] if bool(option.get("correct")) == right]
    return {"choice": chance.choice(fitting)}


def _multiple(question: dict[str, Any], right: bool, chance: random.Random) -> dict[str, Any]:
    correct = [option["id"] for option in question["options"] if option.get("correct")]
    if right:
        return {"choices": correct}
    if len(correct) > 1:
        return {"choices": correct[:-1]}  # one forgotten
    return {"choices": [option["id"] for option in question["options"] if not option.get("correct")][:1]}


def _true_false(question: dict[str, Any], right: bool, chance: random.Random) -> dict[str, Any]:
    return {"value": question["answer"] == right}


def _numeric(question: dict[str, Any], right: bool, chance: random.Random) -> dict[str, Any]:
    key = (question.get("answers") or [question["answer"]])[0]
    value = Decimal(str(key["value"])) if right else Decimal(str(key["value"])) * 2 + 1
    return {"text": f"{value.normalize():f}".replace(".", ",")}


def _ordering(question: dict[str, Any], right: bool, chance: random.Random) -> dict[str, Any]:
    order = [item["id"] for item in question["items"]]
    return {"order": order if right else [order[1], order[0], *order[2:]]}


def _matching(question: dict[str, Any], right: bool, chance: random.Random) -> dict[str, Any]:
    keys = matching_keys(question)
    choices = [choice for _left, choice in keys]
    if not right:
        choices[:2] = choices[1::-1]
    return {"pairs": {left: choice for (left, _choice), choice in zip(keys, choices, strict=True)}}


def _short_answer(question: dict[str, Any], right: bool, chance: random.Random) -> dict[str, Any]:
    accepted = question["accepted"]
    words = accepted if isinstance(accepted, list) else accepted.get("vi") or next(iter(accepted.values()))
    return {"text": words[0] if right else "không nhớ"}


_ANSWERS = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _matching,
    "short_answer": _short_answer,
}
