"""The public catalogue, a course with its programme and progress, and its lessons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.dated import in_language
from courses.domain.completion import mark_lesson_done
from courses.live_steps import live_steps
from courses.models import CoursePage, LessonPage
from courses.queries import Progress, course_progress, lessons_of, period_minutes
from courses.questions import pick
from staff.models import User
from staff.permissions import May, can
from staff.views.access import actor, needs, open_to_public


@open_to_public
def course_list(request: HttpRequest) -> HttpResponse:
    """Lists every published course, with its hours and mode of delivery."""
    courses = list(CoursePage.objects.listed())
    return render(request, "courses/course_list.html", {"courses": [(course, _summary(course)) for course in courses]})


@open_to_public
def course_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the programme to everybody; to a learner also their progress and the next step."""
    course = get_object_or_404(CoursePage.objects.listed(), slug=slug)
    progress = _progress(request, course)
    lessons = progress.lessons if progress else lessons_of(course)
    plan = course.plan
    context = {
        "course": course,
        "plan": plan,
        "summary": in_language(plan.get("summary")),
        "facts": [
            (label, in_language(plan.get(name))) for name, label in _programme_labels() if in_language(plan.get(name))
        ],
        "objectives": [in_language(entry) for entry in _values(plan.get("objectives"))],
        "objectives_intro": in_language(plan.get("objectives_intro")),
        "lecturers": [
            {**entry, "topics": in_language(entry.get("topics"))} for entry in _values(plan.get("lecturers"))
        ],
        "materials": _values(plan.get("materials")),
        "modules": _modules(course, lessons),
        "progress": progress,
        "period_minutes": period_minutes(course, clock.today()),
        "next_lesson": next(
            (lesson for lesson in lessons if not progress or lesson.key not in progress.done_keys), None
        ),
        "may_learn": can(request.user, May.LEARN),
        "may_read": can(request.user, May.READ_SOPS),
    }
    return render(request, "courses/course_detail.html", context)


@needs(May.READ_SOPS)
def lesson(request: HttpRequest, slug: str, lesson: str) -> HttpResponse:
    """Shows one lesson with its SOP steps from the effective versions; POST marks it as done."""
    course = get_object_or_404(CoursePage.objects.listed(), slug=slug)
    lessons = lessons_of(course)
    index = next((index for index, found in enumerate(lessons) if found.key == lesson), None)
    page = lessons[index] if index is not None else get_object_or_404(LessonPage.objects.none())
    following = lessons[index + 1] if index is not None and index + 1 < len(lessons) else None
    if request.method == "POST":
        mark_lesson_done(page, by=actor(request))
        messages.success(request, _("Lesson marked as done."))
        return redirect("lesson", course.slug, following.key) if following else redirect("course_detail", course.slug)
    progress = _progress(request, course)
    language = (get_language() or "vi")[:2]
    context = {
        "course": course,
        "lesson": page,
        "blocks": lesson_blocks(page, course),
        "number": (index or 0) + 1,
        "total": len(lessons),
        "previous": lessons[index - 1] if index else None,
        "following": following,
        "done": bool(progress and page.key in progress.done_keys),
        "may_learn": can(request.user, May.LEARN),
        "content_language": course.content_language,
        "foreign": course.content_language != language,
        "summary": pick(page.summaries, language),
    }
    return render(request, "courses/lesson.html", context)


def lesson_blocks(page: LessonPage, course: CoursePage) -> list[dict[str, Any]]:
    """Returns the blocks of a lesson for the template, with SOP steps from the effective versions."""
    blocks = [{"type": block.block_type, "value": block.block.get_prep_value(block.value)} for block in page.body]
    steps = iter(
        live_steps(
            [block["value"] for block in blocks if block["type"] == "sop_step"],
            language=(get_language() or "vi")[:2],
            day=clock.today(),
            reviewed_on=course.reviewed_on,
        )
    )
    made = []
    for block, bound in zip(blocks, page.body, strict=True):
        value = block["value"]
        if block["type"] == "sop_step":
            value = next(steps)
        elif block["type"] == "list":
            value = {**value, "items": _values(value["items"])}
        elif block["type"] == "key_points":
            value = _values(value)
        elif block["type"] == "figure":
            value = {**value, "picture": bound.value.get("image")}
        made.append({"type": block["type"], "value": value})
    return made


def _values(entries: Any) -> list[Any]:
    """Returns the plain values of a Wagtail list block, which stores each as {"type", "value", "id"}."""
    return [
        entry["value"] if isinstance(entry, dict) and "value" in entry and "id" in entry else entry
        for entry in entries or []
    ]


def _modules(course: CoursePage, lessons: list[LessonPage]) -> list[dict[str, Any]]:
    modules = [dict(block.block.get_prep_value(block.value)) for block in course.modules]
    known = {module["key"] for module in modules}
    made = [
        {
            "title": in_language(module["title"]),
            "theory": module["theory"],
            "practice": module["practice"],
            "lessons": [lesson for lesson in lessons if lesson.module == module["key"]],
        }
        for module in modules
    ]
    rest = [lesson for lesson in lessons if lesson.module not in known]
    return made + ([{"title": "", "theory": None, "practice": None, "lessons": rest}] if rest else [])


def _summary(course: CoursePage) -> str:
    return pick(course.plan.get("summary") or "", (get_language() or "vi")[:2])[0]


def _progress(request: HttpRequest, course: CoursePage) -> Progress | None:
    if not isinstance(request.user, User) or request.user.person is None or not can(request.user, May.LEARN):
        return None
    return course_progress(course, request.user.person)


def _programme_labels() -> list[tuple[str, str]]:
    return [
        ("audience", _("Audience")),
        ("entry_requirements", _("Entry requirements")),
        ("methods", _("Methods")),
        ("assessment", _("Assessment")),
        ("certificate", _("Certificate")),
    ]
