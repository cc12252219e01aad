"""Questions about the trail."""

from __future__ import annotations

import pytest

from audit.actor import system
from audit.queries import last_line, lines_of
from audit.trail import head, record

pytestmark = pytest.mark.django_db


def test_an_empty_trail_has_a_last_line_of_nought():
    assert last_line() == {"seq": 0, "hash": ""}


def test_lines_of_some_actions_and_the_last_of_all():
    for action in ("login", "logout", "login_failed", "login"):
        record(action, by=system("anonymous"))

    assert [(line.seq, line.action) for line in lines_of("login", "logout")] == [
        (4, "login"),
        (2, "logout"),
        (1, "login"),
    ]
    assert last_line() == {"seq": 4, "hash": head()}
