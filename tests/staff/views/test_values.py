"""The pages of the institution's values."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import clock
from staff.models import InstitutionValue
from staff.value_table import START_SETTINGS, VALUES
from staff.values import value
from tests.factories import staff as make

pytestmark = pytest.mark.django_db

TODAY = clock.today()


def test_the_form_says_the_limits_and_keeps_what_was_typed(client: Any) -> None:
    client.force_login(make.user("admin"))
    with translation.override("en"):
        address = reverse("value_edit", args=["quiz_pass_mark"])
    sent = client.post(address, {"value": "850", "valid_from": TODAY.isoformat(), "reason": "x"})

    html = sent.content.decode()
    assert sent.status_code == 400
    assert "“Pass mark of a new quiz” lies between 1 and 100." in html
    assert "From 1 to 100 %" in html
    assert 'value="850"' in html


def test_the_settings_page_lists_what_is_set_when_the_program_starts(client: Any) -> None:
    client.force_login(make.user("admin"))
    with translation.override("en"):
        html = client.get(reverse("value_list")).content.decode()

    for spec in START_SETTINGS:
        assert spec.variable in html
        assert str(getattr(settings, spec.setting)) in html


def test_a_value_is_set_from_a_day_on_as_a_number(client: Any) -> None:
    client.force_login(make.user("admin"))

    sent = client.post(
        reverse("value_edit", args=["warning_days"]),
        {"value": "30", "valid_from": TODAY.isoformat(), "reason": "họp ngày 1"},
    )

    assert (sent["Location"], value("warning_days")) == (reverse("value_list"), 30)


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"value": "ba mươi"}, "value"), ({"valid_from": "2020-01-01"}, "valid_from"), ({"reason": ""}, "reason")],
)
def test_what_cannot_be_a_value_is_said_at_its_field(client: Any, typed: dict[str, str], field: str) -> None:
    client.force_login(make.user("admin"))
    given = {"value": "30", "valid_from": TODAY.isoformat(), "reason": "x"}

    sent = client.post(reverse("value_edit", args=["warning_days"]), given | typed)

    assert (sent.status_code, list(sent.context["form"].errors)) == (400, [field])
    assert not InstitutionValue.objects.exists()


def test_a_value_nobody_set_is_not_confirmed_until_it_is_set_again(client: Any) -> None:
    make.value("warning_days", VALUES["warning_days"].default)
    client.force_login(make.user("admin"))

    rows = client.get(reverse("value_list")).context["values"]

    assert [row["key"] for row in rows if row["confirmed"]] == ["warning_days"]


def test_an_unknown_value_is_not_found(client: Any) -> None:
    client.force_login(make.user("admin"))

    assert client.get(reverse("value_edit", args=["no-such-value"])).status_code == 404
