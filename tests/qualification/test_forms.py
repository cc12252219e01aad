"""What QA types when a right is taken away, given back or confirmed."""

from __future__ import annotations

import datetime as dt

import pytest

from qualification.forms import ConfirmForm, ReasonsForm, RestoreForm, RestrictionForm
from sops.models import Release
from tests.factories import facts
from tests.factories import staff as make

DAY = dt.date(2026, 6, 1)


def test_reasons_are_kept_by_language_without_spaces_around_them():
    form = ReasonsForm({"from_on": "01/06/2026", "reason_vi": " Điều tra ", "reason_ja": "調査"})

    assert form.is_valid()
    assert (form.cleaned_data["from_on"], form.reasons) == (DAY, {"vi": "Điều tra", "en": "", "ja": "調査"})


def test_reason_and_day_are_asked_for():
    assert set(ReasonsForm({"from_on": "x", "reason_vi": " "}).errors) == {"from_on", "reason_vi"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "errors"), [("all", set()), ("access_ab", set()), ("moon", {"scope"}), ("", {"scope"})]
)
def test_scope_is_one_of_three(typed, errors):
    form = RestrictionForm({"from_on": "2026-06-01", "reason_vi": "x", "scope": typed})

    assert set(form.errors) == errors


@pytest.mark.django_db
def test_only_a_decision_that_stands_can_be_given_back():
    who, sop = make.person(), facts.sop("MSC-SOP-ISO-502")
    one = facts.event(who, "suspension", DAY)
    two = facts.event(who, "suspension", DAY, "sop", sop)
    typed = {"from_on": "2026-06-01", "reason_vi": "x"}

    forms = [RestoreForm({**typed, "restriction": str(pk)}, restrictions=[one, two]) for pk in (two.pk, 0)]

    assert [form.is_valid() for form in forms] == [True, False]
    assert forms[0].chosen == two
    assert "MSC-SOP-ISO-502" in str(dict(forms[0].fields["restriction"].choices)[str(two.pk)])


@pytest.mark.django_db
def test_confirmation_takes_only_the_releases_it_was_given_and_may_leave_the_end_open():
    given, other = facts.version(facts.sop(), DAY).release, facts.version(facts.sop(), DAY).release
    releases, signer = Release.objects.filter(pk=given.pk), make.user("qa_approver")
    typed = {"qualified_from": "2026-06-01", "valid_to": "", "password": "x"}

    forms = [ConfirmForm({**typed, "release": row.pk}, releases=releases, signer=signer) for row in (given, other)]

    assert [set(form.errors) for form in forms] == [set(), {"release"}]
    assert (forms[0].cleaned_data["release"], forms[0].cleaned_data["valid_to"]) == (given, None)
