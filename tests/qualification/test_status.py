"""Each rule of domain (f) as one small story, on its boundary days."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sys
from pathlib import Path

import pytest

from core import clock
from core.days import add_months
from qualification.reasons import SENTENCES
from qualification.status import qualification_of, qualifications
from sops.domain.requirements import end_requirement, require_sop
from staff.domain.people import end_assignment, leave
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)
ACCESS = {"grade": "A/B", "gowning_months": 12, "aps_first": 3, "aps_months": 6, "aps_checklist": "x"}


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


def test_runs_are_counted_in_the_reason(khue, sop):
    works_with(khue, sop)
    version = facts.version(sop, days(-10))
    facts.read(khue, version, DAY)
    facts.practised(khue, version, DAY)
    facts.practised(khue, version, DAY)
    facts.practised(khue, version, DAY, accepted=False)  # not signed by the trainee: does not count
    facts.practised(khue, version, DAY, passed=False)

    (reason,) = qualification_of(khue, sop, days(1), facts.noon(days(9))).reasons

    assert (reason.code, reason.values["done"], reason.values["of"]) == ("runs_missing", 2, 3)


def test_consecutive_runs_begin_anew_after_a_failed_one(khue, sop):
    works_with(khue, sop)
    listed = facts.checklist(sop, consecutive=True)
    version = facts.version(sop, days(-10))
    facts.read(khue, version, DAY)
    for n, passed in enumerate([True, False, True, True]):
        facts.practised(khue, version, days(n), passed=passed, checklist=listed)

    (reason,) = qualification_of(khue, sop, days(9), facts.noon(days(9))).reasons

    assert reason.values["done"] == 2


@pytest.mark.parametrize(
    ("last", "as_of", "status"),
    [
        (60, 0, "expiring"),
        (61, 0, "valid"),
        (0, 0, "expiring"),
        (-1, 0, "expired"),
        (5, 5, "expiring"),
        (5, 6, "expired"),
    ],
)
def test_last_day_counts_and_the_warning_begins_60_days_before(khue, sop, last, as_of, status):
    works_with(khue, sop)
    version = facts.version(sop, days(-300))
    trained(khue, sop, version, on=-200, valid_to=days(last))

    assert qualification_of(khue, sop, days(as_of), facts.noon(days(9))).status == status


def test_reading_done_on_29_february_holds_until_28_february(khue, sop):
    works_with(khue, sop, "read", months=12, since=dt.date(2020, 1, 1))
    khue.assignments.update(valid_from=dt.date(2020, 1, 1), recorded_at=clock.start_of(dt.date(2020, 1, 1)))
    facts.read(khue, facts.version(sop, dt.date(2024, 1, 1)), dt.date(2024, 2, 29))

    found = [
        qualification_of(khue, sop, day, facts.noon(DAY)).status for day in (dt.date(2025, 2, 28), dt.date(2025, 3, 1))
    ]

    assert found == ["expiring", "expired"]


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


def test_training_ahead_counts_from_the_effective_day(khue, sop):
    works_with(khue, sop)
    trained(khue, sop, facts.version(sop, days(-300)), on=-200)
    second = facts.version(sop, days(10), change_class="critical", known=facts.noon(days(-5)))
    trained(khue, sop, second, on=5)

    found = [
        (a.status.value, a.held) for a in (qualification_of(khue, sop, days(n), facts.noon(days(99))) for n in (9, 10))
    ]

    assert found == [("valid", 1), ("valid", 2)]


def test_a_mandatory_change_is_not_hidden_by_an_editorial_one(khue, sop):
    works_with(khue, sop, "read")
    facts.read(khue, facts.version(sop, days(-300)), days(-200))
    second = facts.version(sop, days(-100), change_class="critical")
    facts.version(sop, days(-50), change_class="editorial")
    late = make.person()
    late_role = khue.assignments.get().job_role
    make.assignment(late, late_role, days(-400), recorded_at=facts.noon(days(-400)))
    facts.read(late, second, days(-90))

    assert [qualification_of(who, sop, DAY, facts.noon(days(9))).status for who in (khue, late)] == [
        "suspended",
        "valid",
    ]


def test_a_withdrawn_version_asks_nothing_and_ends_nothing_before_its_day(khue, sop):
    works_with(khue, sop)
    trained(khue, sop, facts.version(sop, days(-300)), on=-200)
    second = facts.version(sop, days(10), change_class="critical", known=facts.noon(days(1)))
    facts.withdrawn(second, days(9))

    assert qualification_of(khue, sop, days(30), facts.noon(days(99))).status == "valid"
    # what was known before the withdrawal: it would have been outstanding
    assert qualification_of(khue, sop, days(30), facts.noon(days(8))).status == "suspended"


def test_nothing_in_force_suspends_who_was_qualified(khue, sop):
    works_with(khue, sop)
    first = facts.version(sop, days(-300))
    trained(khue, sop, first, on=-200)
    facts.withdrawn(first, days(10))

    answers = [qualification_of(khue, sop, days(n), facts.noon(days(99))) for n in (9, 10)]

    assert [(a.status.value, codes(a)) for a in answers] == [("valid", []), ("suspended", ["no_version"])]


def test_two_clocks_give_two_answers(khue, sop):
    works_with(khue, sop, "read")
    version = facts.version(sop, days(-10))
    facts.read(khue, version, DAY, known=facts.noon(days(28)))

    assert qualification_of(khue, sop, days(1), clock.end_of(days(1))).status == "not_trained"
    assert qualification_of(khue, sop, days(1), facts.noon(days(28))).status == "valid"  # known at that very instant
    assert (
        qualification_of(khue, sop, days(1), facts.noon(days(28)) - dt.timedelta(microseconds=1)).status
        == "not_trained"
    )
    assert qualification_of(khue, sop, days(-1), facts.noon(days(28))).status == "not_trained"


def test_midnight_is_that_of_ha_noi(khue, sop):
    """An act at 23:59:59 on the site is of that day; 17:00 UTC is the next."""
    works_with(khue, sop, "read")
    facts.version(sop, DAY, known=clock.start_of(DAY))

    assert (
        qualification_of(
            khue, sop, clock.site_date(dt.datetime(2026, 5, 31, 16, 59, 59, tzinfo=dt.UTC)), facts.noon(days(9))
        ).required
        is None
    )
    assert (
        qualification_of(
            khue, sop, clock.site_date(dt.datetime(2026, 5, 31, 17, 0, tzinfo=dt.UTC)), facts.noon(days(9))
        ).required
        == 1
    )


def test_the_deepest_requirement_and_the_shortest_interval_hold(khue, sop):
    works_with(khue, sop, "read", months=24)
    works_with(khue, sop, "quiz", months=12)
    facts.read(khue, facts.version(sop, days(-300)), DAY)

    answer = qualification_of(khue, sop, days(1), facts.noon(days(9)))

    assert (answer.depth, answer.valid_to, answer.status) == ("quiz", dt.date(2027, 6, 1), "valid")


def test_a_role_that_ends_asks_nothing_the_day_after(khue, sop):
    role = make.job_role()
    facts.requires(role, sop, "read")
    make.assignment(khue, role, days(-10), valid_to=days(5), recorded_at=facts.noon(days(-10)))
    facts.version(sop, days(-100))

    assert [qualification_of(khue, sop, days(n), facts.noon(days(9))).status for n in (-11, -10, 5, 6)] == [
        "not_required",
        "not_trained",
        "not_trained",
        "not_required",
    ]


def test_who_left_is_asked_nothing(sop):
    who = make.person(employed_to=days(5))
    works_with(who, sop, "read")
    facts.version(sop, days(-100))

    assert [qualification_of(who, sop, days(n), facts.noon(days(9))).status for n in (5, 6)] == [
        "not_trained",
        "not_required",
    ]


@pytest.fixture
def operator():
    """A culture operator with gowning, three media fills and the SOP: fills read on days -60, -50, -40."""
    gowning, sop, who = facts.sop(stage="ENV"), facts.sop(), make.person()
    facts.checklist(gowning, "gowning")
    role = make.job_role(access=ACCESS)
    for of in (gowning, sop):
        facts.requires(role, of, "practical", months=12)
        version = facts.version(of, days(-300))
        trained(who, of, version, on=-100, valid_to=days(265))
    make.assignment(who, role, days(-400), recorded_at=facts.noon(days(-400)))
    for n in (-60, -50, -40):
        fill(who, n)
    return who, gowning, sop


def fill(who, read_on, *, passed=True, **fields):
    return facts.practised(
        who, None, days(read_on - 14), "aps", passed=passed, result_on=days(read_on), sop=facts.sop(), **fields
    )


def answer_on(who, sop, n):
    return qualification_of(who, sop, days(n), facts.noon(days(999)))


def test_aseptic_work_waits_for_three_media_fills_in_a_row(operator):
    who, gowning, sop = operator

    found = [(answer_on(who, sop, n).status.value, answer_on(who, gowning, n).status.value) for n in (-41, -40)]

    assert found == [("not_trained", "valid"), ("valid", "valid")]
    assert answer_on(who, sop, -41).reasons[0].values == {"done": 2, "of": 3}


def test_media_fill_is_due_six_months_after_the_last_reading(operator):
    who, _, sop = operator
    last = add_months(days(-40), 6)
    n = (last - DAY).days

    assert [codes(answer_on(who, sop, k)) for k in (n, n + 1)] == [["aps_expires"], ["aps_expired"]]
    assert [answer_on(who, sop, k).status.value for k in (n, n + 1)] == ["valid", "suspended"]


def test_a_contaminated_fill_ends_access_until_three_more_passed(operator):
    who, gowning, sop = operator
    fill(who, 10, passed=False, accepted=False)  # a failure counts whether the operator signs it or not
    seen = [answer_on(who, sop, 9).status.value, answer_on(who, sop, 10).status.value]
    for n in (30, 40):
        fill(who, n)
    seen.append(answer_on(who, sop, 40).status.value)
    fill(who, 50)
    seen += [answer_on(who, sop, 50).status.value, answer_on(who, gowning, 20).status.value]

    assert seen == ["valid", "suspended", "suspended", "valid", "valid"]


def test_a_corrected_fill_counts_as_corrected_from_the_moment_it_was_known(operator):
    who, _, sop = operator
    wrong = fill(who, 10, passed=False)
    fill(who, 10, supersedes=wrong, known=facts.noon(days(20)))

    assert qualification_of(who, sop, days(15), facts.noon(days(19))).status == "suspended"
    assert qualification_of(who, sop, days(15), facts.noon(days(20))).status == "valid"


def test_lapsed_gowning_suspends_aseptic_work_and_nothing_else(operator):
    who, gowning, sop = operator
    fill(who, 200)
    plain = facts.sop()
    works_with(who, plain, "read")
    facts.read(who, facts.version(plain, days(-300)), days(100))

    assert [answer_on(who, of, 266).status.value for of in (gowning, sop, plain)] == ["expired", "expired", "valid"]
    facts.confirmed(who, sop.versions.get(), days(260), days(600))
    assert (answer_on(who, sop, 266).status.value, codes(answer_on(who, sop, 266))) == (
        "suspended",
        ["gowning_expired"],
    )


@pytest.mark.parametrize(("kind", "status"), [("suspension", "suspended"), ("disqualification", "disqualified")])
def test_a_bar_on_aseptic_work_touches_what_needs_access(operator, kind, status):
    who, gowning, sop = operator
    plain = facts.sop()
    works_with(who, plain, "read")
    facts.read(who, facts.version(plain, days(-300)), DAY)
    facts.event(who, kind, days(10), "access_ab")

    assert [
        answer_on(who, sop, 9).status.value,
        *(answer_on(who, of, 10).status.value for of in (sop, gowning, plain)),
    ] == [
        "valid",
        status,
        status,
        "valid",
    ]


@pytest.mark.parametrize("scope", ["all", "sop"])
def test_bars_end_only_with_a_restoration(khue, sop, scope):
    works_with(khue, sop)
    trained(khue, sop, facts.version(sop, days(-300)), on=-10)
    about = sop if scope == "sop" else None
    facts.event(khue, "suspension", days(1), scope, about)
    facts.event(khue, "disqualification", days(2), scope, about)
    facts.event(khue, "suspension", days(3), scope, about)  # does not soften the disqualification
    facts.event(khue, "lifted", days(9), scope, about)
    facts.event(khue, "lifted", days(4), "access_ab")  # another scope lifts nothing here

    found = [qualification_of(khue, sop, days(n), facts.noon(days(99))).status.value for n in (0, 1, 2, 5, 8, 9)]

    assert found == ["valid", "suspended", "disqualified", "disqualified", "disqualified", "valid"]


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


def test_every_reason_has_a_sentence():
    rules = Path(sys.modules["qualification.decide"].__file__).read_text()

    used = set(re.findall(r'Reason\(\s*"(\w+)"', rules)) | {"suspended", "disqualified"}

    assert used == set(SENTENCES)


def test_a_quiz_asks_for_nothing_on_the_days_before_it_was_there(khue, sop):
    """What was true on a day stays true: a quiz that is written later does not unqualify the past."""
    version = facts.version(sop, days(-100))
    works_with(khue, sop, "quiz")
    facts.read(khue, version, days(-90))
    facts.quiz(sop, created_at=facts.noon(days(-10)))

    assert [qualification_of(khue, sop, days(n)).status for n in (-11, -10)] == ["valid", "not_trained"]
    assert qualification_of(khue, sop, days(-10), facts.noon(days(-11))).status == "valid"


def test_what_ended_or_began_by_a_later_entry_is_not_known_before(khue, sop):
    """Both clocks, for the reasons an SOP is required at all: role, requirement, employment."""
    facts.version(sop, days(-100))
    works_with(khue, sop, "read")
    entered = facts.noon(days(5))
    assignment = khue.assignments.get()
    end_assignment(assignment, by=make.one("admin"), last_day=days(-10), at=entered)

    assert qualification_of(khue, sop, days(0), facts.noon(days(4))).status == "not_trained"
    assert qualification_of(khue, sop, days(0), facts.noon(days(6))).status == "not_required"

    other = make.person()
    role = make.job_role()
    make.assignment(other, role, days(-400), recorded_at=facts.noon(days(-400)))
    row = require_sop(role, sop, depth="read", valid_from=days(-50), by=make.one("trainer"), at=entered)
    assert [qualification_of(other, sop, days(0), facts.noon(days(n))).status for n in (4, 6)] == [
        "not_required",
        "not_trained",
    ]
    end_requirement(row, last_day=days(-1), by=make.one("trainer"), reason="x", at=facts.noon(days(8)))
    assert [qualification_of(other, sop, days(0), facts.noon(days(n))).status for n in (7, 9)] == [
        "not_trained",
        "not_required",
    ]

    gone = make.person()
    make.assignment(gone, make.job_role(), days(-400), recorded_at=facts.noon(days(-400)))
    facts.requires(gone.assignments.get().job_role, sop, "read")
    leave(gone, by=make.one("admin"), last_day=days(-10), reason="x", at=entered)
    assert [qualification_of(gone, sop, days(0), facts.noon(days(n))).status for n in (4, 6)] == [
        "not_trained",
        "not_required",
    ]
