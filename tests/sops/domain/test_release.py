from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable

import pytest

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from sops.domain.release import approve, return_to_draft, review, withdraw
from sops.enums import TRANSITIONS, ChangeClass, EventKind, VersionState
from sops.models import Release, Sop, SopVersion, Translation, Withdrawal
from sops.queries import version_statuses
from sops.releasing import impact as impact_registry
from sops.releasing.candidates import open_candidate, stage_of
from sops.releasing.impact import Impact, Touched
from sops.signals import version_released, version_withdrawn
from staff.models import Signature
from tests.factories import release as make
from tests.factories import staff

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def second_draft(sop: Sop, text: str = "37℃で45分間加温する。") -> None:
    blocks = copy.deepcopy(make.BLOCKS)
    blocks[1]["text"] = text
    make.draft(sop.number, blocks)


def sign_off(version: SopVersion, who: make.Team, **fields: object) -> Release:
    values: dict = {"effective_on": clock.today(), **fields}
    return approve(version, by=who.approver, proof=staff.proof(who.approver), **values)


def test_an_approved_version_has_a_number_and_takes_effect_by_itself() -> None:
    who = make.team()
    sop = make.draft()
    heard: list[Release] = []

    def hear(release: Release, **kwargs: object) -> None:
        heard.append(release)

    version_released.connect(hear)
    try:
        first = make.approved(sop, who)
        second_draft(sop)
        second = make.approved(sop, who, clock.today() + 7 * DAY)
    finally:
        version_released.disconnect(hear)
    assert heard == [first, second]
    assert (first.number, second.number, second.change_class) == (1, 2, ChangeClass.CRITICAL)
    for days, states in {
        0: ["approved", "effective"],
        6: ["approved", "effective"],
        7: ["effective", "superseded"],
    }.items():
        assert [row.state for row in version_statuses(sop, clock.today() + days * DAY)] == states
    assert set(Signature.objects.filter(content_hash=second.version.sha256).values_list("meaning", flat=True)) == {
        "authorship",
        "technical_review",
        "approval",
    }


def test_a_returned_candidate_takes_no_number() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    second_draft(sop)
    return_to_draft(make.submitted(sop, who), by=who.approver, reason="Sai nhiệt độ.")
    second_draft(sop, "37℃で50分間加温する。")
    assert make.approved(sop, who).number == 2


def test_approval_waits_for_the_review() -> None:
    who = make.team()
    version = make.submitted(make.draft(), who)
    with pytest.raises(Refused):
        sign_off(version, who)
    assert AuditEvent.objects.filter(action="approval_refused").count() == 1
    assert Signature.objects.count() == 1


def test_nobody_signs_twice_for_two_people() -> None:
    both = staff.user("trainer", "technical_reviewer", "qa_approver")
    who = make.team()
    sop = make.draft()
    version = make.submitted(sop, make.Team(both, who.reviewer, who.approver, who.translator, who.verifier))
    with pytest.raises(NotAllowed):
        review(version, by=both, proof=staff.proof(both))
    review(version, by=who.reviewer, proof=staff.proof(who.reviewer))
    with pytest.raises(NotAllowed):
        approve(version, by=both, proof=staff.proof(both), effective_on=clock.today())
    assert AuditEvent.objects.filter(action="approval_refused").count() == 1


def test_who_saved_the_draft_is_an_author_too() -> None:
    who = make.team()
    helper = staff.user("trainer", "qa_approver")
    sop = make.draft(by=helper)
    version = make.reviewed(sop, who)
    with pytest.raises(NotAllowed):
        approve(version, by=helper, proof=staff.proof(helper), effective_on=clock.today())


def test_the_translator_does_not_review_the_meaning() -> None:
    who = make.team()
    version = make.submitted(make.draft(), who)
    translator = staff.user("technical_reviewer", person=who.translator)
    with pytest.raises(NotAllowed):
        review(version, by=translator, proof=staff.proof(translator))


def test_a_second_approval_is_refused() -> None:
    who = make.team()
    version = make.reviewed(make.draft(), who)
    sign_off(version, who)
    other = staff.user("qa_approver")
    with pytest.raises(Conflict):
        sign_off(version, who)
    with pytest.raises(Conflict):
        approve(version, by=other, proof=staff.proof(other), effective_on=clock.today())
    assert Release.objects.count() == 1


def test_a_version_does_not_begin_before_its_approval() -> None:
    who = make.team()
    version = make.reviewed(make.draft(), who)
    with pytest.raises(Refused) as refused:
        sign_off(version, who, effective_on=clock.today() - DAY)
    assert refused.value.field == "effective_on"


def test_the_day_is_the_day_of_the_site() -> None:
    """17:30 UTC is already tomorrow in Hà Nội."""
    who = make.team()
    version = make.reviewed(make.draft(), who)
    at = dt.datetime(2026, 11, 24, 17, 30, tzinfo=dt.UTC)
    with pytest.raises(Refused):
        sign_off(version, who, effective_on=dt.date(2026, 11, 24), at=at)
    assert sign_off(version, who, effective_on=dt.date(2026, 11, 25), at=at).effective_on == dt.date(2026, 11, 25)


def test_a_version_does_not_begin_before_one_already_approved() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who, clock.today() + 10 * DAY)
    second_draft(sop)
    version = make.reviewed(sop, who)
    with pytest.raises(Refused):
        sign_off(version, who, effective_on=clock.today() + 5 * DAY)


def test_a_translation_returned_after_submission_blocks_approval() -> None:
    who = make.team()
    sop = make.draft()
    version = make.reviewed(sop, who)
    Translation.objects.filter(sop=sop, path="b1.text").update(state="returned")
    with pytest.raises(Conflict):
        sign_off(version, who)


