"""Bottlenecks of the transfer: what waits, since when, what it stops, and who acts next.

The longest wait comes first.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.days import daydate
from qualification.models import PlannedAppointment
from qualification.waiting import Touched
from sops.enums import Product, Stage
from sops.models import Sop
from sops.waiting import Candidate, Work
from staff.models import AccessGrant, DutyAppointment, Person
from staff.permissions import May, roles_with
from transfer.board import CHAIN, FAMILIES, Board, Cell
from transfer.models import TrialLot

TRAINING, PRODUCTION = "training_officer", "head_of_production"


@dataclass(frozen=True)
class Bottleneck:
    """One thing that keeps the transfer waiting, and who acts next."""

    icon: str
    tone: str
    title: str
    url: str  # empty: nothing there that the reader may open
    why: str
    owner: str
    since: dt.date
    until: dt.date | None = None  # the day it must be over, where one is set


class Owners:
    """Who acts next: holders of access roles and of duties on a day, by name. Two queries."""

    def __init__(self, day: dt.date) -> None:
        self.by_role: dict[str, list[Person]] = defaultdict(list)
        for grant in AccessGrant.objects.on(day).select_related("person").order_by("person__full_name"):
            self.by_role[grant.role].append(grant.person)
        self.by_duty: dict[str, list[Person]] = defaultdict(list)
        duties = (
            DutyAppointment.objects.on(day)
            .filter(duty__code__in=(TRAINING, PRODUCTION))
            .select_related("person", "duty")
        )
        for appointment in duties:
            self.by_duty[appointment.duty.code].append(appointment.person)

    def may(self, what: May) -> str:
        return _names([person for role in roles_with(what) for person in self.by_role[role]])

    def duty(self, code: str) -> str:
        return _names(self.by_duty[code])


def _names(people: list[Person]) -> str:
    return ", ".join(
        dict.fromkeys(person.kanji_name or f"{person.title} {person.full_name}".strip() for person in people)
    )


def bottlenecks(found: Board, *, inside: bool) -> list[Bottleneck]:
    """Returns everything that waits for somebody, the longest wait first, with the pages of candidates for those who
    see them (`inside`). Three queries beside those of the board.
    """
    day = clock.site_date(found.at)
    owners = Owners(day)
    planned: dict[int, list[dt.date]] = defaultdict(list)
    rows = PlannedAppointment.objects.filter(
        day__gte=day, cancelled_at=None, sop__in=[row.release.sop_id for row in found.touched]
    )
    for sop_id, on in rows.values_list("sop_id", "day"):
        planned[sop_id or 0].append(on)
    found_rows = [
        *(_candidate(row, owners, inside) for row in found.candidates if row.version.sop.stage in CHAIN),
        *(_translation(rows, owners, inside) for rows in _first_versions(found.work)),
        *(
            _coming(row, owners, planned[row.release.sop_id])
            for row in found.touched
            if row.late and row.release.sop.stage in CHAIN
        ),
        *(row for line in found.rows for cell in line.cells for row in _lots(cell, found.lots, owners)),
    ]
    return sorted(found_rows, key=lambda row: (row.since, row.title))


def leads_to(name: str, sop: Sop, *more: str, inside: bool, in_force: bool = True) -> str:
    """The page of the coming version for those who see candidates (`inside`); for others that of the version in force,
    or none.
    """
    if inside:
        return reverse(name, args=[sop.number, *more])
    return reverse("sop_detail", args=[sop.number]) if in_force else ""


def where(sop: Sop) -> str:
    """Products and stage of an SOP, as the head of a line: NK, Culture."""
    products = [product for product in FAMILIES if FAMILIES[product] & set(sop.products)]
    shown = [Product.ALL] if Product.ALL in sop.products else products
    return f"{', '.join(str(product.label) for product in shown)}, {Stage(sop.stage).label.lower()}"


def _candidate(row: Candidate, owners: Owners, inside: bool) -> Bottleneck:
    version, sop = row.version, row.version.sop
    base = version.base.release.number if version.base and hasattr(version.base, "release") else 0
    what = _("approval") if row.reviewed else _("technical review")
    return Bottleneck(
        icon="await",
        tone="text-amber" if base else "text-plum",
        title=_("%(where)s: %(sop)s waits for %(what)s") % {"where": where(sop), "sop": sop.number, "what": what},
        url=leads_to("sop_release", sop, inside=inside, in_force=bool(base)),
        why=_("v%(base)s stays in force until then.") % {"base": base}
        if base
        else _("No version is in force: nobody can be trained."),
        owner=owners.may(May.APPROVE_SOP if row.reviewed else May.REVIEW_SOP),
        since=clock.site_date(row.since),
    )


def _first_versions(work: list[Work]) -> Iterator[list[Work]]:
    """Drafts of SOPs without any version yet whose translation is unfinished, grouped by document."""
    by_sop: dict[int, list[Work]] = defaultdict(list)
    for row in work:
        if row.draft.newest is None and row.sop.stage in CHAIN and row.verified < row.total:
            by_sop[row.sop.pk].append(row)
    yield from by_sop.values()


def open_texts(rows: list[Work]) -> str:
    """Number of untranslated texts, by language."""
    names = dict(settings.LANGUAGES)
    parts = []
    for row in rows:
        left = row.total - row.verified
        if left:
            parts.append(
                ngettext("%(language)s: %(count)s text", "%(language)s: %(count)s texts", left)
                % {"language": names[row.language], "count": left}
            )
    return "; ".join(parts)


def _translation(rows: list[Work], owners: Owners, inside: bool) -> Bottleneck:
    sop = rows[0].sop
    return Bottleneck(
        icon="ja",
        tone="text-amber",
        title=_("%(where)s: %(sop)s is being translated") % {"where": where(sop), "sop": sop.number},
        url=leads_to("sop_translate", sop, rows[0].language, inside=inside, in_force=False),
        why=_("Still open: %(list)s.") % {"list": open_texts(rows)},
        owner=owners.may(May.TRANSLATE),
        since=clock.site_date(rows[0].draft.saved_at),
    )


def _coming(row: Touched, owners: Owners, planned: list[dt.date]) -> Bottleneck:
    release = row.release
    late = len(row.late)
    title = ngettext(
        "%(where)s: %(n)s person must learn %(sop)s v%(version)s",
        "%(where)s: %(n)s people must learn %(sop)s v%(version)s",
        late,
    ) % {"where": where(release.sop), "n": late, "sop": release.sop.number, "version": release.number}
    why = _("%(ready)s of %(people)s are ready.") % {"ready": row.ready, "people": row.people}
    if planned:
        why += " " + _("Practice is planned on %(days)s.") % {
            "days": ", ".join(daydate(on) for on in sorted(set(planned)))
        }
    else:
        why += " " + _("No practice is planned yet.")
    return Bottleneck(
        icon="exp",
        tone="text-amber",
        title=title,
        url=reverse("sop_version", args=[release.sop.number, release.number]),
        why=why,
        owner=owners.duty(TRAINING),
        since=clock.site_date(release.approved_at),
        until=release.effective_on,
    )


def _lots(cell: Cell, lots: list[TrialLot], owners: Owners) -> Iterator[Bottleneck]:
    """Failed lots, lots without a result, and lots missing in a stage that is otherwise complete."""
    mine = [lot for lot in lots if lot.product == cell.product and lot.stage == cell.stage]
    place = {"where": f"{cell.product.label}, {cell.stage.label.lower()}"}
    url = reverse("transfer_lots") + f"?product={cell.product}&stage={cell.stage}"
    if cell.failed:
        yield Bottleneck(
            icon="x",
            tone="text-plum",
            title=_("%(where)s: trial lot %(lot)s did not pass") % {**place, "lot": cell.failed.lot},
            url=url,
            why=cell.failed.note,
            owner=owners.duty(PRODUCTION),
            since=cell.failed.made_on,
        )
    unjudged = [lot for lot in mine if lot.passed is None]
    if unjudged:
        yield Bottleneck(
            icon="lab",
            tone="text-amber",
            title=_("%(where)s: trial lot %(lot)s has no result")
            % {**place, "lot": ", ".join(lot.lot for lot in unjudged)},
            url=url,
            why="",
            owner=_names([unjudged[0].by]),
            since=unjudged[0].made_on,
        )
    complete = not cell.sops.short and not cell.people.short
    if mine and complete and cell.lots.short and not cell.failed and not unjudged:
        missing = cell.lots.need - cell.lots.have
        yield Bottleneck(
            icon="lab",
            tone="text-amber",
            title=ngettext("%(where)s: %(n)s trial lot is missing", "%(where)s: %(n)s trial lots are missing", missing)
            % {**place, "n": missing},
            url=url,
            why=_("SOPs and people are ready."),
            owner=owners.duty(PRODUCTION),
            since=mine[-1].made_on,
        )
