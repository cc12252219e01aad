"""Bare facts of training, as rows: for asking the qualification query about worlds that no sequence of screens would
bring about quickly.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.conf import settings

from core import clock
from core.canonical import sha256
from courses.models import Acceptance, Assessment, Attempt, Checklist, Quiz, Submission
from qualification.models import Confirmation, Restriction
from sops.models import Acknowledgement, Release, Requirement, Sop, SopVersion, Withdrawal
from staff.enums import Meaning
from staff.models import JobRole, Person, Signature
from tests.factories import staff as people

_count = itertools.count(1)
NAMES = {"vi": "Tên", "en": "Name", "ja": "名前"}


def noon(day: dt.date) -> dt.datetime:
    """Midday of a site day: when an act of that day is recorded unless a test says otherwise."""
    return clock.start_of(day) + dt.timedelta(hours=12)


def signature(by: Person, meaning: str = Meaning.READ, at: dt.datetime | None = None) -> Signature:
    n = next(_count)
    at = at or clock.now()
    return Signature.objects.create(
        person=by, printed_name=by.full_name, meaning=meaning, subject_type="tests.Fact", subject_id=str(n),
        subject_name=f"fact {n}",
        content_hash=sha256(str(n)), signed_at=at, signed_at_text=at.isoformat(), zone=settings.TIME_ZONE,
        method="password", hash=sha256(f"hash {n}"),
    )  # fmt: skip


def sop(number: str = "", stage: str = "ISO", products: tuple[str, ...] = ("ALL",)) -> Sop:
    number = number or f"MSC-SOP-{stage}-{500 + next(_count)}"
    return Sop.objects.create(number=number, stage=stage, products=list(products), titles=NAMES, created_at=clock.now())


def version(
    of: Sop, effective_on: dt.date, *, change_class: str = "", number: int = 0, known: dt.datetime | None = None
) -> SopVersion:
    """A released version in force from `effective_on`, approved on that day's morning or when `known` says."""
    approver, text = people.person(), f"{of.number} {next(_count)}"
    made = SopVersion.objects.create(
        sop=of, content="{}", sha256=sha256(text), source_sha256=sha256(text), languages=["ja", "vi"],
        change_class=change_class,
        author=approver, submitted_at=clock.now(),
    )  # fmt: skip
    Release.objects.create(
        version=made, sop=of, number=number or of.releases.count() + 1, effective_on=effective_on,
        change_class=change_class, approved_by=approver,
        approved_at=known or clock.start_of(effective_on), signature=signature(approver, Meaning.APPROVAL),
    )  # fmt: skip
    return made


def withdrawn(of: SopVersion, on: dt.date, known: dt.datetime | None = None) -> Withdrawal:
    by = people.person()
    return Withdrawal.objects.create(
        release=of.release,
        withdrawn_on=on,
        reasons=NAMES,
        by=by,
        recorded_at=known or noon(on),
        signature=signature(by, Meaning.WITHDRAWAL),
    )


def requires(
    role: JobRole,
    of: Sop,
    depth: str = "practical",
    *,
    months: int | None = 24,
    runs: int = 3,
    since: dt.date = people.LONG_AGO,
    known: dt.datetime | None = None,
) -> Requirement:
    return Requirement.objects.create(
        job_role=role,
        sop=of,
        depth=depth,
        runs=runs,
        requalification_months=months,
        valid_from=since,
        recorded_at=known or clock.start_of(since),
    )


def quiz(of: Sop, created_at: dt.datetime | None = None) -> Quiz:
    return Quiz.objects.create(
        slug=f"quiz-{next(_count)}",
        kind="sop",
        sop=of,
        titles=NAMES,
        pass_mark=80,
        max_attempts=3,
        wait_hours=24,
        created_at=created_at or clock.start_of(people.LONG_AGO),
    )


def read(who: Person, of: SopVersion, on: dt.date, known: dt.datetime | None = None) -> Acknowledgement:
    return Acknowledgement.objects.create(
        person=who, version=of, language="vi", happened_on=on, recorded_at=known or noon(on), signature=signature(who)
    )


def quizzed(
    who: Person, of: SopVersion, on: dt.date, *, passed: bool = True, known: dt.datetime | None = None
) -> Submission:
    about = of.sop.quizzes.first() or quiz(of.sop)
    attempt = Attempt.objects.create(
        person=who, quiz=about, sop_version=of, number=about.attempts.filter(person=who).count() + 1,
        started_at=noon(on), language="vi",
        questions="[]", pass_mark=80,
    )  # fmt: skip
    return Submission.objects.create(
        attempt=attempt, submitted_at=known or noon(on), happened_on=on, result="{}", points=5 if passed else 1,
        max_points=5, passed=passed,
        sha256=sha256(str(attempt.pk)),
    )  # fmt: skip


def checklist(of: Sop, kind: str = "practical", **fields: Any) -> Checklist:
    return Checklist.objects.create(
        **{
            "slug": f"list-{next(_count)}",
            "kind": kind,
            "sop": of,
            "titles": NAMES,
            "lines": [],
            "runs_required": 3,
            "other_misses_allowed": 2,
            **fields,
        }
    )


def practised(
    who: Person,
    of: SopVersion | None,
    on: dt.date,
    kind: str = "run",
    *,
    passed: bool = True,
    accepted: bool = True,
    known: dt.datetime | None = None,
    result_on: dt.date | None = None,
    **fields: Any,
) -> Assessment:
    """A run, an assessment or a media fill; signed by the learner too if `accepted`."""
    known = known or noon(result_on or on)
    assessor = fields.pop("assessor", None) or people.person()
    subject = fields.pop("sop", None) or (of.sop if of else sop())
    row = Assessment.objects.create(
        kind=kind, person=who, assessor=assessor, sop=subject, sop_version=of, happened_on=on,
        result_on=result_on or on, recorded_at=known,
        content="{}", sha256=sha256(str(next(_count))), passed=passed,
        signature=signature(assessor, Meaning.ASSESSMENT), **fields,
    )  # fmt: skip
    if accepted:
        Acceptance.objects.create(
            assessment=row, recorded_at=known, signature=signature(who, Meaning.TRAINING_RECEIVED)
        )
    return row


def confirmed(
    who: Person, of: SopVersion, on: dt.date, valid_to: dt.date | None = None, *, known: dt.datetime | None = None
) -> Confirmation:
    by = people.person()
    return Confirmation.objects.create(
        person=who,
        version=of,
        qualified_from=on,
        valid_to=valid_to,
        by=by,
        recorded_at=known or noon(on),
        sha256=sha256(str(next(_count))),
    )


def event(
    who: Person, kind: str, on: dt.date, scope: str = "all", of: Sop | None = None, known: dt.datetime | None = None
) -> Restriction:
    by = people.person()
    return Restriction.objects.create(
        person=who, kind=kind, scope=scope, sop=of, from_on=on, reasons=NAMES, by=by, recorded_at=known or noon(on)
    )
