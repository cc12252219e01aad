"""The records behind an answer as files of a pack: each with the very text that was hashed,
and the signatures on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from audit.models import AuditEvent
from courses.enums import PracticeKind
from courses.models import Assessment, Submission
from inspection.trail.reading import stamp
from qualification.acts import Node
from qualification.evidence import Explanation
from qualification.models import Confirmation, Restriction
from sops.models import Acknowledgement, Release, SopVersion
from staff.domain.sign import SIGNED_FIELDS
from staff.models import JobRole, Signature

Record = dict[str, Any]


def records(nodes: Iterable[Node], signatures: dict[str, Signature]) -> Iterator[tuple[str, Record]]:
    """Name and content of each record; the signatures on them are collected in `signatures`."""
    ids: dict[str, list[str]] = {}
    for node in nodes:
        ids.setdefault(node.kind, []).extend(node.ids)
    yield from _acknowledgements(ids.get("acknowledgement", []), signatures)
    yield from _quizzes(ids.get("submission", []))
    yield from _practice([pk for kind in PracticeKind.values for pk in ids.get(kind, ())], signatures)
    yield from _confirmations(ids.get("confirmation", []), signatures)
    yield from _restrictions(ids.get("event", []))


def _acknowledgements(ids: list[str], signatures: dict[str, Signature]) -> Iterator[tuple[str, Record]]:
    for row in Acknowledgement.objects.filter(pk__in=ids).select_related("version", "signature", "person"):
        yield (
            f"acknowledgement-{row.pk}",
            {
                "record": "read and understood",
                "person": row.person.full_name,
                "version": str(row.version),
                "language": row.language,
                "happened_on": row.happened_on,
                "recorded_at": row.recorded_at,
                "hashed": [],
                "sha256": None,
                "rests_on": [row.version.sha256],
                "signed": [_signed(row.signature, row.version.sha256, signatures)],
            },
        )


def _quizzes(ids: list[str]) -> Iterator[tuple[str, Record]]:
    for submission in Submission.objects.filter(pk__in=ids).select_related(
        "attempt__person", "attempt__quiz", "attempt__sop_version"
    ):
        attempt = submission.attempt
        yield (
            f"quiz-{submission.pk}",
            {
                "record": "quiz",
                "person": attempt.person.full_name,
                "quiz": attempt.quiz.slug,
                "attempt": attempt.number,
                "language": attempt.language,
                "started_at": attempt.started_at,
                "submitted_at": submission.submitted_at,
                "happened_on": submission.happened_on,
                "passed": submission.passed,
                "points": submission.points,
                "max_points": submission.max_points,
                "pass_mark": attempt.pass_mark,
                "hashed": [attempt.questions, submission.result],
                "sha256": submission.sha256,
                "rests_on": [attempt.sop_version.sha256] if attempt.sop_version else [],
                "signed": [],
            },
        )


def _practice(ids: list[str], signatures: dict[str, Signature]) -> Iterator[tuple[str, Record]]:
    for act in Assessment.objects.filter(pk__in=ids).select_related(
        "person", "assessor", "signature", "acceptance__signature", "supersedes"
    ):
        acceptance = getattr(act, "acceptance", None)
        given = [act.signature, *([acceptance.signature] if acceptance else [])]
        yield (
            f"practice-{act.pk}",
            {
                "record": act.kind,
                "person": act.person.full_name,
                "assessor": act.assessor.full_name,
                "happened_on": act.happened_on,
                "result_on": act.result_on,
                "recorded_at": act.recorded_at,
                "accepted_at": acceptance.recorded_at if acceptance else None,
                "passed": act.passed,
                "supersedes": act.supersedes.sha256 if act.supersedes else None,
                "hashed": [act.content],
                "sha256": act.sha256,
                "rests_on": [],
                "signed": [_signed(signature, act.sha256, signatures) for signature in given],
            },
        )


def _confirmations(ids: list[str], signatures: dict[str, Signature]) -> Iterator[tuple[str, Record]]:
    for confirmation in Confirmation.objects.filter(pk__in=ids).select_related("person", "by", "version", "signature"):
        told = json.loads(confirmation.content)
        rests_on = [told.get("quiz"), told.get("assessment"), *told.get("runs", ()), confirmation.version.sha256]
        yield (
            f"confirmation-{confirmation.pk}",
            {
                "record": "qualification confirmed",
                "person": confirmation.person.full_name,
                "by": confirmation.by.full_name,
                "version": str(confirmation.version),
                "from": confirmation.qualified_from,
                "to": confirmation.valid_to,
                "recorded_at": confirmation.recorded_at,
                "hashed": [confirmation.content] if told else [],
                "sha256": confirmation.sha256,
                "rests_on": [one for one in rests_on if one],
                "signed": [_signed(confirmation.signature, confirmation.sha256, signatures)]
                if confirmation.signature
                else [],
            },
        )


def _restrictions(ids: list[str]) -> Iterator[tuple[str, Record]]:
    for event in Restriction.objects.filter(pk__in=ids).select_related("person", "by", "sop"):
        yield (
            f"qualifications-{event.pk}",
            {
                "record": event.kind,
                "person": event.person.full_name,
                "by": event.by.full_name,
                "scope": event.scope,
                "sop": event.sop.number if event.sop else None,
                "from": event.from_on,
                "reasons": event.reasons,
                "cause": event.cause,
                "recorded_at": event.recorded_at,
                "hashed": [],
                "sha256": None,
                "rests_on": [],
                "signed": [],
            },
        )


def _signed(signature: Signature, content_hash: str, signatures: dict[str, Signature]) -> dict[str, str]:
    signatures[signature.hash] = signature
    return {"hash": signature.hash, "content_hash": content_hash}


def plain_signature(row: Signature) -> Record:
    """A signature as it was hashed, with what stood above the button."""
    return {
        "person": row.person_id,
        **{name: getattr(row, name) for name in SIGNED_FIELDS},
        "hash": row.hash,
        "statement": row.statement,
    }


def versions(found: Explanation) -> list[SopVersion]:
    """The frozen versions the records are about, and the one in force on the day."""
    numbers = {node.version for node in (*found.earlier, *found.spine) if node.version} | {found.answer.required}
    ids = list(
        Release.objects.filter(sop=found.sop, number__in=[number for number in numbers if number]).values_list(
            "version_id", flat=True
        )
    )
    acts = [pk for node in (*found.earlier, *found.spine) if node.kind in PracticeKind.values for pk in node.ids]
    ids += (
        Assessment.objects.filter(pk__in=acts, sop=found.sop)
        .exclude(sop_version=None)
        .values_list("sop_version_id", flat=True)
    )
    return list(
        SopVersion.objects.filter(pk__in=ids)
        .select_related("release__signature", "sop")
        .prefetch_related("events__signature")
        .order_by("pk")
    )


def version_signatures(version: SopVersion) -> list[Signature]:
    """Author, reviewer, approver, in order."""
    return [event.signature for event in version.events.all() if event.signature] + [version.release.signature]


def trail_lines(found: Explanation, shown: list[SopVersion], certificates: list[int]) -> QuerySet[AuditEvent]:
    """The lines of the trail about this person, these records and these versions, as known then."""

    def pick(*kinds: str) -> list[str]:
        return [pk for node in (*found.earlier, *found.spine) if node.kind in kinds for pk in node.ids]

    attempts = Submission.objects.filter(pk__in=pick("submission")).values_list("attempt_id", flat=True)
    account = getattr(found.person, "user", None)
    released = [version.release.pk for version in shown]
    about = Q(object_type="staff.Person", object_id=str(found.person.pk))
    about |= Q(object_type=Assessment._meta.label, object_id__in=pick(*PracticeKind.values))
    about |= Q(object_type="courses.Attempt", object_id__in=[str(pk) for pk in attempts])
    about |= Q(object_type=Confirmation._meta.label, object_id__in=pick("confirmation"))
    about |= Q(object_type="certificates.Certificate", object_id__in=[str(pk) for pk in certificates])
    about |= Q(object_type=Release._meta.label, object_id__in=[str(pk) for pk in released])
    # of a version: what its team did, and what this person did, not who else has read it
    versions_ = Q(object_type=SopVersion._meta.label, object_id__in=[str(version.pk) for version in shown])
    team = ("version_submitted", "version_reviewed", "version_returned")
    about |= versions_ & (
        Q(action__in=team)
        | Q(actor_id=str(account.pk if account else "–"))
        | (Q(action="signed") & ~Q(data__contains='"meaning":"read"'))
    )
    roles = JobRole.objects.filter(requirements__sop=found.sop, assignments__person=found.person).values_list(
        "pk", flat=True
    )
    about |= Q(
        object_type=JobRole._meta.label, object_id__in=[str(pk) for pk in roles], data__contains=found.sop.number
    )
    return AuditEvent.objects.filter(about, at__lte=stamp(found.known_at)).order_by("seq")
