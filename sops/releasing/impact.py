"""Training impact of a candidate. Qualifications belong to a higher layer, which registers its function here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from sops.enums import ChangeClass
from sops.models import SopVersion
from staff.models import Person


@dataclass(frozen=True)
class Touched:
    """One person who must repeat training when a candidate takes effect."""

    person: Person
    role: str  # the job role through which the SOP is required
    change_class: ChangeClass  # the most severe change for this person: determines the required action
    redo: str  # the required action, one line in the reader's language
    due: dt.date  # the day before the candidate's effective date
    ready_on: dt.date | None  # when this person can be ready at the earliest; None if unknown
    first_work: str = ""  # first shift under the new version, where shifts are known


@dataclass(frozen=True)
class Impact:
    """Training impact of the candidate for one possible effective date."""

    effective_on: dt.date
    people: list[Touched] = field(default_factory=list)
    qualified: int = 0  # people who hold the version in force today

    @property
    def ready(self) -> int:
        return sum(1 for row in self.people if row.ready_on and row.ready_on <= self.effective_on)

    @property
    def late(self) -> list[Touched]:
        return [row for row in self.people if not row.ready_on or row.ready_on > self.effective_on]

    @property
    def share(self) -> int:
        """Percentage of the people affected who can be ready, rounded down; 100 when nobody is affected."""
        return 100 * self.ready // len(self.people) if self.people else 100


Provider = Callable[[SopVersion, dt.date], Impact]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Registers `provider(version, effective_on) -> Impact`; called once in `AppConfig.ready` of the layer that knows
    qualifications.
    """
    if provider not in _providers:
        _providers.append(provider)


def impact(version: SopVersion, effective_on: dt.date) -> Impact:
    """Returns the people affected if `version` takes effect on `effective_on`; none if nothing is registered."""
    found = [provider(version, effective_on) for provider in _providers]
    return Impact(effective_on, [row for part in found for row in part.people], sum(part.qualified for part in found))
