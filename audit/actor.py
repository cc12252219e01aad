"""Acts done by no person: each kind has a name of its own here, and may do only what an act allows it by that name
(21 CFR 11.10(d)).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeGuard

from django.db import models
from django.utils.translation import gettext as _

from core.errors import NotAllowed


class Name(StrEnum):
    """Names of system actors as the trail shows them; they stand in lines that exist, so none is ever renamed."""

    ANONYMOUS = "anonymous"  # somebody who has not logged in
    CARRY_OVER = "carry-over"  # verified translations of unchanged texts go on to the next draft
    DEADLINE = "deadline"  # an attempt is handed in when its time is over
    EVIDENCE_PACK = "evidence_pack"  # the command of that name
    IMPORT_QUESTIONS = "import_questions"  # the command of that name
    IMPORT_SOP = "import_sop"  # the command of that name
    SEED_DEMO = "seed_demo"  # the loader of the demonstration
    UNATTENDED = "system"  # Wagtail's own log, outside every request


@dataclass(frozen=True)
class System:
    """An actor that is no person.

    Made by `system`, which knows the names; held apart from accounts by its type, never by a string.
    """

    name: Name

    def __post_init__(self) -> None:
        if not isinstance(self.name, Name):
            raise TypeError(f"{self.name!r} is no name of a system actor")

    def __str__(self) -> str:
        return str(self.name)


def system(name: str) -> System:
    """The system actor of that name. Raises ValueError for a name that is not in the list."""
    return System(Name(name))


def is_system(by: Any, *names: Name) -> bool:
    """Whether `by` is a system actor with one of `names`: how an act says which of them may do it."""
    return isinstance(by, System) and by.name in names


def is_actor(by: Any) -> TypeGuard[System | models.Model]:
    """Whether `by` can stand in a line of the trail as who acted: an account,
    a person or a system actor; never a mere string.
    """
    return isinstance(by, System | models.Model)


def check_actor(by: Any) -> None:
    """Raises NotAllowed for anything that is no actor."""
    if not is_actor(by):
        raise NotAllowed(_("An act needs to be done by somebody. Log in and try again."))
