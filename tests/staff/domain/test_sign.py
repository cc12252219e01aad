from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import translation

from audit.models import AuditEvent
from core import clock
from core.canonical import digest
from core.errors import Conflict, NotAllowed, Refused
from staff.domain.authentication import Proof, SecondFactor, WrongSecret, reauthenticate, second_factor
from staff.domain.sign import holds, sign
from staff.enums import Meaning
from staff.models import Signature, User
from staff.value_table import VALUES
from staff.values import second_factor_roles, set_value
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
HASH = digest({"content": "x"})


def test_sign_binds_person_meaning_content_and_time():
    signer, subject = make.user("qa_approver", full_name="Dương Thị Minh Châu"), make.unit()

    signature = sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    assert holds(signature, content_hash=HASH)
    assert not holds(signature, content_hash=digest({"content": "y"}))
    assert (signature.printed_name, signature.zone) == ("Dương Thị Minh Châu", "Asia/Ho_Chi_Minh")


def test_signature_copied_to_another_record_does_not_hold():
    signer, subject, other = make.user(), make.unit(), make.unit()
    signature = sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    signature.subject_id = str(other.pk)

    assert not holds(signature, content_hash=HASH)


def test_sign_twice_is_refused_and_leaves_one():
    signer, subject = make.user(), make.unit()
    sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    with pytest.raises(Conflict):
        sign(subject, by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)

    assert Signature.objects.count() == 1


def test_sign_with_the_proof_of_somebody_else_is_refused():
    signer, other = make.user(), make.user()

    with pytest.raises(NotAllowed):
        sign(make.unit(), by=signer, proof=make.proof(other), meaning=Meaning.APPROVAL, content_hash=HASH)


def test_sign_without_accountability_statement_is_refused():
    signer = make.user(can_sign=False)

    with pytest.raises(NotAllowed):
        sign(make.unit(), by=signer, proof=make.proof(signer), meaning=Meaning.APPROVAL, content_hash=HASH)


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


@pytest.mark.parametrize(
    ("text", "roles"),
    [("none", set()), ("qa_approver director", {"qa_approver", "director"}), ("learner,", {"learner"})],
)
def test_roles_that_must_have_a_second_factor_are_a_dated_value(text: str, roles: set[str]):
    set_value("second_factor_roles", text, by=make.user("admin"), valid_from=clock.today(), reason="x")

    assert second_factor_roles() == roles


def test_an_unknown_role_is_no_value():
    with translation.override("en"), pytest.raises(Refused, match="There is no access role “qa, qc”"):
        set_value("second_factor_roles", "director qa qc", by=make.user("admin"), valid_from=clock.today(), reason="x")
