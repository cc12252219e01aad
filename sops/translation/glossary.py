"""Terms of a source text and whether its translation uses the approved wording (domain (c) 9).

A missing term is a hint, because verbs differ from the noun of the glossary; a forbidden wording is a finding.
Neither decides anything.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

from core.text import nfc

DATA = Path(__file__).parent.parent / "data" / "glossary.csv"
LANGUAGES = ("ja", "vi", "en")


@dataclass(frozen=True)
class Term:
    """One approved term.

    `admitted`: other correct wordings; `forbidden`: wordings that must not be used for it; both by language.
    """

    ja: str
    vi: str
    en: str
    reading: str = ""
    note: str = ""
    admitted: dict[str, list[str]] = field(default_factory=dict, hash=False)
    forbidden: dict[str, list[str]] = field(default_factory=dict, hash=False)
    note_vi: str = ""  # the note in Vietnamese

    @property
    def said(self) -> str:
        """The note in the language of the reader, if there is one."""
        return self.note_vi if self.note_vi and (get_language() or "").startswith("vi") else self.note

    def preferred(self, language: str) -> str:
        return {"ja": self.ja, "vi": self.vi, "en": self.en}.get(language, "")

    def accepted(self, language: str) -> list[str]:
        """Every correct wording: `tế bào tua (DC)` may also be `tế bào tua` or `DC`, and the note may name one (`stage
        word: bảo quản`).
        """
        whole = self.preferred(language)
        bare = re.sub(r"\s*\([^)]*\)", "", whole)
        short = re.findall(r"\(([A-Za-zα-ωΑ-Ω][^)\s]*)\)", whole)
        named = [] if language == "ja" else _named(self.note)
        return [
            wording
            for wording in dict.fromkeys([whole, bare, *short, *self.admitted.get(language, []), *named])
            if wording
        ]

    def confusable(self) -> list[str]:
        """Wordings that the note warns against (`do not mix with: …`, `not: …`); they only count where the correct one
        is missing.
        """
        found = re.findall(r"(?:^|;\s*)(?:not|do not mix with):\s*([^;]+)", self.note)
        return [re.sub(r"\s*\([^)]*\)", "", wording).strip() for row in found for wording in row.split(",")]


@dataclass(frozen=True)
class Hit:
    """A term and its position in a source text."""

    term: Term
    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Wording:
    """The wording of a term in a translation: correct, not found, or forbidden."""

    term: Term
    form: str  # as in the source
    expected: str
    right: bool
    forbidden: str = ""


def parse(text: str) -> Iterator[Term]:
    """Returns the terms of a glossary file; several wordings in a field are separated by semicolons."""
    for row in csv.DictReader(text.splitlines()):
        row = {key: nfc(value or "").strip() for key, value in row.items() if key}

        def several(kind: str, row: dict[str, str] = row) -> dict[str, list[str]]:
            found = {
                code: [w.strip() for w in row.get(f"{kind}_{code}", "").split(";") if w.strip()] for code in LANGUAGES
            }
            return {code: wordings for code, wordings in found.items() if wordings}

        if row.get("ja"):
            yield Term(
                row["ja"], row.get("vi", ""), row.get("en", ""), row.get("reading_kana", ""), row.get("note", ""),
                several("admitted"), several("forbidden"), row.get("note_vi", ""),
            )  # fmt: skip


@lru_cache(maxsize=1)
def shipped() -> tuple[Term, ...]:
    """Returns the glossary shipped with the product: the defaults of an empty database."""
    return tuple(parse(DATA.read_text(encoding="utf-8")))


class Glossary:
    """Terms prepared for searching texts of one source language."""

    def __init__(self, terms: Iterable[Term], language: str = "ja") -> None:
        self.language = language
        self._by_form: dict[str, Term] = {}
        for term in terms:
            forms = [term.ja, *term.admitted.get("ja", [])] if language == "ja" else term.accepted(language)
            for form in forms:
                self._by_form.setdefault(nfc(form).casefold(), term)
        # the longest term wins: 間葉系幹細胞 before 幹細胞
        forms = sorted(self._by_form, key=len, reverse=True)
        self._pattern = re.compile("|".join(_bounded(form) for form in forms), re.IGNORECASE) if forms else None

    def hits(self, text: str) -> list[Hit]:
        """Returns the terms of a source text with their positions, the longest at each."""
        if self._pattern is None:
            return []
        found = []
        for match in self._pattern.finditer(nfc(text)):
            term = self._by_form.get(match[0].casefold())
            if term:
                found.append(Hit(term, match[0], match.start(), match.end()))
        return found

    def wordings(self, source: str, target: str, language: str) -> list[Wording]:
        """Returns each term of the source, once, with its wording in the translation into `language`."""
        hits = {hit.term.ja: hit for hit in self.hits(source)}.values()
        said = nfc(target)
        right = {hit.term.ja: _first(hit.term.accepted(language), said, language) for hit in hits}
        used = {wording.casefold() for wording in right.values() if wording}
        found = []
        for hit in hits:
            forbidden = _first(
                [w for w in hit.term.forbidden.get(language, []) if w.casefold() not in used], said, language
            )
            if not forbidden and not right[hit.term.ja] and language == "vi":
                forbidden = _first([w for w in hit.term.confusable() if w.casefold() not in used], said, language)
            expected = hit.term.preferred(language)
            if expected:
                found.append(
                    Wording(hit.term, hit.form, expected, bool(right[hit.term.ja]) and not forbidden, forbidden)
                )
        return found


def _bounded(form: str) -> str:
    escaped = re.escape(form)
    left = r"(?<![A-Za-zÀ-ỹ0-9-])" if re.match(r"[A-Za-zÀ-ỹ]", form) else ""
    right = r"(?![A-Za-zÀ-ỹ0-9-])" if re.search(r"[A-Za-zÀ-ỹ]$", form) else ""
    return left + escaped + right


def _first(wordings: Iterable[str], text: str, language: str) -> str:
    """Returns the first wording that the text uses; in English any ending may follow (cells, thawed)."""
    for wording in wordings:
        end = r"(?!\w)" if language == "vi" and wording[-1:].isalnum() else ""
        start = r"(?<!\w)" if wording[:1].isalnum() and language != "ja" else ""
        if re.search(start + re.escape(nfc(wording)) + end, text, re.IGNORECASE):
            return wording
    return ""


def _named(note: str) -> list[str]:
    note = re.sub(r"(?:^|(?<=;\s))(?:not|do not mix with):[^;]+", "", note)
    found = re.findall(r"(?:word|met|label|tissue|records|unit|learners|before 2024):\s*([^;,.]+)|=\s*([^;,.=]+)", note)
    return [(a or b).strip() for a, b in found if not re.search(r"[\u3040-\u9fff]", a or b)]
