"""What no value of the institution may be, and the page that sets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import clock
from core.errors import Refused
from staff.value_table import START_SETTINGS, VALUES
from staff.values import set_value, value
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("quiz_pass_mark", 0),
        ("quiz_pass_mark", 850),
        ("attendance_percent", 101),
        ("gowning_months", 120),
        ("aps_first", 2),
        ("review_months", 0),
        ("review_months", 61),
        ("warning_days", -1),
        ("print_hours", 25),
    ],
)
def test_a_value_outside_its_limits_is_refused_with_the_limits(key: str, wrong: int) -> None:
    limits = f"lies between {VALUES[key].low} and {VALUES[key].high}"
    with translation.override("en"), pytest.raises(Refused, match=limits):
        set_value(key, wrong, by=make.user("admin"), valid_from=TODAY, reason="x")

    assert value(key) == VALUES[key].default


@pytest.mark.parametrize("key", VALUES)
def test_every_default_and_every_limit_may_be_set(key: str) -> None:
    spec = VALUES[key]
    for new in [spec.default, *([spec.low, spec.high] if isinstance(spec.default, int) else [])]:
        assert spec.why_not(new) == ""


def test_a_value_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused):
        set_value("no_such_value", 1, by=make.user("admin"), valid_from=TODAY, reason="x")


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
