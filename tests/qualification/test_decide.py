"""From gathered facts to a status: practice, access to aseptic work, restrictions, the last day."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.days import add_months
from qualification.status import qualification_of
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)
ACCESS = {"grade": "A/B"}


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


def assessed(who, version, on=0, runs=3):
    """Everything but the confirmation."""
    facts.read(who, version, days(on))
    for _ in range(runs):
        facts.practised(who, version, days(on))
    facts.practised(who, version, days(on), "assessment")


@pytest.mark.parametrize(
    ("change_class", "expected"),
    [
        ("editorial", ["confirmation_missing"]),
        ("procedural", ["read_again", "confirmation_missing"]),
        ("critical", ["read_again", "runs_missing"]),
    ],
)
def test_a_revision_between_assessment_and_confirmation_asks_what_its_class_asks(khue, sop, change_class, expected):
    works_with(khue, sop)
    assessed(khue, facts.version(sop, days(-300)), on=-20)
    facts.version(sop, days(-10), change_class=change_class)

    answer = qualification_of(khue, sop, DAY, facts.noon(days(9)))

    assert (answer.status, codes(answer)) == ("not_trained", expected)


def test_after_a_critical_revision_one_run_and_an_assessment_on_it_complete_a_first_training(khue, sop):
    works_with(khue, sop)
    assessed(khue, facts.version(sop, days(-300)), on=-20)
    second = facts.version(sop, days(-10), change_class="critical")
    facts.read(khue, second, days(-5))
    seen = []
    for kind in ("run", "assessment"):
        (reason,) = qualification_of(khue, sop, DAY, facts.noon(days(9))).reasons
        seen.append((reason.code, reason.values.get("done"), reason.values.get("of")))
        facts.practised(khue, second, days(-5), kind)

    assert seen == [("runs_missing", 0, 1), ("assessment_missing", None, None)]
    assert codes(qualification_of(khue, sop, DAY, facts.noon(days(9)))) == ["confirmation_missing"]


def test_runs_on_the_version_before_count_towards_the_first_three(khue, sop):
    works_with(khue, sop)
    assessed(khue, facts.version(sop, days(-300)), on=-20, runs=2)
    second = facts.version(sop, days(-10), change_class="critical")
    facts.read(khue, second, days(-5))

    (reason,) = qualification_of(khue, sop, DAY, facts.noon(days(9))).reasons

    assert (reason.values["done"], reason.values["of"]) == (2, 3)


def test_after_expiry_run_assessment_and_confirmation_follow_each_other(khue, sop):
    works_with(khue, sop)
    version = facts.version(sop, days(-300))
    trained(khue, sop, version, on=-200, valid_to=days(-1))
    seen = []
    for kind in ("run", "assessment", None):
        answer = qualification_of(khue, sop, DAY, facts.noon(days(9)))
        seen.append((codes(answer), [reason.code for reason in answer.missing]))
        if kind:
            facts.practised(khue, version, DAY, kind)

    assert seen == [(["expired"], [code]) for code in ("runs_missing", "assessment_missing", "confirmation_missing")]
    assert answer.all_reasons == (*answer.reasons, *answer.missing)


@pytest.mark.parametrize(("on_checklist", "of"), [(2, 2), (0, 3), (None, 3)])
def test_runs_a_role_does_not_name_are_those_of_the_checklist_else_of_the_institution(khue, sop, on_checklist, of):
    works_with(khue, sop, runs=0)
    if on_checklist is not None:
        facts.checklist(sop, runs_required=on_checklist)
    facts.read(khue, facts.version(sop, days(-10)), DAY)

    (reason,) = qualification_of(khue, sop, DAY, facts.noon(days(9))).reasons

    assert reason.values["of"] == of


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
