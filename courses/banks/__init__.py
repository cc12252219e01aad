"""Question banks of other systems: GIFT and Moodle XML become questions of docs/questions.md, each complete or rejected
with its line.

Moodle's own parser is the reference. Where it would guess, this one rejects: a wrong digit in a key fails a learner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import fold, nfc
from courses.banks import gift, moodle
from courses.banks.item import Item
from courses.questions import check_question

FORMATS = ("gift", "moodlexml")
MAX_BYTES = 6 * 1024 * 1024
MAX_QUESTIONS = 2_000
_KEY = 64


@dataclass(frozen=True)
class Rejected:
    """A question that cannot be imported, its line in the file (from 1), and why."""

    line: int
    name: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        return {"line": self.line, "name": self.name, "reason": self.reason}


@dataclass
class Bank:
    """Content of a file: questions that can be asked with their first line, and those that cannot."""

    format: str
    questions: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_bank(data: bytes, *, format: str = "", language: str = "vi", sop: str = "") -> Bank:
    """Parses `data` as GIFT or Moodle XML (detected from its first character when `format` is empty). Writes nothing.

    `language` is that of the bank, `sop` the number of the SOP its questions are on. Raises Refused when the file as
    a whole cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise Refused(_("The file is larger than %(n)d MB.") % {"n": MAX_BYTES // 1024 // 1024}, field="file")
    told = format or ("moodlexml" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "gift")
    if told not in FORMATS:
        raise Refused(_("Unknown format “%(format)s”.") % {"format": told}, field="format")
    bank, used = Bank(told), set[str]()
    for item in _items(data, told):
        try:
            question = _whole(item, language, sop)
            if question["id"] in used:
                raise Refused(_("The id “%(id)s” is used before in this file.") % {"id": question["id"]})
            if len(bank.questions) == MAX_QUESTIONS:
                raise Refused(_("The file holds more than %(n)d questions.") % {"n": MAX_QUESTIONS})
        except Refused as refused:
            bank.rejected.append(Rejected(refused.line or item.line, item.name, str(refused)))
        else:
            used.add(question["id"])
            bank.questions.append((item.line, question))
    if not bank.questions and not bank.rejected:
        raise Refused(_("There is no question in this file."), field="file")
    return bank


def _items(data: bytes, told: str) -> Iterable[Item]:
    return moodle.items(data) if told == "moodlexml" else gift.items(data)


def _whole(item: Item, language: str, sop: str) -> dict[str, Any]:
    """Returns the question of an item with its id, in its language, checked. Raises Refused."""
    body = item.read()
    question: dict[str, Any] = {"id": item.key or _key_of(item.name or str(body["text"]))}
    question |= {name: _in_language(value, language) if name in _TEXTS else value for name, value in body.items()}
    if body["type"] in _ENTRIES:
        name = _ENTRIES[body["type"]]
        question[name] = [
            {k: _in_language(v, language) if k in {"text", "left", "right", "feedback"} else v for k, v in e.items()}
            for e in body[name]
        ]
    if isinstance(question.get("feedback"), dict):
        question["feedback"] = {word: _in_language(told, language) for word, told in body["feedback"].items()}
    question |= {name: value for name, value in (("name", item.name), ("tags", item.tags), ("sop", sop)) if value}
    check_question(question)
    return question


_TEXTS = {"text", "explanation", "otherwise"}
_ENTRIES = {"single": "options", "multiple": "options", "ordering": "items", "matching": "pairs"}


def _in_language(text: str, language: str) -> dict[str, str]:
    return {language: text}


def _key_of(words: str) -> str:
    """Returns an id that is the same at every import, so that a bank imported again replaces its questions and
    duplicates none.
    """
    mark = hashlib.sha256(nfc(words).encode()).hexdigest()[:8]
    return f"{slugify(fold(words))[: _KEY - 9].strip('-')}-{mark}".strip("-")
