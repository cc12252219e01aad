"""Acts as nodes of a spine: late entries, runs in a row as one node, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from qualification.acts import Acts, Node, corrections, group_runs
from tests.factories import facts
from tests.factories import staff as make

DAY = dt.date(2026, 6, 1)


def days(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


def node(n: int, kind: str = "run", **fields: Any) -> Node:
    values = {"ids": [str(n)], "hashes": [f"h{n}"], "urls": [f"/{n}"], "lines": ["assessor"], "version": 1, **fields}
    return Node(kind, day=days(n), recorded_at=facts.noon(days(n)), title=kind, **values)


def test_entry_of_a_later_day_of_the_site_is_late():
    midnight = dt.datetime(2026, 6, 1, 17, 0, tzinfo=dt.UTC)  # the second of June in Hà Nội
    entered = [midnight - dt.timedelta(seconds=1), midnight]

    assert [Node("run", ["1"], DAY, at, "run").late for at in entered] == [False, True]


def test_good_runs_in_a_row_are_one_node_with_all_their_records():
    with translation.override("en"):
        (found,) = group_runs([node(1), node(2, counts=True), node(3, lines=["other"])])

    assert (found.title, found.ids, found.urls, found.hashes) == (
        "Supervised runs: 3", ["1", "2", "3"], ["/1", "/2", "/3"], ["h1", "h2", "h3"],
    )  # fmt: skip
    assert (found.day, found.counts, found.lines) == (days(3), True, ["assessor", "other"])


@pytest.mark.parametrize(
    "between", [node(2, tone="late"), node(2, version=2), node(2, "assessment"), node(2, "aps"), node(2, tone="off")]
)
def test_run_that_failed_or_is_of_another_version_or_kind_stands_alone(between):
    assert [found.ids for found in group_runs([node(1), between, node(3)])] == [["1"], ["2"], ["3"]]


@pytest.mark.django_db
def test_correction_is_found_for_the_record_it_replaces():
    who, version = make.person(), facts.version(facts.sop(), days(-30))
    wrong, other = facts.practised(who, version, days(1)), facts.practised(who, version, days(2))
    right = facts.practised(who, version, days(1), supersedes=wrong, passed=False)

    assert corrections([wrong, other, right]) == {wrong.pk: right}


@pytest.mark.django_db
def test_nodes_stand_by_day_then_by_the_step_of_training():
    who, version = make.person(), facts.version(facts.sop(), days(-30))
    facts.confirmed(who, version, days(1))
    facts.practised(who, version, days(1), "assessment")
    facts.practised(who, version, days(1))
    facts.quizzed(who, version, days(1))
    facts.read(who, version, days(1))
    facts.event(who, "suspension", days(0))

    kinds = [found.kind for found in Acts(who, [version.sop_id]).nodes(version.sop_id)]

    assert kinds == ["release", "event", "acknowledgement", "submission", "run", "assessment", "confirmation"]


@pytest.mark.django_db
def test_act_that_does_not_count_says_why():
    who, version = make.person(), facts.version(facts.sop(), days(-30))
    unsigned = facts.practised(who, version, days(1), accepted=False)
    wrong = facts.practised(who, version, days(2))
    facts.practised(
        who, version, days(2), supersedes=wrong, passed=False, reason="Nhầm người", known=facts.noon(days(3))
    )

    with translation.override("en"):
        shown = {found.ids[0]: found for found in Acts(who, [version.sop_id]).nodes(version.sop_id)}

    assert shown[str(wrong.pk)].tone == "off"
    assert shown[str(wrong.pk)].lines[-1] == "Corrected on 4 Jun 2026: Nhầm người"
    assert shown[str(unsigned.pk)].lines[-1] == "Not yet signed by the trainee: does not count."
