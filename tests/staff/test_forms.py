"""What the pages about people take, and what a signing form asks of whom."""

from __future__ import annotations

import pytest
from django.utils import translation

from staff.domain.authentication import Proof, WrongSecret
from staff.forms import GrantForm, SigningForm, ValueForm
from staff.value_table import VALUES
from tests.factories import staff as make


@pytest.mark.parametrize(
    ("last", "errors"),
    [("2026-02-28", ["valid_to"]), ("2026-03-01", []), ("", []), ("soon", ["valid_to"])],
)
def test_period_does_not_end_before_it_begins(last, errors):
    form = GrantForm({"role": "learner", "valid_from": "2026-03-01", "valid_to": last})

    assert list(form.errors) == errors


def test_limits_stand_beside_a_number_and_not_beside_a_text():
    with translation.override("en"):
        number = str(ValueForm(spec=VALUES["quiz_pass_mark"]).fields["value"].help_text)
    text = next(spec for spec in VALUES.values() if isinstance(spec.default, str))

    assert (number, ValueForm(spec=text).fields["value"].help_text) == ("From 1 to 100 %", "")


@pytest.mark.django_db
def test_code_is_asked_of_whoever_has_a_second_factor_and_stands_last():
    plain, careful = make.user(), make.user()
    make.second_factor(careful)

    assert [field.name for field in SigningForm(signer=plain).secrets] == ["password"]
    assert list(SigningForm(signer=careful).fields) == ["password", "code"]


@pytest.mark.django_db
def test_role_that_needs_a_second_factor_is_told_where_to_set_it_up():
    make.value("second_factor_roles", "director")

    with translation.override("en"):
        hint = str(SigningForm(signer=make.user("director")).fields["password"].help_text)

    assert hint.startswith("Your role signs with a second factor.")
    assert SigningForm(signer=make.user("learner")).fields["password"].help_text == ""


@pytest.mark.django_db
def test_secret_that_was_not_typed_is_refused_and_is_no_try():
    signer = make.user()
    for _each in range(VALUES["sign_failures"].default + 1):
        form = SigningForm({"password": ""}, signer=signer)
        assert not form.is_valid()
        with pytest.raises(WrongSecret) as refused:
            form.proof(what="x")
        assert refused.value.field == "password"

    form = SigningForm({"password": make.PASSWORD}, signer=signer)
    assert form.is_valid()
    assert form.proof(what="x") == Proof(signer.pk, "password")
