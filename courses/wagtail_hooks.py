"""Wagtail hooks of courses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from courses.domain.catalogue import course_index
from courses.models import CoursePage
from staff.permissions import May, can


class CoursesMenuItem(MenuItem):
    """Menu entry of the course index, for authors of courses."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can(request.user, May.MANAGE_COURSES)

    def render_component(self, request: HttpRequest) -> Any:
        self.url = reverse("wagtailadmin_explore", args=[course_index().pk])
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def courses_menu_item() -> MenuItem:
    return CoursesMenuItem(gettext_lazy("Courses"), "", name="courses", icon_name="folder-open-inverse", order=92)


@hooks.register("insert_editor_js")
def choosing_steps() -> str:
    return format_html('<script src="{}"></script>', static("js/sop_step.js"))


@hooks.register("before_delete_page")
def keep_courses_with_evidence(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A course with learning records is unpublished, never deleted: its evidence refers to it (domain (k) 4)."""
    course = page.specific
    if isinstance(course, CoursePage) and (
        course.lessons_done.exists() or course.completions.exists() or course.classes.exists()
    ):
        messages.error(request, _("This course has classes or learners. Unpublish it instead of deleting it."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
