"""Open tasks per person: next steps of training, practice to observe or plan, confirmations for QA."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.text import name_key
from courses.enums import ChecklistKind, PracticeKind
from courses.models import Assessment, Checklist, Quiz
from qualification.enums import Activity, Step
from qualification.models import Confirmation, PlannedAppointment
from qualification.status import Qualification, Reason, qualifications
from sops.enums import Depth
from sops.models import Release, Sop, SopVersion
from sops.waiting import coming_releases
from staff.models import Person
from staff.values import value

STEPS = {
    "read_missing": Step.READ,
    "read_again": Step.READ,
    "quiz_missing": Step.QUIZ,
    "quiz_again": Step.QUIZ,
    "runs_missing": Step.RUN,
    "assessment_missing": Step.ASSESSMENT,
}
FILLS = ("aps_missing", "aps_failed", "aps_expired")
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Need:
    """The next step one person has to take for one SOP, or, without an SOP, the media fill of aseptic work."""

    step: Step
    reason: Reason
    answer: Qualification
    sop: Sop | None = None
    version: SopVersion | None = None
    due: dt.date | None = None  # the eve of the version's first day, or the last valid day; a first training has none
    then: tuple[Step, ...] = ()  # steps that follow
    ahead: Release | None = None  # the approved version it is about, while that one is still to come
    quiz: Quiz | None = None

    @property
    def blocks(self) -> bool:
        """Whether the person may not do this work until it is done."""
        return self.ahead is None and not self.answer.may


def needs_of(person: Person, day: dt.date, answers: list[Qualification] | None = None) -> list[Need]:
    """Every next step of `person`, for versions in force and for approved ones to come.

    Retraining is due on the eve of the version's first day (施行規則104条1項2号), requalification on the last day.
    Six queries at most, whatever the number of SOPs.
    """
    answers = qualifications([person], None, day) if answers is None else answers
    required = {answer.sop_id for answer in answers if answer.depth}
    coming = {release.sop_id: release for release in coming_releases(day) if release.sop_id in required}
    at_first_day = _at_first_days(person, coming)
    sops = Sop.objects.in_bulk(required)
    quizzes = {quiz.sop_id: quiz for quiz in Quiz.objects.filter(kind="sop", sop__in=required)}
    versions = {
        version.sop_id: version
        for version in SopVersion.objects.effective_on(day)
        .filter(sop__in=required)
        .defer("content")
        .select_related("release", "base__release")
    }
    found = []
    for answer in answers:
        if not answer.depth:
            continue
        steps = _steps(answer)
        if steps:
            step, reason = steps[0]
            found.append(
                Need(
                    step, reason, answer, sops[answer.sop_id], versions.get(answer.sop_id), _due(answer, reason),
                    tuple(step for step, _reason in steps[1:]), quiz=quizzes.get(answer.sop_id),
                )
            )  # fmt: skip
        if release := coming.get(answer.sop_id):
            ahead = at_first_day[answer.sop_id]
            steps = [
                (step, reason)
                for step, reason in ([] if ahead.requalification else _steps(ahead))
                if reason.values.get("version") == release.number
            ]
            if steps:
                step, reason = steps[0]
                found.append(
                    Need(
                        step, reason, ahead, sops[answer.sop_id], release.version, release.effective_on - ONE_DAY,
                        tuple(step for step, _reason in steps[1:]), ahead=release, quiz=quizzes.get(answer.sop_id),
                    )
                )  # fmt: skip
    return found + _media_fill(answers)


def _at_first_days(person: Person, coming: dict[int, Release]) -> dict[int, Qualification]:
    """What will be asked once the last of the coming versions is in force, if nothing more is done."""
    if not coming:
        return {}
    horizon = max(release.effective_on for release in coming.values())
    return {answer.sop_id: answer for answer in qualifications([person], coming.keys(), horizon)}


def _steps(answer: Qualification) -> list[tuple[Step, Reason]]:
    """Steps still to take, in their order. After expiry of what needs no practice, reading once more renews it."""
    order = list(Step)
    steps = sorted(
        ((STEPS[reason.code], reason) for reason in answer.missing if reason.code in STEPS),
        key=lambda row: order.index(row[0]),
    )
    expired = answer.requalification
    if expired and answer.depth != Depth.PRACTICAL and not any(row.code == "no_version" for row in answer.reasons):
        steps = [(Step.READ, expired)]
    return steps


def _due(answer: Qualification, reason: Reason) -> dt.date | None:
    if expired := answer.requalification:
        return expired.values["on"]
    since = reason.values.get("since")
    return since - ONE_DAY if since and answer.held and answer.held != answer.required else None


def _media_fill(answers: list[Qualification]) -> list[Need]:
    """Aseptic work of several SOPs hangs on the same media fills: one need, not one for each."""
    for answer in answers:
        for reason in answer.reasons:
            if reason.code in FILLS:
                return [
                    Need(Step.FILL, reason, answer, due=reason.values["on"] if reason.code == "aps_expired" else None)
                ]
    return []


@dataclass(frozen=True)
class Expiring:
    """A right that ends soon: the qualification for one SOP, or without one the media fill of aseptic work."""

    sop_id: int | None
    on: dt.date
    days: int


def expiring(answers: Iterable[Qualification]) -> list[Expiring]:
    """What ends within the warning time, the first to end first."""
    found = set()
    for answer in answers:
        for reason in answer.reasons:
            if reason.code == "expires":
                found.add(Expiring(answer.sop_id, reason.values["on"], reason.values["days"]))
            elif reason.code == "aps_expires":
                found.add(Expiring(None, reason.values["on"], reason.values["days"]))
    return sorted(found, key=lambda row: (row.on, row.sop_id or 0))


# ---- appointments


def appointments_of(person: Person, day: dt.date) -> QuerySet[PlannedAppointment]:
    """What is planned for this person from `day` on and not done yet."""
    return _planned().filter(person=person, day__gte=day)


def appointments_to_assess(person: Person, day: dt.date) -> QuerySet[PlannedAppointment]:
    """What this assessor is to observe from `day` on, and what was planned in the last weeks and has no record."""
    return _planned().filter(assessor=person, day__gte=_look_back(day))


def appointments_from(day: dt.date) -> QuerySet[PlannedAppointment]:
    """The whole plan from `day` on, and what was planned in the last weeks and has no record."""
    return _planned().filter(day__gte=_look_back(day))


def _look_back(day: dt.date) -> dt.date:
    """The first day whose appointments are still asked about on `day` while nobody has recorded them."""
    return day - dt.timedelta(days=value("plan_look_back_days", on=day))


def _planned() -> QuerySet[PlannedAppointment]:
    done = Assessment.objects.filter(
        person=OuterRef("person"), sop=OuterRef("sop"), happened_on__gte=OuterRef("day"), superseded_by=None
    )
    rows = PlannedAppointment.objects.filter(~Exists(done), cancelled_at=None)
    return rows.select_related("person", "assessor", "sop", "version__release").defer(
        "version__content", "version__changes"
    )


@dataclass(frozen=True)
class Unplanned:
    """A person who needs practice and has no appointment for it; without an SOP: a media fill."""

    person: Person
    sop: Sop | None
    step: Step
    reason: Reason
    due: dt.date | None
    requalification: bool = False  # only the interval is over
    gowning: bool = False

    @property
    def activity(self) -> Activity:
        """What the appointment would be for."""
        if self.step == Step.FILL:
            return Activity.APS
        if self.requalification:
            return Activity.GOWNING if self.gowning else Activity.REQUALIFICATION
        return Activity.ASSESSMENT if self.step == Step.ASSESSMENT else Activity.SUPERVISED_RUN


def practice_unplanned(day: dt.date, sop: Sop | None = None) -> list[Unplanned]:
    """Who needs practice within the planning time after `day` and has no appointment, the first due first.

    Looked at as of that later day, so versions to come and qualifications about to expire are in it. Six queries,
    however many people.
    """
    ahead = day + dt.timedelta(days=value("plan_ahead_days", on=day))
    horizon = max([ahead, *(release.effective_on for release in coming_releases(day))])
    answers = [
        answer for answer in qualifications(None, [sop] if sop else None, horizon) if answer.depth == Depth.PRACTICAL
    ]
    planned = set(appointments_from(day).values_list("person_id", "sop_id"))
    filling = set(appointments_from(day).filter(activity=Activity.APS).values_list("person_id", flat=True))
    gowning = set(Checklist.objects.filter(kind=ChecklistKind.GOWNING).values_list("sop_id", flat=True))
    asked: dict[tuple[int, int | None], tuple[Step, Reason, dt.date | None, bool]] = {}
    for answer in answers:
        steps = [(step, reason) for step, reason in _steps(answer) if step in (Step.RUN, Step.ASSESSMENT)]
        if steps and (answer.person_id, answer.sop_id) not in planned:
            asked[answer.person_id, answer.sop_id] = (
                *steps[0],
                _due(answer, steps[0][1]),
                answer.requalification is not None,
            )
        if answer.person_id not in filling:
            for need in _media_fill([answer]):
                asked.setdefault((answer.person_id, None), (need.step, need.reason, need.due, False))
    people, sops = (
        Person.objects.in_bulk({pk for pk, _sop in asked}),
        Sop.objects.in_bulk({pk for _person, pk in asked if pk}),
    )
    found = [
        Unplanned(people[person], sops.get(sop_id or 0), step, reason, due, requalification, sop_id in gowning)
        for (person, sop_id), (step, reason, due, requalification) in asked.items()
    ]
    return sorted(
        found,
        key=lambda row: (
            row.due is None,
            row.due or day,
            row.sop.number if row.sop else "",
            name_key(row.person.full_name),
        ),
    )


# ---- QA


@dataclass(frozen=True)
class ToConfirm:
    """Everything is done and signed but the confirmation of QA (R-15, R-17)."""

    person: Person
    sop: Sop
    version: int
    assessed_on: dt.date


def to_confirm(day: dt.date) -> list[ToConfirm]:
    """Whose qualification only QA's signature misses; who has waited longest first. Four queries."""
    pairs = set(_unconfirmed(day).values_list("person_id", "sop_id"))
    if not pairs:
        return []
    people, sops = Person.objects.in_bulk({p for p, _s in pairs}), Sop.objects.in_bulk({s for _p, s in pairs})
    found = []
    for answer in qualifications(people.keys(), sops.keys(), day):
        if [reason.code for reason in answer.missing] == ["confirmation_missing"]:
            values = answer.missing[0].values
            found.append(ToConfirm(people[answer.person_id], sops[answer.sop_id], values["version"], values["on"]))
    return sorted(found, key=lambda row: (row.assessed_on, row.person.pk, row.sop.number))


