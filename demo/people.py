"""Units, roles, people, accounts and appointments; changes of role, a leaver, granted access."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import translation

from core import clock
from demo import content
from demo.world import ACTOR, FIRST_DAY, World
from staff.domain import people as staff
from staff.domain.roles import add_duty, add_job_role
from staff.domain.sign import accept_accountability
from staff.models import Assignment
from staff.views.profile import statement_text

PASSWORD = "mescells-demo"  # noqa: S105  # shown on the log-in page of the demo, and nowhere else of any use
CHAPTER = "people"


def note_people(world: World) -> None:
    """Schedules everything about people."""
    files = content.read("people.yaml")
    events = content.read("history.yaml")["people_events"]
    password_hash = make_password(PASSWORD)  # hashing is slow on purpose: once is enough
    world.diary.note(FIRST_DAY, "08:00", CHAPTER, partial(_units_and_roles, world, files))
    first = sorted(files["people"], key=lambda row: row["key"] != "admin")  # the administrator enters the others
    for row in first:
        day = max(FIRST_DAY, _day(world, row["employed"]["from"] if row["employed"] else _first_appointment(row)))
        world.diary.note(day, "08:05", CHAPTER, partial(_person, world, row, password_hash))
        for duty in row["duties"]:
            world.diary.note(max(day, duty["from"]), "08:10", CHAPTER, partial(_appoint, world, row["key"], duty))
    for row in files["people"]:
        changes = {
            event["effective"] for event in events if event["type"] == "role_change" and event["person"] == row["key"]
        }
        for held in row["job_roles"]:
            if held["from"] not in changes:
                world.diary.note(held["from"], "08:15", CHAPTER, partial(_assign, world, row["key"], held))
    for event in events:
        if event["type"] in EVENTS:
            world.diary.note(event["day"], "16:00", CHAPTER, partial(EVENTS[event["type"]], world, event))


def _day(world: World, day: int | dt.date) -> int:
    return day if isinstance(day, int) else (day - world.calendar.today).days


def _first_appointment(row: dict[str, Any]) -> int:
    return min(duty["from"] for duty in row["duties"])


def _units_and_roles(world: World, files: dict[str, Any], at: dt.datetime) -> None:
    for row in files["units"]:
        licences = [
            {
                "kind": licence["kind"],
                "number": licence["number"],
                "scope": licence["scope"],
                "valid_from": world.calendar.on(licence["issued"]),
                "valid_to": world.calendar.on(licence["valid_to"]),
            }
            for licence in row["licences"]
        ]
        world.units[row["code"]] = staff.add_unit(
            code=row["code"],
            names=row["name"],
            by=ACTOR,
            at=at,
            licences=licences,
            kind=row["kind"],
            side=row["side"],
            short_names=row["short"],
            parent_line=row["parent_line"] or {},
            city=row["city"],
            cme_issuer=row["cme_issuer"],
            cme_unit_code=row["cme_unit_code"] or "",
        )
    roles = content.read("roles.yaml")
    for row in roles["job_roles"]:
        world.job_roles[row["id"]] = add_job_role(
            code=row["id"],
            names=row["name"],
            descriptions=row["description"],
            area=row["area"],
            access=row["access"],
            by=ACTOR,
            at=at,
        )
    for row in roles["duties"]:
        world.duties[row["id"]] = add_duty(code=row["id"], names=row["name"], by=ACTOR, at=at)


def _person(world: World, row: dict[str, Any], password_hash: str, at: dt.datetime) -> None:
    key, name, employed = row["key"], row["name"], row["employed"] or {"from": None, "to": None}
    person = staff.add_person(
        full_name=name.get("latin", name["full"]),
        by=ACTOR,
        at=at,
        licences=[_licence(world, row["licence"])] if row["licence"] else [],
        kanji_name=name.get("kanji", ""),
        kana_name=name.get("kana", ""),
        kind=row["kind"],
        titles=row["title"],
        degree=row["degree"],
        positions=row["position"],
        formal_address=row["address"]["formal"],
        daily_address=row["address"]["daily"],
        born_on=row.get("born_entered", row["born"]),
        unit=world.units[row["unit"]] if row["unit"] else None,
        workplace=row.get("organisation", {}).get("vi", ""),
        employed_from=world.calendar.on(employed["from"]),
    )
    language = "ja" if row["kind"] == "su_expert" else "vi"
    user = staff.open_account(
        person, email=row["email"], by=ACTOR, at=at, password_hash=password_hash, language=language
    )
    world.people[key], world.users[key] = person, user
    first = clock.site_date(at)
    if key == "auditor":
        return  # let in for a few days only: see people_events
    for role in row["access"] or ["learner"]:  # who has left by now could log in until then
        staff.grant_access(
            person, role, by=world.users.get("admin", ACTOR) if key != "admin" else ACTOR, valid_from=first, at=at
        )
    with translation.override(language):
        accept_accountability(by=user, text=statement_text(), at=at)


def _licence(world: World, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "number": row["number"],
        "place": row["place"],
        "professional_title": row["professional_title"],
        "scope": row["scope"],
        "valid_from": world.calendar.on(row["issued"]),
        "valid_to": world.calendar.on(row["valid_to"]),
    }


def _appoint(world: World, key: str, row: dict[str, Any], at: dt.datetime) -> None:
    staff.appoint(
        world.people[key],
        world.duties[row["duty"]],
        by=ACTOR,
        valid_from=world.calendar.date(row["from"]),
        valid_to=world.calendar.on(row["to"]) if row["duty"] == "inspector" else None,
        scope=row.get("scope", ""),
        at=at,
    )


def _assign(world: World, key: str, row: dict[str, Any], at: dt.datetime, document: str = "") -> None:
    """Schedules an assignment; an end is recorded on its own later day, because nobody knew of it at the start."""
    staff.assign(
        world.people[key],
        world.job_roles[row["role"]],
        by=ACTOR,
        valid_from=world.calendar.date(row["from"]),
        document=document,
        at=at,
    )


def _change_role(world: World, event: dict[str, Any], at: dt.datetime) -> None:
    person, by = world.people[event["person"]], world.users[event["by"]]
    begins = world.calendar.date(event["effective"])
    held = Assignment.objects.get(person=person, job_role=world.job_roles[event["from_role"]], valid_to=None)
    staff.end_assignment(held, by=by, last_day=begins - dt.timedelta(days=1), reason=event["reason"]["vi"], at=at)
    staff.assign(person, world.job_roles[event["to_role"]], by=by, valid_from=begins, document=event["document"], at=at)


def _leave(world: World, event: dict[str, Any], at: dt.datetime) -> None:
    staff.leave(
        world.people[event["person"]],
        by=world.users[event["by"]],
        last_day=world.calendar.date(event["effective"]),
        reason=event["reason"]["vi"],
        at=at,
    )


def _let_in(world: World, event: dict[str, Any], at: dt.datetime) -> None:
    staff.grant_access(
        world.people[event["person"]],
        "auditor",
        by=world.users[event["by"]],
        valid_from=world.calendar.date(event["effective"]),
        valid_to=world.calendar.date(event["until"]),
        at=at,
    )


EVENTS = {"role_change": _change_role, "left": _leave, "access_granted": _let_in}