def test_a_candidate_against_a_version_withdrawn_meanwhile_is_stale() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    second_draft(sop)
    second = make.approved(sop, who, clock.today() + 10 * DAY)
    second_draft(sop, "37℃で60分間加温する。")
    third = make.reviewed(sop, who)
    withdraw(second, by=who.approver, proof=staff.proof(who.approver), on=clock.today(), reasons={"vi": "Sai."})
    with pytest.raises(Conflict):
        sign_off(third, who, effective_on=clock.today() + 10 * DAY)


def test_a_day_too_early_for_the_people_needs_a_justification(monkeypatch: pytest.MonkeyPatch) -> None:
    person = staff.person()

    def one_late(version: SopVersion, day: dt.date) -> Impact:
        row = Touched(person, "KTV", ChangeClass.CRITICAL, "đọc, kiểm tra", day - DAY, clock.today() + 5 * DAY)
        return Impact(day, [row], 1)

    monkeypatch.setattr(impact_registry, "_providers", [one_late])
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)  # a first version takes nothing from anybody
    second_draft(sop)
    version = make.reviewed(sop, who)
    with pytest.raises(Refused) as refused:
        sign_off(version, who, effective_on=clock.today() + DAY)
    assert refused.value.field == "early_reason"
    assert (
        sign_off(version, who, effective_on=clock.today() + DAY, early_reason="Sửa lỗi an toàn.").early_reason
        == "Sửa lỗi an toàn."
    )


def test_a_withdrawn_release_ends_and_is_heard_of() -> None:
    who = make.team()
    sop = make.draft()
    first = make.approved(sop, who)
    heard: list[Withdrawal] = []

    def hear(withdrawal: Withdrawal, **kwargs: object) -> None:
        heard.append(withdrawal)

    version_withdrawn.connect(hear)
    try:
        made = withdraw(
            first, by=who.approver, proof=staff.proof(who.approver), on=clock.today() + DAY, reasons={"vi": "Sai."}
        )
    finally:
        version_withdrawn.disconnect(hear)
    assert heard == [made]
    assert not SopVersion.objects.effective_on(clock.today() + DAY).exists()
    with pytest.raises(Conflict):
        withdraw(
            first, by=who.approver, proof=staff.proof(who.approver), on=clock.today() + DAY, reasons={"vi": "Sai."}
        )


@pytest.mark.parametrize(
    ("fields", "field"), [({"reasons": {"en": "x"}}, "reason_vi"), ({"on": dt.date(2020, 1, 1)}, "on")]
)
def test_a_withdrawal_needs_a_reason_and_a_day_to_come(fields: dict, field: str) -> None:
    who = make.team()
    first = make.approved(make.draft(), who)
    values = {"on": clock.today(), "reasons": {"vi": "Sai."}, **fields}
    with pytest.raises(Refused) as refused:
        withdraw(first, by=who.approver, proof=staff.proof(who.approver), **values)
    assert refused.value.field == field


def test_a_return_needs_a_reason() -> None:
    who = make.team()
    version = make.submitted(make.draft(), who)
    with pytest.raises(Refused):
        return_to_draft(version, by=who.reviewer, reason="  ")
    assert open_candidate(version.sop) == version


STAGES = {
    EventKind.SUBMITTED: VersionState.IN_REVIEW,
    EventKind.REVIEWED: VersionState.REVIEWED,
    EventKind.REJECTED: VersionState.REJECTED,
}


@pytest.mark.parametrize("came", list(STAGES))
@pytest.mark.parametrize("tried", [EventKind.REVIEWED, EventKind.REJECTED])
def test_every_step_follows_the_table_of_transitions(came: EventKind, tried: EventKind) -> None:
    who = make.team()
    sop = make.draft()
    version = make.submitted(sop, who)
    if came == EventKind.REVIEWED:
        review(version, by=who.reviewer, proof=staff.proof(who.reviewer))
    elif came == EventKind.REJECTED:
        return_to_draft(version, by=who.reviewer, reason="x")
    version = SopVersion.objects.get(pk=version.pk)
    assert stage_of(version) == STAGES[came]
    other = staff.user("technical_reviewer")

    def act() -> None:
        if tried == EventKind.REVIEWED:
            review(version, by=other, proof=staff.proof(other))
        else:
            return_to_draft(version, by=other, reason="x")

    if tried in TRANSITIONS[came]:
        act()
        assert stage_of(SopVersion.objects.get(pk=version.pk)) == STAGES[tried]
    else:
        with pytest.raises(Conflict):
            act()


@pytest.mark.parametrize("act", ["review", "approve", "return", "withdraw"])
def test_without_a_trail_line_nothing_happens(act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(action: str, *args: object, **kwargs: object) -> None:
        if not action.endswith("_refused"):
            raise RuntimeError("trail unavailable")

    who = make.team()
    sop = make.draft()
    if act == "withdraw":
        release = make.approved(sop, who)
    else:
        version = make.reviewed(sop, who) if act == "approve" else make.submitted(sop, who)
    before = Signature.objects.count()
    monkeypatch.setattr("sops.domain.release.record", broken)
    acts: dict[str, Callable[[], object]] = {
        "review": lambda: review(version, by=who.reviewer, proof=staff.proof(who.reviewer)),
        "approve": lambda: sign_off(version, who),
        "return": lambda: return_to_draft(version, by=who.reviewer, reason="x"),
        "withdraw": lambda: withdraw(
            release, by=who.approver, proof=staff.proof(who.approver), on=clock.today(), reasons={"vi": "Sai."}
        ),
    }
    with pytest.raises(RuntimeError):
        acts[act]()
    assert Signature.objects.count() == before
    assert not Withdrawal.objects.exists()
