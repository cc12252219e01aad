"""Who is at the keyboard is proved anew for every signature."""

from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import translation

from audit.models import AuditEvent
from core import clock
from staff.domain.authentication import Proof, SecondFactor, WrongSecret, reauthenticate, second_factor
from staff.models import User
from staff.value_table import VALUES
from staff.values import set_value
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_reauthenticate_right_password_gives_a_proof():
    signer = make.user()

    assert reauthenticate(signer, make.PASSWORD) == Proof(signer.pk, "password")


def test_reauthenticate_wrong_password_is_on_the_trail_and_locks():
    signer = make.user()

    for _ in range(VALUES["sign_failures"].default):
        with pytest.raises(WrongSecret):
            reauthenticate(signer, "wrong")
    with pytest.raises(WrongSecret):
        reauthenticate(signer, make.PASSWORD)

    actions = list(AuditEvent.objects.order_by("seq").values_list("action", flat=True))
    assert actions == ["sign_failed"] * VALUES["sign_failures"].default + ["sign_locked"]


def test_a_right_password_forgets_the_wrong_ones():
    signer = make.user()
    for _ in range(3):
        for _ in range(VALUES["sign_failures"].default - 1):
            with pytest.raises(WrongSecret):
                reauthenticate(signer, "wrong")
        assert reauthenticate(signer, make.PASSWORD)


def test_guesses_sent_at_the_same_moment_are_all_counted(monkeypatch: pytest.MonkeyPatch):
    looked = []

    def compared_slowly(user: User, raw: str) -> bool:
        """While this password is looked at, the next guess arrives."""
        looked.append(raw)
        with pytest.raises(WrongSecret):
            reauthenticate(user, raw)
        return False

    monkeypatch.setattr(User, "check_password", compared_slowly)
    with pytest.raises(WrongSecret):
        reauthenticate(make.user(), "wrong")

    assert len(looked) == VALUES["sign_failures"].default


def test_whoever_has_a_second_factor_signs_with_it_and_each_code_once():
    signer = make.user()
    code = make.second_factor(signer)

    with pytest.raises(WrongSecret) as refused:
        reauthenticate(signer, make.PASSWORD)
    assert refused.value.field == "code"
    with pytest.raises(WrongSecret):
        reauthenticate(signer, "wrong", code)
    assert reauthenticate(signer, make.PASSWORD, f" {code[:3]} {code[3:]} ") == Proof(signer.pk, "password+totp")
    with pytest.raises(WrongSecret) as refused:
        reauthenticate(signer, make.PASSWORD, code)
    assert refused.value.field == "code"


def test_a_recovery_code_signs_once():
    signer = make.user()
    make.second_factor(signer)
    spare = RecoveryCodes.activate(signer).get_unused_codes()[0]

    assert reauthenticate(signer, make.PASSWORD, spare) == Proof(signer.pk, "password+recovery_codes")
    with pytest.raises(WrongSecret):
        reauthenticate(signer, make.PASSWORD, spare)


def test_a_role_that_must_have_a_second_factor_does_not_sign_without():
    set_value(
        "second_factor_roles", "qa_approver, director", by=make.user("admin"), valid_from=clock.today(), reason="x"
    )
    signer, other = make.user("qa_approver"), make.user("learner")

    assert (second_factor(signer), second_factor(other)) == (SecondFactor.MISSING, SecondFactor.NOT_ASKED)
    assert reauthenticate(other, make.PASSWORD)
    with translation.override("en"), pytest.raises(WrongSecret, match="Your role signs with a second factor"):
        reauthenticate(signer, make.PASSWORD)
    assert reauthenticate(signer, make.PASSWORD, make.second_factor(signer)).method == "password+totp"
