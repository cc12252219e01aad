"""The administrator enters a person: with an account when an address is given, both or none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from staff.models import Person, User
from tests.factories import staff as make
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TYPED = {"full_name": "小林 由美", "kind": "su_expert", "email": "yumi@example.test", "language": "ja"}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(make.user("admin"))
    return client


def test_a_person_with_an_account_in_their_language(admin: Client) -> None:
    answer = admin.post(reverse("person_add"), TYPED)

    user = User.objects.select_related("person").get(email="yumi@example.test")
    assert answer["Location"] == reverse("person", args=[user.person.pk])
    assert (user.person.full_name, user.language, user.has_usable_password()) == ("小林 由美", "ja", False)


def test_a_person_without_an_account(admin: Client) -> None:
    admin.post(reverse("person_add"), TYPED | {"email": ""})

    assert not User.objects.filter(person=Person.objects.get(full_name="小林 由美")).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"language": "xx"}, "language"), ({"email": "no address"}, "email"), ({"full_name": ""}, "full_name")],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_written(
    admin: Client, wrong: dict[str, str], field: str
) -> None:
    answer = admin.post(reverse("person_add"), TYPED | wrong)

    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in squeezed(answer.content.decode())
    assert not Person.objects.filter(kind="su_expert").exists()


def test_a_second_account_for_one_address_leaves_no_person_behind(admin: Client) -> None:
    admin.post(reverse("person_add"), TYPED)
    answer = admin.post(reverse("person_add"), TYPED | {"full_name": "佐藤 健一"})

    assert answer.status_code == 400
    assert not Person.objects.filter(full_name="佐藤 健一").exists()
