"""A question as the page shows it: without its key while it is asked, with the right answer once it is graded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.numbers import vi_decimal
from core.units import symbol
from courses.grading import accepted_answers, in_full
from courses.questions import pick
from sops.document.content import value_text


@dataclass
class Choice:
    """One entry of a question on the page."""

    id: str
    text: str
    lang: str = ""
    chosen: bool = False
    place: int | None = None  # position given by the learner
    right: bool | None = None  # known after grading only
    right_place: int | None = None
    answer: str = ""  # matching: the partner chosen
    wanted: str = ""  # matching: the right partner
    note: str = ""  # the bank's feedback to whoever chose it


@dataclass
class Screen:
    """A question while it is asked."""

    key: str
    type: str
    text: str
    lang: str
    points: str
    entries: list[Choice] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)  # matching: the possible partners
    value: str = ""
    unit: str = ""
    flag: bool = False
    answered: bool = False
    pictures: list[dict[str, str]] = field(default_factory=list)  # {alt, data}, data URLs


def is_answered(answer: dict[str, Any] | None) -> bool:
    """Whether an answer contains anything besides its flag."""
    return any(value not in (None, "", [], {}) for name, value in (answer or {}).items() if name != "flag")


def screen(question: dict[str, Any], answer: dict[str, Any] | None, language: str) -> Screen:
    """Returns the question for an open attempt. Nothing in it reveals the key."""
    answer = answer or {}
    text, lang = pick(question["text"], language)
    shown = Screen(question["key"], question["type"], text, _foreign(lang, language), str(question.get("points", "1")))
    shown.pictures = question.get("pictures", [])
    shown.flag, shown.answered = bool(answer.get("flag")), is_answered(answer)
    match question["type"]:
        case "single" | "multiple":
            chosen = {answer.get("choice")} | set(answer.get("choices", []))
            shown.entries = [
                _choice(option["id"], option["text"], language, chosen=option["id"] in chosen)
                for option in question["options"]
            ]
        case "true_false":
            shown.value = {True: "true", False: "false"}.get(answer.get("value", ""), "")
        case "numeric":
            key = (question.get("answers") or [question["answer"]])[0]
            shown.value, shown.unit = answer.get("text", ""), _unit(key.get("unit", ""), language)
        case "ordering":
            items = {item["id"]: item for item in question["items"]}
            order = answer.get("order") or question["shown"]
            shown.entries = [_choice(name, items[name]["text"], language) for name in order]
            for place, entry in enumerate(shown.entries, 1):
                entry.place = place if answer.get("order") else None
        case "matching":
            given = answer.get("pairs", {})
            rights = {pair["choice"]: pair["right"] for pair in question["pairs"]} | {
                e["id"]: e["text"] for e in question.get("extras", [])
            }
            shown.entries = [_choice(pair["id"], pair["left"], language) for pair in question["pairs"]]
            shown.choices = [_choice(name, rights[name], language) for name in question["shown"]]
            for entry in shown.entries:
                entry.answer = given.get(entry.id, "")
        case _:
            shown.value = answer.get("text", "")
    return shown


@dataclass
class Outcome:
    """A question after grading: the answer, the right answer and the reason."""

    number: int
    key: str
    type: str
    text: str
    lang: str
    correct: bool
    reason: str
    points: str
    max: str
    entries: list[Choice]
    given: str
    right: str
    misplaced: int
    typed_unit: str
    note: str  # the bank's feedback to this answer
    explanation: str
    explanation_lang: str
    pictures: list[dict[str, str]]
    sop: str
    block: str
    topic: str


def outcome(number: int, question: dict[str, Any], entry: dict[str, Any], language: str) -> Outcome:
    """Returns question `number` of a submitted attempt with its result."""
    text, lang = pick(question["text"], language)
    why, why_lang = pick(question.get("explanation", ""), language)
    answer, detail = entry["answer"], entry["detail"]
    rows, given, right = _SHOWN[question["type"]](question, answer, language)
    return Outcome(
        number=number,
        key=question["key"],
        type=question["type"],
        text=text,
        lang=_foreign(lang, language),
        correct=entry["correct"],
        reason=entry["reason"],
        points=entry["points"],
        max=entry["max"],
        entries=rows,
        given=given,
        right=right,
        misplaced=detail.get("misplaced", 0),
        typed_unit=detail.get("typed_unit", ""),
        note=_note(question, answer, detail, language),
        pictures=question.get("pictures", []),
        explanation=why,
        explanation_lang=_foreign(why_lang, language),
        sop=question.get("sop") or "",
        block=question.get("block") or "",
        topic=pick(question.get("topic", ""), language)[0],
    )


def _note(question: dict[str, Any], answer: dict[str, Any], detail: dict[str, Any], language: str) -> str:
    """Returns the bank's feedback on an answer that is not a choice of options, if there is any."""
    match question["type"]:
        case "true_false":
            told = question.get("feedback", {}).get(str(answer.get("value")).lower())
        case "numeric" | "short_answer" if is_answered(answer):
            keys = question.get("answers") or [question.get("answer")]
            keys = accepted_answers(question["accepted"]) if question["type"] == "short_answer" else keys
            met = keys[detail["met"]] if detail.get("met") is not None else {"feedback": question.get("otherwise")}
            told = met.get("feedback") if isinstance(met, dict) else ""
        case _:
            told = ""
    return pick(told or "", language)[0]


