"""The documents: drafted, translated, verified, submitted, reviewed, approved, withdrawn; one in review, one in
translation.
"""

from __future__ import annotations

import datetime as dt
import functools
from functools import partial

from demo import content
from demo.content import DemoSop, Version
from demo.world import ACTOR, FIRST_DAY, World
from sops.domain.drafts import create_sop, save_draft
from sops.domain.release import approve, review, withdraw
from sops.domain.requirements import require_sop
from sops.domain.submission import submit
from sops.domain.translation import bulk_load, return_segment, save_translation, verify_segment

CHAPTER = "sops"
AUTHOR, TRANSLATOR, REVIEWER, APPROVER = "bao", "ha", "kobayashi", "duong"
LOWERED = "Chỉ thống nhất thuật ngữ và cách diễn đạt; các bước, giới hạn và tiêu chuẩn không đổi."


def note_sops(world: World) -> None:
    """Schedules every version of every document, then the requirements of each job role."""
    for sop in world.sources.values():
        for version in sop.versions:
            _note_version(world, sop, version, _first_acts().get((sop.number, version.number), 0))
    for row in content.read("roles.yaml")["job_roles"]:
        for wanted in row["requires"]:
            day = min(
                version.effective for version in world.sources[wanted["sop"]].versions if version.effective is not None
            )
            world.diary.note(
                approval_day(world, wanted["sop"], 1),
                "15:00",
                CHAPTER,
                partial(_require, world, row["id"], wanted, day),
            )


def approval_day(world: World, number: str, version: int) -> int:
    """The day of approval: a few days before people begin to read, and before the effective date."""
    found = next(row for row in world.sources[number].versions if row.number == version)
    assert found.effective is not None
    return min(found.effective, _first_acts().get((number, version), 0)) - 3


@functools.cache
def _first_acts() -> dict[tuple[str, int], int]:
    """The first day on which anybody read each version."""
    found: dict[tuple[str, int], int] = {}
    for row in content.read("history.yaml")["training"]:
        if "read" in row:
            key = (row["sop"], row["version"])
            found[key] = min(found.get(key, 0), row["read"]["day"])
    return found


def _note_version(world: World, sop: DemoSop, version: Version, first_act: int) -> None:
    note = partial(world.diary.note)
    if version.state == "draft":
        note(-9, "10:00", CHAPTER, partial(_draft, world, sop, version))
        note(-6, "10:00", CHAPTER, partial(_translate_partly, world, sop, version))
        note(-5, "09:00", CHAPTER, partial(_look_at_translations, world, sop, version))
        return
    if version.state == "in_review":
        submitted = -4
    elif version.state == "submitted":
        submitted = -1
    else:
        assert version.effective is not None
        submitted = min(version.effective, first_act) - 3 - 4
    if version.number == 1:
        note(submitted - 21, "09:00", CHAPTER, partial(_take_number, world, sop))
    note(submitted - 20, "09:30", CHAPTER, partial(_draft, world, sop, version))
    note(submitted - 3, "11:00", CHAPTER, partial(_translate, world, sop, version))
    note(submitted, "09:00", CHAPTER, partial(_submit, world, sop, version))
    if version.state == "submitted":
        return
    note(submitted + 2, "14:00", CHAPTER, partial(_review, world, sop, version))
    if version.state == "in_review":
        return
    note(submitted + 4, "10:30", CHAPTER, partial(_approve, world, sop, version))
    if version.state == "withdrawn":
        assert version.effective is not None
        note(version.effective - 1, "09:00", CHAPTER, partial(_withdraw, world, sop, version))


def _take_number(world: World, sop: DemoSop, at: dt.datetime) -> None:
    world.sops[sop.number] = create_sop(
        number=sop.number,
        titles=sop.title,
        stage=sop.stage,
        products=sop.products,
        source=sop.source,
        languages=["ja", "vi", "en"],
        by=world.users[AUTHOR],
        at=at,
    )


def _draft(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    save_draft(world.sops[sop.number], content.in_one_language(version.content, "ja"), by=world.users[AUTHOR], at=at)


def _translate(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    """The translator writes, the technical reviewer verifies; unchanged texts carry over from the previous version."""
    for language in ("vi", "en"):
        bulk_load(
            world.sops[sop.number],
            language,
            content.texts_by_path(version.content, language),
            translated_by=world.users[TRANSLATOR],
            verified_by=world.users[REVIEWER],
            at=at,
        )


def _translate_partly(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    for row in version.workbench:
        text = content.texts_by_path(version.content, row["language"])[row["path"]]
        save_translation(world.sops[sop.number], row["language"], row["path"], text, by=world.users[TRANSLATOR], at=at)


def _look_at_translations(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    for row in version.workbench:
        where = (world.sops[sop.number], row["language"], row["path"])
        if row["state"] == "verified":
            verify_segment(*where, by=world.users[REVIEWER], at=at)
        elif row["state"] == "returned":
            return_segment(*where, by=world.users[REVIEWER], comment=row["comment"]["ja"], at=at)


def _submit(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    lowered = {"*": version.change_class} if version.change_class else {}
    world.versions[sop.number, version.number] = submit(
        world.sops[sop.number],
        by=world.users[AUTHOR],
        proof=world.proof(AUTHOR),
        change_reason=world.calendar.fill_all(version.change_reason, version.effective or 0),
        classes=lowered,
        class_reasons={"*": LOWERED} if lowered else {},
        source_version=version.source_version,
        at=at,
    )


def _review(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    review(world.versions[sop.number, version.number], by=world.users[REVIEWER], proof=world.proof(REVIEWER), at=at)


def _approve(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    assert version.effective is not None
    candidate = world.versions[sop.number, version.number]
    release = approve(
        candidate,
        by=world.users[APPROVER],
        proof=world.proof(APPROVER),
        effective_on=world.calendar.date(version.effective),
        early_reason="",
        at=at,
    )
    assert release.number == version.number, (sop.number, version.number)
    world.versions[sop.number, version.number] = release.version


def _withdraw(world: World, sop: DemoSop, version: Version, at: dt.datetime) -> None:
    withdraw(
        world.versions[sop.number, version.number].release,
        by=world.users[APPROVER],
        proof=world.proof(APPROVER),
        on=world.calendar.date((version.effective or 0) - 1),
        reasons=version.withdrawn_reason,
        at=at,
    )


def _require(world: World, job_role: str, wanted: dict, effective: int, at: dt.datetime) -> None:
    """Requires the document from its first day, or from the day the system came into use."""
    require_sop(
        world.job_roles[job_role],
        world.sops[wanted["sop"]],
        depth=wanted["depth"],
        runs=wanted.get("runs", 0),
        requalification_months=wanted["requalification_months"],
        valid_from=world.calendar.date(max(effective, FIRST_DAY)),
        by=ACTOR,
        at=at,
    )
