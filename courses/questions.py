"""A question from the bank to the page: checked, frozen as asked, shown without its key, answered in one of seven
shapes.
"""

from __future__ import annotations

import copy
import random
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import nfc
from courses.grading import matching_keys
from courses.quantity import read_quantity

TYPES = ("single", "multiple", "true_false", "numeric", "ordering", "matching", "short_answer")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
MAX_TEXT = 500


def check_question(question: dict[str, Any]) -> None:
    """Refuses a question that cannot be asked or graded fairly: unknown type, no key, two right answers to a single
    choice, one option.
    """
    kind = question.get("type")
    if kind not in TYPES:
        raise Refused(_("Unknown question type “%(type)s”.") % {"type": kind}, field="type")
    if not _some_text(question.get("text")):
        raise Refused(_("The question has no text."), field="text")
    _CHECKS[kind](question)


def _check_options(question: dict[str, Any]) -> None:
    options = question.get("options") or []
    _check_ids([option.get("id") for option in options])
    if any(not _some_text(option.get("text")) for option in options):
        raise Refused(_("An option has no text."), field="options")
    right = [option for option in options if option.get("correct")]
    if question["type"] == "single" and len(right) != 1:
        raise Refused(_("A single-choice question needs exactly one right option."), field="options")
    if not right:
        raise Refused(_("No option is marked as right."), field="options")


def _check_true_false(question: dict[str, Any]) -> None:
    if not isinstance(question.get("answer"), bool):
        raise Refused(_("A true/false question needs the answer true or false."), field="answer")


def _check_numeric(question: dict[str, Any]) -> None:
    for key in question.get("answers") or [question.get("answer") or {}]:
        names = ("low", "high") if "low" in key else ("value",)
        for name in names + (("tolerance",) if key.get("tolerance") else ()):
            read_quantity(str(key.get(name, "")))


def _check_ordering(question: dict[str, Any]) -> None:
    _check_ids([item.get("id") for item in question.get("items") or []])


def _check_matching(question: dict[str, Any]) -> None:
    if len(question.get("pairs") or []) < 2:
        raise Refused(_("A question of this type needs at least two entries."), field="pairs")


def _check_short_answer(question: dict[str, Any]) -> None:
    if not question.get("accepted"):
        raise Refused(_("No accepted answer is given."), field="accepted")


def _check_ids(ids: list[Any]) -> None:
    if len(ids) < 2:
        raise Refused(_("A question of this type needs at least two entries."), field="options")
    if len(set(ids)) != len(ids) or not all(ids):
        raise Refused(_("Every entry of a question needs an id of its own."), field="options")


_CHECKS = {
    "single": _check_options,
    "multiple": _check_options,
    "true_false": _check_true_false,
    "numeric": _check_numeric,
    "ordering": _check_ordering,
    "matching": _check_matching,
    "short_answer": _check_short_answer,
}


