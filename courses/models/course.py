from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet, Site

from core.dated import in_language
from courses.blocks import LessonBody, ModuleBlock, ProgrammeBlock
from courses.enums import CourseMode
from courses.models.practice import Checklist
from courses.models.quiz import Quiz


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


class OwnAddress:
    """Base of course pages, which have views of their own; Wagtail's links lead there."""

    def own_path(self) -> str:
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = Site.objects.filter(is_default_site=True).first()
        return (site.pk, site.root_url, self.own_path()) if site else None


class CourseIndexPage(OwnAddress, Page):
    """The parent page of all courses."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CoursePage"]

    class Meta:
        verbose_name = _("course index")

    def __str__(self) -> str:
        return self.title

    def own_path(self) -> str:
        return reverse("course_list")


class CoursePageQuerySet(PageQuerySet):
    def listed(self) -> CoursePageQuerySet:
        """Returns the courses that a visitor may see, by code."""
        return self.live().order_by("code")


class CoursePage(OwnAddress, Page):
    """A course: programme fields (domain (g)), modules, its lessons as child pages,
    its final quiz and its checklist.
    """

    code = models.CharField(_("code"), max_length=32, unique=True)
    content_language = models.CharField(_("language of the lessons"), max_length=8, default="vi")
    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    title_ja = models.CharField(_("title in Japanese"), max_length=255, blank=True)
    theory_periods = models.DecimalField(_("theory periods"), max_digits=5, decimal_places=1, default=0)
    practice_periods = models.DecimalField(_("practice periods"), max_digits=5, decimal_places=1, default=0)
    # empty: the institution's period length of the day
    period_minutes = models.PositiveSmallIntegerField(_("minutes per period"), null=True, blank=True)
    credit_hours = models.DecimalField(_("credit hours"), max_digits=6, decimal_places=2, default=0)
    mode = models.CharField(_("form"), max_length=16, choices=CourseMode.choices, default=CourseMode.BLENDED)
    max_learners = models.PositiveSmallIntegerField(_("learners at most"), null=True, blank=True)
    appraised_on = models.DateField(_("appraised on"), null=True, blank=True)  # thẩm định, before a class opens
    reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        blank=True,
        help_text=_("Steps that changed after this day are marked in the lessons"),
    )
    class_required = models.BooleanField(_("completed in a class only"), default=False)  # attendance counts
    # empty: the institution's value of the day; a course may require more, never less (courses.queries.attendance)
    attendance_percent = models.DecimalField(
        _("attendance needed, per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("Only where this course asks more than the institution does"),
    )
    programme = StreamField([("programme", ProgrammeBlock())], max_num=1, blank=True, verbose_name=_("programme"))
    modules = StreamField([("module", ModuleBlock())], blank=True, verbose_name=_("modules"))
    final_quiz = models.ForeignKey(
        Quiz, models.PROTECT, null=True, blank=True, related_name="courses", verbose_name=_("final quiz")
    )
    checklist = models.ForeignKey(
        Checklist, models.PROTECT, null=True, blank=True, related_name="courses", verbose_name=_("practical checklist")
    )

    objects = PageManager.from_queryset(CoursePageQuerySet)()

    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.LessonPage"]
    content_panels = [
        *Page.content_panels,
        _row("title_en", "title_ja"),
        _row("code", "content_language", "mode", "max_learners"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("theory_periods"),
                        FieldPanel("practice_periods"),
                        FieldPanel("period_minutes"),
                        FieldPanel("credit_hours"),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("class_required"),
                        FieldPanel("attendance_percent"),
                        FieldPanel("appraised_on"),
                        FieldPanel("reviewed_on"),
                    ]
                ),
                _row("final_quiz", "checklist"),
            ],
            heading=_("Rules"),
        ),
        FieldPanel("programme"),
        FieldPanel("modules"),
    ]

    class Meta:
        verbose_name = _("course")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def own_path(self) -> str:
        return reverse("course_detail", args=[self.slug])

    @property
    def titles(self) -> dict[str, str]:
        return {"vi": self.title, "en": self.title_en, "ja": self.title_ja}

    @property
    def name(self) -> str:
        return in_language(self.titles)

    @property
    def periods(self) -> Any:
        return self.theory_periods + self.practice_periods

    @property
    def plan(self) -> dict[str, Any]:
        """Returns the programme fields as plain values; empty if none were entered."""
        return self.programme[0].block.get_prep_value(self.programme[0].value) if self.programme else {}

    @property
    def lecturers(self) -> list[str]:
        """Returns the names of the lecturers, as printed in the programme."""
        return [str(entry["value"]["name"]) for entry in self.plan.get("lecturers", [])]


class LessonPage(OwnAddress, Page):
    """One lesson.

    Completions refer to its key, so a lesson may be renamed, moved and deleted without harm to evidence.
    """

    key = models.SlugField(_("key"), max_length=32)
    module = models.SlugField(_("module key"), max_length=16, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    title_ja = models.CharField(_("title in Japanese"), max_length=255, blank=True)
    summary_vi = models.TextField(_("summary in Vietnamese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary_ja = models.TextField(_("summary in Japanese"), blank=True)
    body = StreamField(LessonBody(), blank=True, verbose_name=_("lesson"))

    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        _row("title_en", "title_ja"),
        _row("key", "module", "minutes"),
        _row("summary_vi", "summary_en", "summary_ja"),
        FieldPanel("body", heading=_("Text")),
    ]

    class Meta:
        verbose_name = _("lesson")

    def __str__(self) -> str:
        return self.title

    def own_path(self) -> str:
        course = self.get_parent()
        return reverse("lesson", args=[course.slug, self.key])

    @property
    def titles(self) -> dict[str, str]:
        return {"vi": self.title, "en": self.title_en, "ja": self.title_ja}

    @property
    def name(self) -> str:
        return in_language(self.titles)

    @property
    def summaries(self) -> dict[str, str]:
        return {"vi": self.summary_vi, "en": self.summary_en, "ja": self.summary_ja}
