"""The person behind an account."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from core.errors import NotAllowed
from staff.models import User
from staff.permissions import require_person
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_the_person_of_an_account_is_asked_for_by_name() -> None:
    user = make.user("learner")

    assert require_person(user) == user.person


def test_an_account_that_belongs_to_no_person_is_refused() -> None:
    with pytest.raises(NotAllowed) as refused:
        require_person(User(email="office@example.org"))

    with override("en"):
        assert str(refused.value) == "This account belongs to no person."
