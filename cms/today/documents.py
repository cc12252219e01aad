"""Open tasks with documents: texts for translator and second reader, candidates for reviewer and QA, drafts for their
author, periodic reviews.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.today.spine import Task
from cms.today.viewer import Viewer
from core import clock
from core.dated import in_language
from core.days import daydate
from sops.enums import VersionState
from sops.models import SopVersion
from sops.reading.change_count import count
from sops.releasing.candidates import stage_of
from sops.waiting import Draft, Review, Work, periodic_reviews, waiting_for
from staff.permissions import May


def tasks(viewer: Viewer) -> Iterator[Task]:
    if viewer.may(May.VERIFY_TRANSLATION):
        yield from _to_verify(viewer)
    elif viewer.may(May.TRANSLATE):
        yield from (task for work in viewer.work for task in _to_translate(work))
    if viewer.may(May.REVIEW_SOP, May.APPROVE_SOP):
        yield from (_to_sign(version) for version in waiting_for(viewer.user))
    if viewer.may(May.DRAFT_SOP):
        open_texts: dict[int, list[Work]] = {}
        for work in viewer.work:
            open_texts.setdefault(work.sop.pk, []).append(work)
        yield from (_draft(draft, open_texts.get(draft.sop.pk, [])) for draft in viewer.drafts)
    if viewer.may(May.APPROVE_SOP):
        yield from (_review(row) for row in periodic_reviews(viewer.day))


def _workbench(work: Work) -> str:
    return reverse("sop_translate", args=[work.sop.number, work.language])


def _to_verify(viewer: Viewer) -> Iterator[Task]:
    for work in viewer.work:
        count = work.to_verify(viewer.user.person_id, may_verify_critical=viewer.may(May.REVIEW_SOP))
        if not count:
            continue
        yield Task(
            what=work.sop.title,
            verb=_("Verify"),
            url=_workbench(work),
            since=clock.site_date(work.draft.saved_at),
            code=work.sop.number,
            about=" · ".join(
                (_language(work), ngettext("%(n)s text to verify", "%(n)s texts to verify", count) % {"n": count})
            ),
            why=_questions(work),
            minutes=count,
        )


def _to_translate(work: Work) -> Iterator[Task]:
    since = clock.site_date(work.draft.saved_at)
    if work.returned:
        about = ngettext(
            "%(n)s text came back with a comment", "%(n)s texts came back with a comment", work.returned
        ) % {"n": work.returned}
        yield Task(
            what=work.sop.title,
            verb=_("Look at the comments"),
            url=_workbench(work),
            since=since,
            code=work.sop.number,
            about=f"{_language(work)} · {about}",
            why=_questions(work),
        )
    if work.untranslated:
        about = ngettext("%(n)s of %(total)s text open", "%(n)s of %(total)s texts open", work.total)
        yield Task(
            what=work.sop.title,
            verb=_("Translate"),
            url=_workbench(work),
            since=since,
            code=work.sop.number,
            about=" · ".join((_language(work), about % {"n": work.untranslated, "total": work.total})),
            why="" if work.returned else _questions(work),
        )


def _language(work: Work) -> str:
    return str(dict(settings.LANGUAGES)[work.language])


def _questions(work: Work) -> str:
    if not work.questions:
        return ""
    return ngettext("%(n)s question is open.", "%(n)s questions are open.", work.questions) % {"n": work.questions}


def _to_sign(version: SopVersion) -> Task:
    """A candidate whose next signature is due from this person."""
    reviewed = stage_of(version) == VersionState.REVIEWED
    since = max(event.at for event in version.events.all()) if reviewed else version.submitted_at
    base = version.base
    if base:
        counted = count(version.change_list).against(base.release.number)
        stays = _("Until it is signed, v%(base)s stays in force.") % {"base": base.release.number}
        why, blocks = f"{counted} {stays}", ""
    else:
        why, blocks = _("First version."), _("Until it is signed, nobody may work by this document.")
    return Task(
        what=version.title,
        verb=_("Look and approve") if reviewed else _("Look and sign"),
        url=reverse("sop_release", args=[version.sop.number]),
        since=clock.site_date(since),
        code=version.sop.number,
        about=" · ".join(
            (
                _("approval") if reviewed else _("technical review"),
                _("written by %(name)s") % {"name": version.author.full_name},
            )
        ),
        why=why,
        blocks=blocks,
    )


def _draft(draft: Draft, work: list[Work]) -> Task:
    """A draft of one's own, or a candidate that was returned."""
    left = sum(row.total - row.verified for row in work)
    if draft.returned and draft.newest:
        return Task(
            what=draft.sop.title,
            verb=_("Mend the draft"),
            url=reverse("wagtailadmin_pages:edit", args=[draft.page_id]),
            since=clock.site_date(draft.returned.at),
            code=draft.sop.number,
            about=_("returned by %(name)s") % {"name": draft.returned.by.full_name},
            why=draft.returned.reason,
        )
    about = _("draft saved on %(day)s") % {"day": daydate(draft.saved_at)}
    if left:
        return Task(
            what=draft.sop.title,
            verb=_("Go on writing"),
            url=reverse("wagtailadmin_pages:edit", args=[draft.page_id]),
            since=clock.site_date(draft.saved_at),
            code=draft.sop.number,
            about=about,
            why=ngettext("%(n)s text is not verified yet.", "%(n)s texts are not verified yet.", left) % {"n": left},
        )
    return Task(
        what=draft.sop.title,
        verb=_("Submit"),
        url=reverse("sop_release", args=[draft.sop.number]),
        since=clock.site_date(draft.saved_at),
        code=draft.sop.number,
        about=about,
        why=_("Every text is verified."),
    )


def _review(row: Review) -> Task:
    version = row.version
    return Task(
        what=in_language(version.sop.titles),
        verb=_("Read and decide"),
        url=reverse("sop_detail", args=[version.sop.number]),
        due=row.due,
        code=version.sop.number,
        about=" · ".join((f"v{version.release.number}", _("periodic review"))),
        why=_("In force since %(day)s.") % {"day": daydate(version.release.effective_on)},
    )
