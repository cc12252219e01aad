"""The side column of *today*: CME hours against their pace, what expires soon, the SOPs the person is qualified for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from certificates.credit.presenting import CmeBlock, cme_block
from cms.today.viewer import Viewer
from core.labels import CHIPS
from qualification.enums import Status
from qualification.presenting import shown_state
from qualification.waiting import Expiring, expiring
from sops.models import Sop
from staff.models import Assignment

URGENT = 30  # days: of the three warnings 60/30/7, from here on in colour [D]
ORDER = (Status.VALID, Status.EXPIRING, Status.EXPIRED, Status.SUSPENDED, Status.DISQUALIFIED, Status.NOT_TRAINED)


@dataclass(frozen=True)
class Ending:
    """One line of what expires soon."""

    title: str
    url_number: str
    row: Expiring

    @property
    def tone(self) -> str:
        return "amber" if self.row.days <= URGENT else ""


@dataclass(frozen=True)
class Glyph:
    """One SOP of the person as a symbol; the state in words stands in the label of the list."""

    icon: str
    tone: str
    word: str | Promise
    number: str


@dataclass(frozen=True)
class Side:
    cme: CmeBlock | None
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
    glyphs = []
    for answer in answers:
        word, tone, icon = CHIPS[shown_state(answer)]
        glyphs.append(Glyph(icon, TONES.get(tone, "text-dim"), word, sops[answer.sop_id].number))
    return Side(
        cme=hours if hours.regime or hours.balance.earned else None,
        endings=[_ending(row, sops) for row in expiring(answers)],
        glyphs=glyphs,
        may=sum(answer.may for answer in answers),
        roles=", ".join(row.job_role.name for row in roles),
    )


def _ending(row: Expiring, sops: dict[int, Sop]) -> Ending:
    sop = sops.get(row.sop_id or 0)
    return Ending(sop.title if sop else _("Media fill"), sop.number if sop else "", row)
