"""Reads the query string of as-of pages: the day, the moment of knowledge, the selection. A value that cannot be read
is answered with a sentence at its field.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from core.text import nfc
from inspection.matrix import STATES, Chosen, lots
from qualification.asking import read_day, read_instant, typed_day, typed_moment
from sops.enums import Product, Stage


@dataclass
class Asked:
    """`as_of` and `known_at` are always usable; `refused` holds a sentence for each field that could not be read."""

    as_of: dt.date
    known_at: dt.datetime
    now: dt.datetime
    refused: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)  # what was refused stays in its field
    chosen: Chosen = field(default_factory=Chosen)

    @property
    def days_ago(self) -> int:
        return (clock.site_date(self.now) - self.as_of).days

    @property
    def known_now(self) -> bool:
        return self.known_at == self.now

    @property
    def typed_day(self) -> str:
        return self.typed.get("as_of") or typed_day(self.as_of)

    @property
    def typed_moment(self) -> str:
        return self.typed.get("known_at") or ("" if self.known_now else typed_moment(self.known_at))

    @property
    def query(self) -> str:
        """The two clocks as part of a query string."""
        clocks = {"as_of": self.as_of.isoformat()} | ({} if self.known_now else {"known_at": self.known_at.isoformat()})
        return urlencode(clocks)

    @property
    def end(self) -> dt.datetime:
        return clock.end_of(self.as_of)


def asked_day(request: HttpRequest) -> Asked:
    """Reads the two clocks: `?as_of=` (default today) and `?known_at=` (default now). A moment in the future is
    refused.
    """
    now = clock.now()
    found = Asked(clock.site_date(now), now, now)
    try:
        found.as_of = read_day(request.GET.get("as_of")) or found.as_of
    except Refused as refused:
        found.refused["as_of"] = str(refused)
    try:
        known_at = read_instant(request.GET.get("known_at")) or now
        if known_at > clock.end_of(clock.site_date(now)):
            raise Refused(_("What will be known then is not known yet."))
        found.known_at = min(known_at, now)
    except Refused as refused:
        found.refused["known_at"] = str(refused)
    found.typed = {name: request.GET[name][:40] for name in found.refused}
    return found


def asked(request: HttpRequest) -> Asked:
    """Reads the two clocks and the selection. A trial lot sets its own day: the day of its last stage."""
    found = asked_day(request)
    get = {
        name: nfc(request.GET.get(name, "")).replace("\0", "").strip()[:100]
        for name in ("stage", "product", "state", "q", "lot")
    }
    made = lots(get["lot"])
    if made:
        found.as_of = made[-1].made_on
    elif get["lot"]:
        found.refused["lot"] = _("There is no trial lot %(lot)s.") % {"lot": get["lot"]}
    state = get["state"] if get["state"] in (*STATES, "problem") else ""
    found.chosen = Chosen(
        stage=get["stage"] if get["stage"] in Stage.values else "",
        product=get["product"] if get["product"] in Product.values else "",
        unit=_key(request.GET.get("unit")),
        role=_key(request.GET.get("role")),
        state=state or ("problem" if request.GET.get("problem") else ""),
        query=get["q"],
        lot=made,
    )
    return found


def _key(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
