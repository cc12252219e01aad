"""Rows that were inserted are noted until the next line tells them."""

from __future__ import annotations

import pytest

from audit.models import AuditEvent
from audit.registry import note_inserted, take_inserted
from staff.models import Person


@pytest.fixture(autouse=True)
def _nothing_noted():
    take_inserted()
    yield
    take_inserted()


def test_noted_rows_are_handed_out_once_in_their_order():
    note_inserted(Person(pk=8))
    note_inserted(Person(pk=7))

    assert (take_inserted(), take_inserted()) == (((Person, 8), (Person, 7)), ())


def test_lines_of_the_trail_are_not_noted():
    note_inserted(AuditEvent(pk=1))

    assert take_inserted() == ()
