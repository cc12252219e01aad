"""Every act is done by an account or by a system actor that the act names; a string is nobody
(21 CFR 11.10(d), R-42).
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest

from audit.actor import Name, System, system
from audit.trail import record
from core.errors import NotAllowed
from staff.permissions import May, can, require
from tests.architecture.house import ROOT
from tests.architecture.test_audit_or_nothing import WRITES, _world, staged

MAKERS = ("management/commands/", "domain/", "demo/", "audit/")


class Swapped:
    """A writer of the domain whose `by` is exchanged once the scene is set;
    every other argument stays what the scene gives.
    """

    def __init__(self, name: str, by: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        module, _, function = name.rpartition(".")
        original: Callable[..., Any] = getattr(importlib.import_module(module), function)
        self.armed = self.reached = False

        @wraps(original)
        def writer(*arguments: Any, **named: Any) -> Any:
            if self.armed:
                self.reached, named["by"] = True, by
            return original(*arguments, **named)

        for loaded in list(sys.modules.values()):  # factories hold the writers by their names
            for known, value in list(getattr(loaded, "__dict__", {}).items()):
                if value is original:
                    monkeypatch.setattr(loaded, known, writer)


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["seed_demo", None], ids=["string", "nobody"])
@pytest.mark.parametrize("name", WRITES)
def test_every_writer_of_the_domain_refuses_an_actor_that_is_none(name, by, monkeypatch):
    swapped = Swapped(name, by, monkeypatch)
    act = staged(name)
    before = _world()
    swapped.armed = True

    with pytest.raises(NotAllowed):
        act()

    assert swapped.reached
    assert _world() == before


@pytest.mark.django_db
@pytest.mark.parametrize("what", May)
@pytest.mark.parametrize("name", Name)
def test_a_system_actor_may_only_what_an_act_allows_it_by_name(name, what):
    by = system(name)

    assert not can(by, what)
    for systems in ((), tuple(set(Name) - {name})):
        with pytest.raises(NotAllowed):
            require(by, what, systems=systems)
    require(by, what, systems=(name,))


@pytest.mark.parametrize("by", ["import_sop", Name.IMPORT_SOP, None])
def test_a_name_alone_is_no_actor(by):
    with pytest.raises(NotAllowed):
        require(by, May.DRAFT_SOP, systems=(Name.IMPORT_SOP,))
    with pytest.raises(NotAllowed):
        record("login", by=by)


def test_the_names_are_a_closed_list():
    with pytest.raises(ValueError, match="root"):
        system("root")
    with pytest.raises(TypeError):
        System("seed_demo")


def test_nobody_but_the_trail_and_its_commands_makes_a_system_actor():
    """Pages act for the account that is logged in: none of them can name an actor of the system."""
    found = set()
    for path in ROOT.glob("*/**/*.py"):
        where = path.relative_to(ROOT).as_posix()
        if where.startswith(("tests/", "bench/")) or any(part in where for part in MAKERS):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "audit.actor":
                found |= {where for name in node.names if name.name in {"system", "System"}}

    assert found == {"staff/permissions.py"}  # names the type, makes none
