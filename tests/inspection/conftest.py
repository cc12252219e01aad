"""Who reads here, and acts of people on the trail."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from audit.models import AuditEvent
from audit.trail import record
from core import clock
from sops.models import Sop
from staff.domain.people import assign, grant_access
from staff.models import Person, User
from tests.factories import packs
from tests.factories import staff as make

TODAY = clock.today()


@pytest.fixture
def reader(client: Client) -> User:
    user = make.user("director", full_name="Hoàng Việt An")
    client.force_login(user)
    return user


@pytest.fixture
def acts(reader: User) -> dict[str, AuditEvent]:
    """Four acts of two people, after the log-in of the reader."""
    bao, kieu = make.user("trainer", full_name="Phạm Quốc Bảo"), make.user("admin", full_name="Kiều Mạnh Cường")
    vy = make.person("Lê Thảo Vy")
    role = make.job_role(code="culture", names={"vi": "Nuôi cấy", "en": "Cell culture", "ja": "培養"})
    old = clock.now() - dt.timedelta(days=40)
    assign(vy, role, by=kieu, valid_from=TODAY, document="031/QĐ", at=old)
    grant_access(vy, "learner", by=kieu, valid_from=TODAY, at=old)
    record(
        "person_renamed",
        vy,
        by=kieu,
        old={"full_name": "Le Thao Vy"},
        new={"full_name": "Lê Thảo Vy"},
        reason="sai dấu",
    )
    record("wagtail:wagtail.edit", by=bao, object_type="sops.SopPage", object_id="7", object_name="Phân lập")
    return {event.action: event for event in AuditEvent.objects.all()}


@pytest.fixture
def story() -> tuple[Person, Sop]:
    return packs.story()


@pytest.fixture
def auditor(client: Client) -> User:
    user = make.user("auditor", full_name="Lưu Vĩnh Hòa")
    client.force_login(user)
    return user
