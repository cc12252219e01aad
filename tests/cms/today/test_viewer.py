"""Who looks, on which day of the site, and what they may do."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.today import Viewer
from staff.permissions import May
from tests.factories import facts
from tests.factories import staff as make
from tests.factories.today import asked, days, learner

pytestmark = pytest.mark.django_db


def test_the_day_is_that_of_the_site_at_that_moment() -> None:
    late = dt.datetime(2026, 6, 15, 17, 30, tzinfo=dt.UTC)  # already the next day in Hà Nội

    assert Viewer(make.user(), at=late).day == dt.date(2026, 6, 16)


def test_one_act_of_several_is_enough() -> None:
    viewer = Viewer(make.user("translator"))

    assert (viewer.may(May.APPROVE_SOP, May.TRANSLATE), viewer.may(May.APPROVE_SOP), viewer.may()) == (
        True,
        False,
        False,
    )


def test_an_account_without_a_person_learns_nothing() -> None:
    account = make.user("learner")
    account.person = None
    viewer = Viewer(account)

    assert (viewer.learns, viewer.answers, viewer.courses) == (False, [], [])


def test_only_what_is_required_of_a_learner_is_answered() -> None:
    khue, role = learner()
    sop, _version = asked(role)
    asked(make.job_role())  # of somebody else
    held = facts.version(facts.sop(), days(-100))
    facts.read(khue.person, held, days(-9))  # by their own choice

    assert [answer.sop_id for answer in Viewer(khue).answers] == [sop.pk]