def as_asked(question: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Returns the question frozen for one attempt: entries in the order shown, with new ids that do not reveal the
    answer.

    The result contains the key and is read by `grading.grade`; only `shown()` of it goes to the learner.
    """
    asked = copy.deepcopy(question)
    tokens = _tokens(chance)
    if asked["type"] in ("single", "multiple"):
        if asked.get("shuffle", True):
            chance.shuffle(asked["options"])
        for option in asked["options"]:
            option["source"], option["id"] = option["id"], next(tokens)
    elif asked["type"] == "ordering":
        for item in asked["items"]:
            item["source"], item["id"] = item["id"], next(tokens)
        right = [item["id"] for item in asked["items"]]
        asked["shown"] = _shuffled(right, chance, unlike=right)
    elif asked["type"] == "matching":
        for pair in asked["pairs"]:
            pair["id"], pair["choice"] = next(tokens), next(tokens)
        extras = [{"id": next(tokens), "text": text} for text in asked.get("extras", [])]
        asked["extras"] = extras
        asked["shown"] = _shuffled(
            [pair["choice"] for pair in asked["pairs"]] + [extra["id"] for extra in extras], chance
        )
    return asked


def _tokens(chance: random.Random) -> Any:
    seen: set[str] = set()
    while True:
        token = "".join(chance.choice(_ALPHABET) for _i in range(4))
        if token not in seen:
            seen.add(token)
            yield token


def _shuffled(ids: list[str], chance: random.Random, unlike: list[str] | None = None) -> list[str]:
    ids = list(ids)
    chance.shuffle(ids)
    if unlike is not None and ids == unlike:
        ids = ids[1:] + ids[:1]  # an ordering shown in its right order would reveal the answer
    return ids


def clean_answer(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Returns `answer` reduced to the shape of its type, {} when it is empty (a cleared answer).

    Raises Refused for an entry that was not offered, an order with gaps, an unreadable or ambiguous number.
    """
    return _CLEANERS[question["type"]](question, answer)


def _clean_single(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    choice = _text(answer.get("choice"))
    _known([choice] if choice else [], [option["id"] for option in question["options"]])
    return {"choice": choice} if choice else {}


def _clean_multiple(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    choices = list(dict.fromkeys(_list(answer.get("choices"))))
    _known(choices, [option["id"] for option in question["options"]])
    return {"choices": choices} if choices else {}


def _clean_true_false(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    value = answer.get("value")
    if value in (None, ""):
        return {}
    if value in (True, "true"):
        return {"value": True}
    if value in (False, "false"):
        return {"value": False}
    raise _not_asked()


def _clean_numeric(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    text = _text(answer.get("text"))
    if not text:
        return {}
    read_quantity(text)
    return {"text": text}


def _clean_ordering(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    order = _list(answer.get("order"))
    if not order:
        return {}
    if sorted(order) != sorted(item["id"] for item in question["items"]):
        raise Refused(
            _("Give each entry a place of its own, from 1 to %(n)d.") % {"n": len(question["items"])}, field="order"
        )
    return {"order": order}


def _clean_matching(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    given = answer.get("pairs") or {}
    if not isinstance(given, dict):
        raise _not_asked()
    pairs = {_text(left): _text(choice) for left, choice in given.items() if choice}
    keys = matching_keys(question)
    _known(list(pairs), [left for left, _choice in keys])
    _known(list(pairs.values()), question.get("shown") or [choice for _left, choice in keys])
    return {"pairs": pairs} if pairs else {}


def _clean_short_answer(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    text = _text(answer.get("text"))
    return {"text": text} if text else {}


_CLEANERS = {
    "single": _clean_single,
    "multiple": _clean_multiple,
    "true_false": _clean_true_false,
    "numeric": _clean_numeric,
    "ordering": _clean_ordering,
    "matching": _clean_matching,
    "short_answer": _clean_short_answer,
}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise _not_asked()
    text = nfc(str(value)).strip()
    if len(text) > MAX_TEXT or "\x00" in text:
        raise Refused(_("The answer is longer than %(n)d characters.") % {"n": MAX_TEXT}, field="text")
    return text


def _list(value: Any) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _not_asked()
    return [_text(entry) for entry in value if entry not in (None, "")]


def _known(given: list[str], asked: list[str]) -> None:
    if not set(given) <= set(asked):
        raise _not_asked()


def _not_asked() -> Refused:
    return Refused(_("This answer does not belong to the question as it was asked. Reload the page."), field="answer")


def _some_text(text: Any) -> bool:
    return bool(text) and (not isinstance(text, dict) or any(str(value).strip() for value in text.values()))


def pick(text: Any, language: str) -> tuple[str, str]:
    """Returns (text, its language): the reader's, else Vietnamese, else any available. A plain string has no
    language.
    """
    if not isinstance(text, dict):
        return str(text or ""), ""
    for code in (language, "vi", "en", "ja", *text):
        if str(text.get(code) or "").strip():
            return str(text[code]), code
    return "", ""
