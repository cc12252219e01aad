"""The statement and the rules against the slow reference, over random worlds, on every boundary day, on both clocks."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from core import clock
from qualification.status import qualifications
from staff.models import Person
from tests.factories import facts
from tests.factories import staff as make
from tests.qualification import reference

pytestmark = pytest.mark.django_db
START = dt.date(2023, 12, 1)  # the world spans 29 February 2024


def day(n: int) -> dt.date:
    return START + dt.timedelta(days=n)


def entered_later(rng):
    """When an end was entered: with the row, before it came, or only afterwards."""
    return rng.choice([None, facts.noon(day(70)), facts.noon(day(110))])


def known(rng: random.Random, on: dt.date) -> dt.datetime:
    """When an act is recorded: mostly the same noon, sometimes late,
    sometimes in the last or first instant of a site day.
    """
    late = rng.choice([0, 0, 0, 0, 20])
    edge = rng.choice([facts.noon(on), facts.noon(on), clock.start_of(on), clock.end_of(on)])
    return edge + dt.timedelta(days=late)


def build(seed: int) -> list:
    """A small institution with every kind of fact, clashing on purpose."""
    rng = random.Random(seed)
    gowning = facts.sop(stage="ENV")
    facts.checklist(gowning, "gowning")
    sops = [gowning, *(facts.sop() for _ in range(3))]
    versions = {}
    for of in sops:
        if rng.random() < 0.8:
            facts.quiz(of)
        begins = sorted(rng.sample(range(120), rng.choice([1, 2, 3])))
        versions[of] = []
        for begin in begins:
            made = facts.version(
                of,
                day(begin),
                change_class=rng.choice(["editorial", "procedural", "critical"]),
                known=known(rng, day(begin - 5)),
            )
            versions[of].append(made)
            if rng.random() < 0.15:
                facts.withdrawn(made, day(begin + rng.choice([-1, 0, 1, 30])))
    access = {"grade": "A/B", "aps_months": rng.choice([1, 2])}
    roles = [
        make.job_role(access=access),
        make.job_role(access={"grade": "B", "aps_first": 0}),
        make.job_role(),
    ]
    for role in roles:
        for of in sops:
            if rng.random() < 0.8:
                since = day(rng.choice([-99, 20]))
                facts.requires(
                    role,
                    of,
                    rng.choice(["read", "quiz", "practical", "practical"]),
                    months=rng.choice([None, 1, 3, 12]),
                    since=since,
                    known=known(rng, since),
                )
    everyone = []
    for _ in range(6):
        who = make.person(employed_to=rng.choice([None, None, day(80)]), left_recorded_at=entered_later(rng))
        everyone.append(who)
        for role in rng.sample(roles, rng.choice([1, 1, 2])):
            make.assignment(
                who,
                role,
                day(rng.choice([-30, 10])),
                valid_to=rng.choice([None, None, day(90)]),
                end_recorded_at=entered_later(rng),
                recorded_at=known(rng, day(rng.choice([-30, 12]))),
            )
        for of in sops:
            diligence = rng.random()
            for made in versions[of]:
                base = (made.release.effective_on - START).days + rng.choice([-6, -1, 0, 1, 9])
                if rng.random() < diligence + 0.3:
                    facts.read(who, made, day(base), known=known(rng, day(base)))
                if rng.random() < diligence + 0.2:
                    facts.quizzed(who, made, day(base), passed=rng.random() < 0.8, known=known(rng, day(base)))
                if rng.random() < diligence + 0.2:
                    facts.confirmed(
                        who,
                        made,
                        day(base + 1),
                        rng.choice([None, day(base + 31), day(base + 90), day(base + 700)]),
                        known=known(rng, day(base + 1)),
                    )
        fills = []
        for n in range(rng.choice([0, 2, 3, 4, 6])):
            on = day(rng.choice([0, 5, 5, 20, 40, 60]) + n)
            corrects = rng.choice(fills) if fills and rng.random() < 0.15 else None
            if corrects and hasattr(corrects, "corrected"):
                corrects = None
            fill = facts.practised(
                who, None, on, "aps", passed=rng.random() < 0.8, accepted=rng.random() < 0.9,
                result_on=on + dt.timedelta(days=14), sop=sops[1],
                known=known(rng, on + dt.timedelta(days=14)), supersedes=corrects,
            )  # fmt: skip
            if corrects:
                corrects.corrected = True
            fills.append(fill)
        for _ in range(rng.choice([0, 0, 1, 2, 3])):
            scope = rng.choice(["all", "access_ab", "sop"])
            on = day(rng.choice([30, 31, 60, 100]))
            facts.event(
                who,
                rng.choice(["suspension", "disqualification", "lifted"]),
                on,
                scope,
                of=rng.choice(sops) if scope == "sop" else None,
                known=known(rng, on),
            )
    return [everyone, sops]


@pytest.mark.parametrize("seed", range(3))
def test_standing_equals_the_slow_reference(seed):
    everyone, sops = build(seed)
    rng = random.Random(seed)
    people = {p.pk: p for p in Person.objects.filter(pk__in=[w.pk for w in everyone])}
    for n in (-1, 0, 19, 30, 59, 80, 81, 90, 91, 120, 150):
        as_of = day(n)
        known_at = rng.choice([clock.end_of(as_of), clock.end_of(day(400)), clock.start_of(day(max(n - 10, 0)))])
        found = {(s.person_id, s.sop_id): s.status.value for s in qualifications(everyone, sops, as_of, known_at)}
        expected = {(p, s.pk): reference.status(who, s, as_of, known_at) for p, who in people.items() for s in sops}
        assert {pair: found.get(pair, "not_required") for pair in expected} == expected, (seed, as_of, known_at)


def test_all_people_and_all_sops_answer_as_each_one_does():
    everyone, sops = build(99)
    as_of, known_at = day(70), clock.end_of(day(400))
    whole = {(s.person_id, s.sop_id): s for s in qualifications(None, None, as_of, known_at)}

    for who in everyone:
        for of in sops:
            single = qualifications([who], [of], as_of, known_at)
            assert single == [whole[(who.pk, of.pk)]] if single else (who.pk, of.pk) not in whole
