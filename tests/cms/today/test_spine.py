"""The spine of days: what stands where."""

from __future__ import annotations

import datetime as dt

from cms.today import Task, lay_out
from cms.today.spine import OPEN

TODAY = dt.date(2026, 6, 15)  # a Monday


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def task(what: str, due: int | None = None, **fields) -> Task:
    return Task(what=what, verb="Do", url="/", due=None if due is None else days(due), **fields)


def drawn(*tasks: Task):
    spine = lay_out(tasks, TODAY)
    return [(node.kind, node.heading, [task.what for task in node.tasks]) for node in spine.nodes], [
        task.what for task in spine.later
    ]


def test_overdue_today_waiting_days_and_later_in_this_order() -> None:
    nodes, later = drawn(
        task("later", 8),
        task("thu", 3),
        task("waits"),
        task("today", 0),
        task("late", -2),
        task("later still", 30),
        task("seventh", 7),
    )

    assert nodes == [
        ("late", "Overdue by 2 days", ["late"]),
        ("today", "Today", ["today"]),
        ("waiting", "Waiting for you", ["waits"]),
        ("day", "Thursday", ["thu"]),
        ("day", "Monday", ["seventh"]),
    ]
    assert later == ["later", "later still"]


def test_longest_overdue_first_each_day_a_node_of_its_own() -> None:
    nodes, _later = drawn(task("a", -1), task("b", -9), task("c", -1))

    assert nodes == [("late", "Overdue by 9 days", ["b"]), ("late", "Overdue by 1 day", ["a", "c"])]


def test_in_a_day_the_hour_decides_and_appointments_without_one_come_last() -> None:
    nodes, _later = drawn(
        task("class", 0, quiet=True),
        task("noon", 0, time=dt.time(12)),
        task("read", 0),
        task("nine", 0, time=dt.time(9)),
    )

    assert nodes == [("today", "Today", ["nine", "noon", "read", "class"])]


def test_what_waits_longest_stands_first() -> None:
    nodes, _later = drawn(task("new", since=days(-1)), task("undated"), task("old", since=days(-9)))

    assert nodes == [("waiting", "Waiting for you", ["old", "new", "undated"])]
    assert lay_out([task("old", since=days(-9))], TODAY).nodes[0].aside == "the oldest since 6 Jun 2026"


def test_day_tells_hour_and_place_of_its_only_appointment() -> None:
    spine = lay_out([task("run", 3, time=dt.time(14), place="Clean room 2")], TODAY)

    assert [(node.heading, node.aside, node.number) for node in spine.nodes] == [
        ("Thursday", "18 Jun 2026, 14:00 · Clean room 2", "18")
    ]


def test_long_node_is_folded() -> None:
    node = lay_out([task(str(n)) for n in range(OPEN + 3)], TODAY).nodes[0]

    assert (len(node.shown), len(node.folded)) == (OPEN, 3)


def test_nothing_is_nothing() -> None:
    spine = lay_out([], TODAY)

    assert (spine.empty, spine.last, spine.minutes) == (True, None, 0)


def test_minutes_are_those_of_what_is_due_soon() -> None:
    spine = lay_out(
        [task("a", -2, minutes=12), task("b", 3, minutes=60), task("c", 30, minutes=9), task("d", minutes=5)], TODAY
    )

    assert spine.minutes == 72
