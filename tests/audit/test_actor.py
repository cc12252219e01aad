"""Actors that are no person: known by their type, never by a string."""

from __future__ import annotations

import pytest

from audit.actor import Name, check_actor, is_actor, is_system, system
from core.errors import NotAllowed
from staff.models import Person


def test_a_system_actor_is_one_of_the_names_it_is_asked_for():
    by = system("deadline")

    asked = ([Name.DEADLINE], [Name.SEED_DEMO, Name.DEADLINE], [Name.SEED_DEMO], [])
    assert [is_system(by, *names) for names in asked] == [True, True, False, False]
    assert str(by) == "deadline"


@pytest.mark.parametrize("by", ["deadline", Name.DEADLINE, None, 7])
def test_what_is_no_actor_acts_not(by):
    assert (is_actor(by), is_system(by, *Name)) == (False, False)
    with pytest.raises(NotAllowed):
        check_actor(by)


def test_a_person_acts_and_is_no_system():
    by = Person(full_name="Hiền")

    check_actor(by)
    assert (is_actor(by), is_system(by, *Name)) == (True, False)
