"""Quizzes, checklists, courses; classes with their documents, learners, lessons, tests, practice and attendance."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any

from courses.domain.attempts import save_answer, start_attempt, submit_attempt
from courses.domain.catalogue import create_course
from courses.domain.checklists import create_checklist
from courses.domain.classes import add_document, enrol, open_class, record_attendance
from courses.domain.completion import mark_lesson_done
from courses.domain.practice import Observed, accept_assessment, record_assessment
from courses.domain.quizzes import create_quiz, set_rules
from courses.enums import ChecklistKind, CourseMode, PracticeKind
from courses.models import LessonPage, Quiz
from demo import content
from demo.answers import answer
from demo.practice import limits, plausible, results
from demo.sops import approval_day
from demo.world import World
from sops.models import SopVersion

CHAPTER = "courses"
TRAINER, OFFICE = "bao", "ngoc"
CHECKED = "Đối chiếu lại câu hỏi với phiên bản mới."
KINDS = {"thay-trang-phuc": ChecklistKind.GOWNING, "chiet-rot-moi-truong": ChecklistKind.APS}
# The practice sheet of a course without a checklist of its own is about this SOP.
SHEET_OF = {"te-bao-nk": "MSC-SOP-ISO-003"}


def note_courses(world: World) -> None:
    """Schedules quizzes and checklists with their SOPs, courses before their first class, then the classes."""
    for quiz in content.read_all("quizzes"):
        day = approval_day(world, quiz["sop"], 1) if quiz["kind"] == "sop" else -378
        world.diary.note(day, "16:00", CHAPTER, partial(_quiz, world, quiz))
        for number in range(2, (quiz.get("version") or 0) + 1):
            world.diary.note(
                approval_day(world, quiz["sop"], number),
                "16:00",
                CHAPTER,
                partial(_check_questions, world, quiz["slug"], number),
            )
    for checklist in content.read("checklists.yaml")["checklists"]:
        world.diary.note(
            approval_day(world, checklist["sop"], 1), "16:10", CHAPTER, partial(_checklist, world, checklist)
        )
    classes = content.read("history.yaml")["classes"]
    for course in content.read_all("courses"):
        first = min(row["documents"][0]["day"] for row in classes if row["course"] == course["slug"])
        world.diary.note(first - 1, "09:00", CHAPTER, partial(_course, world, course))
    for row in classes:
        _note_class(world, row)


def take_quiz(
    world: World,
    key: str,
    quiz: Quiz,
    *,
    correct: int,
    of: int,
    passed: bool,
    at: dt.datetime,
    version: SopVersion | None = None,
) -> None:
    """Takes one attempt of a person, with `correct` of `of` questions answered right."""
    user, chance = world.users[key], world.chance(key, quiz.slug, at)
    attempt = start_attempt(quiz, by=user, at=at, sop_version=version, chance=chance)
    assert len(attempt.asked) == of, (key, quiz.slug, len(attempt.asked), of)
    wrong = set(chance.sample(range(of), of - correct))
    for place, question in enumerate(attempt.asked):
        given = answer(question, right=place not in wrong, chance=chance)
        save_answer(attempt, question["key"], given, by=user, at=at + dt.timedelta(seconds=25 * (place + 1)))
    submission = submit_attempt(attempt, by=user, at=at + dt.timedelta(seconds=25 * (of + 1)))
    assert submission.points == correct, (key, quiz.slug, submission.points, correct)
    assert submission.passed == passed, (key, quiz.slug)


def _quiz(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    rules = {"sop_version": 1} if row["kind"] == "sop" else {}
    world.quizzes[row["slug"]] = create_quiz(
        slug=row["slug"],
        titles=row["title"],
        kind=row["kind"],
        sop=world.sops[row["sop"]] if row["kind"] == "sop" else None,
        questions=row["questions"],
        by=world.users[TRAINER],
        at=at,
        languages=row["languages"],
        pass_mark=Decimal(row["pass_mark"]),
        max_attempts=row["attempts"],
        wait_hours=row["wait_hours"],
        time_limit_min=row["time_limit_min"],
        draw=row["draw"],
        **rules,
    )


def _check_questions(world: World, slug: str, number: int, at: dt.datetime) -> None:
    world.quizzes[slug] = set_rules(
        world.quizzes[slug], sop_version=number, reason=CHECKED, by=world.users[TRAINER], at=at
    )


def _checklist(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    world.checklists[row["slug"]] = create_checklist(
        slug=row["slug"],
        sop=world.sops[row["sop"]],
        titles=row["title"],
        lines=row["lines"],
        kind=KINDS.get(row["slug"], ChecklistKind.PRACTICAL),
        sop_version=row["version"],
        runs_required=row["runs_required"],
        consecutive=row.get("consecutive", False),
        repeat_months=row.get("repeat_months"),
        details={"run_material": row["run_material"]},
        by=world.users[TRAINER],
        at=at,
    )


def _course(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    plan = row["programme"]
    world.courses[row["slug"]] = create_course(
        slug=row["slug"],
        code=row["code"],
        titles=row["title"],
        by=world.users[TRAINER],
        programme=_programme(world, row),
        modules=[_module(module) for module in row["modules"]],
        at=at,
        content_language=row["content_language"],
        theory_periods=Decimal(plan["periods"]["theory"]),
        practice_periods=Decimal(plan["periods"]["practice"]),
        period_minutes=plan["period_minutes"],
        credit_hours=Decimal(plan["credit_hours"]),
        mode=CourseMode(plan["mode"]),
        max_learners=plan["max_learners"],
        appraised_on=world.calendar.on(plan["appraised"]),
        class_required=True,
        final_quiz=world.quizzes[plan["final_quiz"]],
        checklist=world.checklists[plan["practical_checklist"]] if plan["practical_checklist"] else None,
    )


def _programme(world: World, row: dict[str, Any]) -> dict[str, Any]:
    plan = row["programme"]
    return {
        "summary": row["summary"],
        "objectives_intro": plan["objectives"]["intro"],
        "objectives": plan["objectives"]["items"],
        "audience": plan["audience"],
        "entry_requirements": plan["entry_requirements"],
        "methods": plan["methods"],
        "lecturers": [
            {"name": world.people[who["person"]].full_name, "role": who["role"], "topics": who["topics"]}
            for who in plan["lecturers"]
        ],
        "materials": plan["materials"],
        "assessment": plan["assessment"],
        "certificate": plan["certificate"],
    }


def _module(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": row["id"],
        "title": row["title"],
        "theory": str(row["periods"]["theory"]),
        "practice": str(row["periods"]["practice"]),
        "lessons": [
            {
                "key": lesson["id"],
                "titles": lesson["title"],
                "minutes": lesson["minutes"],
                "summaries": lesson["summary"],
                "body": [_lesson_block(block) for block in lesson["blocks"]],
            }
            for lesson in row["lessons"]
        ],
    }


def _lesson_block(block: dict[str, Any]) -> dict[str, Any]:
    kind = block["type"]
    if kind == "paragraph":
        return {"type": kind, "value": block["text"]}
    if kind == "key_points":
        return {"type": kind, "value": block["items"]}
    return {"type": kind, "value": {name: value for name, value in block.items() if name != "type"}}


def _note_class(world: World, row: dict[str, Any]) -> None:
    note, papers = world.diary.note, row["documents"]
    note(papers[0]["day"], "10:00", CHAPTER, partial(_open_class, world, row))
    for paper in papers:
        note(paper["day"], "10:10", CHAPTER, partial(_paper, world, row, paper))
    admitted = next(paper["day"] for paper in papers if paper["kind"] == "admit")
    course = content.read(f"courses/{row['course']}.yaml")
    total, periods = (
        sum(len(module["lessons"]) for module in course["modules"]),
        course["programme"]["periods"]["total"],
    )
    for place, learner in enumerate(row["learners"]):
        note(admitted, "11:00", CHAPTER, partial(_enrol, world, row, learner))
        attended = learner.get("attended_periods")
        done = (
            learner["lessons_done"]
            if attended is None
            else total
            if learner["certificate"]
            else total * attended // periods
        )
        _note_lessons(world, row, learner, done, place)
        if attended is None:
            continue
        if learner["practical"]:
            note(learner["practical"]["day"], f"13:{10 + place * 5}", CHAPTER, partial(_practical, world, row, learner))
        note(learner["test"]["day"], f"15:{place * 2:02d}", CHAPTER, partial(_test, world, row, learner))
        note(row["to"], f"17:{place:02d}", CHAPTER, partial(_attendance, world, row, learner))


def _note_lessons(world: World, row: dict[str, Any], learner: dict[str, Any], done: int, place: int) -> None:
    """Lessons spread over the class, in their order, mostly in the evening;
    all of them before the practice and the test.
    """
    acts = [learner[act]["day"] for act in ("practical", "test") if learner.get(act)]
    last = min([*acts, row["to"], -1]) - 1
    for number in range(done):
        day = row["from"] + (last - row["from"]) * (number + 1) // done
        world.diary.note(
            day, f"19:{(number * 4 + place) % 60:02d}", CHAPTER, partial(_lesson, world, row, learner["person"], number)
        )


def _open_class(world: World, row: dict[str, Any], at: dt.datetime) -> None:
    world.classes[row["id"]] = open_class(
        world.courses[row["course"]],
        code=row["code"],
        starts_on=world.calendar.date(row["from"]),
        ends_on=world.calendar.date(row["to"]),
        place=row["place"],
        by=world.users[OFFICE],
        at=at,
    )


def _paper(world: World, row: dict[str, Any], paper: dict[str, Any], at: dt.datetime) -> None:
    add_document(
        world.classes[row["id"]],
        kind=paper["kind"],
        number=world.calendar.fill(paper["number"], paper["day"]),
        day=world.calendar.date(paper["day"]),
        title=paper["title"],
        by=world.users[OFFICE],
        at=at,
    )


def _enrol(world: World, row: dict[str, Any], learner: dict[str, Any], at: dt.datetime) -> None:
    who = learner["person"]
    world.enrolments[row["id"], who] = enrol(world.classes[row["id"]], world.people[who], by=world.users[OFFICE], at=at)


def _lesson(world: World, row: dict[str, Any], who: str, number: int, at: dt.datetime) -> None:
    lesson = LessonPage.objects.live().child_of(world.courses[row["course"]]).order_by("path")[number]
    mark_lesson_done(lesson, by=world.users[who], at=at)


def _test(world: World, row: dict[str, Any], learner: dict[str, Any], at: dt.datetime) -> None:
    quiz, test = world.courses[row["course"]].final_quiz, learner["test"]
    assert quiz is not None
    take_quiz(
        world, learner["person"], quiz, correct=test["correct"], of=test["of"], passed=test["result"] == "pass", at=at
    )


def _practical(world: World, row: dict[str, Any], learner: dict[str, Any], at: dt.datetime) -> None:
    """Practice in the class: by the checklist of the course, else a sheet on its SOP. Both sign on the spot."""
    practical, who = learner["practical"], learner["person"]
    checklist = world.checklists.get(practical["checklist"] or "")
    number = checklist.sop.number if checklist else SHEET_OF[row["course"]]
    version = SopVersion.objects.effective_on(world.calendar.date(practical["day"])).get(sop=world.sops[number])
    chance = world.chance(who, row["id"])
    measured: dict[str, str | Decimal] = (
        {name: plausible(limit, chance) for name, limit in limits(version).items()} if checklist else {}
    )
    observed = Observed(
        person=world.people[who],
        kind=PracticeKind.ASSESSMENT if checklist else PracticeKind.RUN,
        happened_on=world.calendar.date(practical["day"]),
        checklist=checklist,
        sop=world.sops[number],
        sop_version=version,
        lines=results(checklist.lines, version, missed=0) if checklist else {},
        measured=measured,
        details={"class": f"{row['course']} {row['code']}"},
    )
    assessor = practical["assessor"]
    act = record_assessment(observed, by=world.users[assessor], proof=world.proof(assessor), at=at)
    accept_assessment(act, by=world.users[who], proof=world.proof(who), at=at + dt.timedelta(minutes=2))


def _attendance(world: World, row: dict[str, Any], learner: dict[str, Any], at: dt.datetime) -> None:
    record_attendance(
        world.enrolments[row["id"], learner["person"]],
        periods=Decimal(learner["attended_periods"]),
        by=world.users[OFFICE],
        at=at,
    )
