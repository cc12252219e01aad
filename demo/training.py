"""Reading, quizzes, practice, assessments and confirmations; media fills; suspensions, disqualifications and
retraining.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from audit.trail import record
from courses.domain.practice import Observed, accept_assessment, record_assessment
from courses.enums import LineResult, PracticeKind
from courses.models import Assessment, Quiz
from demo import content
from demo.courses import take_quiz
from demo.practice import limits, plausible, results
from demo.world import World
from qualification.domain.confirmation import confirm_qualification
from qualification.domain.restrictions import disqualify, suspend
from sops.domain.acknowledgement import acknowledge

CHAPTER = "training"
GOWNING, MEDIA_FILL = "MSC-SOP-ENV-001", "MSC-SOP-ENV-004"
# Times of a working day, in the order in which the acts of one day follow each other.
READ, QUIZ, RUN, ASSESSED, CONFIRMED, FILL_READ = "08:30", "10:00", "11:00", "14:00", "16:30", "09:15"


def note_training(world: World) -> None:
    """Schedules every row of the history."""
    history = content.read("history.yaml")
    for place, row in enumerate(history["training"]):
        _note_row(world, row, place % 20)
    for fill in history["aps"]:
        if fill["result"] != "pending":  # still incubating: known on the day it is read
            world.diary.note(fill["read"], FILL_READ, CHAPTER, partial(_fill, world, fill))
    for event in history["people_events"]:
        if event["type"] in EVENTS:
            world.diary.note(event["day"], "15:30", CHAPTER, partial(EVENTS[event["type"]], world, event))


def _note_row(world: World, row: dict[str, Any], minute: int) -> None:
    def note(day: int, time: str, act: Any, *args: Any) -> None:
        hour, start = time.split(":")
        world.diary.note(day, f"{hour}:{int(start) + minute:02d}", CHAPTER, partial(act, world, row, *args))

    if "read" in row:
        note(row["read"]["day"], READ, _read)
    for attempt in row.get("quiz", []):
        # a second try keeps the wait of 24 hours
        note(attempt["day"], QUIZ if attempt["attempt"] == 1 else "13:00", _quiz, attempt)
    for number, run in enumerate(row.get("runs", []), 1):
        if "recorded" in run:
            continue  # entered later, with the assessment
        note(run["day"], RUN, _run, run, number)
    if act := row.get("assessment"):
        if late := act.get("recorded"):
            for number, run in enumerate(row["runs"], 1):
                if "recorded" in run:
                    note(run["recorded"], ASSESSED, _run, run, number)
            note(late["day"], "14:30", _assess)
        else:
            note(act["day"], ASSESSED, _assess)
    if act := row.get("qualified"):
        note(act.get("signed", act["from"]), CONFIRMED, _confirm)


def _read(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    key = row["person"]
    acknowledge(
        world.versions[row["sop"], row["version"]],
        by=world.users[key],
        proof=world.proof(key),
        language=row["read"]["language"],
        at=at,
    )


def _quiz(world: World, row: dict[str, Any], attempt: dict[str, Any], at: dt.datetime) -> None:
    take_quiz(
        world,
        row["person"],
        Quiz.objects.get(sop=world.sops[row["sop"]]),
        correct=attempt["correct"],
        of=attempt["of"],
        passed=attempt["result"] == "pass",
        version=world.versions[row["sop"], row["version"]],
        at=at,
    )


def _run(world: World, row: dict[str, Any], run: dict[str, Any], number: int, at: dt.datetime) -> None:
    """Records a supervised run; for gowning, the plates taken on leaving decide."""
    assessment = row.get("assessment", {})
    gowning = "glove_cfu" in run
    supervisor = run.get("supervisor") or assessment.get("assessor") or "bao"
    _both_sign(
        world,
        row,
        supervisor,
        at,
        kind=PracticeKind.RUN,
        happened_on=world.calendar.date(run["day"]),
        checklist=world.checklists["thay-trang-phuc"] if gowning else None,
        measured={"p8": str(run["glove_cfu"]), "p9": str(run["gown_cfu"])} if gowning else {},
        run_number=number,
        batch=run.get("batch", ""),
        failed=run["result"] == "fail" and not gowning,
        reason=_late_reason(assessment) if "recorded" in run else "",
    )


def _assess(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    act = row["assessment"]
    checklist = world.checklists.get(act["checklist"] or "")
    version = world.versions[row["sop"], row["version"]]
    made = _both_sign(
        world,
        row,
        act["assessor"],
        at,
        kind=PracticeKind.ASSESSMENT,
        happened_on=world.calendar.date(act["day"]),
        checklist=checklist,
        lines=results(checklist.lines, version, missed=act["other_missed"]) if checklist else {},
        measured=act["measured"],
        batch=row["runs"][-1].get("batch", ""),
        details={} if checklist else {"critical_missed": act["critical_missed"], "other_missed": act["other_missed"]},
        reason=_late_reason(act),
        remarks=_entered_by(world, act),
    )
    assert made.passed == (act["result"] == "pass"), (row["person"], row["sop"], row["version"])


def _late_reason(act: dict[str, Any]) -> str:
    return act["recorded"]["reason"]["vi"] if "recorded" in act else ""


def _entered_by(world: World, act: dict[str, Any]) -> str:
    return f"Nhập từ bản giấy: {world.people[act['recorded']['by']].full_name}." if "recorded" in act else ""


def _both_sign(
    world: World, row: dict[str, Any], assessor: str, at: dt.datetime, *, reason: str = "", **what: Any
) -> Assessment:
    """The assessor records and signs; the trainee signs a few minutes later."""
    who = row["person"]
    observed = Observed(
        person=world.people[who],
        sop=world.sops[row["sop"]],
        sop_version=world.versions[row["sop"], row["version"]],
        **what,
    )
    made = record_assessment(observed, by=world.users[assessor], proof=world.proof(assessor), reason=reason, at=at)
    accept_assessment(made, by=world.users[who], proof=world.proof(who), at=at + dt.timedelta(minutes=4))
    return made


def _confirm(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    act = row["qualified"]
    world.confirmations[row["person"], row["sop"], row["version"], act["from"]] = confirm_qualification(
        world.people[row["person"]],
        world.versions[row["sop"], row["version"]],
        qualified_from=world.calendar.date(act["from"]),
        valid_to=world.calendar.date(act["valid_to"]),
        by=world.users[act["by"]],
        proof=world.proof(act["by"]),
        at=at,
    )


def _fill(world: World, fill: dict[str, Any], at: dt.datetime) -> None:
    """Records a media fill with its reading, 14 days after it was performed."""
    checklist = world.checklists["chiet-rot-moi-truong"]
    version = world.versions[MEDIA_FILL, 1]
    chance = world.chance(fill["person"], fill["day"])
    measured = {name: plausible(limit, chance) for name, limit in limits(version).items()}
    measured |= {"p4": str(fill["units"]), "p12": str(fill["contaminated"]), "p7": "0", "p8": "0"}
    lines = results(checklist.lines, version, missed=0)
    details = {
        name: world.calendar.fill(fill[name], fill["read"]) for name in ("organism", "deviation") if name in fill
    }
    if fill["contaminated"]:
        measured["p8"] = "1"  # the organism was on the fingertip plate
        lines |= {"l09": str(LineResult.MISSED), "l12": str(LineResult.MISSED)}
    made = _both_sign(
        world,
        {"person": fill["person"], "sop": MEDIA_FILL, "version": 1},
        fill["supervisor"],
        at,
        kind=PracticeKind.APS,
        happened_on=world.calendar.date(fill["day"]),
        read_on=world.calendar.date(fill["read"]),
        checklist=checklist,
        lines=lines,
        measured=measured,
        run_number=fill["sequence"],
        units=fill["units"],
        contaminated=fill["contaminated"],
        details={"occasion": fill["kind"], **details},
    )
    assert made.passed == (fill["result"] == "pass"), fill
    world.fills[fill["person"], fill["day"]] = made


def _cause(world: World, event: dict[str, Any]) -> dict[str, Any]:
    """The failed media fill and its deviation; the number keeps the year in which the deviation was raised."""
    fill = world.fills[event["person"], event["cause"]["aps_day"]]
    deviation = world.calendar.fill(event["cause"]["deviation"], event["cause"]["aps_day"] + 14)
    return {"assessment": str(fill.pk), "deviation": deviation, "happened_on": fill.happened_on.isoformat()}


def _suspend(world: World, event: dict[str, Any], at: dt.datetime) -> None:
    suspend(**_standing(world, event), at=at)


def _disqualify(world: World, event: dict[str, Any], at: dt.datetime) -> None:
    disqualify(**_standing(world, event), at=at)


def _standing(world: World, event: dict[str, Any]) -> dict[str, Any]:
    return {
        "person": world.people[event["person"]],
        "scope": event["scope"],
        "from_on": world.calendar.date(event["day"]),
        "reasons": world.calendar.fill_all(event["reason"], event["day"]),
        "cause": _cause(world, event),
        "by": world.users[event["by"]],
    }


def _batch_review(world: World, event: dict[str, Any], at: dt.datetime) -> None:
    """QA reviewed the lots the person had handled: one audit event; each lot is decided in its own record."""
    reasons = world.calendar.fill_all(event["reason"], event["day"])
    record(
        "batches_reviewed",
        world.people[event["person"]],
        by=world.users[event["by"]],
        at=at,
        reason=reasons["vi"],
        new={"lots": event["lots_reviewed"], "reasons": reasons},
    )


def _teach_again(world: World, event: dict[str, Any], at: dt.datetime) -> None:
    """Retraining signed by trainer and trainee. It lifts no restriction by itself (R-22)."""
    _both_sign(
        world,
        {"person": event["person"], "sop": MEDIA_FILL, "version": 1},
        event["by"],
        at,
        kind=PracticeKind.RUN,
        happened_on=world.calendar.date(event["day"]),
        remarks=event["content"]["vi"],
        details={"occasion": "retraining", "content": event["content"]},
    )


EVENTS = {
    "suspension": _suspend,
    "disqualification": _disqualify,
    "batch_review": _batch_review,
    "retraining": _teach_again,
}
