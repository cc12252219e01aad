"""Who may do what to a controlled document, and when: roles × states × separation of duties (R-03, R-42)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core import clock
from core.errors import Conflict, NotAllowed, Refused
from sops import policies
from sops.enums import EventKind, TranslationState
from sops.models import Sop, SopVersion, Translation, VersionEvent, WordUpload
from staff.enums import AccessRole
from staff.models import User
from tests.factories import sops as docs
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
Kinds = tuple[EventKind, ...]
SUBMITTED: Kinds = (EventKind.SUBMITTED,)
REVIEWED: Kinds = (EventKind.SUBMITTED, EventKind.REVIEWED)
RETURNED: Kinds = (EventKind.SUBMITTED, EventKind.REVIEWED, EventKind.REJECTED)


def candidate(
    kinds: Kinds = SUBMITTED, *, sop: Sop | None = None, reviewer: User | None = None, **change: Any
) -> SopVersion:
    """A candidate that has come as far as `kinds`; `change` is what its content says of its writers and translators."""
    sop = sop or docs.sop()
    version = docs.candidate(sop, {**docs.content(sop), "change": change})
    for kind in kinds:
        by = reviewer.person if reviewer and kind == EventKind.REVIEWED else version.author
        VersionEvent.objects.create(version=version, kind=kind, by=by, at=clock.now())
    return version


def released(kinds: Kinds = REVIEWED) -> SopVersion:
    version = candidate(kinds)
    docs.release(version)
    return version


def text(**fields: Any) -> Translation:
    """A translation that waits for its second person; in no database."""
    values = {"text": "Rửa mô.", "state": TranslationState.TRANSLATED, "language": "vi", "critical": False}
    return Translation(**{**values, **fields})


def allowed(check: Callable[..., None], *subject: Any, **more: Any) -> set[str]:
    """Roles whose bearer, who has nothing else to do with it, passes the check."""
    found = set()
    for role in AccessRole.values:
        try:
            check(*subject, by=people.user(role), **more)
        except NotAllowed:
            continue
        found.add(role)
    return found


QA, REVIEWER, TRAINER, TRANSLATOR = "qa_approver", "technical_reviewer", "trainer", "translator"
NO_WORK = {"auditor", "admin"}


@pytest.mark.parametrize(
    ("check", "subject", "roles"),
    [
        (policies.check_can_draft, lambda: (), {TRAINER}),
        (policies.check_can_import, lambda: (docs.sop(),), {TRAINER}),
        (policies.check_can_submit, lambda: (docs.sop(),), {TRAINER}),
        (policies.check_can_review, lambda: (candidate(),), {REVIEWER}),
        (policies.check_can_approve, lambda: (candidate(REVIEWED),), {QA}),
        (policies.check_can_return, lambda: (candidate(),), {REVIEWER, QA}),
        (policies.check_can_withdraw, lambda: (released().release,), {QA}),
        (policies.check_can_translate, lambda: (docs.sop(), "vi"), {TRANSLATOR, REVIEWER}),
        (policies.check_can_verify, lambda: (text(),), {REVIEWER, QA}),
        (policies.check_can_verify, lambda: (text(critical=True),), {REVIEWER}),
        (policies.check_can_return_segment, lambda: (text(),), {REVIEWER, QA}),
        (policies.check_can_override, lambda: (text(),), {REVIEWER, QA}),
        (policies.check_can_comment, lambda: (), {TRANSLATOR, REVIEWER, QA}),
    ],
    ids=[
        "draft", "import", "submit", "review", "approve", "return", "withdraw", "translate", "verify",
        "verify a critical text", "return a text", "override the guard", "comment",
    ],
)  # fmt: skip
def test_each_act_belongs_to_its_roles(
    check: Callable[..., None], subject: Callable[[], tuple[Any, ...]], roles: set[str]
) -> None:
    assert allowed(check, *subject()) == roles


def test_everybody_who_works_here_may_sign_as_read() -> None:
    fields = {"language": "vi", "day": clock.today()}

    assert allowed(policies.check_can_acknowledge, docs.released(), **fields) == set(AccessRole.values) - NO_WORK


def test_a_superuser_without_a_role_may_do_nothing() -> None:
    root = people.user(is_superuser=True)

    assert [policies.can_review(candidate(), by=root), policies.can_approve(candidate(REVIEWED), by=root)] == [
        False,
        False,
    ]
    assert [policies.can_submit(docs.sop(), by=root), policies.can_withdraw(released().release, by=root)] == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("made", "acts"),
    [
        (lambda: candidate(()), {"review", "return"}),
        (lambda: candidate(SUBMITTED), {"review", "return"}),
        (lambda: candidate(REVIEWED), {"approve", "return"}),
        (lambda: candidate(RETURNED), set()),
        (released, set()),
    ],
    ids=["no event", "in review", "reviewed", "returned", "released"],
)
def test_each_act_belongs_to_its_stage(made: Callable[[], SopVersion], acts: set[str]) -> None:
    version, both = made(), people.user(REVIEWER, QA)
    can = {"review": policies.can_review, "approve": policies.can_approve, "return": policies.can_return}

    assert {act for act, ask in can.items() if ask(version, by=both)} == acts


def test_approval_before_the_review_is_refused_as_too_early() -> None:
    with pytest.raises(Refused) as refused:
        policies.check_can_approve(candidate(), by=people.user(QA))
    assert not isinstance(refused.value, NotAllowed | Conflict)


@pytest.mark.parametrize("kinds", [RETURNED, REVIEWED])
def test_what_came_too_late_is_a_conflict(kinds: Kinds) -> None:
    with pytest.raises(Conflict):
        policies.check_can_review(candidate(kinds), by=people.user(REVIEWER))


@pytest.mark.parametrize("part", ["author", "writer"])
def test_whoever_wrote_neither_reviews_nor_approves(part: str) -> None:
    who = people.user(TRAINER, REVIEWER, QA)
    change = {"writers": [who.person_id]} if part == "writer" else {}

    for kinds, ask in ((SUBMITTED, policies.can_review), (REVIEWED, policies.can_approve)):
        version = candidate(kinds, **change)
        if part == "author":
            version.author = who.person
        assert [ask(version, by=who), ask(version, by=people.user(REVIEWER, QA))] == [False, True]


def test_writers_are_the_author_and_all_who_saved_the_draft() -> None:
    version = candidate(writers=[7, 9])

    assert policies.writers(version) == {version.author_id, 7, 9}


def test_whoever_translated_does_not_review_and_may_approve() -> None:
    who = people.user(REVIEWER, QA)
    change = {"translators": [who.person_id]}

    assert not policies.can_review(candidate(**change), by=who)
    assert policies.can_approve(candidate(REVIEWED, **change), by=who)


def test_whoever_reviewed_does_not_approve() -> None:
    who = people.user(REVIEWER, QA)
    version = candidate(REVIEWED, reviewer=who)

    assert [policies.can_approve(version, by=who), policies.can_approve(version, by=people.user(QA))] == [False, True]


def test_the_author_may_take_the_own_candidate_back_and_no_other_author() -> None:
    version, author = candidate(), people.user(TRAINER)
    version.author = author.person

    assert [policies.can_return(version, by=by) for by in (author, people.user(TRAINER))] == [True, False]


@pytest.mark.parametrize(
    ("kinds", "free"),
    [(SUBMITTED, False), (REVIEWED, False), (RETURNED, True)],
    ids=["in review", "reviewed", "returned"],
)
def test_a_document_has_one_open_candidate(kinds: Kinds, free: bool) -> None:
    version, trainer = candidate(kinds), people.user(TRAINER)

    assert policies.can_submit(version.sop, by=trainer) == free
    if not free:
        with pytest.raises(Conflict):
            policies.check_can_import(version.sop, by=trainer)


def test_a_release_is_withdrawn_once() -> None:
    version = released()
    docs.withdraw(version, clock.today())

    with pytest.raises(Conflict):
        policies.check_can_withdraw(version.release, by=people.user(QA))


def test_the_source_language_is_not_translated_into() -> None:
    with pytest.raises(Refused):
        policies.check_can_translate(docs.sop(), "ja", by=people.user(TRANSLATOR))


@pytest.mark.parametrize("check", [policies.check_can_verify, policies.check_can_override])
def test_whoever_translated_is_not_the_second_person(check: Callable[..., None]) -> None:
    who = people.user(REVIEWER)

    with pytest.raises(NotAllowed):
        check(text(translated_by=who.person), by=who)


def test_a_text_is_verified_once_and_not_empty() -> None:
    who = people.user(REVIEWER)

    with pytest.raises(Conflict):
        policies.check_can_verify(text(state=TranslationState.VERIFIED), by=who)
    for check in (policies.check_can_verify, policies.check_can_return_segment):
        with pytest.raises(Refused):
            check(text(text=""), by=who)


def test_a_staged_file_is_taken_by_whoever_uploaded_it_and_once() -> None:
    who, other = people.user(TRAINER), people.user(TRAINER)
    upload = WordUpload(filename="a.docx", by=who.person)
    policies.check_can_take_upload(upload, by=who)

    with pytest.raises(NotAllowed):
        policies.check_can_take_upload(upload, by=other)
    upload.accepted_at = clock.now()
    with pytest.raises(Conflict):
        policies.check_can_take_upload(upload, by=who)
