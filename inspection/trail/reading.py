"""Audit events for display: selected, put into words,
and each verified against its own hash and the event before it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.template.defaultfilters import truncatechars
from wagtail.log_actions import registry as log_actions

from audit.models import GENESIS, AuditEvent
from audit.trail import HASHED, row_hash
from core import clock
from core.dated import in_language
from core.days import daydate
from core.numbers import short_decimal
from courses.enums import PracticeKind
from inspection.trail.sentences import AREAS, EDITOR, WAGTAIL, sentence
from qualification.reasons import SCOPES
from sops.enums import Depth
from staff.enums import AccessRole, Meaning
from staff.models import Duty, JobRole

Words = Mapping[str, Mapping[str, Any]]
# Codes in the values of a line, and their words.
WORDS: dict[str, Mapping[str, Any]] = {
    "meaning": dict(Meaning.choices),
    "role": dict(AccessRole.choices),
    "depth": dict(Depth.choices),
    "scope": SCOPES,
    "kind": dict(PracticeKind.choices),
}
QUOTED = 80  # characters of a text that a sentence quotes; the details have it whole
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
BESIDE = ("old", "new", "rows")  # shown apart, or for the verification alone


@dataclass(frozen=True)
class TrailFilter:
    """Selection by actor, text, act, object and days (site days, both included)."""

    who: str = ""
    about: str = ""
    area: str = ""
    action: str = ""
    object_type: str = ""
    object_id: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    @property
    def whole(self) -> bool:
        return self == TrailFilter()


@dataclass
class Line:
    """One event as displayed. `broken` gives the reason why it does not verify, else it is empty."""

    event: AuditEvent
    said: str
    at: dt.datetime
    changes: list[tuple[str, str, str]]  # name, old, new
    extras: list[tuple[str, str]]
    broken: str = ""


def lines_chosen(chosen: TrailFilter) -> QuerySet[AuditEvent]:
    """The selected events, newest first."""
    rows = AuditEvent.objects.order_by("-seq")
    if chosen.who:
        rows = rows.filter(actor_name__icontains=chosen.who)
    if chosen.about:
        rows = rows.filter(
            Q(object_name__icontains=chosen.about) | Q(reason__icontains=chosen.about) | Q(data__icontains=chosen.about)
        )
    if chosen.area == EDITOR:
        rows = rows.filter(action__startswith=WAGTAIL)
    elif chosen.area in AREAS:
        rows = rows.filter(action__in=list(AREAS[chosen.area][1]))
    for name in ("action", "object_type", "object_id"):
        if wanted := getattr(chosen, name):
            rows = rows.filter(**{name: wanted})
    if chosen.first_day:
        rows = rows.filter(at__gte=stamp(clock.start_of(chosen.first_day)))
    if chosen.last_day:
        rows = rows.filter(at__lte=stamp(clock.end_of(chosen.last_day)))
    return rows


def stamp(moment: dt.datetime) -> str:
    """An instant in the form the trail stores, which sorts as text."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def names() -> Words:
    """Names of codes that are data, not program text: job roles and duties. Two queries."""
    entered = {"job_role": JobRole.objects, "duty": Duty.objects}
    return WORDS | {
        name: {code: in_language(texts) for code, texts in rows.values_list("code", "names")}
        for name, rows in entered.items()
    }


def shown(events: list[AuditEvent]) -> list[Line]:
    """The events in words, each verified. Three queries, however many events."""
    words = names()
    before = dict(AuditEvent.objects.filter(seq__in=[event.seq - 1 for event in events]).values_list("seq", "hash"))
    return [_line(event, before.get(event.seq - 1, GENESIS if event.seq == 1 else ""), words) for event in events]


def _line(event: AuditEvent, before: str, words: Words) -> Line:
    data = _data(event)
    old, new = (_part(data, name) for name in BESIDE[:2])
    return Line(
        event=event,
        said=say(event, words, data),
        at=dt.datetime.fromisoformat(event.at),
        changes=[(name, _plain(old.get(name)), _plain(new.get(name))) for name in {**old, **new}],
        extras=[(name, _plain(value)) for name, value in data.items() if name not in BESIDE],
        broken=_broken(event, before),
    )


def _part(data: dict[str, Any], name: str) -> dict[str, Any]:
    part = data.get(name)
    return part if isinstance(part, dict) else {}


def _broken(event: AuditEvent, before: str) -> str:
    if event.hash != row_hash({name: getattr(event, name) for name in HASHED}):
        return "altered"
    if event.prev_hash != before:
        return "unlinked"
    return ""


def say(event: AuditEvent, words: Words, data: dict[str, Any] | None = None) -> str:
    """The sentence of one event; `words` are those of `names`."""
    data = _data(event) if data is None else data
    values: dict[str, Any] = {}
    for part in (data, data.get("old"), data.get("new")):
        if isinstance(part, dict):
            values.update({name: _word(name, words.get(name, {}), value) for name, value in part.items()})
    what = (
        _ISO_DAY.sub(lambda found: _day(found[0]) or found[0], event.object_name)
        or event.object_id
        or event.object_type
    )
    act = event.action.removeprefix(WAGTAIL)
    action = dict(log_actions.get_choices()).get(act, act)
    return str(sentence(event.action)) % _Blanks(values, who=event.actor_name, what=what or "–", action=action)


class _Blanks(dict[str, Any]):
    """A value that the event does not have is shown as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _data(event: AuditEvent) -> dict[str, Any]:
    found = json.loads(event.data)
    return found if isinstance(found, dict) else {}


def _word(name: str, words: Mapping[str, Any], value: Any) -> str:
    if isinstance(value, str) and value in words:
        return str(words[value])
    if name == "hours" and _NUMBER.fullmatch(str(value)):
        return short_decimal(str(value))
    return truncatechars(_plain(value), QUOTED) if name == "text" else _plain(value)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return _day(value) or value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | bool) else str(value)


def _day(text: str) -> str:
    """An ISO day as the reader writes it."""
    if len(text) != 10:
        return ""
    try:
        return daydate(dt.date.fromisoformat(text))
    except ValueError:
        return ""
