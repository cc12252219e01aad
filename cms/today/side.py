"""The side column of *today*: CME hours against their pace, what expires soon, the SOPs the person is qualified for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from certificates.credit.presenting import cme_block, cme_section
from cms.today.viewer import Viewer
from core.labels import CHIPS
from qualification.enums import Status
from qualification.presenting import shown_state
from qualification.waiting import Expiring, expiring
from sops.models import Sop
from staff.models import Assignment
from staff.values import all_values

ORDER = (Status.VALID, Status.EXPIRING, Status.EXPIRED, Status.SUSPENDED, Status.DISQUALIFIED, Status.NOT_TRAINED)


@dataclass(frozen=True)
class Ending:
    """One line of what expires soon."""

    title: str
    url_number: str
    row: Expiring
    tone: str  # of the three warnings (domain (f)): none for the first, then urgent, then the last


@dataclass(frozen=True)
class Glyph:
    """One SOP of the person as a symbol; the state in words stands in the label of the list."""

    icon: str
    tone: str
    word: str | Promise
    number: str


@dataclass(frozen=True)
class Side:
    cme_section: SafeString | str  # empty where nothing is asked of the person and nothing is on record
    endings: list[Ending]
    glyphs: list[Glyph]
    may: int
    roles: str

    @property
    def label(self) -> str:
        """How many SOPs in each state, in words, for screen readers."""
        counted: dict[str, int] = {}
        for glyph in self.glyphs:
            counted[str(glyph.word)] = counted.get(str(glyph.word), 0) + 1
        return ", ".join(f"{count} {word}" for word, count in counted.items())


TONES = {"jade": "text-jade", "amber": "text-amber", "fill-plum": "text-plum"}


def side_of(viewer: Viewer) -> Side | None:
    """The side column for a learner; None for others."""
    person = viewer.person
    if person is None or not viewer.learns:
        return None
    answers = sorted(viewer.answers, key=lambda row: ORDER.index(row.status))
    sops = Sop.objects.in_bulk([answer.sop_id for answer in answers])
    hours = cme_block(person, viewer.day)
    roles = Assignment.objects.on(viewer.day).filter(person=person).select_related("job_role")
    values = all_values(viewer.day)
    glyphs = []
    for answer in answers:
        word, tone, icon = CHIPS[shown_state(answer)]
        glyphs.append(Glyph(icon, TONES.get(tone, "text-dim"), word, sops[answer.sop_id].number))
    return Side(
        cme_section=cme_section(hours, link=True) if hours.regime or hours.balance.earned else "",
        endings=[_ending(row, sops, values) for row in expiring(answers)],
        glyphs=glyphs,
        may=sum(answer.may for answer in answers),
        roles=", ".join(row.job_role.name for row in roles),
    )


def _ending(row: Expiring, sops: dict[int, Sop], values: Mapping[str, Any]) -> Ending:
    sop = sops.get(row.sop_id or 0)
    tone = "amber" if row.days <= values["second_warning_days"] else ""
    tone = "plum" if row.days <= values["last_warning_days"] else tone
    return Ending(sop.title if sop else _("Media fill"), sop.number if sop else "", row, tone)
