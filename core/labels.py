"""The word of every state, with its tone and its silhouette, and of every way to sign."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

# state -> (word, tone class, icon). Every state of every app stands here; a test asks the enums.
CHIPS: dict[str, tuple[Any, str, str]] = {
    # documents
    "draft": (gettext_lazy("Draft"), "dash", "draft"),
    "in_review": (gettext_lazy("In review"), "cham", "review"),
    "reviewed": (gettext_lazy("Awaiting approval"), "son", "await"),
    "rejected": (gettext_lazy("Returned to draft"), "dash", "draft"),
    "await": (gettext_lazy("Awaiting signature"), "son", "await"),
    "approved": (gettext_lazy("Approved"), "cham", "approved"),
    "effective": (gettext_lazy("Effective"), "f-ngoc", "effective"),
    "superseded": (gettext_lazy("Superseded"), "hatch", "superseded"),
    "withdrawn": (gettext_lazy("Withdrawn"), "", "retired"),
    # segments of a translation
    "untranslated": (gettext_lazy("Not translated"), "dash", "draft"),
    "translated": (gettext_lazy("Translated"), "cham", "review"),
    "returned": (gettext_lazy("Returned"), "nghe", "flag"),
    "verified": (gettext_lazy("Verified"), "ngoc", "effective"),
    # qualifications and certificates
    "valid": (gettext_lazy("Qualified"), "ngoc", "ok"),
    "expiring": (gettext_lazy("Expiring soon"), "nghe", "exp"),
    "expired": (gettext_lazy("Expired"), "nghe", "exp"),
    "retraining": (gettext_lazy("Retraining needed"), "nghe", "redo"),
    "not_trained": (gettext_lazy("Not qualified"), "dash", "no"),
    "suspended": (pgettext_lazy("state of a right", "Suspended"), "f-man", "rev"),
    "disqualified": (gettext_lazy("Disqualified"), "f-man", "rev"),
    "revoked": (pgettext_lazy("state of a right or certificate", "Revoked"), "f-man", "rev"),
    "not_required": (gettext_lazy("Not required"), "", "na"),
    "certificate_valid": (pgettext_lazy("certificate", "Valid"), "f-ngoc", "effective"),
    "certificate_expired": (pgettext_lazy("certificate", "Expired"), "nghe", "exp"),
    "certificate_superseded": (pgettext_lazy("certificate", "Replaced"), "hatch", "superseded"),
    "certificate_revoked": (pgettext_lazy("certificate", "Revoked"), "f-man", "rev"),
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
