"""The state the pages show: a suspension that only asks for retraining is told apart from one by a person."""

from __future__ import annotations

import datetime as dt

import pytest

from qualification.enums import Status
from qualification.presenting import shown_state
from qualification.reasons import Reason
from qualification.status import Qualification

DAY = dt.date(2026, 6, 15)
BY_A_PERSON = Reason("suspended", since=DAY, scope="all")
BY_A_REVISION = Reason("read_again", version=2, since=DAY)


@pytest.mark.parametrize(
    ("status", "reasons", "shown"),
    [
        (Status.SUSPENDED, (BY_A_REVISION,), "retraining"),
        (Status.SUSPENDED, (BY_A_PERSON,), "suspended"),
        (Status.SUSPENDED, (BY_A_PERSON, BY_A_REVISION), "suspended"),
        (Status.VALID, (), "valid"),
        (Status.NOT_TRAINED, (Reason("read_missing", version=1, since=DAY),), "not_trained"),
        (Status.DISQUALIFIED, (BY_A_REVISION,), "disqualified"),
    ],
)
def test_state_shown_says_what_is_to_be_done(status, reasons, shown):
    assert shown_state(Qualification(1, 1, status, 1, 2, None, reasons, ())) == shown
