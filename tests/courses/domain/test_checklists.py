"""Checklists: every line can be observed, and rules that are not given are the institution's."""

from __future__ import annotations

import copy
import datetime as dt

import pytest

from audit.models import AuditEvent
from core.errors import Conflict, NotAllowed, Refused
from courses.domain.checklists import check_lines, create_checklist
from courses.models import Checklist
from staff.value_table import VALUES
from tests.factories import courses as make
from tests.factories import staff as people


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": "l02"}, "an id of its own"),
        ({"id": ""}, "an id of its own"),
        ({"text": {}}, "needs a text"),
        ({"critical": None}, "needs a text and says whether it is critical"),
        ({"critical": 1}, "needs a text and says whether it is critical"),
        ({"measures": [{"comparator": "±", "value": "37"}]}, "limits of a measure are incomplete"),
        ({"measures": [{"comparator": "range", "low": "30", "high": ""}]}, "limits of a measure are incomplete"),
        ({"measures": [{"comparator": "≥"}]}, "limits of a measure are incomplete"),
        ({"measures": [{"comparator": "~", "value": "1"}]}, "limits of a measure are incomplete"),
    ],
)
def test_line_that_cannot_be_observed_is_refused(change, sentence):
    lines = copy.deepcopy(make.LINES)
    lines[0].update(change)

    with pytest.raises(Refused, match=sentence) as refused:
        check_lines(lines)
    assert refused.value.field == "lines"


def test_checklist_without_lines_is_refused():
    with pytest.raises(Refused, match="an id of its own"):
        check_lines([])


def test_limit_of_zero_is_a_limit():
    check_lines([{"id": "a", "text": "x", "critical": True, "measures": [{"comparator": "≤", "value": 0}]}])


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "key"), [("practical", "supervised_runs"), ("gowning", "gowning_first")])
def test_rules_that_are_not_given_are_the_institutions(kind, key):
    made = make.checklist(make.released(), kind=kind, runs_required=None)

    assert (made.runs_required, made.other_misses_allowed) == (VALUES[key].default, VALUES["other_misses"].default)


@pytest.mark.django_db
def test_rules_of_the_institution_are_those_of_the_day():
    version = make.released()
    people.value("supervised_runs", 7, since=dt.date(2024, 1, 1))

    earlier = make.checklist(version, at=dt.datetime(2023, 6, 1, tzinfo=dt.UTC))

    assert earlier.runs_required == VALUES["supervised_runs"].default
    assert (make.checklist(version).runs_required, make.checklist(version, runs_required=0).runs_required) == (7, 0)


@pytest.mark.django_db
def test_short_name_is_taken_once_and_only_by_those_who_write_courses():
    made = make.checklist(make.released())
    given = {"slug": made.slug, "sop": made.sop, "titles": {"vi": "x"}, "lines": make.LINES}

    with pytest.raises(Conflict):
        create_checklist(**given, by=people.one("trainer"))
    with pytest.raises(NotAllowed):
        create_checklist(**{**given, "slug": "other"}, by=people.user("learner"))
    assert Checklist.objects.count() == AuditEvent.objects.filter(action="checklist_created").count() == 1
