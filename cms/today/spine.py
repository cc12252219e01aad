"""Tasks by day: overdue, today, without a date, the next seven days; the rest is folded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import daydate, weekday

NEAR = 7  # days ahead that stand on the spine
OPEN = 6  # tasks of one node that are shown; the others are folded


@dataclass(frozen=True)
class Task:
    """One task: what, why, how long, what it blocks, and one verb."""

    what: str
    verb: str
    url: str
    due: dt.date | None = None
    time: dt.time | None = None
    since: dt.date | None = None  # how long it has waited, where no day is set
    place: str = ""
    code: str = ""  # number of a document or course
    about: str = ""
    whom: tuple[str, str] = ("", "")  # a word and the name of a person: the assessor, the learner
    why: str = ""
    blocks: str = ""
    minutes: int = 0
    quiet: bool = False  # an appointment: to be kept rather than done now


@dataclass
class Node:
    """One day with its tasks."""

    kind: str  # late, today, waiting, day
    heading: str
    aside: str = ""
    number: str = ""
    icon: str = ""
    tasks: list[Task] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether the day has several appointments: then each task states its own time and place, else the heading
        does.
        """
        return len(self.tasks) > 1

    @property
    def shown(self) -> list[Task]:
        return self.tasks[:OPEN]

    @property
    def folded(self) -> list[Task]:
        return self.tasks[OPEN:]


@dataclass
class Spine:
    nodes: list[Node]
    later: list[Task]
    counts: dict[str, int]  # tasks by kind of node
    minutes: int  # of what is due within the next days and has a known length

    @property
    def last(self) -> dt.date | None:
        return self.later[-1].due if self.later else None

    @property
    def empty(self) -> bool:
        return not self.nodes and not self.later


def lay_out(tasks: Iterable[Task], today: dt.date) -> Spine:
    """Orders tasks by day, and within a day by time."""
    dated = sorted(
        (task for task in tasks if task.due), key=lambda task: (task.due, task.time or dt.time.max, task.quiet)
    )
    undated = sorted(
        (task for task in tasks if not task.due), key=lambda task: (task.since is None, task.since or today)
    )
    nodes = []
    for day, group in groupby(
        (task for task in dated if task.due and (task.due - today).days <= NEAR), key=lambda task: task.due
    ):
        assert day is not None
        nodes.append(_node(day, today, list(group)))
    if undated:
        place = next((place for place, node in enumerate(nodes) if node.kind == "day"), len(nodes))
        nodes.insert(place, _waiting(undated))
    later = [task for task in dated if task.due and (task.due - today).days > NEAR]
    counts = {
        kind: sum(len(node.tasks) for node in nodes if node.kind == kind)
        for kind in ("late", "today", "waiting", "day")
    }
    minutes = sum(task.minutes for node in nodes if node.kind != "waiting" for task in node.tasks)
    return Spine(nodes, later, counts, minutes)


def _node(day: dt.date, today: dt.date, tasks: list[Task]) -> Node:
    days = (today - day).days
    if days > 0:
        heading = ngettext("Overdue by %(n)s day", "Overdue by %(n)s days", days) % {"n": days}
        return Node("late", heading, _("due %(day)s") % {"day": daydate(day)}, icon="warn", tasks=tasks)
    times = (
        " · ".join(filter(None, (f"{tasks[0].time:%H:%M}" if tasks[0].time else "", tasks[0].place)))
        if len(tasks) == 1
        else ""
    )
    if days == 0:
        return Node("today", _("Today"), times, str(day.day), tasks=tasks)
    return Node("day", weekday(day), ", ".join(filter(None, (daydate(day), times))), str(day.day), tasks=tasks)


def _waiting(tasks: list[Task]) -> Node:
    oldest = next((task.since for task in tasks if task.since), None)
    aside = _("the oldest since %(day)s") % {"day": daydate(oldest)} if oldest else ""
    return Node("waiting", _("Waiting for you"), aside, icon="clock", tasks=tasks)
