"""Creates courses and lessons as Wagtail pages from plain data, for the demonstration, imports and tests. Users edit
them in Wagtail.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from audit.trail import record
from core.errors import Conflict, Refused
from core.pages import root_page
from courses.models import CourseIndexPage, CoursePage, LessonPage
from staff.models import User
from staff.permissions import May, require


def course_index() -> CourseIndexPage:
    """Returns the index page of courses, created on first use below the home page; only once, even when two courses are
    the first at the same moment.
    """
    found = CourseIndexPage.objects.first()
    if found:
        return found
    root = root_page()
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    parent = site.root_page if site else root
    return CourseIndexPage.objects.first() or parent.add_child(
        instance=CourseIndexPage(title="Khóa học", slug="courses")
    )


@transaction.atomic
def create_course(
    *,
    slug: str,
    code: str,
    titles: dict[str, str],
    by: User,
    programme: dict[str, Any] | None = None,
    modules: list[dict[str, Any]] | None = None,
    at: dt.datetime | None = None,
    **fields: Any,
) -> CoursePage:
    """Creates a published course with its lessons.

    `programme` has the keys of blocks.ProgrammeBlock; `modules` = [{"key", "title", "theory", "practice", "lessons":
    [lesson, …]}] with lesson = {"key", "minutes", "titles", "summaries", "body": [{"type", "value"}, …]} in the
    shapes of blocks.LessonBody. Other `fields` are those of CoursePage. Raises Conflict when the code or slug is
    taken.
    """
    require(by, May.MANAGE_COURSES)
    if CoursePage.objects.filter(code=code).exists() or CoursePage.objects.filter(slug=slug).exists():
        raise Conflict(_("There is a course %(code)s already.") % {"code": code}, field="code")
    modules = modules or []
    course = CoursePage(
        title=titles.get("vi") or next(iter(titles.values())),
        title_en=titles.get("en", ""),
        title_ja=titles.get("ja", ""),
        slug=slug,
        code=code,
        programme=_stream([("programme", programme)] if programme else []),
        modules=_stream(
            [("module", {name: value for name, value in module.items() if name != "lessons"}) for module in modules]
        ),
        **fields,
    )
    course_index().add_child(instance=course)
    for module in modules:
        for lesson in module.get("lessons", []):
            add_lesson(course, module=module["key"], by=by, at=at, **lesson)
    record("course_created", course, by=by, at=at, new={"code": code, "slug": slug})
    return course


@transaction.atomic
def add_lesson(
    course: CoursePage,
    *,
    key: str,
    titles: dict[str, str],
    by: User,
    module: str = "",
    minutes: int = 15,
    summaries: dict[str, str] | None = None,
    body: list[dict[str, Any]] | None = None,
    at: dt.datetime | None = None,
) -> LessonPage:
    """Adds a published lesson at the end of a course. Its key is unique in the course."""
    require(by, May.MANAGE_COURSES)
    if LessonPage.objects.child_of(course).filter(key=key).exists():
        raise Refused(_("The course has a lesson %(key)s already.") % {"key": key}, field="key")
    summaries = summaries or {}
    lesson = LessonPage(
        title=titles.get("vi") or next(iter(titles.values())),
        title_en=titles.get("en", ""),
        title_ja=titles.get("ja", ""),
        slug=slugify(key),
        key=key,
        module=module,
        minutes=minutes,
        summary_vi=summaries.get("vi", ""),
        summary_en=summaries.get("en", ""),
        summary_ja=summaries.get("ja", ""),
        body=_stream([(block["type"], block["value"]) for block in body or []]),
    )
    course.add_child(instance=lesson)
    record("lesson_created", lesson, by=by, at=at, new={"course": course.code, "key": key})
    return lesson


def _stream(blocks: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value} for kind, value in blocks]
