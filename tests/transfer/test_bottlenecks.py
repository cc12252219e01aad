"""What holds the chain, since when, and whose turn it is."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.utils import translation

from core import clock
from tests.factories import facts
from tests.factories import release as way
from tests.factories import staff as make
from transfer.board import board
from transfer.bottlenecks import bottlenecks
from transfer.models import TrialLot

pytestmark = pytest.mark.django_db
TODAY = clock.today()
NOW = clock.now()
_numbers = itertools.count(100)


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def sop(stage="ISO", *products):
    return facts.sop(f"MSC-SOP-{stage}-{next(_numbers)}", stage, products or ("AD",))


def qualified(of, people=2, on=-90, valid_to=None):
    """An SOP in force and so many people who may work by it."""
    version = facts.version(of, days(-100))
    role = make.job_role()
    facts.requires(role, of)
    found = []
    for _ in range(people):
        who = make.person()
        make.assignment(who, role, recorded_at=facts.noon(days(-400)))
        facts.read(who, version, days(on))
        for _run in range(3):
            facts.practised(who, version, days(on))
        facts.practised(who, version, days(on), "assessment")
        facts.confirmed(who, version, days(on), valid_to)
        found.append(who)
    return found


def lot(product="AD", stage="ISO", passed=True, on=-30, name=""):
    name = name or f"TL-{next(_numbers)}"
    return TrialLot.objects.create(
        product=product, stage=stage, lot=name, made_on=days(on), passed=passed, by=make.person("Bảo"), recorded_at=NOW
    )


def lots(n, **fields):
    for _ in range(n):
        lot(**fields)


def test_what_holds_the_chain_stands_the_oldest_first_with_whose_turn_it_is() -> None:
    team = way.team()
    way.submitted(way.draft("MSC-SOP-ISO-701"), team)
    way.draft("MSC-SOP-CUL-702")  # nobody has translated it
    revised = sop("QC")
    qualified(revised, 1)
    facts.version(revised, days(10), change_class="procedural", known=NOW)
    lot(passed=False, on=-20, name="TL-1")
    lot(stage="CUL", passed=None, on=-10, name="TL-2")
    make.appointment(make.person("Nghiêm Xuân Trường"), "head_of_production")
    make.appointment(make.person("Phạm Quốc Bảo"), "training_officer")
    make.user("translator", full_name="Lê Thu Hà")

    held = bottlenecks(board(), inside=True)

    said = [(row.title, row.owner, row.since) for row in held]
    assert said[:2] == [
        ("Adipose tissue, isolation: trial lot TL-1 did not pass", "Nghiêm Xuân Trường", days(-20)),
        ("Adipose tissue, culture: trial lot TL-2 has no result", "Bảo", days(-10)),
    ]
    assert {row[:2] for row in said[2:]} == {
        ("Adipose tissue, isolation: MSC-SOP-ISO-701 waits for technical review", "Kobayashi Yumi"),
        ("Adipose tissue, isolation: MSC-SOP-CUL-702 is being translated", "Lê Thu Hà, Kobayashi Yumi"),
        (f"Adipose tissue, quality control: 1 person must learn {revised.number} v2", "Phạm Quốc Bảo"),
    }
    assert [row.until for row in held if row.until] == [days(10)]


def test_missing_lot_holds_a_stage_that_is_otherwise_complete() -> None:
    qualified(sop())
    lots(2, on=-8)

    assert [(row.title, row.since) for row in bottlenecks(board(), inside=True)] == [
        ("Adipose tissue, isolation: 1 trial lot is missing", days(-8))
    ]
