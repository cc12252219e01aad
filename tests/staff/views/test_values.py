"""The pages of the institution's values."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import clock
from staff.value_table import START_SETTINGS
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
