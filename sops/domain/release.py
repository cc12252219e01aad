"""From candidate to version: review, approval with its effective date, return to draft, withdrawal. Every step is
signed or recorded (R-03, R-05).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Max
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.days import daydate
from core.errors import Conflict, Refused
from core.text import nfc
from sops.domain.refusals import all_or_refused
from sops.enums import EventKind, TranslationState
from sops.models import Release, Sop, SopVersion, Translation, VersionEvent, Withdrawal
from sops.policies import check_can_approve, check_can_return, check_can_review, check_can_withdraw
from sops.releasing.candidates import base_of
from sops.releasing.impact import impact
from sops.signals import version_released, version_withdrawn
from staff.domain.authentication import Proof
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import User
from staff.values import value


def review(
    version: SopVersion, *, by: User, proof: Proof, statement: str = "", at: dt.datetime | None = None
) -> VersionEvent:
    """Signs the technical review of the frozen content in every language. Neither author nor translator may give it; it
    is given once (R-03).
    """
    at = at or clock.now()
    with all_or_refused("review_refused", version, by=by, at=at):
        version = _locked(version)
        check_can_review(version, by=by)
        signature = sign(
            version,
            by=by,
            proof=proof,
            meaning=Meaning.TECHNICAL_REVIEW,
            content_hash=version.sha256,
            statement=statement,
            at=at,
        )
        event = VersionEvent.objects.create(
            version=version, kind=EventKind.REVIEWED, by=by.person, at=at, signature=signature
        )
        record("version_reviewed", version, by=by, at=at, sha256=version.sha256)
        return event


def return_to_draft(version: SopVersion, *, by: User, reason: str, at: dt.datetime | None = None) -> VersionEvent:
    """Returns the candidate to draft. It stays readable, and its next submission is a new candidate. A reason is
    required.
    """
    at = at or clock.now()
    with all_or_refused("return_refused", version, by=by, at=at):
        version = _locked(version)
        check_can_return(version, by=by)
        reason = nfc(reason).strip()
        if not reason:
            raise Refused(_("Say what must be changed."), field="reason")
        event = VersionEvent.objects.create(
            version=version, kind=EventKind.REJECTED, by=by.person, at=at, reason=reason
        )
        record("version_returned", version, by=by, at=at, reason=reason, sha256=version.sha256)
        return event


def approve(
    version: SopVersion,
    *,
    by: User,
    proof: Proof,
    effective_on: dt.date,
    early_reason: str = "",
    statement: str = "",
    at: dt.datetime | None = None,
) -> Release:
    """Signs the QA approval: the version receives its number and its effective date, from 00:00 of which it is in force
    (R-03, R-05).

    Given by a third person, neither author nor reviewer. `effective_on` is not before the day of approval, nor
    before the effective date of a valid release. `early_reason` is required when fewer people than the training
    threshold can be ready by then (domain (b)). Raises NotAllowed, Refused or Conflict; the refusal is recorded in
    the audit trail.
    """
    at = at or clock.now()
    with all_or_refused("approval_refused", version, by=by, at=at):
        version = _locked(version)
        check_can_approve(version, by=by)
        day = clock.site_date(at)
        _check_day(version, effective_on, day)
        _check_fresh(version, day)
        early_reason = nfc(early_reason).strip()
        _check_trained(version, effective_on, early_reason, day)
        signature = sign(
            version,
            by=by,
            proof=proof,
            meaning=Meaning.APPROVAL,
            content_hash=version.sha256,
            statement=statement,
            at=at,
        )
        newest = Release.objects.filter(sop=version.sop).aggregate(n=Max("number"))["n"] or 0
        release = Release.objects.create(
            version=version,
            sop=version.sop,
            number=newest + 1,
            effective_on=effective_on,
            change_class=version.change_class,
            approved_by=by.person,
            approved_at=at,
            signature=signature,
            early_reason=early_reason,
        )
        version.sop.titles = version.document["title"]
        version.sop.save(update_fields=["titles"])
        new = {"number": release.number, "effective_on": effective_on, "sha256": version.sha256}
        record("version_released", release, by=by, at=at, reason=early_reason, new=new)
        version_released.send(Release, release=release)
        return release


def _check_trained(version: SopVersion, effective_on: dt.date, early_reason: str, day: dt.date) -> None:
    """Before the training threshold is reached, a revision takes effect only with a justification (domain (b))."""
    if version.base and not early_reason and impact(version, effective_on).share < value("training_threshold", day):
        raise Refused(
            _("Fewer people can be ready by this day than required. Choose a later day, or say why it cannot wait."),
            field="early_reason",
        )


def withdraw(
    release: Release,
    *,
    by: User,
    proof: Proof,
    on: dt.date,
    reasons: Mapping[str, str],
    statement: str = "",
    at: dt.datetime | None = None,
) -> Withdrawal:
    """Ends a release by QA at the start of `on`. On or before its effective date it never takes effect, and the
    previous version stays in force.

    `reasons` {"vi": …} is required in Vietnamese at least; `on` is not in the past (R-10).
    """
    at = at or clock.now()
    with all_or_refused("withdrawal_refused", release, by=by, at=at):
        Sop.objects.select_for_update().get(pk=release.sop_id)
        release = Release.objects.select_related("version", "sop").get(pk=release.pk)
        check_can_withdraw(release, by=by)
        reasons = {code: nfc(text).strip() for code, text in reasons.items() if text.strip()}
        if not reasons.get("vi"):
            raise Refused(_("Say in Vietnamese why the version is withdrawn."), field="reason_vi")
        if on < clock.site_date(at):
            raise Refused(_("The day of withdrawal lies in the past."), field="on")
        signature = sign(
            release,
            by=by,
            proof=proof,
            meaning=Meaning.WITHDRAWAL,
            content_hash=release.version.sha256,
            statement=statement,
            at=at,
        )
        withdrawal = Withdrawal.objects.create(
            release=release, withdrawn_on=on, reasons=reasons, by=by.person, recorded_at=at, signature=signature
        )
        record(
            "version_withdrawn",
            release,
            by=by,
            at=at,
            new={"withdrawn_on": on, "reasons": reasons},
            reason=reasons["vi"],
        )
        version_withdrawn.send(Withdrawal, withdrawal=withdrawal)
        return withdrawal


def _locked(version: SopVersion) -> SopVersion:
    """Returns the candidate as it is now and locks its document until the transaction ends: of two simultaneous acts,
    the second waits and sees the result of the first.
    """
    Sop.objects.select_for_update().get(pk=version.sop_id)
    return SopVersion.objects.select_related("sop", "base__release").prefetch_related("events").get(pk=version.pk)


def _check_day(version: SopVersion, effective_on: dt.date, day: dt.date) -> None:
    if effective_on < day:
        raise Refused(_("The effective date lies before the day of approval."), field="effective_on")
    current = Release.objects.filter(sop=version.sop, withdrawal=None).aggregate(last=Max("effective_on"))["last"]
    if current and effective_on < current:
        raise Refused(
            _("Another version takes effect on %(day)s; this one cannot begin before it.") % {"day": daydate(current)},
            field="effective_on",
        )


def _check_fresh(version: SopVersion, day: dt.date) -> None:
    """Refuses a candidate that is not what was verified, or was not compared with the present latest version (R-09)."""
    if base_of(version.sop, day) != version.base:
        raise Conflict(
            _("Another version was released or withdrawn since this candidate was submitted. Submit it again.")
        )
    required = set(version.sop.languages)
    if not required <= set(version.languages):
        raise Refused(_("A required language is missing in this candidate. Submit it again."))
    source = version.document["source"]["language"]
    verified = {
        (language, path, source_hash): text
        for language, path, source_hash, text in Translation.objects.filter(
            sop=version.sop, state=TranslationState.VERIFIED, language__in=required
        ).values_list("language", "path", "source_hash", "text")
    }
    rows = version.segments.filter(language__in=required - {source}).values_list(
        "language", "path", "source_hash", "text"
    )
    stale = sum(
        1 for language, path, source_hash, text in rows if nfc(verified.get((language, path, source_hash), "")) != text
    )
    if stale:
        raise Conflict(
            _("%(count)s translations were changed or returned after the submission. Return the candidate to draft.")
            % {"count": stale}
        )
