"""What the chapters of the demo share: the calendar, and everything made so far, by the keys of the files."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from audit.actor import system
from courses.models import Assessment, Checklist, CourseClass, CoursePage, Enrolment, Quiz
from demo.content import Calendar, DemoSop
from demo.diary import Diary
from sops.models import Sop, SopVersion
from staff.domain.authentication import Proof
from staff.models import Duty, JobRole, Person, Unit, User

ACTOR = system("seed_demo")
# The institution takes the system into use: who was there before is entered on this day.
FIRST_DAY = -700


@dataclass
class World:
    calendar: Calendar
    diary: Diary
    sources: dict[str, DemoSop]
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    job_roles: dict[str, JobRole] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    sops: dict[str, Sop] = field(default_factory=dict)
    versions: dict[tuple[str, int], SopVersion] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    courses: dict[str, CoursePage] = field(default_factory=dict)
    classes: dict[str, CourseClass] = field(default_factory=dict)
    enrolments: dict[tuple[str, str], Enrolment] = field(default_factory=dict)
    fills: dict[tuple[str, int], Assessment] = field(default_factory=dict)
    confirmations: dict[tuple[str, str, int, int], Any] = field(default_factory=dict)  # person, SOP, version, day
    claims: dict[int, Any] = field(default_factory=dict)
    certificates: dict[str, Any] = field(default_factory=dict)  # by the number pattern of the files

    def proof(self, key: str) -> Proof:
        """The demo signs without a password, and every signature says so in its method."""
        return Proof(user_id=self.users[key].pk, method="demo")

    def chance(self, *words: object) -> random.Random:
        """A random source that gives the same choices at every loading."""
        return random.Random(" ".join(str(word) for word in words))  # noqa: S311  # no secret depends on it
