"""Who may do what with a controlled document, and when: role, state of the candidate, separation of duties (R-03,
R-42).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.actor import Name
from core.errors import Conflict, NotAllowed, Refused
from sops.enums import EventKind, TranslationState, VersionState
from sops.models import Acknowledgement, Release, Sop, SopVersion, Translation, WordUpload
from sops.queries import version_statuses
from sops.releasing.candidates import open_candidate, stage_of
from sops.word import WordImport
from sops.word.read import READINGS
from staff.models import User
from staff.permissions import Actor, May, can, is_account_of, require, require_person


def check_can_draft(by: Any) -> None:
    """Drafts are written by trainers and by the import command."""
    require(by, May.DRAFT_SOP, systems=(Name.IMPORT_SOP,))


def check_can_take_upload(upload: WordUpload, *, by: Actor) -> None:
    """An upload is accepted or discarded once, by the person who uploaded it; a command's upload by a command."""
    check_can_draft(by)
    if isinstance(by, User):
        require_person(by)
        if upload.by_id != by.person_id:
            raise NotAllowed(_("Somebody else uploaded this file. Upload it yourself to work on it."))
    if upload.accepted_at:
        raise Conflict(_("This file was accepted already, into %(number)s.") % {"number": upload.sop_number})


def check_can_accept(read: WordImport, *, tracked: str, losses_read: bool) -> None:
    """A file is accepted when all its text is accounted for, its open tracked changes are decided, and its losses were
    read (R-28).
    """
    if read.unproved:
        raise Refused(
            ngettext(
                "%(count)s text of the file is neither in the preview nor in the report. The file cannot be accepted.",
                "%(count)s texts of the file are neither in the preview nor in the report. "
                "The file cannot be accepted.",
                len(read.unproved),
            )
            % {"count": len(read.unproved)}
        )
    if read.tracked and tracked not in READINGS:
        raise Refused(
            ngettext(
                "%(count)s change is left open in the file. Decide whether it counts as accepted or as rejected.",
                "%(count)s changes are left open in the file. Decide whether they count as accepted or as rejected.",
                len(read.tracked),
            )
            % {"count": len(read.tracked)},
            field="tracked",
        )
    if read.losses and not losses_read:
        raise Refused(_("Read the report of what did not come through, and tick that you did."), field="losses_read")


def check_can_import(sop: Sop, *, by: Actor) -> None:
    """A file becomes the next draft of a document unless a candidate of it is in review."""
    check_can_draft(by)
    if open_candidate(sop):
        raise Conflict(
            _("A candidate of %(number)s is in review. It must be approved or returned first.") % {"number": sop.number}
        )


def check_can_acknowledge(version: SopVersion, *, by: User, language: str, day: dt.date) -> None:
    """Read and understood is signed once a day, on a version that is in force or approved, in a language that the
    version holds completely (PIC/S 4.4, 4.5; R-18).

    Raises NotAllowed, Refused or Conflict with the sentence shown to the reader.
    """
    require(by, May.ACKNOWLEDGE)
    person = require_person(by)
    state = next((s.state for s in version_statuses(version.sop, day) if s.version.pk == version.pk), None)
    if state not in {VersionState.EFFECTIVE, VersionState.APPROVED}:
        raise Refused(_("Only a version in force, or approved to be, can be signed as read. Open the one in force."))
    if language not in version.languages:
        raise Refused(_("This version does not exist in the language you read."), field="language")
    if Acknowledgement.objects.filter(person=person, version=version, happened_on=day).exists():
        raise Conflict(_("You have signed this version as read already."))


def check_can_submit(sop: Sop, *, by: User) -> None:
    """An author submits unless another candidate of the document is open."""
    require(by, May.DRAFT_SOP)
    require_person(by)
    if open_candidate(sop):
        raise Conflict(
            _("A candidate of %(number)s is in review. It must be approved or returned first.") % {"number": sop.number}
        )


def check_can_review(version: SopVersion, *, by: User) -> None:
    """The technical review is given once, on a candidate in review, by a person who neither wrote nor translated any of
    it (R-03; domain (c) 3).
    """
    require(by, May.REVIEW_SOP)
    require_person(by)
    _needs_stage(version, VersionState.IN_REVIEW)
    if by.person_id in writers(version):
        raise NotAllowed(_("Whoever wrote a document does not review it."))
    if by.person_id in version.document.get("change", {}).get("translators", ()):
        raise NotAllowed(_("Whoever translated a document does not review its meaning."))


