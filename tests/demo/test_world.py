"""What the chapters of the demo share."""

from __future__ import annotations

from demo.content import Calendar
from demo.diary import Diary
from demo.world import World
from staff.models import User
from tests.demo.worlds import TODAY


def made() -> World:
    return World(calendar=Calendar(TODAY), diary=Diary(Calendar(TODAY)), sources={}, users={"bao": User(pk=7)})


def test_signature_of_the_demo_says_that_it_is_one():
    proof = made().proof("bao")

    assert (proof.user_id, proof.method) == (7, "demo")


def test_chance_is_the_same_at_every_loading_and_another_for_other_words():
    draws = [made().chance(*words).random() for words in (("vy", -9), ("vy", -9), ("vy", -8), ("tu", -9))]

    assert draws[0] == draws[1]
    assert len(set(draws)) == 3
