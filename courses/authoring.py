"""Converts between a question as its author types it, line by line, and the question that the bank stores.

One entry per line. A right option begins with `*`; pairs are written `left = right`; an ordering is written in its
right order. Lines in English and Japanese, where given, follow those in Vietnamese.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import nfc

LANGUAGES = ("vi", "en", "ja")
ENTRIES = {
    "single": "options",
    "multiple": "options",
    "ordering": "items",
    "matching": "pairs",
    "short_answer": "accepted",
}


def question_from(kind: str, typed: dict[str, Any]) -> dict[str, Any]:
    """Returns the question dict (docs/questions.md) from the fields of the form. Raises Refused naming the field and
    the line.
    """
    question: dict[str, Any] = {"type": kind, "text": _texts(typed, "text")}
    if explanation := _texts(typed, "explanation"):
        question["explanation"] = explanation
    for name in ("sop", "block"):
        if typed.get(name):
            question[name] = typed[name]
    if kind == "true_false":
        question["answer"] = typed.get("truth") == "true"
    elif kind == "numeric":
        question["answer"] = {name: nfc(str(typed.get(name) or "")).strip() for name in ("value", "tolerance", "unit")}
    else:
        question[ENTRIES[kind]] = _entries(kind, typed)
    return question


def fits_form(question: dict[str, Any]) -> bool:
    """Whether the form shows everything in a question.

    A question from a bank file may contain weights, feedback and pictures, which saving the form would lose.
    """
    if question.keys() & {"answers", "otherwise", "feedback", "pictures", "extras", "wildcards"}:
        return False
    entries = question.get(ENTRIES.get(question["type"], ""), [])
    details = [question.get("answer"), *(entries if isinstance(entries, list) else [])]
    return not any(
        isinstance(entry, dict) and entry.keys() & {"weight", "feedback", "low", "units"} for entry in details
    )


def fields_of(question: dict[str, Any]) -> dict[str, Any]:
    """Returns the form's fields for a question of the bank; the inverse of `question_from`."""
    kind = question["type"]
    fields: dict[str, Any] = {"sop": question.get("sop", ""), "block": question.get("block") or ""}
    for name in ("text", "explanation"):
        value = question.get(name) or {}
        fields |= {f"{name}_{code}": (value.get(code, "") if isinstance(value, dict) else value) for code in LANGUAGES}
    if kind == "true_false":
        fields["truth"] = "true" if question["answer"] else "false"
    elif kind == "numeric":
        fields |= {name: str(question["answer"].get(name) or "") for name in ("value", "tolerance")}
        unit = question["answer"].get("unit") or ""
        fields["unit"] = unit.get("vi", "") if isinstance(unit, dict) else unit
    else:
        fields |= {f"entries_{code}": _typed_entries(kind, question[ENTRIES[kind]], code) for code in LANGUAGES}
    return fields


def _texts(typed: dict[str, Any], name: str) -> dict[str, str]:
    texts = {code: nfc(str(typed.get(f"{name}_{code}") or "")).strip() for code in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def _lines(typed: dict[str, Any], code: str) -> list[str]:
    return [line.strip() for line in nfc(str(typed.get(f"entries_{code}") or "")).splitlines() if line.strip()]


def _entries(kind: str, typed: dict[str, Any]) -> Any:
    by_language = {code: lines for code in LANGUAGES if (lines := _lines(typed, code))}
    first = by_language.get("vi") or next(iter(by_language.values()), [])
    if kind == "short_answer":
        return by_language
    for code, lines in by_language.items():
        if len(lines) != len(first):
            raise Refused(
                _("There are %(have)d lines here, but %(want)d in the first language.")
                % {"have": len(lines), "want": len(first)},
                field=f"entries_{code}",
            )
    entries: list[dict[str, Any]] = []
    for index in range(len(first)):
        line = {code: lines[index] for code, lines in by_language.items()}
        if kind in ("single", "multiple"):
            right = first[index].startswith("*")
            entries.append(
                {"id": f"o{index + 1}", "correct": right, "text": {c: t.lstrip("* ").strip() for c, t in line.items()}}
            )
        elif kind == "ordering":
            entries.append({"id": f"i{index + 1}", "text": line})
        else:
            halves = {code: text.partition("=") for code, text in line.items()}
            for code, (left, sign, right_half) in halves.items():
                if not (left.strip() and sign and right_half.strip()):
                    raise Refused(
                        _("Line %(line)d: write “left = right”.") % {"line": index + 1},
                        field=f"entries_{code}",
                        line=index + 1,
                    )
            entries.append(
                {side: {c: h[place].strip() for c, h in halves.items()} for side, place in (("left", 0), ("right", 2))}
            )
    return entries


def _typed_entries(kind: str, entries: Any, code: str) -> str:
    if kind == "short_answer":
        return "\n".join(entries.get(code, []) if isinstance(entries, dict) else entries)
    if kind == "matching":
        pairs = [(_in(pair["left"], code), _in(pair["right"], code)) for pair in entries]
        return "\n".join(f"{left} = {right}" for left, right in pairs if left and right)
    lines = [(entry.get("correct"), _in(entry["text"], code)) for entry in entries]
    return "\n".join(f"{'* ' if right else ''}{text}" for right, text in lines if text)


def _in(text: Any, code: str) -> str:
    return text.get(code, "") if isinstance(text, dict) else str(text)
