"""CME regimes, certificates with register numbers, a revocation, a replacement, hours earned elsewhere."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any

from certificates.domain.credit import claim_credit, conversion_on, join_regime, reject_credit, verify_credit
from certificates.domain.issue import issue_certificate, issue_competence, revoke_certificate, supersede_certificate
from certificates.models import CmeRegime
from certificates.seal.authority import make_authority
from certificates.seal.sealing import folder
from core.errors import Conflict
from courses.models import CourseCompletion
from demo import content
from demo.world import ACTOR, FIRST_DAY, World
from staff.domain.people import correct_person

CHAPTER = "certificates"
OFFICE = "ngoc"
ORGANISATION = "Mescells (demo)"


def note_certificates(world: World) -> None:
    """Schedules everything about certificates and hours."""
    history = content.read("history.yaml")
    world.diary.note(FIRST_DAY, "07:30", CHAPTER, _seal)
    for row in content.read("people.yaml")["people"]:
        for held in row["cme"]:
            start = row["employed"]["from"] if row["employed"] else FIRST_DAY
            world.diary.note(max(FIRST_DAY, start), "09:00", CHAPTER, partial(_regime, world, row["key"], held))
    for place, row in enumerate(history["certificates"]):
        time = f"10:{place % 60:02d}"
        if "supersedes" in row:
            world.diary.note(row["issued"], "09:30", "people", partial(_mend_year, world, row))
            world.diary.note(row["issued"], time, CHAPTER, partial(_supersede, world, row, history["certificates"]))
        else:
            world.diary.note(row["issued"], time, CHAPTER, partial(_issue, world, row))
        if "revoked" in row:
            world.diary.note(row["revoked"]["day"], "15:00", CHAPTER, partial(_revoke, world, row))
    for place, row in enumerate(history["cme_external"]):
        decided = row["verified"]["day"] if row["verified"] else None
        entered = row["to"] + 2 if decided is None else max(row["to"], decided - 4)
        world.diary.note(min(entered, -1), f"18:{place % 60:02d}", CHAPTER, partial(_hours, world, row, place))
        if decided is not None:
            world.diary.note(decided, f"14:{place % 60:02d}", CHAPTER, partial(_decide, world, row, place))


def _seal(at: dt.datetime) -> None:
    """Creates a seal as old as the demo, if this installation has none."""
    try:
        make_authority(folder(), ORGANISATION, at=at)
    except Conflict:
        return  # the installation's own seal is used


def _regime(world: World, key: str, row: dict[str, Any], at: dt.datetime) -> None:
    valid_from = world.calendar.date(row["from"])
    join_regime(
        world.people[key],
        CmeRegime.objects.get(code=row["regime"]),
        by=ACTOR,
        valid_from=valid_from,
        valid_to=world.calendar.on(row["to"]),
        anchor=valid_from,
        at=at,
    )


def _issue(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    number, code = world.calendar.fill(row["number"], row["issued"]), row["check_code"]
    by, proof = world.users[row["signer"]], world.proof(row["signer"])
    if row["kind"] == "cme":
        completion = CourseCompletion.objects.get(
            person=world.people[row["person"]], course_class=world.classes[row["class"]]
        )
        made = issue_certificate(completion, by=by, proof=proof, number=number, check_code=code, at=at)
        assert made.hours == Decimal(row["hours"])
    else:
        confirmation = world.confirmations[row["person"], row["sop"], row["version"], row["qualified"]]
        made = issue_competence(confirmation, by=by, proof=proof, number=number, check_code=code, at=at)
    world.certificates[row["number"]] = made


def _mend_year(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    """Corrects the year of birth (`born_entered` in people.yaml): the reason why the certificate is replaced."""
    person = next(entry for entry in content.read("people.yaml")["people"] if entry["key"] == row["person"])
    correct_person(
        world.people[row["person"]], by=world.users["admin"], reason="Nhập sai năm sinh.", at=at, born_on=person["born"]
    )


def _supersede(world: World, row: dict[str, Any], rows: list[dict[str, Any]], at: dt.datetime) -> None:
    former = next(entry for entry in rows if entry["number"] == row["supersedes"])
    world.certificates[row["number"]] = supersede_certificate(
        world.certificates[former["number"]],
        by=world.users[row["signer"]],
        proof=world.proof(row["signer"]),
        reasons=former["superseded"]["reason"],
        number=world.calendar.fill(row["number"], row["issued"]),
        check_code=row["check_code"],
        at=at,
    )


def _revoke(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    act = row["revoked"]
    revoke_certificate(
        world.certificates[row["number"]],
        by=world.users[act["by"]],
        proof=world.proof(act["by"]),
        reason=world.calendar.fill_all(act["reason"], act["day"])["vi"],
        public_reasons=act["public_reason"],
        document=world.calendar.fill(act["document"], act["day"]),
        at=at,
    )


def _hours(world: World, row: dict[str, Any], place: int, at: dt.datetime) -> None:
    """Claims hours of the person, with the number of the paper certificate."""
    day = world.calendar.date(row["to"])
    conversion = conversion_on(day, activity=row["activity"], role=row["role"])
    assert conversion is not None, row
    claim = claim_credit(
        world.people[row["person"]],
        row=conversion,
        started_on=world.calendar.date(row["from"]),
        ended_on=day,
        quantity=Decimal(row["quantity"]),
        title=row["title"],
        organiser=row["organiser"],
        evidence=row["evidence"],
        by=world.users[row["person"]],
        at=at,
    )
    assert claim.hours == Decimal(row["hours"]), row
    world.claims[place] = claim


def _decide(world: World, row: dict[str, Any], place: int, at: dt.datetime) -> None:
    claim, by = world.claims[place], world.users[row["verified"]["by"]]
    if row["state"] == "rejected":
        reject_credit(claim, by=by, reasons=row["reason"], at=at)
    else:
        verify_credit(claim, by=by, at=at)
