"""What the matrix says is missing is exactly what confirming refuses; doing exactly that makes it valid.

Over random histories: 40, or as many as QUALIFICATION_HISTORIES says.
"""

from __future__ import annotations

import datetime as dt
import os
import random

import pytest
from django.db import transaction
from django.utils.translation import override

from core.errors import Refused
from qualification import waiting
from qualification.domain.confirmation import confirm_qualification
from qualification.enums import Step
from qualification.models import Confirmation
from qualification.readiness import readiness
from qualification.reasons import TO_DO
from qualification.status import Qualification, qualification_of, qualifications
from sops.models import Sop
from tests.factories import facts
from tests.factories import staff as make
from tests.qualification import histories, reference

pytestmark = pytest.mark.django_db
NOTHING_ELSE = [("confirmation_missing", None, None)]  # only the signature of QA
PRACTICE = {"runs_missing", "assessment_missing", "confirmation_missing"}
STEP_OF = {"read": Step.READ, "quiz": Step.QUIZ, "runs": Step.RUN, "assessment": Step.ASSESSMENT}
HISTORIES = int(os.environ.get("QUALIFICATION_HISTORIES", "40"))


class Walk:
    """One history on one day: every question asked at noon, every act added a minute later than the one before."""

    def __init__(self, history: histories.History, on: dt.date) -> None:
        self.history, self.on, self.at = history, on, facts.noon(on)
        self.qa = make.user("qa_approver")

    def answer(self, sop: Sop) -> Qualification:
        return qualification_of(self.history.who, sop, self.on, self.at)

    def later(self) -> dt.datetime:
        self.at += dt.timedelta(minutes=1)
        return self.at

    def version_in_force(self, sop: Sop):
        number = readiness(self.history.who, sop, self.on, self.at).version
        return next((v for v in self.history.versions[sop] if v.release.number == number), None)

    def confirm(self, version) -> Confirmation:
        proof = make.proof(self.qa)
        return confirm_qualification(
            self.history.who, version, by=self.qa, proof=proof, qualified_from=self.on, at=self.at
        )

    def refusal(self, version) -> str:
        """Why QA cannot confirm; "" if it can. Nothing stays of a confirmation."""
        try:
            with transaction.atomic():
                self.confirm(version)
                transaction.set_rollback(True)
        except Refused as refused:
            return str(refused)
        return ""

    def do(self, what: str, sop: Sop) -> None:
        """Exactly the one act that is named."""
        who, version = self.history.who, self.version_in_force(sop)
        if what.startswith("read"):
            facts.read(who, version, self.on, self.later())
        elif what.startswith("quiz"):
            facts.quizzed(who, version, self.on, known=self.later())
        elif what.startswith("runs"):
            facts.practised(who, version, self.on, known=self.later(), checklist=sop.checklists.first())
        elif what.startswith("assessment"):
            facts.practised(who, version, self.on, "assessment", known=self.later())
        else:
            self.confirm(version)


def sentence(walk: Walk, version, reasons) -> str:
    told = " ".join(str(reason) for reason in reasons)
    return f"{walk.history.who.full_name} cannot be confirmed for {version} yet. {told}" if told else ""


def plain(reasons):
    return [(reason.code, reason.values.get("done"), reason.values.get("of")) for reason in reasons]


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_what_is_missing_is_what_confirming_refuses_and_doing_it_makes_valid(seed):
    history, rng = histories.build(seed), random.Random(seed)
    walk = Walk(history, history.some_day(rng))
    agrees_with_the_reference(walk)
    versions_to_come_are_refused_for_what_they_miss(walk)
    for sop in reversed(history.versions):  # gowning first: aseptic work rests on it
        walk_to_valid(walk, sop)


def agrees_with_the_reference(walk: Walk) -> None:
    for sop in walk.history.versions:
        answer = walk.answer(sop)
        assert answer.status == reference.status(walk.history.who, sop, walk.on, walk.at)
        assert plain(answer.missing) == reference.missing(walk.history.who, sop, walk.on, walk.at)
        expected = reference.missing(walk.history.who, sop, walk.on, walk.at, confirming=True)
        assert plain(readiness(walk.history.who, sop, walk.on, walk.at).missing) == expected
        if version := walk.version_in_force(sop):
            assert bool(walk.refusal(version)) == (expected != NOTHING_ELSE)


