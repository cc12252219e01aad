"""Who may confirm, suspend, disqualify and restore; and on which evidence (R-15, R-17, R-20 … R-24)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.days import add_months, daydate
from core.errors import Conflict, NotAllowed, Refused
from courses.enums import ChecklistKind, PracticeKind
from courses.models import Assessment, Checklist, Submission
from qualification.enums import RestrictionKind
from qualification.facts import gather, values_on
from qualification.models import Restriction
from qualification.readiness import counted_practice, readiness
from sops.models import Acknowledgement, Release, Sop, SopVersion
from staff.models import Person, User
from staff.permissions import May, require
from staff.values import value

SCOPES = ("all", "access_ab", "sop")


@dataclass(frozen=True)
class Proofs:
    """What a confirmation rests on: the acts that were looked at when it was signed."""

    reading: Acknowledgement
    quiz: Submission | None
    runs: list[Assessment]
    assessment: Assessment


def valid_acts(person: Person, on: dt.date, at: dt.datetime) -> QuerySet[Assessment]:
    """Acts of practice that stand: known, not corrected since; passed ones count only with both signatures."""
    return Assessment.objects.filter(
        Q(acceptance__recorded_at__lte=at) | Q(passed=False),
        person=person,
        result_on__lte=on,
        recorded_at__lte=at,
        superseded_by=None,
    )


def check_can_confirm(
    person: Person,
    version: SopVersion,
    *,
    by: User,
    qualified_from: dt.date,
    valid_to: dt.date | None,
    on: dt.date,
    at: dt.datetime,
) -> Proofs:
    """QA confirms a person for the version in force, or one to come, when only this signature is missing (R-15, R-17).

    What is missing is what the matrix says on the first day of the qualification, by acts up to that day.
    Raises NotAllowed, Refused.
    """
    require(by, May.CONFIRM_QUALIFICATION)
    if by.person_id == person.pk:
        raise NotAllowed(_("Nobody confirms their own qualification."))
    release = Release.objects.filter(version=version).first()
    if release is None:
        raise Refused(_("This version is not approved. Nobody can be qualified for it."))
    if qualified_from > on:
        raise Refused(_("A qualification cannot begin in the future."), field="qualified_from")
    day = max(qualified_from, release.effective_on)
    found = readiness(person, version.sop, day, at, acts_until=qualified_from)
    if found.version is not None and found.version != release.number:
        raise Refused(
            _("On %(day)s version %(number)s is in force. Confirm the qualification for that one.")
            % {"day": daydate(day), "number": found.version}
        )
    if found.obstacles:
        raise Refused(
            _("%(name)s cannot be confirmed for %(version)s yet. %(missing)s")
            % {"name": person.full_name, "version": version, "missing": " ".join(map(str, found.obstacles))}
        )
    _check_period(version.sop, qualified_from, valid_to)
    runs, assessments = counted_practice(person, version.sop, day, at, acts_until=qualified_from)
    return Proofs(
        Acknowledgement.objects.get(pk=found.reading_id),
        Submission.objects.filter(pk=found.submission_id).first(),
        runs,
        assessments[-1],
    )


def _check_period(sop: Sop, qualified_from: dt.date, valid_to: dt.date | None) -> None:
    if valid_to is not None and valid_to < qualified_from:
        raise Refused(_("The last day lies before the first."), field="valid_to")
    longest = add_months(qualified_from, value("gowning_months", on=qualified_from))
    if is_gowning(sop) and (valid_to is None or valid_to > longest):
        raise Refused(
            _("A gowning qualification ends on %(day)s at the latest.") % {"day": daydate(longest)}, field="valid_to"
        )


def is_gowning(sop: Sop) -> bool:
    """Whether access to grades A and B hangs on this SOP: its checklist is a gowning assessment (R-21)."""
    return Checklist.objects.filter(sop=sop, kind=ChecklistKind.GOWNING).exists()


def check_can_restrict(
    person: Person, *, by: User, scope: str, sop: Sop | None, from_on: dt.date, on: dt.date, reasons: dict[str, str]
) -> None:
    """A right is taken away by QA, never from oneself, for a reason, from today or an earlier day on."""
    require(by, May.SUSPEND_PERSON)
    if by.person is None or by.person_id == person.pk:
        raise NotAllowed(_("Nobody decides about their own qualification."))
    if scope not in SCOPES or (scope == "sop") != (sop is not None):
        raise Refused(_("Name what the decision touches: everything, aseptic work, or one SOP."), field="scope")
    if from_on > on:
        raise Refused(_("The decision cannot begin in the future."), field="from_on")
    if not any(text.strip() for text in reasons.values()):
        raise Refused(_("The decision needs a reason."), field="reasons")


def open_restrictions(person: Person, scope: str, sop: Sop | None = None) -> list[Restriction]:
    """Suspensions and disqualifications of this scope since the last restoration, oldest first."""
    rows: list[Restriction] = []
    for row in Restriction.objects.filter(person=person, scope=scope, sop=sop).order_by("from_on", "pk"):
        rows = [] if row.kind == RestrictionKind.LIFTED else [*rows, row]
    return rows


def check_can_restore(
    person: Person,
    *,
    by: User,
    scope: str,
    sop: Sop | None,
    from_on: dt.date,
    on: dt.date,
    at: dt.datetime,
    reasons: dict[str, str],
) -> None:
    """QA ends a restriction for a reason; a disqualification only once retraining and requalification are done (R-22).

    Raises NotAllowed, Refused with what is missing, Conflict where nothing is restricted.
    """
    check_can_restrict(person, by=by, scope=scope, sop=sop, from_on=from_on, on=on, reasons=reasons)
    restrictions = open_restrictions(person, scope, sop)
    if not restrictions:
        raise Conflict(
            _("There is nothing to restore: %(name)s is not suspended or disqualified here.")
            % {"name": person.full_name}
        )
    if from_on < restrictions[-1].from_on:
        raise Refused(_("Restored before it was taken away: give a later day."), field="from_on")
    disqualified = [restriction for restriction in restrictions if restriction.kind == RestrictionKind.DISQUALIFICATION]
    if not disqualified:
        return
    since = disqualified[-1].from_on
    missing = _not_done_since(person, since, scope, sop, on, at)
    if missing:
        raise Refused(
            _("After the disqualification of %(day)s these are still missing: %(what)s.")
            % {"day": daydate(since), "what": ", ".join(missing)}
        )


def _not_done_since(
    person: Person, since: dt.date, scope: str, sop: Sop | None, on: dt.date, at: dt.datetime
) -> list[str]:
    acts = list(valid_acts(person, on, at).filter(happened_on__gt=since).order_by("result_on", "-passed"))
    missing = []
    if not any(act.kind == PracticeKind.RUN and act.passed for act in acts):
        missing.append(_("retraining, signed by trainer and trainee"))
    if scope == "sop" and sop is not None:
        if not any(act.kind == PracticeKind.ASSESSMENT and act.passed and act.sop_id == sop.pk for act in acts):
            missing.append(_("a passed practical assessment"))
        return missing
    gowning = set(Checklist.objects.filter(kind=ChecklistKind.GOWNING).values_list("sop_id", flat=True))
    if not any(act.kind == PracticeKind.ASSESSMENT and act.passed and act.sop_id in gowning for act in acts):
        missing.append(_("a passed gowning assessment"))
    first = _media_fills_needed(person, on, at)
    in_a_row = 0
    for act in acts:
        if act.kind == PracticeKind.APS:
            in_a_row = in_a_row + 1 if act.passed else 0
    if in_a_row < first:
        missing.append(_("%(done)d of %(of)d consecutive media fills") % {"done": in_a_row, "of": first})
    return missing


def _media_fills_needed(person: Person, on: dt.date, at: dt.datetime) -> int:
    """Consecutive media fills that aseptic work asks of the person, as their status counts them.

    Where no role of theirs asks for any, the institution's number.
    """
    values = values_on(on)
    return max((row.aps_first or 0 for row in gather([person], None, on, at, values)), default=0) or values.aps_first
