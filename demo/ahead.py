"""Planned practice for the coming weeks, and the trial lots of the transfer board."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from demo import content
from demo.world import World
from qualification.domain.planning import plan
from transfer.domain.lots import enter_trial_lot

CHAPTER = "ahead"
PLANNER = "bao"
TIMES = (dt.time(9, 0), dt.time(13, 30), dt.time(15, 0))


def note_ahead(world: World) -> None:
    """Schedules appointments as entered two days ago, and trial lots on the day of manufacture."""
    for place, row in enumerate(content.read("history.yaml")["planned"]):
        world.diary.note(-2, f"16:{place:02d}", CHAPTER, partial(_plan, world, row, place))
    for row in content.read("transfer.yaml")["trial_lots"]:
        world.diary.note(row["made"], "17:30", CHAPTER, partial(_lot, world, row))


def _plan(world: World, row: dict[str, Any], place: int, at: dt.datetime) -> None:
    assessor = row["assessor"] if "assessor" in row else row["supervisor"]
    number = row.get("sop") or ("MSC-SOP-ENV-004" if row["activity"] == "aps" else "")
    plan(
        world.people[row["person"]],
        day=world.calendar.date(row["day"]),
        time=TIMES[place % len(TIMES)],
        place="Phòng sạch, Hà Nội",
        activity=row["activity"],
        sop=world.sops.get(number),
        version=world.versions.get((number, row.get("version", 0))),
        number=row.get("run") or row.get("sequence"),
        of=row.get("of") or (3 if row.get("sequence") else None),
        assessor=world.people[assessor],
        by=world.users[PLANNER],
        at=at,
    )


def _lot(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    enter_trial_lot(
        product=row["product"],
        stage=row["stage"],
        lot=row["lot"],
        made_on=world.calendar.date(row["made"]),
        passed=row["passed"],
        note=row.get("note", ""),
        by=world.users[PLANNER],
        at=at,
    )
