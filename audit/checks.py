"""Checks of `verify_audit`: every app that keeps evidence registers how its evidence is verified (R-30, R-39)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.utils.module_loading import import_string

from audit import frozen, registry, rows, trail


@dataclass
class Finding:
    """One record that does not verify, named by table and key, and why."""

    record: str
    why: str


@dataclass
class Result:
    """One check: number of records verified, and the findings."""

    name: str
    checked: int
    findings: list[Finding] = field(default_factory=list)


Check = Callable[[], tuple[int, list[Finding]]]
_checks: dict[str, Check | str] = {}


def register(name: str, check: Check | str) -> None:
    """Registers a check in `AppConfig.ready`; `check()` returns the number of records verified and the findings.
    A check may be given by its dotted path: it is imported when it runs, so that other commands do not load what
    only checks need.
    """
    _checks[name] = check


def _chain() -> tuple[int, list[Finding]]:
    count, broken = trail.verify()
    return count, [Finding(f"audit_auditevent seq {line.seq}", line.why) for line in broken]


def _triggers() -> tuple[int, list[Finding]]:
    missing = frozen.unguarded(connection)
    return len(registry.FROZEN), [
        Finding(table, "a trigger that guards this table is missing or switched off") for table in missing
    ]


def _rows() -> tuple[int, list[Finding]]:
    found = [Finding(f"{model._meta.db_table} id {key}", why) for model, key, why in rows.differing()]
    return rows.count(), found


def run() -> Iterator[Result]:
    """Runs every check, those of `audit` first. A check that fails to finish is itself a finding."""
    for name, check in {"chain": _chain, "triggers": _triggers, "rows": _rows, **_checks}.items():
        try:
            checked, findings = import_string(check)() if isinstance(check, str) else check()
        except Exception as error:
            # what was altered may be such that the check cannot read it: that is a finding, not the end of all checks
            checked, findings = 0, [Finding(name, f"the check broke off: {error!r}")]
        yield Result(name, checked, findings)
