"""Each rule of domain (f) as one small story, on its boundary days."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from qualification.status import qualification_of, qualifications
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


def days(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


def codes(answer) -> list[str]:
    return [reason.code for reason in answer.reasons]


@pytest.fixture
def sop():
    return facts.sop()


@pytest.fixture
def khue():
    return make.person("Trần Minh Khuê")


def trained(who, sop, version, on=0, **fields):
    """Everything done for one version, on one day."""
    facts.read(who, version, days(on))
    if sop.quizzes.exists():
        facts.quizzed(who, version, days(on))
    for _ in range(3):
        facts.practised(who, version, days(on))
    facts.practised(who, version, days(on), "assessment")
    return facts.confirmed(who, version, days(on), **fields)


def works_with(who, sop, depth="practical", access=None, **rule):
    role = make.job_role(access=access)
    facts.requires(role, sop, depth, **rule)
    make.assignment(who, role, days(-400), recorded_at=facts.noon(days(-400)))


def test_nobody_asks_for_it_and_nothing_was_done(khue, sop):
    facts.version(sop, days(-10))

    assert qualification_of(khue, sop, DAY).status == "not_required"


def test_evidence_without_a_role_stays_visible(khue, sop):
    version = facts.version(sop, days(-10))
    confirmation = trained(khue, sop, version)

    answer = qualification_of(khue, sop, days(1))

    assert (answer.status, answer.held) == ("not_required", 1)
    assert ("confirmation", confirmation.pk) in answer.evidence


def test_practical_goes_through_every_step(khue, sop):
    works_with(khue, sop)
    facts.quiz(sop)
    version = facts.version(sop, days(-10))
    seen = [codes(qualification_of(khue, sop, DAY, facts.noon(days(9))))]
    facts.read(khue, version, DAY)
    seen.append(codes(qualification_of(khue, sop, DAY, facts.noon(days(9)))))
    facts.quizzed(khue, version, DAY)
    seen.append(codes(qualification_of(khue, sop, DAY, facts.noon(days(9)))))
    for _ in range(3):
        facts.practised(khue, version, DAY)
    seen.append(codes(qualification_of(khue, sop, DAY, facts.noon(days(9)))))
    facts.practised(khue, version, DAY, "assessment")
    seen.append(codes(qualification_of(khue, sop, DAY, facts.noon(days(9)))))
    facts.confirmed(khue, version, DAY)
    answer = qualification_of(khue, sop, DAY, facts.noon(days(9)))

    assert seen == [
        ["read_missing", "quiz_missing", "runs_missing"],
        ["quiz_missing", "runs_missing"],
        ["runs_missing"],
        ["assessment_missing"],
        ["confirmation_missing"],
    ]
    assert (answer.status, answer.held, answer.required, answer.valid_to, answer.may) == (
        "valid",
        1,
        1,
        dt.date(2028, 6, 1),
        True,
    )


@pytest.mark.parametrize(
    ("change_class", "expected"),
    [
        ("critical", ["read_again", "quiz_again", "runs_missing"]),
        ("procedural", ["read_again", "quiz_again"]),
        ("editorial", []),
    ],
)
def test_a_released_revision_changes_the_status_on_its_first_day_by_itself(khue, sop, change_class, expected):
    works_with(khue, sop)
    facts.quiz(sop)
    trained(khue, sop, facts.version(sop, days(-300)), on=-200)
    facts.version(sop, days(10), change_class=change_class, known=facts.noon(days(1)))

    before, after = (
        qualification_of(khue, sop, days(9), facts.noon(days(50))),
        qualification_of(khue, sop, days(10), facts.noon(days(50))),
    )

    assert (before.status, before.required) == ("valid", 1)
    assert (after.status, codes(after), after.required) == ("suspended" if expected else "valid", expected, 2)


@pytest.mark.parametrize(("depth", "expected"), [("read", ["read_again"]), ("quiz", ["read_again", "quiz_again"])])
def test_a_critical_revision_asks_no_more_than_the_depth(khue, sop, depth, expected):
    works_with(khue, sop, depth)
    facts.quiz(sop)
    trained(khue, sop, facts.version(sop, days(-300)), on=-200)
    facts.version(sop, days(1), change_class="critical")

    assert codes(qualification_of(khue, sop, days(1), facts.noon(days(9)))) == expected


def test_nothing_in_force_suspends_who_was_qualified(khue, sop):
    works_with(khue, sop)
    first = facts.version(sop, days(-300))
    trained(khue, sop, first, on=-200)
    facts.withdrawn(first, days(10))

    answers = [qualification_of(khue, sop, days(n), facts.noon(days(99))) for n in (9, 10)]

    assert [(a.status.value, codes(a)) for a in answers] == [("valid", []), ("suspended", ["no_version"])]


def test_confirmations_are_never_reset_the_newest_that_counts_decides(khue, sop):
    works_with(khue, sop)
    version = facts.version(sop, days(-800))
    trained(khue, sop, version, on=-700, valid_to=days(-10))
    facts.confirmed(khue, version, days(-20), days(400))

    found = [qualification_of(khue, sop, days(n), facts.noon(days(99))) for n in (-21, -20, -9)]

    assert [(a.status.value, a.valid_to) for a in found] == [
        ("expiring", days(-10)),
        ("valid", days(400)),
        ("valid", days(400)),
    ]


def test_number_of_queries_does_not_grow(django_assert_num_queries, sop):
    version = facts.version(sop, days(-10))
    counts = itertools.count()
    for _ in range(12):
        who = make.person(f"Người {next(counts)}")
        works_with(who, sop)
        facts.read(who, version, DAY)
    with django_assert_num_queries(2):  # the answer, and the institution's warning days
        assert len(qualifications(None, [sop], DAY)) == 12
