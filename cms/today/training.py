"""What waits at training: who must be ready for a version to come, practice to observe, qualifications to confirm,
classes, hours, certificates.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from certificates.credit.policies import can_decide_claim
from certificates.credit.queries import open_claims
from certificates.models import CreditClaim
from certificates.queries import competence_to_issue, ready_to_issue
from cms.today.learning import appointment_title, shown_name
from cms.today.spine import Task
from cms.today.viewer import Viewer
from core import clock
from core.days import daydate
from courses.models import Assessment, Checklist, CourseClass
from courses.waiting import UsedUp, classes_near, practice_given, rounds_used_up
from qualification.models import PlannedAppointment
from qualification.waiting import ToConfirm, Touched, appointments_to_assess, to_confirm, touched_by_coming
from staff.models import Person
from staff.permissions import May

NAMED = 3  # people named in a line; the others are counted


def tasks(viewer: Viewer) -> Iterator[Task]:
    day = viewer.day
    if viewer.may(May.MANAGE_COURSES, May.CONFIRM_QUALIFICATION):
        yield from (_touched(row, viewer) for row in touched_by_coming(day) if row.late)
    if viewer.may(May.MANAGE_COURSES):
        yield from (_used_up(row) for row in rounds_used_up(day))
    if viewer.may(May.CONFIRM_QUALIFICATION):
        yield from (_confirm(row) for row in to_confirm(day))
    if viewer.person:
        yield from _practice(viewer.person, day)
    if viewer.may(May.MANAGE_CLASSES):
        yield from (_class(row, day) for row in classes_near(day))
    if viewer.may(May.VERIFY_CME):
        yield from _claims(viewer)
    if viewer.may(May.SIGN_CERTIFICATE, May.PREPARE_CERTIFICATE):
        yield from _certificates(viewer)


def names(people: list[Person] | tuple[Person, ...]) -> str:
    """The first few by name, the others counted."""
    first = pgettext("between entries of a list", ", ").join(person.full_name for person in people[:NAMED])
    rest = len(people) - NAMED
    return (
        ngettext("%(names)s and %(n)s other", "%(names)s and %(n)s others", rest) % {"names": first, "n": rest}
        if rest > 0
        else first
    )


def _touched(row: Touched, viewer: Viewer) -> Task:
    release = row.release
    plans = viewer.may(May.ASSESS_PRACTICE)
    return Task(
        what=release.sop.title,
        verb=_("Plan the training") if plans else _("See whom it touches"),
        url=reverse("practice_plan") + f"?sop={release.sop.number}"
        if plans
        else reverse("sop_release", args=[release.sop.number]),
        since=clock.site_date(release.approved_at),  # to be planned now, long before the day
        code=release.sop.number,
        about=_("v%(version)s takes effect on %(day)s · %(ready)s of %(people)s people ready")
        % {"version": release.number, "day": daydate(release.effective_on), "ready": row.ready, "people": row.people},
        why=_("Not ready: %(names)s.") % {"names": names(row.late)},
        blocks=_("Whoever is not ready may not work by it from that day."),
    )


def _used_up(row: UsedUp) -> Task:
    return Task(
        what=_("%(name)s has no attempt left: %(quiz)s") % {"name": row.person.full_name, "quiz": row.quiz.title},
        verb=_("Decide"),
        url=reverse("quiz_grant", args=[row.quiz.pk, row.person.pk]),
        code=row.quiz.sop.number if row.quiz.sop else "",
        about=_("one more attempt after retraining"),
    )


def _confirm(row: ToConfirm) -> Task:
    return Task(
        what=_("%(name)s: %(title)s") % {"name": row.person.full_name, "title": row.sop.title},
        verb=_("Look and confirm"),
        url=reverse("audit_person_confirm", args=[row.person.pk]) + f"?sop={row.sop.number}",
        since=row.assessed_on,
        code=row.sop.number,
        about=_("v%(version)s · assessment passed on %(day)s")
        % {"version": row.version, "day": daydate(row.assessed_on)},
        blocks=_("No right to work before QA has signed."),
    )


def _practice(person: Person, day: dt.date) -> Iterator[Task]:
    """What this person is to observe, and what they recorded and the learner has not signed."""
    appointments = list(appointments_to_assess(person, day))
    checklists: dict[int, str] = {}
    if appointments:
        for slug, sop_id in Checklist.objects.filter(
            sop__in=[row.sop_id for row in appointments if row.sop_id]
        ).values_list("slug", "sop_id"):
            checklists.setdefault(sop_id, slug)
    yield from (_observe(row, day, checklists) for row in appointments)
    yield from (_unsigned(row) for row in practice_given(person))


def _observe(row: PlannedAppointment, day: dt.date, checklists: dict[int, str]) -> Task:
    what = checklists.get(row.sop_id or 0) or (row.sop.number if row.sop else "")
    return Task(
        what=appointment_title(row),
        verb=_("Open the checklist") if what else _("Practice"),
        url=reverse("practice_assess", args=[row.person_id, what]) if what else reverse("practice_list"),
        due=row.day,
        time=row.time,
        place=row.place,
        code=row.sop.number if row.sop else "",
        whom=(_("Learner"), shown_name(row.person)),
        why=_("Nothing was recorded. Record it, or cancel the appointment.") if row.day < day else "",
        quiet=row.day > day,
    )


def _unsigned(row: Assessment) -> Task:
    return Task(
        what=_("%(name)s has not signed: %(title)s")
        % {"name": row.person.full_name, "title": row.checklist or row.sop.title},
        verb=_("Let them sign"),
        url=reverse("assessment", args=[row.pk]),
        since=row.happened_on,
        code=row.sop.number,
        about=" · ".join((str(row.get_kind_display()), daydate(row.happened_on))),
        blocks=_("The record does not count before the learner has signed it."),
    )


def _class(row: CourseClass, day: dt.date) -> Task:
    begun = row.starts_on <= day
    learners: int = row.learners  # type: ignore[attr-defined]  # annotated
    said = [
        _("Class %(code)s ends") % {"code": row.code} if begun else _("Class %(code)s begins") % {"code": row.code},
        ngettext("%(n)s learner", "%(n)s learners", learners) % {"n": learners},
    ]
    if begun:
        said.append(_("%(n)s through") % {"n": row.through})  # type: ignore[attr-defined]  # as above
    return Task(
        what=row.course.name,
        verb=_("Open the class"),
        url=reverse("class_detail", args=[row.pk]),
        due=row.ends_on if begun else row.starts_on,
        code=row.course.code,
        about=" · ".join(said),
        place=row.place,
        quiet=True,
    )


def _claims(viewer: Viewer) -> Iterator[Task]:
    """Hours from elsewhere that a second person has to verify: never one's own."""
    claims: list[CreditClaim] = [row for row in open_claims() if can_decide_claim(row, viewer.user)]
    if claims:
        yield Task(
            what=_("Hours from elsewhere"),
            verb=_("Verify"),
            url=reverse("cme_register"),
            since=clock.site_date(claims[0].recorded_at),
            about=ngettext("%(n)s paper to verify", "%(n)s papers to verify", len(claims)) % {"n": len(claims)},
            why=names([row.person for row in claims]),
            blocks=_("The hours do not count before they are verified."),
        )


def _certificates(viewer: Viewer) -> Iterator[Task]:
    signs = viewer.may(May.SIGN_CERTIFICATE)
    ready = [row for row in ready_to_issue() if row.person_id != viewer.user.person_id or not signs]
    verb, url = (_("Look and sign") if signs else _("Prepare")), reverse("certificate_list")
    groups = Counter((row.course_id, row.course_class_id) for row in ready)
    for key, count in groups.items():
        rows = [row for row in ready if (row.course_id, row.course_class_id) == key]
        yield Task(
            what=rows[0].course.name,
            verb=verb,
            url=url,
            since=rows[0].completed_on,
            code=f"{rows[0].course.code} {rows[0].course_class.code}" if rows[0].course_class else rows[0].course.code,
            about=ngettext("%(n)s certificate to issue", "%(n)s certificates to issue", count) % {"n": count},
            why=names([row.person for row in rows]),
        )
    confirmed = competence_to_issue(viewer.day).count() if signs else 0
    if confirmed:
        yield Task(
            what=_("Certificates of competence"),
            verb=verb,
            url=url,
            about=ngettext(
                "%(n)s confirmed qualification has none", "%(n)s confirmed qualifications have none", confirmed
            )
            % {"n": confirmed},
        )
