"""Independent review of the audit trail: another person reads it and signs the findings (R-33, PIC/S Annex 11 §9)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from audit.trail import record, verify
from core import clock
from core.canonical import canonical, sha256
from core.errors import Refused
from core.text import nfc
from inspection.models import TrailReview
from inspection.trail.policies import check_can_review
from inspection.trail.reading import TrailFilter, lines_chosen
from staff.domain.authentication import Proof
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import User


@transaction.atomic
def review_trail(
    *,
    by: User,
    proof: Proof,
    first_day: dt.date,
    last_day: dt.date,
    findings: str,
    follow_up: bool = False,
    at: dt.datetime | None = None,
) -> TrailReview:
    """Records a signed review of the audit events of these days. Events of the reviewer's own are left out and counted:
    another person reviews them. The hash chain is verified in the same act.
    Raises NotAllowed; Refused where nothing by others is to be reviewed or the text of the findings is missing.
    """
    at = at or clock.now()
    findings = nfc(findings).strip()
    check_can_review(by=by, first_day=first_day, last_day=last_day, findings=findings, on=clock.site_date(at))
    rows = lines_chosen(TrailFilter(first_day=first_day, last_day=last_day))
    others = rows.exclude(actor_id=str(by.pk))
    seen = others.order_by("seq").values_list("seq", flat=True)
    first, last = seen.first(), seen.last()
    if first is None or last is None:
        raise Refused(_("There is no line of another person in these days."), field="first_day")
    lines, broken = verify()
    told = {
        "first_day": first_day, "last_day": last_day, "first_seq": first, "last_seq": last, "lines": others.count(),
        "own_lines": rows.count() - others.count(),
        "head": AuditEvent.objects.values_list("hash", flat=True).get(seq=last),
        "findings": findings, "follow_up": follow_up,
    }  # fmt: skip
    content = canonical(
        {**told, "by": by.person_id, "chain": {"lines": lines, "broken": [line.seq for line in broken]}}
    )
    review = TrailReview(**told, by=by.person, recorded_at=at, content=content, sha256=sha256(content))
    review.signature = sign(review, by=by, proof=proof, meaning=Meaning.REVIEW, content_hash=review.sha256, at=at)
    review.save()
    record(
        "trail_reviewed", review, by=by, at=at,
        new={"from": first_day, "to": last_day, "findings": findings, "follow_up": follow_up},
        content=review.sha256, broken=[line.seq for line in broken],
    )  # fmt: skip
    return review
