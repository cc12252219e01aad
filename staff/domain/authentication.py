"""Proof of the signer's identity, required anew for every signature (21 CFR 11.200, R-45)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.trail import record
from core.errors import NotAllowed
from staff.models import User
from staff.values import all_values, second_factor_roles

logger = logging.getLogger(__name__)


class WrongSecret(NotAllowed):
    """A secret was wrong, or signing is locked after too many failures. The failure is in the audit trail."""


@dataclass(frozen=True)
class Proof:
    """Fresh proof of identity for one signature of one user.

    Created by `reauthenticate`, or by the demo loader, which `method` then names.
    """

    user_id: int
    method: str


class SecondFactor(Enum):
    """What a signature of a user requires besides the password."""

    NOT_ASKED = "not asked"
    SET_UP = "set up"  # whoever has one signs with it
    MISSING = "missing"  # a role held today signs only with one (domain (d), [D])


def second_factor(user: User) -> SecondFactor:
    """Returns what a signature of `user` requires now; looked up once per request."""
    if user.second_factor is None:
        if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            user.second_factor = SecondFactor.SET_UP
        elif second_factor_roles().isdisjoint(user.roles):
            user.second_factor = SecondFactor.NOT_ASKED
        else:
            user.second_factor = SecondFactor.MISSING
    return user.second_factor


def reauthenticate(user: User, password: str, code: str = "", *, what: str = "") -> Proof:
    """Checks the secrets of `user` now and returns the proof for one signature.

    Call it outside the signing transaction, so that a failure remains in the audit trail. `code`: six digits of the
    authenticator, or a recovery code; each is valid once. It is read only if the user has a second factor. Raises
    WrongSecret; after `sign_failures` wrong secrets signing is locked for `sign_lock_minutes` (R-46).
    """
    values = all_values()
    minutes = values["sign_lock_minutes"]
    tries = [f"sign-try:{user.pk}:{n}" for n in range(values["sign_failures"])]
    # a try is taken before the secret is looked at: guesses sent at the same moment are counted too
    if not any(cache.add(each, 1, minutes * 60) for each in tries):
        logger.warning("Signing locked for account %s after %s wrong secrets", user.pk, len(tries))
        record("sign_locked", user, by=user, object_name=what)
        raise WrongSecret(
            ngettext(
                "Signing is locked for %(n)s minute after several wrong passwords or codes. Nothing was signed.",
                "Signing is locked for %(n)s minutes after several wrong passwords or codes. Nothing was signed.",
                minutes,
            )
            % {"n": minutes},
            field="password",
        )
    if not password or not user.is_active or not user.check_password(password):
        raise _failed(user, what, _("The password is not right. Nothing was signed."), "password")
    method = "password"
    user.second_factor = None  # as it is now, not as it was when the form was drawn
    if second_factor(user) == SecondFactor.SET_UP:
        kind = _kind_of_code(user, code.strip())
        if not kind:
            raise _failed(user, what, _("The code is not right or has been used already. Nothing was signed."), "code")
        method = f"password+{kind}"
    elif second_factor(user) == SecondFactor.MISSING:
        raise WrongSecret(
            _("Your role signs with a second factor: set it up in your account first. Nothing was signed."),
            field="password",
        )
    cache.delete_many(tries)
    return Proof(user_id=user.pk, method=method)


def _failed(user: User, what: str, sentence: str, field: str) -> WrongSecret:
    logger.warning("Signature refused: wrong %s of account %s", field, user.pk)
    record("sign_failed", user, by=user, object_name=what, secret=field)
    return WrongSecret(sentence, field=field)


def _kind_of_code(user: User, code: str) -> str:
    """Returns which of the user's authenticators accepts the code, and uses it up: totp, recovery_codes, or none."""
    if not code:
        return ""
    found = Authenticator.objects.filter(
        user=user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    ).order_by("-type")
    return next((str(each.type) for each in found if each.wrap().validate_code(code)), "")
