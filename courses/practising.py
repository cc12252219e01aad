"""Supervised runs of a person for an SOP. A higher layer decides which runs count and registers its function here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from sops.models import Sop
from staff.models import Person


class RunProgress(NamedTuple):
    """Supervised runs towards the next qualification of a person for an SOP."""

    done: int
    needed: int


Provider = Callable[[Person, Sop, dt.date], RunProgress]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Registers the function; called once in `AppConfig.ready` of the layer that knows qualifications."""
    if provider not in _providers:
        _providers.append(provider)


def run_progress(person: Person, sop: Sop, day: dt.date) -> RunProgress | None:
    """Returns the runs done and required for the version in force on `day`; None if nothing is registered."""
    return next((provider(person, sop, day) for provider in _providers), None)
