"""What was observed stands as it was signed; a record is accepted once and replaced once."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from courses.models import Acceptance, Assessment
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def observed():
    return facts.practised(make.person(), None, TODAY, sop=facts.sop())


@pytest.mark.parametrize("model", [Assessment, Acceptance])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_record_is_neither_changed_nor_deleted(observed, model, act):
    acts = {
        "update": lambda rows: rows.update(recorded_at=clock.now()),
        "delete": lambda rows: rows._raw_delete("default"),
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        acts[act](model.objects.all())


def test_learner_accepts_once(observed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(
            assessment=observed, recorded_at=clock.now(), signature=facts.signature(observed.person)
        )


def test_record_is_replaced_once(observed):
    facts.practised(observed.person, None, TODAY, sop=observed.sop, supersedes=observed)

    with pytest.raises(IntegrityError), transaction.atomic():
        facts.practised(observed.person, None, TODAY, sop=observed.sop, supersedes=observed)


def test_content_is_read_as_it_was_signed(observed):
    observed.content = '{"batch":"L-01","lines":[]}'

    assert observed.record == {"batch": "L-01", "lines": []}
