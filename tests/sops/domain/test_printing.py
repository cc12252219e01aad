"""Printed copies: of released versions only, each on record, each for a while."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from audit.models import AuditEvent
from core import clock
from core.errors import NotAllowed, Refused
from sops.domain.printing import print_copy
from sops.models import PrintedCopy
from tests.factories import sops as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 6, 15, 2, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _source_language():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def test_a_candidate_is_not_printed():
    with pytest.raises(Refused, match="released"):
        print_copy(make.candidate(), languages=["vi"], by=people.user("qa_approver"))
    assert not PrintedCopy.objects.exists()
    assert not AuditEvent.objects.filter(action="sop_printed").exists()


@pytest.mark.parametrize("languages", [[], ["en"], ["vi", "en"]])
def test_a_copy_holds_languages_of_the_version_only(languages):
    with pytest.raises(Refused, match="language"):
        print_copy(make.released(), languages=languages, by=people.user("learner"))


def test_who_may_not_read_prints_nothing():
    with pytest.raises(NotAllowed):
        print_copy(make.released(), languages=["vi"], by=people.user())


def test_a_copy_counts_until_the_end_of_its_day():
    copy = print_copy(make.released(), languages=["vi"], by=people.user("learner"), at=MORNING)

    assert copy.valid_until == clock.end_of(dt.date(2026, 6, 15))
