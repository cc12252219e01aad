"""`manage.py qualification`: an answer with its proof, or one clear sentence and exit code 1."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from core import clock
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sop():
    return facts.sop("MSC-SOP-CRY-901")


@pytest.fixture
def dat(sop):
    """Read on one day, entered 28 days later."""
    who = make.user("learner", email="dat@example.test")
    role = make.job_role()
    facts.requires(role, sop, "read")
    make.assignment(who.person, role)
    on = clock.today() - dt.timedelta(days=40)
    facts.read(who.person, facts.version(sop, on), on, known=facts.noon(on + dt.timedelta(days=28)))
    who.person.assignments.update(recorded_at=clock.start_of(make.LONG_AGO))
    return who


def ask(capsys, *options):
    call_command("qualification", "--json", *options)
    return json.loads(capsys.readouterr().out)


def test_answer_for_machines_on_both_clocks(capsys, dat, sop):
    as_of = (clock.today() - dt.timedelta(days=30)).isoformat()
    pair = ("--person", "dat@example.test", "--sop", sop.number, "--as-of", as_of)

    now, then = ask(capsys, *pair), ask(capsys, *pair, "--known-at", as_of)

    assert (now["status"], now["may"], now["version"], [e["kind"] for e in now["evidence"]]) == (
        "valid",
        True,
        1,
        ["acknowledgement"],
    )
    assert (then["status"], then["may"], then["evidence"], then["reasons"][0]["code"]) == (
        "not_trained",
        False,
        [],
        "read_missing",
    )


def test_answer_for_people(capsys, dat, sop):
    call_command("qualification", "--person", "DAT@example.test", "--sop", sop.number.lower())

    assert dat.person.full_name in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        {"--person": "nobody@example.test"},
        {"--sop": "MSC-SOP-XXX-999"},
        {"--as-of": "yesterday"},
        {"--as-of": "2026-02-30"},
        {"--known-at": "2026-02-30T25:00"},
        {"--known-at": "soon"},
    ],
)
def test_unknown_person_sop_or_day_is_one_sentence(dat, sop, options):
    given = {"--person": "dat@example.test", "--sop": sop.number, **options}

    with pytest.raises(CommandError) as refused:
        call_command("qualification", *[part for pair in given.items() for part in pair])
    assert len(str(refused.value)) > 20
    assert "\n" not in str(refused.value)
