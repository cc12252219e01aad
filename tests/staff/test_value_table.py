"""What a value of the institution may be."""

from __future__ import annotations

import pytest
from django.utils import translation

from core import clock
from core.errors import Refused
from staff.value_table import VALUES
from staff.values import set_value
from tests.factories import staff as make

pytestmark = pytest.mark.django_db

TODAY = clock.today()


@pytest.mark.parametrize("key", VALUES)
def test_every_default_and_every_limit_may_be_set(key: str) -> None:
    spec = VALUES[key]
    for new in [spec.default, *([spec.low, spec.high] if isinstance(spec.default, int) else [])]:
        assert spec.why_not(new) == ""


def test_an_unknown_role_is_no_value():
    with translation.override("en"), pytest.raises(Refused, match="There is no access role “qa, qc”"):
        set_value("second_factor_roles", "director qa qc", by=make.user("admin"), valid_from=clock.today(), reason="x")
