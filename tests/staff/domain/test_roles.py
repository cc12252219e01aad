"""Job roles and duties are named once."""

from __future__ import annotations

import pytest

from audit.models import AuditEvent
from core.errors import Conflict
from staff.domain.roles import add_duty, add_job_role
from staff.models import Duty, JobRole
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
NAMES = {"vi": "Kỹ thuật viên", "en": "Technician", "ja": "技術員"}


@pytest.mark.parametrize(("add", "model"), [(add_job_role, JobRole), (add_duty, Duty)])
def test_code_is_taken_once_and_refused_at_its_field(add, model):
    add(code="technician", names=NAMES, by=make.one("admin"))

    with pytest.raises(Conflict) as refused:
        add(code="technician", names={"vi": "x"}, by=make.one("admin"))

    assert (refused.value.field, model.objects.get().names) == ("code", NAMES)
    assert AuditEvent.objects.filter(action__endswith="_added").count() == 1


def test_conditions_of_a_grade_are_kept_with_the_role():
    role = add_job_role(code="isolator", names=NAMES, by=make.one("admin"), access={"grade": "A/B"})

    assert JobRole.objects.get(pk=role.pk).access == {"grade": "A/B"}
