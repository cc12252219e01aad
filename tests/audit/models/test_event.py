"""Lines about one thing are found by its kind and its key."""

from __future__ import annotations

import pytest

from audit.actor import system
from audit.models import AuditEvent
from audit.trail import record


@pytest.mark.django_db
def test_lines_about_a_thing_are_its_own_the_newest_first():
    for action, kind, key in [
        ("made", "staff.Person", "7"), ("made", "staff.Person", "71"), ("made", "staff.Unit", "7"),
        ("renamed", "staff.Person", "7"),
    ]:  # fmt: skip
        record(action, by=system("seed_demo"), object_type=kind, object_id=key)

    assert [(line.seq, line.action) for line in AuditEvent.objects.about("staff.Person", 7)] == [
        (4, "renamed"),
        (1, "made"),
    ]


def test_a_line_is_named_by_number_action_and_thing():
    assert str(AuditEvent(seq=4, action="renamed", object_name="Hiền")) == "4 renamed Hiền"
