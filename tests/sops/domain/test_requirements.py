from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.errors import NotAllowed, Refused
from sops.domain.requirements import end_requirement, require_sop
from sops.models import Requirement, Sop
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 1)


@pytest.fixture
def sop():
    return Sop.objects.create(number="MSC-SOP-ISO-001", stage="ISO", titles={"vi": "Phân lập"}, created_at=clock.now())


def test_a_new_requirement_ends_the_one_before(sop):
    role, trainer = make.job_role(), make.user("trainer")
    require_sop(role, sop, depth="read", valid_from=DAY, by=trainer)
    require_sop(role, sop, depth="practical", runs=3, valid_from=DAY + dt.timedelta(days=31), by=trainer)

    held = [
        Requirement.objects.on(day).get().depth
        for day in (DAY, DAY + dt.timedelta(days=30), DAY + dt.timedelta(days=31))
    ]

    assert held == ["read", "read", "practical"]


def test_same_day_twice_is_refused(sop):
    role, trainer = make.job_role(), make.user("trainer")
    require_sop(role, sop, depth="read", valid_from=DAY, by=trainer)

    with pytest.raises(Refused):
        require_sop(role, sop, depth="quiz", valid_from=DAY, by=trainer)


def test_learners_set_nothing(sop):
    with pytest.raises(NotAllowed):
        require_sop(make.job_role(), sop, depth="read", valid_from=DAY, by=make.user("learner"))


def test_end_needs_a_reason(sop):
    row = require_sop(make.job_role(), sop, depth="read", valid_from=DAY, by=make.one("trainer"))

    with pytest.raises(Refused):
        end_requirement(row, last_day=DAY, by=make.one("trainer"), reason=" ")
    end_requirement(row, last_day=DAY, by=make.one("trainer"), reason="thu gọn")

    assert not Requirement.objects.on(DAY + dt.timedelta(days=1)).exists()