def versions_to_come_are_refused_for_what_they_miss(walk: Walk) -> None:
    for sop, versions in walk.history.versions.items():
        for version in versions:
            first_day = version.release.effective_on
            if first_day <= walk.on or version.release.approved_at > walk.at:
                continue
            ahead = qualification_of(walk.history.who, sop, first_day, walk.at)
            if ahead.required != version.release.number or "no_version" in [reason.code for reason in ahead.reasons]:
                assert walk.refusal(version)
                continue
            expected = reference.missing(walk.history.who, sop, first_day, walk.at, confirming=True)
            assert bool(walk.refusal(version)) == (expected != NOTHING_ELSE)


def walk_to_valid(walk: Walk, sop: Sop) -> None:
    """Do what the matrix names, one act at a time; at each step confirming refuses exactly the rest."""
    for turn in range(30):
        answer = walk.answer(sop)
        codes = [reason.code for reason in answer.reasons]
        if not turn or plain(answer.missing) == NOTHING_ELSE:
            today_asks_for_it(walk, sop)
        if answer.may or not answer.depth:
            return
        if "no_version" in codes:
            assert answer.missing == ()
            return
        version = walk.version_in_force(sop)
        missing = answer.missing
        if answer.depth == "practical" and missing and missing[-1].code in PRACTICE:
            open_ones = [reason for reason in answer.missing if reason.code != "confirmation_missing"]
            assert walk.refusal(version) == sentence(walk, version, open_ones)
        if missing:
            walk.do(missing[0].code, sop)
            assert walk.answer(sop).missing != answer.missing
        elif not lift(walk, sop, codes):
            return
    raise AssertionError(f"{sop} is not valid after everything was done: {walk.answer(sop)}")


def lift(walk: Walk, sop: Sop, codes: list[str]) -> bool:
    """Lift restrictions, gown again, fill media, read again: what no confirmation mends. False: impossible that day."""
    who = walk.history.who
    assert not TO_DO & set(codes)
    if {"suspended", "disqualified"} & set(codes):
        for scope, of in (("all", None), ("access_ab", None), ("sop", sop)):
            facts.event(who, "lifted", walk.on, scope, of=of, known=walk.later())
    elif {"gowning_missing", "gowning_again", "gowning_expired"} & set(codes):
        return gown_again(walk)
    elif any(code.startswith("aps_") and code != "aps_expires" for code in codes):
        facts.practised(who, None, walk.on, "aps", sop=facts.sop(), known=walk.later())
    elif "expired" in codes:
        walk.do("read_again", sop)
    else:
        pytest.fail(f"nothing to do about {codes}")
    return True


def gown_again(walk: Walk) -> bool:
    """Gowning that no job role requires on that day: what confirming needs, until it is confirmed."""
    gowning = walk.history.gowning
    for _ in range(12):
        found = readiness(walk.history.who, gowning, walk.on, walk.at)
        if found.missing[0].code == "no_version":
            return False
        first = found.missing[0].code
        walk.do(first, gowning)
        if first == "confirmation_missing":
            return True
    raise AssertionError("gowning is never confirmed")


def today_asks_for_it(walk: Walk, sop: Sop) -> None:
    """Today names the first missing step to the person, and the last one to QA; by everything that is known now."""
    answers = {answer.sop_id: answer for answer in qualifications([walk.history.who], None, walk.on)}
    ready = {
        pk for pk, answer in answers.items() if [reason.code for reason in answer.missing] == ["confirmation_missing"]
    }
    listed = {row.sop.pk for row in waiting.to_confirm(walk.on) if row.person == walk.history.who}
    assert listed == ready
    answer = answers.get(sop.pk)
    if answer is None or not answer.missing:
        return
    first = answer.missing[0].code
    asked = [
        need.step
        for need in waiting.needs_of(walk.history.who, walk.on, list(answers.values()))
        if need.sop == sop and not need.ahead
    ]
    assert asked == ([] if first == "confirmation_missing" else [STEP_OF[first.partition("_")[0]]])
