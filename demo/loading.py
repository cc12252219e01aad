"""Loads the demo into an empty database, all or nothing; a second time it changes nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from audit.queries import lines_of
from audit.trail import record, witnessed
from core import clock
from core.errors import Refused
from demo import content
from demo.ahead import note_ahead
from demo.certificates import note_certificates
from demo.content import Calendar
from demo.courses import note_courses
from demo.diary import Diary
from demo.people import note_people
from demo.review import note_review
from demo.sops import note_sops
from demo.training import note_training
from demo.world import ACTOR, World
from sops.queries import installation_is_empty

LOADED = "demo_loaded"


def loaded_on() -> dt.date | None:
    """The day the demo in this database was loaded on; its days count from it."""
    event = lines_of(LOADED).first()
    return dt.date.fromisoformat(json.loads(event.data)["new"]["day"]) if event else None


def load(
    *, today: dt.date | None = None, progress: Callable[[str, int], None] = lambda chapter, done: None
) -> Counter[str]:
    """Everything of demo/content in the order of time; returns how many acts each chapter had, empty if it is here
    already.

    One transaction. Raises Refused on a database that holds people or documents of its own.
    """
    if loaded_on():
        return Counter()
    if not installation_is_empty():
        raise Refused(
            _("This database holds people or documents of its own. The demonstration is only loaded into an empty one.")
        )
    calendar = Calendar(today or clock.today())
    world = World(calendar=calendar, diary=Diary(calendar), sources={sop.number: sop for sop in content.sops()})
    for chapter in (note_people, note_sops, note_courses, note_training, note_certificates, note_review, note_ahead):
        chapter(world)
    done: Counter[str] = Counter()
    with transaction.atomic(), witnessed(source=f"manage.py {ACTOR}", actor=ACTOR):
        for _at, name in world.diary.happen():
            done[name] += 1
            progress(name, sum(done.values()))
        record(LOADED, by=ACTOR, new={"day": calendar.today, "acts": dict(done)})
    return done
