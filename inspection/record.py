"""The complete record of one person as of a day, as known at a moment: for the auditor's page and the pack (R-13,
R-18).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from certificates.models import Certificate
from core import clock
from courses.models import Assessment
from qualification.acts import corrections
from qualification.evidence import Explanation, explain_all
from qualification.models import Restriction
from staff.models import AccessGrant, Assignment, DutyAppointment, Licence, Person, Signature


@dataclass
class Record:
    """`explanations` holds every SOP that is required or has evidence; those the person is not qualified for come
    first.
    """

    explanations: list[Explanation]
    assignments: list[Assignment]
    duties: list[DutyAppointment]
    grants: list[AccessGrant]
    licences: list[Licence]
    certificates: list[tuple[Certificate, str]]  # with their state on the day
    practice: list[tuple[Assessment, Assessment | None]]  # with what stands in its place since
    events: list[Restriction]
    signatures: QuerySet[Signature]

    @property
    def required(self) -> list[Explanation]:
        return [found for found in self.explanations if found.answer.depth]

    @property
    def qualified(self) -> int:
        return sum(found.answer.may for found in self.explanations)


def record_of(person: Person, as_of: dt.date, known_at: dt.datetime) -> Record:
    """Returns the record of `person` at the end of `as_of`. A constant number of queries for each list; signatures are
    paged.
    """
    explanations = explain_all(person, None, as_of, known_at)
    explanations.sort(key=lambda found: (not found.answer.depth, found.answer.may, found.sop.number))
    practice = list(
        Assessment.objects.filter(person=person, result_on__lte=as_of, recorded_at__lte=known_at)
        .select_related("sop", "sop_version__release", "assessor", "acceptance")
        .defer("sop_version__content", "sop_version__changes")
        .order_by("-happened_on", "-recorded_at")
    )
    corrected = {pk: row for pk, row in corrections(practice).items() if row.recorded_at <= known_at}
    issued = Certificate.objects.with_fate().filter(person=person, issued_on__lte=as_of, recorded_at__lte=known_at)
    return Record(
        explanations=explanations,
        assignments=list(
            _dated(person.assignments, as_of).filter(recorded_at__lte=known_at).select_related("job_role")
        ),
        duties=list(_dated(person.duties, as_of).filter(recorded_at__lte=known_at).select_related("duty")),
        grants=list(_dated(person.grants, as_of)),
        licences=list(_dated(person.licences, as_of)),
        certificates=[(certificate, _state(certificate, as_of, known_at)) for certificate in issued],
        practice=[(row, corrected.get(row.pk)) for row in practice],
        events=list(
            Restriction.objects.filter(person=person, from_on__lte=as_of, recorded_at__lte=known_at)
            .select_related("by", "sop")
            .order_by("-from_on", "-pk")
        ),
        signatures=Signature.objects.filter(person=person, signed_at__lte=min(known_at, clock.end_of(as_of))).order_by(
            "-signed_at", "-pk"
        ),
    )


def _dated(rows: Any, as_of: dt.date) -> Any:
    """Rows that held on the day or before, newest first."""
    return rows.filter(Q(valid_from__lte=as_of)).order_by("-valid_from", "-pk")


def _state(certificate: Certificate, as_of: dt.date, known_at: dt.datetime) -> str:
    """The state of a certificate on the day, ignoring a revocation or a successor that was not yet recorded."""
    revocation, successor = getattr(certificate, "revocation", None), getattr(certificate, "superseded_by", None)
    if (revocation and revocation.recorded_at > known_at) or (successor and successor.recorded_at > known_at):
        return "valid" if certificate.valid_to is None or certificate.valid_to >= as_of else "expired"
    return certificate.state_on(as_of)
