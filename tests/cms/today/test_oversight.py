"""What waits for the administrator, and where an auditor begins."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cms.today import Viewer, tasks_of
from cms.today.oversight import entries
from staff.models import AccessGrant
from staff.value_table import VALUES
from staff.values import set_value
from tests.factories import facts
from tests.factories import staff as make
from tests.factories.today import TODAY, days, page, tasks

pytestmark = pytest.mark.django_db


def test_auditor_finds_the_ways_in_and_the_end_of_the_right(client) -> None:
    auditor = make.user(full_name="Lưu Vĩnh Hòa")
    AccessGrant.objects.create(person=auditor.person, role="auditor", valid_from=days(-3), valid_to=days(4))

    html = page(client, auditor)

    for name in ("audit_matrix", "audit_trail", "audit_packs", "sop_list", "transfer"):
        assert f'href="{reverse(name)}"' in html
    assert f"Your access ends on <b>{days(4):%-d %b %Y}</b>" in html
    assert tasks(auditor) == []


def test_administrator_finds_accounts_people_and_values(client) -> None:
    admin, lost = make.user("admin", full_name="Kiều Mạnh Cường"), make.user(full_name="Bùi Văn Lạc")
    role = make.job_role()
    facts.requires(role, facts.sop())
    make.assignment(admin.person, role)

    found = [(task.what, task.url) for task in tasks_of(Viewer(admin))]
    assert found == [
        ("1 account without a role", reverse("person", args=[lost.person_id])),
        ("1 person without a training plan", reverse("person", args=[lost.person_id])),
        (f"{len(VALUES)} values not confirmed by the institution", reverse("value_list")),
    ]

    set_value("warning_days", 60, by=admin, valid_from=TODAY, reason="Xác nhận")
    AccessGrant.objects.create(person=lost.person, role="learner", valid_from=days(5))  # begins soon: nothing to do
    assert [task.what for task in tasks_of(Viewer(admin))][1:] == [
        f"{len(VALUES) - 1} values not confirmed by the institution"
    ]


@pytest.mark.parametrize(
    ("roles", "ways"),
    [
        (("learner",), ["sop_list", "transfer"]),
        (("auditor",), ["audit_matrix", "audit_trail", "audit_packs", "sop_list", "transfer"]),
        ((), []),
    ],
)
def test_nobody_is_shown_a_way_in_that_is_closed_to_them(roles, ways) -> None:
    assert [entry.url for entry in entries(Viewer(make.user(*roles)))] == [reverse(way) for way in ways]