_Shown = tuple[list[Choice], str, str]


def _options_shown(question: dict[str, Any], answer: dict[str, Any], language: str) -> _Shown:
    chosen = {answer.get("choice")} | set(answer.get("choices", []))
    rows = [
        _choice(option["id"], option["text"], language, chosen=option["id"] in chosen) for option in question["options"]
    ]
    for row, option in zip(rows, question["options"], strict=True):
        row.right = bool(option.get("correct"))
        row.note = pick(option.get("feedback", ""), language)[0] if row.chosen else ""
    return rows, "", ""


def _true_false_shown(question: dict[str, Any], answer: dict[str, Any], language: str) -> _Shown:
    words = {True: "true", False: "false"}
    return [], words.get(answer.get("value", ""), ""), words[question["answer"]]


def _numeric_shown(question: dict[str, Any], answer: dict[str, Any], language: str) -> _Shown:
    key = in_full(question.get("answers") or [question["answer"]])
    unit = _unit(key.get("unit", ""), language)
    if key.get("low") is not None:
        right = value_text(
            {"comparator": "range", "low": str(key["low"]), "high": str(key["high"]), "unit": unit}, language
        )
    elif key.get("tolerance") and str(key["tolerance"]).strip("0."):
        right = value_text(
            {"comparator": "±", "value": str(key["value"]), "tolerance": str(key["tolerance"]), "unit": unit}, language
        )
    else:
        right = f"{vi_decimal(str(key['value']), language)} {unit}".strip()
    return [], answer.get("text", ""), right


def _ordering_shown(question: dict[str, Any], answer: dict[str, Any], language: str) -> _Shown:
    items = {item["id"]: item for item in question["items"]}
    places = {item["id"]: place for place, item in enumerate(question["items"], 1)}
    rows = [_choice(name, items[name]["text"], language) for name in answer.get("order") or places]
    for place, row in enumerate(rows, 1):
        row.place, row.right_place = place, places[row.id]
        row.right = row.place == row.right_place if answer.get("order") else None
    return rows, "", ""


def _matching_shown(question: dict[str, Any], answer: dict[str, Any], language: str) -> _Shown:
    given = answer.get("pairs", {})
    texts = {pair["choice"]: pair["right"] for pair in question["pairs"]} | {
        e["id"]: e["text"] for e in question.get("extras", [])
    }
    rows = []
    for pair in question["pairs"]:
        row = _choice(pair["id"], pair["left"], language)
        row.answer = pick(texts.get(given.get(row.id), ""), language)[0]
        row.wanted = pick(pair["right"], language)[0]
        row.right = row.answer == row.wanted
        rows.append(row)
    return rows, "", ""


def _short_shown(question: dict[str, Any], answer: dict[str, Any], language: str) -> _Shown:
    accepted = question["accepted"]
    entry = in_full(
        (accepted.get(language) or next(iter(accepted.values()))) if isinstance(accepted, dict) else accepted
    )
    return [], answer.get("text", ""), entry["text"] if isinstance(entry, dict) else entry


_SHOWN = {
    "single": _options_shown,
    "multiple": _options_shown,
    "true_false": _true_false_shown,
    "numeric": _numeric_shown,
    "ordering": _ordering_shown,
    "matching": _matching_shown,
    "short_answer": _short_shown,
}


def _choice(name: str, text: Any, language: str, *, chosen: bool = False) -> Choice:
    words, lang = pick(text, language)
    return Choice(id=name, text=words, lang=_foreign(lang, language), chosen=chosen)


def _foreign(lang: str, language: str) -> str:
    """Returns the language of a text that is not in the reader's, for its `lang` attribute."""
    return lang if lang != language else ""


def _unit(unit: Any, language: str) -> str:
    return pick(unit, language)[0] if isinstance(unit, dict) else symbol(unit, language)
