"""Open tasks of a learner: continue an attempt, read, take a quiz, practise,
sign an observed record, finish a course.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from cms.today.spine import Task
from cms.today.viewer import Viewer
from core import clock
from core.days import daydate
from courses.models import Assessment, Attempt
from courses.waiting import CourseUnderWay, open_attempts, practice_to_sign
from qualification.enums import Step
from qualification.models import PlannedAppointment
from qualification.waiting import Need, appointments_of, needs_of
from sops.reading.change_count import ChangeCount, count
from sops.waiting import reading_lengths
from staff.models import Person

PACE = 600  # characters a careful reader takes in a minute
MINUTES_OF_A_QUIZ = 15  # where the quiz sets no limit


def tasks(viewer: Viewer) -> Iterator[Task]:
    person = viewer.person
    if person is None or not viewer.learns:
        return
    tries = list(open_attempts(person, viewer.at))
    yield from (_go_on(row, viewer.day) for row in tries)
    appointments = list(appointments_of(person, viewer.day))
    planned = {row.sop_id for row in appointments}
    begun = {row.quiz_id for row in tries}
    needs = [
        need
        for need in needs_of(person, viewer.day, viewer.answers)
        if not (need.step == Step.QUIZ and need.quiz and need.quiz.pk in begun)
        and not (need.step in (Step.RUN, Step.ASSESSMENT) and need.sop and need.sop.pk in planned)
    ]
    language = (get_language() or "vi")[:2]
    lengths = reading_lengths([need.version.pk for need in needs if need.step == Step.READ and need.version], language)
    yield from (_next_step(need, lengths, language) for need in needs)
    yield from (_sign_practice(row) for row in practice_to_sign(person))
    yield from (_appointment(row) for row in appointments)
    yield from (_course(row) for row in viewer.courses if row.due)


def _go_on(row: Attempt, day: dt.date) -> Task:
    said = [_("%(n)s of %(total)s answered") % {"n": row.answered, "total": len(row.asked)}]  # type: ignore[attr-defined]  # annotated
    if row.saved_at:  # type: ignore[attr-defined]  # as above
        said.append(_("saved at %(time)s") % {"time": f"{clock.site_time(row.saved_at):%H:%M}"})  # type: ignore[attr-defined]  # as above
    if row.deadline:
        said.append(_("ends at %(time)s") % {"time": f"{clock.site_time(row.deadline):%H:%M}"})
    return Task(
        what=_("Quiz: %(title)s") % {"title": row.quiz.title},
        verb=_("Go on"),
        url=reverse("attempt", args=[row.pk]),
        due=day,
        about=" · ".join(said),
        code=row.quiz.sop.number if row.quiz.sop else "",
    )


def _next_step(need: Need, lengths: dict[int, int], language: str) -> Task:
    if need.sop is None:
        return Task(
            what=_("Media fill"),
            verb=_("My record"),
            url=reverse("me"),
            due=need.due,
            about=str(need.reason),
            why=_("Your trainer plans the day with you."),
            blocks=_("No aseptic work alone until it is passed."),
        )
    what, verb, url = {Step.READ: _read, Step.QUIZ: _quiz}.get(need.step, _practise)(need)
    minutes = 0
    if need.step == Step.READ and need.version:
        minutes = _minutes(need, lengths, language)
    elif need.step == Step.QUIZ and need.quiz:
        minutes = need.quiz.time_limit_min or MINUTES_OF_A_QUIZ
    number = need.ahead.number if need.ahead else need.answer.required
    about = [f"v{number}" if number else "", str(need.step.label).lower()]
    if minutes:
        about.append(_("about %(n)s min") % {"n": minutes})
    return Task(
        what=what, verb=verb, url=url, due=need.due, code=need.sop.number, about=" · ".join(filter(None, about)),
        why=_why(need), blocks=_blocks(need),
        minutes=minutes,
    )  # fmt: skip


def _read(need: Need) -> tuple[str, str, str]:
    sop, changes = need.sop, _changes(need)
    assert sop is not None
    verb = (
        ngettext("Read %(n)s change", "Read %(n)s changes", changes.total) % {"n": changes.total}
        if changes
        else _("Read and sign")
    )
    url = (
        reverse("sop_version", args=[sop.number, need.ahead.number])
        if need.ahead
        else reverse("sop_detail", args=[sop.number])
    )
    return sop.title, verb, url


def _quiz(need: Need) -> tuple[str, str, str]:
    assert need.sop is not None
    title = need.quiz.title if need.quiz else need.sop.title
    url = reverse("quiz", args=[need.quiz.pk]) if need.quiz else reverse("sop_detail", args=[need.sop.number])
    return _("Quiz: %(title)s") % {"title": title}, _("Take the quiz"), url


def _practise(need: Need) -> tuple[str, str, str]:
    assert need.sop is not None
    values = need.reason.values
    if need.step == Step.RUN and values.get("of"):
        what = _("Supervised run %(n)s of %(of)s: %(title)s") % {
            "n": values["done"] + 1,
            "of": values["of"],
            "title": need.sop.title,
        }
    else:
        what = _("Practice: %(title)s") % {"title": need.sop.title}
    return what, _("Read it once more"), reverse("sop_detail", args=[need.sop.number])


def _changes(need: Need) -> ChangeCount | None:
    """The changes to read for a person who knows the previous version; else None: the whole document is to be read."""
    version = need.version
    base = version.base if version else None
    if not version or not base or base.release.number != need.answer.held:
        return None
    counted = count(version.change_list)
    return counted if counted.total else None


def _why(need: Need) -> str:
    said = []
    if need.ahead:
        said.append(_("In force from %(day)s.") % {"day": daydate(need.ahead.effective_on)})
    changes = _changes(need) if need.step == Step.READ else None
    if changes and need.answer.held:
        said.append(changes.against(need.answer.held))
    if expired := need.answer.requalification:
        said.append(str(expired))
    if need.step in (Step.RUN, Step.ASSESSMENT):
        said.append(_("Your trainer plans the day with you."))
    if need.then:
        said.append(
            _("Then: %(steps)s.")
            % {"steps": pgettext("between entries of a list", ", ").join(str(step.label).lower() for step in need.then)}
        )
    return " ".join(said)


def _blocks(need: Need) -> str:
    if need.ahead:
        return _("From that day you may not work by this SOP unless it is done.")
    if not need.blocks:
        return ""
    if need.answer.held:
        return _("You may not work by this SOP until it is done.")
    return _("You may not work by this SOP alone yet.")


def _minutes(need: Need, lengths: dict[int, int], language: str) -> int:
    assert need.version is not None
    length = lengths.get(need.version.pk, 0)
    if _changes(need):
        length = sum(
            len(change["new"].get(language, "")) + len(change["old"].get(language, ""))
            for change in need.version.change_list
        )
    return max(round(length / PACE), 3) if length else 0


def _sign_practice(row: Assessment) -> Task:
    return Task(
        what=_("Sign the record of your practice: %(title)s") % {"title": row.checklist or row.sop.title},
        verb=_("Look and sign"),
        url=reverse("assessment", args=[row.pk]),
        since=row.happened_on,
        code=row.sop.number,
        about=" · ".join((str(row.get_kind_display()), daydate(row.happened_on))),
        whom=(_("Assessor"), shown_name(row.assessor)),
        blocks=_("The record does not count before you have signed it."),
        minutes=2,
    )


def _appointment(row: PlannedAppointment) -> Task:
    return Task(
        what=appointment_title(row),
        verb=_("Read it once more") if row.sop else _("My record"),
        url=reverse("sop_detail", args=[row.sop.number]) if row.sop else reverse("me"),
        due=row.day,
        time=row.time,
        place=row.place,
        code=row.sop.number if row.sop else "",
        whom=(_("Assessor"), shown_name(row.assessor)) if row.assessor else ("", ""),
        quiet=True,
    )


def appointment_title(row: PlannedAppointment) -> str:
    """What the appointment is for, which of how many, and by which SOP."""
    what = str(row.get_activity_display())
    if row.number:
        what = (
            _("%(what)s %(n)s of %(of)s") % {"what": what, "n": row.number, "of": row.of}
            if row.of
            else f"{what} {row.number}"
        )
    return _("%(what)s: %(title)s") % {"what": what, "title": row.sop.title} if row.sop else what


def shown_name(person: Person) -> str:
    """The name as the person writes it."""
    return person.kanji_name or f"{person.title} {person.full_name}".strip()


def _course(row: CourseUnderWay) -> Task:
    course = row.course
    if row.next_lesson:
        left = row.total - row.done
        about = ngettext("%(n)s lesson left", "%(n)s lessons left", left) % {"n": left}
        about = " · ".join(filter(None, (about, _("about %(n)s min") % {"n": row.minutes} if row.minutes else "")))
        verb, url = _("Go on"), reverse("lesson", args=[course.slug, row.next_lesson.key])
    elif not row.tested and course.final_quiz_id:
        about, verb, url = _("Final test"), _("Take the test"), reverse("quiz", args=[course.final_quiz_id])
    else:
        about, verb, url = (
            _("What is missing stands in the course."),
            _("Open"),
            reverse("course_detail", args=[course.slug]),
        )
    assert row.course_class is not None
    return Task(
        what=course.name,
        verb=verb,
        url=url,
        due=row.due,
        code=course.code,
        about=" · ".join((_("Class %(code)s ends") % {"code": row.course_class.code}, about)),
        minutes=row.minutes,
    )
