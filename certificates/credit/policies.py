"""Who may claim, decide and correct CME credit (domain (g); R-42)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from certificates.models import CmeCredit, CreditClaim
from core.errors import Conflict, NotAllowed, Refused
from staff.models import User
from staff.permissions import May, can, require
from staff.policies import Record, can_read_record


def check_can_decide_claim(claim: CreditClaim, *, by: User) -> None:
    """A second person of the CME office decides: neither the claimant nor the person who entered the claim."""
    require(by, May.VERIFY_CME)
    if by.person_id in (claim.person_id, claim.claimed_by_id):
        raise NotAllowed(
            _("Another person verifies hours: neither the one who earned them nor the one who entered them.")
        )
    if hasattr(claim, "decision"):
        raise Conflict(_("This claim was decided already."))


def check_can_correct_credit(line: CmeCredit, *, by: User) -> None:
    """Hours are corrected by the CME office, or with a certificate by whoever may issue or revoke it; never one's own,
    and only once.
    """
    if not any(can(by, what) for what in (May.SIGN_CERTIFICATE, May.REVOKE_CERTIFICATE)):
        require(by, May.VERIFY_CME)
    if by.person_id == line.person_id:
        raise NotAllowed(_("Nobody corrects their own hours."))
    if hasattr(line, "corrected_by"):
        raise Conflict(_("This line was corrected already."))


def can_decide_claim(claim: CreditClaim, user: User) -> bool:
    """Whether `check_can_decide_claim` passes."""
    try:
        check_can_decide_claim(claim, by=user)
    except Refused:
        return False
    return True


def can_read_claim(claim: CreditClaim, user: User) -> bool:
    """A claim is shown to its claimant, to whoever entered it, to its verifiers, and to whoever may read training
    records.
    """
    return can_read_record(claim.person_id, claim.claimed_by_id, by=user, kind=Record.CREDIT_CLAIM)
