"""The first page of somebody, and the worlds in which much waits for them."""

from __future__ import annotations

import datetime as dt
import itertools
from html import unescape

from django.test import Client

from cms.today import Viewer, tasks_of
from core import clock
from tests.factories import facts
from tests.factories import staff as make
from tests.markup import squeezed

TODAY = clock.today()
NOW = clock.now()
_numbers = itertools.count(100)


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def page(client: Client, who=None, language: str = "en") -> str:
    if who:
        client.force_login(who)
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    return unescape(squeezed(answer.content.decode()))


def tasks(who) -> list[tuple[str, str, str]]:
    """What stands on the page of `who`: code, verb, address; in the order found."""
    return [(task.code, task.verb, task.url) for task in tasks_of(Viewer(who))]


def learner():
    who = make.user("learner", full_name="Trần Minh Khuê")
    role = make.job_role()
    make.assignment(who.person, role, recorded_at=facts.noon(days(-400)))
    return who, role


def asked(role, depth="practical", **versions) -> tuple:
    sop = facts.sop(f"MSC-SOP-ISO-{next(_numbers)}")
    facts.requires(role, sop, depth)
    return sop, facts.version(sop, days(-100))


def trained(who, version, on=-90, valid_to=None):
    facts.read(who.person, version, days(on))
    for _ in range(3):
        facts.practised(who.person, version, days(on))
    facts.practised(who.person, version, days(on), "assessment")
    facts.confirmed(who.person, version, days(on), valid_to)
