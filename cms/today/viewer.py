"""Who looks, on which day; what several parts of the page ask is asked once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from core import clock
from courses.waiting import CourseUnderWay, courses_under_way
from qualification.status import Qualification, qualifications
from sops.waiting import Draft, Work, drafts_in_work, translation_work
from staff.models import Person, User
from staff.permissions import May, can


@dataclass
class Viewer:
    """An account with its person, at a moment."""

    user: User
    at: dt.datetime = field(default_factory=clock.now)

    @property
    def day(self) -> dt.date:
        return clock.site_date(self.at)

    @property
    def person(self) -> Person | None:
        return self.user.person

    def may(self, *acts: May) -> bool:
        """Whether a role of this account allows one of `acts`."""
        return any(can(self.user, act) for act in acts)

    @property
    def learns(self) -> bool:
        return self.person is not None and self.may(May.LEARN)

    @cached_property
    def answers(self) -> list[Qualification]:
        """The qualifications of the person for every SOP that is required of them."""
        return (
            [row for row in qualifications([self.person], None, self.day) if row.depth]
            if self.person and self.learns
            else []
        )

    @cached_property
    def courses(self) -> list[CourseUnderWay]:
        return courses_under_way(self.person, self.day) if self.person and self.learns else []

    @cached_property
    def drafts(self) -> list[Draft]:
        return drafts_in_work()

    @cached_property
    def work(self) -> list[Work]:
        return translation_work(self.drafts)
