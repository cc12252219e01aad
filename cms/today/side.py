"""The side of the page: hours against their pace, what ends soon, which SOPs the person may work by."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from certificates.enums import Status
from certificates.presenting import CmeBlock, cme_block, shown_state
from certificates.waiting import Expiring, expiring
from cms.today.viewer import Viewer
from core.templatetags.ui import CHIPS
from sops.models import Sop
from staff.models import Assignment

URGENT = 30  # days: of the three warnings 60/30/7, from here on in colour [D]
ORDER = (Status.VALID, Status.EXPIRING, Status.EXPIRED, Status.SUSPENDED, Status.DISQUALIFIED, Status.NOT_TRAINED)


@dataclass(frozen=True)
class Ending:
    """One line of what ends soon."""

    title: str
    url_number: str
    row: Expiring

    @property
    def tone(self) -> str:
        return "amber" if self.row.days <= URGENT else ""


@dataclass(frozen=True)
class Glyph:
    """One SOP of the person as a sign; the word stands in the label of the list."""

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
        """How many of each, in words: what the row of signs says to somebody who does not see it."""
        counted: dict[str, int] = {}
        for glyph in self.glyphs:
            counted[str(glyph.word)] = counted.get(str(glyph.word), 0) + 1
        return ", ".join(f"{count} {word}" for word, count in counted.items())


TONES = {"jade": "text-jade", "amber": "text-amber", "fill-plum": "text-plum"}


def side_of(viewer: Viewer) -> Side | None:
    """For who learns; None for who does not."""
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
        cme=hours if hours.regime or hours.standing.earned else None,
        endings=[_ending(row, sops) for row in expiring(answers)],
        glyphs=glyphs,
        may=sum(answer.may for answer in answers),
        roles=", ".join(row.job_role.name for row in roles),
    )


def _ending(row: Expiring, sops: dict[int, Sop]) -> Ending:
    sop = sops.get(row.sop_id or 0)
    return Ending(sop.title if sop else _("Media fill"), sop.number if sop else "", row)
