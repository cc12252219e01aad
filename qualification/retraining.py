"""Retraining after a revision: what each change class asks again, what each depth asks (domain (f), [D]; R-19).

The statement of the qualification, the impact of a candidate, the confirmation by QA and the open tasks derive from
these tables.
"""

from __future__ import annotations

from qualification.enums import Duty
from sops.enums import ChangeClass, Depth

# A version without a class, the first of its SOP, asks for everything. [D]: dated values may replace this table.
ASKED_BY_CHANGE: dict[str, frozenset[Duty]] = {
    ChangeClass.EDITORIAL: frozenset(),
    ChangeClass.PROCEDURAL: frozenset({Duty.READ, Duty.QUIZ}),
    ChangeClass.CRITICAL: frozenset({Duty.READ, Duty.QUIZ, Duty.PRACTICE}),
}

ASKED_BY_DEPTH: dict[str, frozenset[Duty]] = {
    Depth.READ: frozenset({Duty.READ}),
    Depth.QUIZ: frozenset({Duty.READ, Duty.QUIZ}),
    Depth.PRACTICAL: frozenset({Duty.READ, Duty.QUIZ, Duty.PRACTICE}),
}


def asked_by_depth(depth: str, *, has_quiz: bool) -> frozenset[Duty]:
    """Duties of a person who needs an SOP at `depth`; the quiz only where the SOP has one."""
    asked = ASKED_BY_DEPTH[depth]
    return asked if has_quiz else asked - {Duty.QUIZ}


def asked_again(change_class: str, depth: str, *, has_quiz: bool) -> list[Duty]:
    """What a new version of this class asks of a person at `depth`, in the order in which it is done."""
    asked = ASKED_BY_CHANGE.get(change_class, frozenset(Duty)) & asked_by_depth(depth, has_quiz=has_quiz)
    return [duty for duty in Duty if duty in asked]


def classes_without(duty: Duty) -> list[str]:
    """Change classes after which `duty`, done for an earlier version, still counts."""
    return [str(name) for name, asked in ASKED_BY_CHANGE.items() if duty not in asked]


def runs_needed(asked_by_roles: int | None, on_checklist: int | None, of_institution: int) -> int:
    """Supervised runs before a first confirmation: the most a job role asks, else checklist, else institution."""
    return asked_by_roles or on_checklist or of_institution
