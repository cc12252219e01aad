"""The translation workbench: the texts listed, the context of the selected one, and the acts possible on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.errors import Refused
from core.text import fold
from core.units.reading import ANY
from sops import policies
from sops.enums import TranslationState
from sops.guard.check import Finding, check, quantities
from sops.models import Sop
from sops.reading.marks import Pieces, pieces
from sops.translation.glossary import Glossary, Wording
from sops.translation.lines import Line, Suggestion, counts, glossary_for, lines_of, memory, target_languages
from staff.models import User
from staff.permissions import May, can

FILTERS = ("translate", "verify", "changed", "critical", "verified", "questions", "all")
AROUND = 40  # texts listed before and after the selected one, so that the page of a long document stays small
ICONS = {
    TranslationState.UNTRANSLATED: ("draft", "text-dim"),
    TranslationState.TRANSLATED: ("review", "text-indigo"),
    TranslationState.RETURNED: ("flag", "text-amber"),
    TranslationState.VERIFIED: ("effective", "text-jade"),
}
_QUANTITY = re.compile(
    r"[≥≤<>±−]?\s?[0-9０-９](?:[0-9０-９.,．，⁰¹²³⁴⁵⁶⁷⁸⁹⁻^]|[〜～~–±×](?=\s?[0-9０-９−])|(?<=[±×〜～–])\s(?=[0-9０-９])"
    r"|\s(?=[±×〜～–]\s?[0-9０-９]))*"
    rf"(?:\s?{ANY})?"
)


@dataclass(frozen=True)
class Checks:
    """Findings of guard and glossary in one translation."""

    findings: list[Finding]
    wordings: list[Wording]
    quantities: list[str]  # of the translation, where they agree with the source
    written: bool

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks]

    @property
    def terms(self) -> str:
        right = sum(wording.right for wording in self.wordings)
        total = len(self.wordings)
        text = ngettext(
            "%(right)s of %(total)s term as in the glossary", "%(right)s of %(total)s terms as in the glossary", total
        )
        return text % {"right": right, "total": total}

    @property
    def all_right(self) -> bool:
        return all(wording.right for wording in self.wordings)

    @property
    def wrong(self) -> list[Wording]:
        return [wording for wording in self.wordings if not wording.right]


@dataclass
class Desk:
    """Data of the page."""

    sop: Sop
    language: str
    lines: list[Line]
    shown: list[Line]
    show: str
    query: str
    counts: dict[str, int]
    current: Line | None
    previous: Line | None = None
    following: Line | None = None
    window: list[Line] = field(default_factory=list)
    hidden_before: int = 0
    hidden_after: int = 0
    source: list[tuple[str, str]] = field(default_factory=list)
    difference: Pieces = field(default_factory=list)
    checks: Checks | None = None
    suggestions: list[Suggestion] = field(default_factory=list)
    may_translate: bool = False
    may_verify: bool = False
    may_return: bool = False
    may_override: bool = False
    may_comment: bool = False
    own: tuple[str, ...] = ("all",)  # lists of this person's tasks; the others are for reading
    why_not: str = ""  # why this person cannot verify this text

    @property
    def others(self) -> list[str]:
        return target_languages(self.sop)


def desk(sop: Sop, language: str, *, by: User, show: str = "", at: str = "", query: str = "") -> Desk:
    """Returns the workbench for `by`: the chosen list, the text at path `at` (else the first listed) with its
    neighbours, checks and suggestions.
    """
    lines = lines_of(sop, language)
    counted = counts(lines)
    if show not in FILTERS:
        show = _own_work(counted, by)
    shown = [line for line in _filtered(lines, show) if _found(line, query)]
    current = next((line for line in lines if line.path == at), None) or (shown[0] if shown else None)
    made = Desk(sop, language, lines, shown, show, query, counted, current)
    _place(made)
    if current is not None:
        glossary = glossary_for(sop.source_language)
        made.source = emphasised(current.source, glossary)
        if current.before is not None:
            made.difference = pieces(current.before.source_text, current.source)
        made.checks = checks_of(current.source, current.text, sop.source_language, language, glossary)
        seen = {current.text, current.before.text if current.before else ""}
        made.suggestions = (
            [s for s in memory(sop, language, current.source) if s.text not in seen] if current.open else []
        )
    made.own = (_lists(by)[0], "all")
    _rights(made, by)
    return made


def _own_work(counted: dict[str, int], by: User) -> str:
    """Returns the default list: open tasks of this person, else all open tasks."""
    return next((name for name in _lists(by) if counted[name]), "all")


def _lists(by: User) -> list[str]:
    return ["verify", "translate"] if can(by, May.VERIFY_TRANSLATION) else ["translate", "verify"]


def checks_of(source: str, text: str, source_language: str, language: str, glossary: Glossary | None = None) -> Checks:
    """Returns the findings of guard and glossary in one translation; an empty one is not checked."""
    glossary = glossary or glossary_for(source_language)
    findings = check(source, text, source_language, language)
    figures = (
        quantities(text, language) if text and not any(f.kind not in {"script", "negation"} for f in findings) else []
    )
    return Checks(findings, glossary.wordings(source, text, language), list(dict.fromkeys(figures)), bool(text))


def emphasised(text: str, glossary: Glossary) -> list[tuple[str, str]]:
    """Returns the source in pieces: glossary terms ("term"), figures with their units ("figure"), and the rest ("")."""
    spans = [(hit.start, hit.end, "term") for hit in glossary.hits(text)]
    taken = [(a, b) for a, b, _kind in spans]
    for match in _QUANTITY.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            spans.append((match.start(), match.end(), "figure"))
    found, at = [], 0
    for start, end, kind in sorted(spans):
        if start < at:
            continue
        if start > at:
            found.append((text[at:start], ""))
        found.append((text[start:end], kind))
        at = end
    return [*found, (text[at:], "")] if at < len(text) else found


def _filtered(lines: Iterable[Line], show: str) -> list[Line]:
    keep: dict[str, Callable[[Line], bool]] = {
        "translate": lambda line: line.state in (TranslationState.UNTRANSLATED, TranslationState.RETURNED),
        "verify": lambda line: line.state == TranslationState.TRANSLATED,
        "changed": lambda line: line.changed,
        "critical": lambda line: line.critical,
        "verified": lambda line: not line.open,
        "questions": lambda line: line.question,
        "all": lambda line: True,
    }
    return [line for line in lines if keep[show](line)]


def _found(line: Line, query: str) -> bool:
    wanted = fold(query).strip()
    return not wanted or wanted in fold(line.source) or wanted in fold(line.text)


def _place(made: Desk) -> None:
    """Returns the neighbours of the selected text in the list, and the part of the list that is shown."""
    number = made.current.number if made.current else 0
    before = [line for line in made.shown if line.number < number]
    after = [line for line in made.shown if line.number > number]
    made.previous, made.following = (before[-1] if before else None), (after[0] if after else None)
    here = [made.current] if made.current else []
    made.window = [*before[-AROUND:], *here, *after[:AROUND]]
    made.hidden_before, made.hidden_after = max(len(before) - AROUND, 0), max(len(after) - AROUND, 0)


def _rights(made: Desk, by: User) -> None:
    made.may_translate = _may(policies.check_can_translate, made.sop, made.language, by=by)
    made.may_comment = _may(policies.check_can_comment, by=by)
    row = made.current.row if made.current else None
    if row is None:
        return
    row.sop = made.sop
    made.may_verify = _may(policies.check_can_verify, row, by=by)
    made.may_return = _may(policies.check_can_return_segment, row, by=by)
    made.may_override = _may(policies.check_can_override, row, by=by)
    if not made.may_verify and row.text and made.current and made.current.open and can(by, May.VERIFY_TRANSLATION):
        try:
            policies.check_can_verify(row, by=by)
        except Refused as refused:
            made.why_not = str(refused)


def _may(check_: Callable[..., None], *subject: object, by: User) -> bool:
    try:
        check_(*subject, by=by)
    except Refused:
        return False
    return True


def icon_of(line: Line) -> tuple[str, str]:
    """Returns symbol and colour class of a text in the list."""
    return ("await", "text-amber") if line.question else ICONS[TranslationState(line.state)]


def filter_words() -> dict[str, str]:
    return {
        "translate": _("To translate"),
        "verify": _("To verify"),
        "changed": pgettext("filter", "Changed"),
        "critical": _("Critical"),
        "verified": _("Verified"),
        "questions": pgettext("filter", "Questions"),
        "all": _("All"),
    }