def check_can_approve(version: SopVersion, *, by: User) -> None:
    """Approval follows the technical review and is given by a third person (R-03)."""
    require(by, May.APPROVE_SOP)
    require_person(by)
    stage = stage_of(version)
    if stage == VersionState.IN_REVIEW:
        raise Refused(_("The technical review is not signed yet. Approval follows it."))
    _needs_stage(version, VersionState.REVIEWED)
    if by.person_id in writers(version):
        raise NotAllowed(_("Whoever wrote a document does not approve it."))
    if any(event.kind == EventKind.REVIEWED and event.by_id == by.person_id for event in version.events.all()):
        raise NotAllowed(_("Whoever reviewed a document does not approve it."))


def check_can_return(version: SopVersion, *, by: User) -> None:
    """Reviewers, approvers and the author may return an open candidate to draft."""
    if not is_account_of(by, version.author_id) and not can(by, May.APPROVE_SOP):
        require(by, May.REVIEW_SOP)
    require_person(by)
    _needs_stage(version, VersionState.IN_REVIEW, VersionState.REVIEWED)


def check_can_withdraw(release: Release, *, by: User) -> None:
    """QA withdraws a release once."""
    require(by, May.WITHDRAW_SOP)
    require_person(by)
    if hasattr(release, "withdrawal"):
        raise Conflict(_("This version is withdrawn already."))


def check_can_translate(sop: Sop, language: str, *, by: User) -> None:
    """Translators and technical reviewers translate into languages other than the source language."""
    require(by, May.TRANSLATE)
    require_person(by)
    if language == sop.source_language:
        raise Refused(_("This is the language the document was written in."))


def check_can_verify(row: Translation, *, by: User) -> None:
    """A translation is verified by a second person; a critical text by a technical reviewer (domain (c) 3)."""
    require(by, May.VERIFY_TRANSLATION)
    require_person(by)
    if not row.text:
        raise Refused(_("There is nothing to verify yet."), field="text")
    if row.state == TranslationState.VERIFIED:
        raise Conflict(_("This text is verified already."))
    if row.translated_by_id == by.person_id:
        raise NotAllowed(_("Whoever wrote a translation does not verify it: a second person must."))
    if row.critical and not can(by, May.REVIEW_SOP):
        raise NotAllowed(_("A critical text is verified by a technical reviewer."))


def check_can_return_segment(row: Translation, *, by: User) -> None:
    """Whoever may verify a translation may return it."""
    require(by, May.VERIFY_TRANSLATION)
    require_person(by)
    if not row.text:
        raise Refused(_("There is nothing to send back yet."))


def check_can_override(row: Translation, *, by: User) -> None:
    """A finding of the guard is overridden by a second person, never by the translator (domain (c) 5)."""
    require(by, May.OVERRIDE_GUARD)
    require_person(by)
    if row.translated_by_id == by.person_id:
        raise NotAllowed(_("Whoever wrote a translation does not override the guard on it: a second person must."))


def check_can_comment(*, by: User) -> None:
    """Everybody who works on translations may ask and answer."""
    if not can(by, May.VERIFY_TRANSLATION):
        require(by, May.TRANSLATE)
    require_person(by)


def can_submit(sop: Sop, *, by: User) -> bool:
    return _allows(check_can_submit, sop, by)


def can_review(version: SopVersion, *, by: User) -> bool:
    return _allows(check_can_review, version, by)


def can_approve(version: SopVersion, *, by: User) -> bool:
    return _allows(check_can_approve, version, by)


def can_return(version: SopVersion, *, by: User) -> bool:
    return _allows(check_can_return, version, by)


def can_withdraw(release: Release, *, by: User) -> bool:
    return _allows(check_can_withdraw, release, by)


def writers(version: SopVersion) -> set[int]:
    """Returns the persons who wrote the candidate: its author and everybody who saved the draft since the previous
    version.
    """
    return {version.author_id, *version.document.get("change", {}).get("writers", ())}


def _allows(check: Callable[..., None], subject: Any, by: User) -> bool:
    try:
        check(subject, by=by)
    except Refused:
        return False
    return True


def _needs_stage(version: SopVersion, *stages: VersionState) -> None:
    stage = stage_of(version)
    if stage not in stages:
        raise Conflict(_("This candidate is: %(state)s. Load the page again.") % {"state": stage.label})
