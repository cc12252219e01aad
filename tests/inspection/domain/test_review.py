"""A review of the trail: signed, over the lines of others, with what the chain was found to be (R-33)."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from audit.models import AuditEvent
from audit.trail import record
from core import clock
from core.errors import NotAllowed, Refused
from inspection.domain.review import review_trail
from inspection.models import TrailReview
from staff.domain.authentication import Proof
from staff.domain.sign import holds
from tests.factories import staff as make
from tests.guards import without_guards

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def lines():
    """Lines by two people; the director reviews."""
    director, other = make.user("director"), make.user("trainer")
    for who in (other, director, other, director):
        record("login", by=who)
    return director, [event for event in AuditEvent.objects.order_by("seq") if event.action == "login"]


def review(by, **fields) -> TrailReview:
    values = {"first_day": TODAY, "last_day": TODAY, "findings": " Đã xem. ", **fields}
    return review_trail(by=by, proof=make.proof(by), **values)


def test_review_covers_the_lines_of_others_and_names_the_last(lines):
    director, events = lines

    made = review(director, follow_up=True)

    assert (made.lines, made.own_lines, made.first_seq, made.last_seq) == (2, 2, events[0].seq, events[2].seq)
    assert (made.head, made.findings, made.follow_up) == (events[2].hash, "Đã xem.", True)
    assert holds(made.signature, content_hash=made.sha256)
    assert json.loads(made.content)["chain"]["broken"] == []
    assert json.loads(AuditEvent.objects.get(action="trail_reviewed").data)["content"] == made.sha256


def test_review_says_where_the_chain_is_broken(lines):
    director, events = lines
    with without_guards():
        AuditEvent.objects.filter(pk=events[1].pk).update(reason="khác")

    assert json.loads(review(director).content)["chain"]["broken"] == [events[1].seq]


def test_lines_of_another_day_are_not_reviewed(lines):
    with pytest.raises(Refused) as refusal:
        review(lines[0], first_day=TODAY - dt.timedelta(days=9), last_day=TODAY - dt.timedelta(days=1))
    assert refusal.value.field == "first_day"
    assert not TrailReview.objects.exists()


def test_own_lines_alone_are_nothing_to_review():
    director = make.user("director")
    record("login", by=director)

    with pytest.raises(Refused):
        review(director)


def test_what_is_not_signed_is_not_reviewed(lines):
    director, _events = lines
    before = AuditEvent.objects.count()

    with pytest.raises(NotAllowed):
        review_trail(
            by=director, proof=Proof(user_id=0, method="password"), first_day=TODAY, last_day=TODAY, findings="Đã xem."
        )
    assert (TrailReview.objects.count(), AuditEvent.objects.count()) == (0, before)
