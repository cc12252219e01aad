"""Read and understood: a person signs one version in the language in which they read it (PIC/S 4.4, R-18)."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.errors import Conflict, Refused
from sops.models import Acknowledgement, SopVersion
from sops.policies import check_can_acknowledge
from sops.signals import version_acknowledged
from staff.domain.authentication import Proof
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import User


def acknowledge(
    version: SopVersion,
    *,
    by: User,
    proof: Proof,
    language: str,
    statement: str = "",
    happened_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Acknowledgement:
    """Records and signs that `by` read `version` in `language` and understood it. Signature, record and audit event are
    written together or not at all.

    `happened_on` is the site day of the act (of a paper record taken over: earlier than `at`, never later). A later
    refresher is a record of its own. Raises NotAllowed, Refused, or Conflict when the version was already signed
    that day.
    """
    at = at or clock.now()
    day = happened_on or clock.site_date(at)
    if day > clock.site_date(at):
        raise Refused(_("A reading cannot be signed for a day to come."))
    check_can_acknowledge(version, by=by, language=language, day=day)
    try:
        with transaction.atomic():
            signature = sign(
                version,
                by=by,
                proof=proof,
                meaning=Meaning.READ,
                content_hash=version.sha256,
                statement=statement,
                at=at,
            )
            made = Acknowledgement.objects.create(
                person=by.person,
                version=version,
                language=language,
                happened_on=day,
                recorded_at=at,
                signature=signature,
            )
            record(
                "version_acknowledged",
                version,
                by=by,
                at=at,
                new={"language": language, "happened_on": day},
                sha256=version.sha256,
            )
            version_acknowledged.send(Acknowledgement, acknowledgement=made)
    except IntegrityError as twice:  # two clicks at the same moment: the second finds the constraint
        raise Conflict(_("You have signed this version as read already.")) from twice
    return made