def _unconfirmed(day: dt.date) -> QuerySet[Assessment]:
    """Passed and accepted assessments with no later confirmation for their version or a newer one: few at any time."""
    began, number = "sop_version__release__effective_on", "sop_version__release__number"
    later = Confirmation.objects.filter(
        Q(version__release__effective_on__gt=OuterRef(began))
        | Q(version__release__effective_on=OuterRef(began), version__release__number__gte=OuterRef(number)),
        person=OuterRef("person"),
        version__sop=OuterRef("sop"),
        version__release__effective_on__lte=day,
        version__release__withdrawal=None,
        qualified_from__gte=OuterRef("happened_on"),
        qualified_from__lte=day,
    )
    return Assessment.objects.filter(
        ~Exists(later),
        kind=PracticeKind.ASSESSMENT,
        passed=True,
        acceptance__isnull=False,
        superseded_by=None,
        sop_version__isnull=False,
    )


# ---- versions to come


@dataclass(frozen=True)
class Touched:
    """An approved version to come, and how many of the people it concerns are ready for it."""

    release: Release
    people: int
    late: tuple[Person, ...]  # who is not ready yet

    @property
    def ready(self) -> int:
        return self.people - len(self.late)


def touched_by_coming(day: dt.date) -> list[Touched]:
    """Whom the versions to come touch, the next first (R-19). Three queries, however many there are."""
    releases = coming_releases(day)
    if not releases:
        return []
    newest = {release.sop_id: release for release in releases}
    people: dict[int, int] = dict.fromkeys(newest, 0)
    late: dict[int, list[int]] = {sop_id: [] for sop_id in newest}
    for answer in qualifications(None, newest.keys(), max(release.effective_on for release in releases)):
        if not answer.depth:
            continue
        people[answer.sop_id] += 1
        if answer.missing and not answer.requalification:
            late[answer.sop_id].append(answer.person_id)
    names = Person.objects.in_bulk({pk for ids in late.values() for pk in ids})
    return [
        Touched(release, people[release.sop_id], tuple(names[pk] for pk in late[release.sop_id]))
        for release in releases
        if newest[release.sop_id] == release
    ]
