"""The word of every state, with its tone and its silhouette, and of every way to sign."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

# state -> (word, tone class, icon). Every state of every app stands here; a test asks the enums.
CHIPS: dict[str, tuple[Any, str, str]] = {
    # documents
    "draft": (gettext_lazy("Draft"), "dashed", "draft"),
    "in_review": (gettext_lazy("In review"), "indigo", "review"),
    "reviewed": (gettext_lazy("Awaiting approval"), "vermilion", "await"),
    "rejected": (gettext_lazy("Returned to draft"), "dashed", "draft"),
    "await": (gettext_lazy("Awaiting signature"), "vermilion", "await"),
    "approved": (gettext_lazy("Approved"), "indigo", "approved"),
    "effective": (gettext_lazy("Effective"), "fill-jade", "effective"),
    "superseded": (gettext_lazy("Superseded"), "hatched", "superseded"),
    "withdrawn": (gettext_lazy("Withdrawn"), "", "retired"),
    # segments of a translation
    "untranslated": (gettext_lazy("Not translated"), "dashed", "draft"),
    "translated": (gettext_lazy("Translated"), "indigo", "review"),
    "returned": (gettext_lazy("Returned"), "amber", "flag"),
    "verified": (gettext_lazy("Verified"), "jade", "effective"),
    # qualifications and certificates
    "valid": (gettext_lazy("Qualified"), "jade", "ok"),
    "expiring": (gettext_lazy("Expiring soon"), "amber", "exp"),
    "expired": (gettext_lazy("Expired"), "amber", "exp"),
    "retraining": (gettext_lazy("Retraining needed"), "amber", "redo"),
    "not_trained": (gettext_lazy("Not qualified"), "dashed", "no"),
    "suspended": (pgettext_lazy("state of a right", "Suspended"), "fill-plum", "rev"),
    "disqualified": (gettext_lazy("Disqualified"), "fill-plum", "rev"),
    "revoked": (pgettext_lazy("state of a right or certificate", "Revoked"), "fill-plum", "rev"),
    "not_required": (gettext_lazy("Not required"), "", "na"),
    "certificate_valid": (pgettext_lazy("certificate", "Valid"), "fill-jade", "effective"),
    "certificate_expired": (pgettext_lazy("certificate", "Expired"), "amber", "exp"),
    "certificate_superseded": (pgettext_lazy("certificate", "Replaced"), "hatched", "superseded"),
    "certificate_revoked": (pgettext_lazy("certificate", "Revoked"), "fill-plum", "rev"),
}

SIGN_METHODS = {
    "password": gettext_lazy("password"),
    "password+totp": gettext_lazy("password and code"),
    "password+recovery_codes": gettext_lazy("password and recovery code"),
    "demo": gettext_lazy("loaded with the demonstration"),
}


def state_word(state: str) -> str:
    """The word of a state."""
    return str(CHIPS[state][0])


def sign_method(method: str) -> str:
    """How a signer was identified, in words."""
    return str(SIGN_METHODS.get(method, method))
