"""Evidence packs are issued: the audit event names what was asked, by whom, and the hash of the file (domain (e),
R-13).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from audit.actor import Name
from audit.trail import record
from core import clock
from inspection.packs.build import Pack, build
from qualification.evidence import explain
from sops.models import Sop
from staff.models import Person
from staff.permissions import Actor, May, require


@transaction.atomic
def make_pack(
    person: Person,
    sop: Sop,
    *,
    by: Actor,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
    at: dt.datetime | None = None,
) -> Pack:
    """Returns the evidence pack about `person` and `sop` as of a day, as known at a moment. The audit event stores the
    hash of the file, so that any copy can be compared with what was issued. Raises NotAllowed, SealMissing.
    """
    require(by, May.READ_TRAIL, systems=(Name.EVIDENCE_PACK,))
    at = at or clock.now()
    as_of, known_at = as_of or clock.site_date(at), known_at or at
    pack = build(explain(person, sop, as_of, known_at), made_by=str(by), made_at=at)
    record(
        "pack_made", by=by, at=at, object_type="evidence pack", object_id=pack.sha256,
        object_name=f"{person.full_name}, {sop.number}, {as_of.isoformat()}",
        person=person.pk, sop=sop.number, as_of=as_of, known_at=known_at, sha256=pack.sha256, files=pack.files,
    )  # fmt: skip
    return pack
