"""If the line on the trail cannot be written, the act does not happen: for every writer,
with a trail that really fails.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection

from audit.actor import system
from core import clock
from core.errors import Refused
from courses.banks import read_bank
from tests.architecture.house import APPS, ROOT
from tests.factories import certificates as certs
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import release as way
from tests.factories import sops as docs
from tests.factories import staff as make

OURS = {*APPS, "wagtailcore"} - {"audit"}
TODAY = clock.today()
TOMORROW = TODAY + dt.timedelta(days=1)


@contextmanager
def broken_trail() -> Iterator[None]:
    """A disk that takes everything but the trail: inserting a line fails in the database itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION trail_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trail "
                "full'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER trail_full BEFORE INSERT ON audit_auditevent FOR EACH ROW EXECUTE FUNCTION trail_full()"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER trail_full BEFORE INSERT ON audit_auditevent "
                "BEGIN SELECT RAISE(FAIL, 'trail full'); END"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP TRIGGER trail_full" + (" ON audit_auditevent" if connection.vendor == "postgresql" else "")
            )
            if connection.vendor == "postgresql":
                cursor.execute("DROP FUNCTION trail_full()")


def _world() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that an act of ours can touch."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS and not model._meta.proxy:
            rows = model._base_manager.values_list(*[field.attname for field in model._meta.local_concrete_fields])
            found[model._meta.label] = sorted(map(repr, rows))
    return found


Act = Callable[[], Any]
WRITES: dict[str, Callable[[], Act]] = {}


def write(*names: str) -> Callable[[Callable[[], Act]], Callable[[], Act]]:
    """Registers a scene: it sets the stage and returns the act.

    `names` are the domain functions the act goes through.
    """

    def keep(scene: Callable[[], Act]) -> Callable[[], Act]:
        for name in names:
            WRITES[name] = scene
        return scene

    return keep


def _later(function: str, scene: Callable[[], tuple[tuple[Any, ...], dict[str, Any]]]) -> None:
    """Scene of a plain call: arguments made first, the call later."""
    module, _, name = function.rpartition(".")

    def stage() -> Act:
        arguments, named = scene()
        return lambda: getattr(importlib.import_module(module), name)(*arguments, **named)

    WRITES[function] = stage


PEOPLE = "staff.domain.people."
_later(PEOPLE + "add_unit", lambda: ((), {"code": "x", "names": {"vi": "X"}, "by": make.one("admin")}))
_later(PEOPLE + "add_person", lambda: ((), {"full_name": "An", "by": make.one("admin")}))
_later(
    PEOPLE + "rename_person",
    lambda: ((make.person(),), {"full_name": "Ân", "by": make.user("admin"), "reason": "sai dấu"}),
)
_later(PEOPLE + "open_account", lambda: ((make.person(),), {"email": "new@example.test", "by": make.one("admin")}))
_later(PEOPLE + "close_account", lambda: ((make.user(),), {"by": make.one("admin"), "reason": "x"}))
_later(PEOPLE + "grant_access", lambda: ((make.person(), "learner"), {"by": make.one("admin"), "valid_from": TODAY}))
_later(
    PEOPLE + "revoke_access",
    lambda: ((make.user("learner").person.grants.get(),), {"by": make.one("trainer"), "on": TODAY, "reason": "x"}),
)
_later(PEOPLE + "assign", lambda: ((make.person(), make.job_role()), {"by": make.one("trainer"), "valid_from": TODAY}))
_later(
    PEOPLE + "end_assignment",
    lambda: ((make.assignment(make.person(), make.job_role()),), {"by": make.one("trainer"), "last_day": TODAY}),
)
_later(
    PEOPLE + "appoint",
    lambda: (
        (make.person(), make.appointment(make.person(), "lecturer").duty),
        {"by": make.one("admin"), "valid_from": TODAY},
    ),
)
_later(
    PEOPLE + "correct_person",
    lambda: ((make.person(),), {"by": make.one("admin"), "reason": "sai năm sinh", "born_year": 1990}),
)
_later(
    PEOPLE + "leave",
    lambda: ((make.user("learner").person,), {"by": make.one("trainer"), "last_day": TODAY, "reason": "x"}),
)
_later("staff.domain.roles.add_job_role", lambda: ((), {"code": "x", "names": {"vi": "X"}, "by": make.one("admin")}))
_later("staff.domain.roles.add_duty", lambda: ((), {"code": "x", "names": {"vi": "X"}, "by": make.one("admin")}))
_later("staff.domain.sign.accept_accountability", lambda: ((), {"by": make.user(can_sign=False), "text": "x"}))
_later(
    "staff.values.set_value",
    lambda: (("warning_days", 30), {"by": make.user("admin"), "valid_from": TODAY, "reason": "x"}),
)


@write("staff.domain.sign.sign")
def _sign() -> Act:
    from staff.domain.sign import sign
    from staff.enums import Meaning

    user, subject = make.user(), make.unit()
    return lambda: sign(subject, by=user, proof=make.proof(user), meaning=Meaning.REVIEW, content_hash="0" * 64)


@write("sops.domain.acknowledgement.acknowledge")
def _acknowledge() -> Act:
    from sops.domain.acknowledgement import acknowledge

    version, reader = docs.released(), make.user("learner")
    return lambda: acknowledge(version, by=reader, proof=make.proof(reader), language="vi")


@write("sops.domain.drafts.create_sop")
def _create_sop() -> Act:
    from sops.domain.drafts import create_sop

    trainer = make.user("trainer")
    return lambda: create_sop(
        number="MSC-SOP-ISO-901", titles={"ja": "手順", "vi": "Quy trình"}, stage="ISO", by=trainer
    )


@write("sops.domain.drafts.save_draft")
def _save_draft() -> Act:
    from sops.domain.drafts import save_draft
    from sops.queries import draft_content

    team, sop = way.team(), way.draft()
    content = draft_content(sop)
    content["blocks"] = content["blocks"][:2]
    return lambda: save_draft(sop, content, by=team.author)


def _word_file(by: Any) -> Any:
    from sops.domain.import_word import stage_upload

    return stage_upload((ROOT / "tests/data/ja/SOP-CUL-002_rev1.docx").read_bytes(), "SOP-CUL-002_rev1.docx", by=by)


@write("sops.domain.import_word.stage_upload")
def _stage_upload() -> Act:
    trainer = make.user("trainer")
    return lambda: _word_file(trainer)


@write("sops.domain.import_word.accept_upload")
def _accept_upload() -> Act:
    from sops.domain.import_word import accept_upload

    trainer = make.user("trainer")
    upload = _word_file(trainer)
    return lambda: accept_upload(upload, number="MSC-SOP-CUL-901", by=trainer, losses_read=True)


@write("sops.domain.import_word.discard_upload")
def _discard_upload() -> Act:
    from sops.domain.import_word import discard_upload

    trainer = make.user("trainer")
    upload = _word_file(trainer)
    return lambda: discard_upload(upload, by=trainer)


@write("sops.domain.submission.submit")
def _submit() -> Act:
    from sops.domain.submission import submit

    team, sop = way.team(), way.draft()
    way.translated(sop, team)
    return lambda: submit(sop, by=team.author, proof=make.proof(team.author), change_reason={"vi": "Ban hành."})


@write("sops.domain.release.review")
def _review() -> Act:
    from sops.domain.release import review

    team, sop = way.team(), way.draft()
    version = way.submitted(sop, team)
    return lambda: review(version, by=team.reviewer, proof=make.proof(team.reviewer))


@write("sops.domain.release.return_to_draft")
def _return() -> Act:
    from sops.domain.release import return_to_draft

    team, sop = way.team(), way.draft()
    version = way.submitted(sop, team)
    return lambda: return_to_draft(version, by=team.reviewer, reason="sai thông số")


@write("sops.domain.release.approve")
def _approve() -> Act:
    from sops.domain.release import approve

    team, sop = way.team(), way.draft()
    version = way.reviewed(sop, team)
    return lambda: approve(version, by=team.approver, proof=make.proof(team.approver), effective_on=TODAY)


@write("sops.domain.release.withdraw")
def _withdraw() -> Act:
    from sops.domain.release import withdraw

    team, sop = way.team(), way.draft()
    release = way.approved(sop, team)
    return lambda: withdraw(
        release, by=team.approver, proof=make.proof(team.approver), on=TOMORROW, reasons={"vi": "Sai thông số"}
    )


_later(
    "sops.domain.requirements.require_sop",
    lambda: ((make.job_role(), docs.sop()), {"depth": "read", "valid_from": TODAY, "by": make.user("trainer")}),
)


@write("sops.domain.requirements.end_requirement")
def _end_requirement() -> Act:
    from sops.domain.requirements import end_requirement, require_sop

    row = require_sop(make.job_role(), docs.sop(), depth="read", valid_from=TODAY, by=make.one("trainer"))
    return lambda: end_requirement(row, last_day=TODAY, by=make.one("trainer"), reason="x")


def _segment(verb: str, role: str, translation: str = "Ủ ở 37 °C trong 30 phút.", **fields: Any) -> None:
    """Scene of an act on one translated text."""

    def stage() -> Act:
        from sops.domain import translation as acts

        sop, who = way.draft(), make.user(role)
        acts.save_translation(sop, "vi", "b1.text", translation, by=make.user("translator"))
        return lambda: getattr(acts, verb)(sop, "vi", "b1.text", by=who, **fields)

    WRITES[f"sops.domain.translation.{verb}"] = stage


_segment("verify_segment", "technical_reviewer")
_segment("return_segment", "technical_reviewer", comment="Xem lại thời gian.")
_segment("override_guard", "technical_reviewer", "Ủ ở 37 °C trong 20 phút.", reason="Bản gốc in sai.")
_segment("comment_segment", "translator", text="Hỏi phía Nhật.")


@write("sops.domain.translation.save_translation")
def _save_translation() -> Act:
    from sops.domain.translation import save_translation

    sop, translator = way.draft(), make.user("translator")
    return lambda: save_translation(sop, "vi", "b1.text", "Ủ ở 37 °C trong 30 phút.", by=translator)


@write("sops.domain.translation.resolve_comments")
def _resolve_comments() -> Act:
    from sops.domain.translation import comment_segment, resolve_comments

    sop, translator = way.draft(), make.user("translator")
    comment_segment(sop, "vi", "b1.text", by=translator, text="Hỏi phía Nhật.")
    return lambda: resolve_comments(sop, "vi", "b1.text", by=translator)


@write("sops.domain.refusals.all_or_refused")
def _refused_act() -> Act:
    from sops.domain.refusals import all_or_refused

    sop, user = docs.sop(), make.user("qa_approver")

    def act() -> None:
        with all_or_refused("version_refused", sop, by=user, at=clock.now()):
            docs.sop()  # something is written before the act is refused
            raise Refused("not today")

    return act


_later(
    "sops.domain.printing.print_copy", lambda: ((docs.released(),), {"languages": ["vi"], "by": make.user("learner")})
)


@write("courses.domain.attempts.start_attempt")
def _start() -> Act:
    from courses.domain.attempts import start_attempt

    learner, version = make.user("learner"), teach.released()
    teach.read(version, learner)
    quiz = teach.quiz(version)
    return lambda: start_attempt(quiz, by=learner)


@write("courses.domain.attempts.submit_attempt")
def _submit_attempt() -> Act:
    from courses.domain.attempts import start_attempt, submit_attempt

    learner, version = make.user("learner"), teach.released()
    teach.read(version, learner)
    attempt = start_attempt(teach.quiz(version), by=learner)
    return lambda: submit_attempt(attempt, by=learner)


@write("courses.domain.attempts.grant_attempt")
def _grant_attempt() -> Act:
    from courses.domain.attempts import grant_attempt, start_attempt, submit_attempt

    learner, trainer, version = make.user("learner"), make.user("trainer"), teach.released()
    teach.read(version, learner)
    quiz = teach.quiz(version, max_attempts=1)
    submit_attempt(start_attempt(quiz, by=learner), by=learner)
    return lambda: grant_attempt(quiz, learner.person, by=trainer, reason="mất điện")


_later(
    "courses.domain.quizzes.create_quiz",
    lambda: ((), {"slug": "x", "titles": {"vi": "X"}, "kind": "final", "by": make.one("trainer")}),
)
_later(
    "courses.domain.quizzes.add_questions",
    lambda: ((teach.quiz(), [{**teach.questions(1)[0], "id": "new"}]), {"by": make.one("trainer")}),
)
_later(
    "courses.domain.quizzes.import_bank",
    lambda: ((teach.quiz(), read_bank("::một::Đúng? {T}".encode(), format="gift")), {"by": make.one("trainer")}),
)
_later(
    "courses.domain.quizzes.set_rules",
    lambda: ((teach.quiz(),), {"by": make.user("trainer"), "reason": "x", "draw": 2}),
)
_later(
    "courses.domain.quizzes.retire_question",
    lambda: ((teach.quiz().questions.first(),), {"by": make.user("trainer"), "reason": "x"}),
)


@write("courses.domain.checklists.create_checklist")
def _checklist() -> Act:
    version = teach.released()
    return lambda: teach.checklist(version)


@write("courses.domain.practice.record_assessment")
def _assess() -> Act:
    return _observed()[0]


def _observed() -> tuple[Act, Any]:
    from courses.domain.practice import Observed, record_assessment

    version, assessor, learner = teach.released(), teach.assessor(), make.user("learner")
    checklist = teach.checklist(version)
    observed = Observed(
        person=learner.person,
        kind="run",
        happened_on=TODAY,
        checklist=checklist,
        lines={line["id"]: "met" for line in checklist.lines},
        measured={"p1": "37.0", "p2": "40"},
        run_number=1,
    )
    proof = make.proof(assessor)
    return lambda: record_assessment(observed, by=assessor, proof=proof), learner


@write("courses.domain.practice.accept_assessment")
def _accept() -> Act:
    from courses.domain.practice import accept_assessment

    act, learner = _observed()
    assessment = act()
    return lambda: accept_assessment(assessment, by=learner, proof=make.proof(learner))


@write("courses.domain.catalogue.create_course", "courses.domain.catalogue.add_lesson")
def _course() -> Act:
    from courses.domain.catalogue import course_index

    course_index()
    return lambda: teach.course()


@write("courses.domain.classes.open_class")
def _open_class() -> Act:
    from courses.domain.classes import open_class

    course = teach.course()
    return lambda: open_class(course, code="K09", starts_on=TODAY, ends_on=TOMORROW, by=make.one("trainer"))


def _class() -> Any:
    from courses.domain.classes import open_class

    return open_class(teach.course(), code="K09", starts_on=TODAY, ends_on=TOMORROW, by=make.one("trainer"))


_later(
    "courses.domain.classes.add_document",
    lambda: ((_class(),), {"kind": "plan", "number": "1/KH", "day": TODAY, "by": make.one("trainer")}),
)
_later("courses.domain.classes.enrol", lambda: ((_class(), make.person()), {"by": make.one("trainer")}))


@write("courses.domain.classes.record_attendance")
def _attendance() -> Act:
    from courses.domain.classes import enrol, record_attendance

    trainer = make.one("trainer")
    member = enrol(_class(), make.person(), by=trainer)
    return lambda: record_attendance(member, periods=Decimal(4), by=trainer)


@write("courses.domain.completion.mark_lesson_done", "courses.domain.completion.complete_course")
def _lesson_done() -> Act:
    from courses.domain.completion import mark_lesson_done
    from courses.queries import lessons_of

    learner, course = make.user("learner"), teach.course(lessons=1)
    lesson = next(iter(lessons_of(course)))
    return lambda: mark_lesson_done(lesson, by=learner)


@write("certificates.domain.issue.issue_certificate")
def _issue() -> Act:
    from certificates.domain.issue import issue_certificate

    director, completion = certs.director(), certs.completion()
    return lambda: issue_certificate(completion, by=director, proof=make.proof(director))


@write("certificates.domain.issue.revoke_certificate", "certificates.domain.credit.reverse_credit")
def _revoke() -> Act:
    from certificates.domain.issue import revoke_certificate

    director = certs.director()
    certificate = certs.certificate(by=director)
    return lambda: revoke_certificate(
        certificate, by=director, proof=make.proof(director), reason="x", public_reasons={"vi": "Hủy kết quả"}
    )


@write("certificates.domain.issue.supersede_certificate")
def _supersede() -> Act:
    from certificates.domain.issue import supersede_certificate

    director = certs.director()
    certificate = certs.certificate(by=director)
    return lambda: supersede_certificate(
        certificate, by=director, proof=make.proof(director), reasons={"vi": "Sai năm sinh"}
    )


@write("certificates.domain.credit.claim_credit")
def _claim_credit() -> Act:
    person = make.user("learner").person
    return lambda: certs.claim(person)


@write("certificates.domain.credit.verify_credit")
def _verify_credit() -> Act:
    from certificates.domain.credit import verify_credit

    claim, office = certs.claim(make.person()), make.user("cme_office")
    return lambda: verify_credit(claim, by=office)


@write("certificates.domain.credit.reject_credit")
def _reject_credit() -> Act:
    from certificates.domain.credit import reject_credit

    claim, office = certs.claim(make.person()), make.user("cme_office")
    return lambda: reject_credit(claim, by=office, reasons={"vi": "Thiếu trang có dấu"})


@write("certificates.domain.credit.correct_credit")
def _correct_credit() -> Act:
    from certificates.domain.credit import correct_credit, verify_credit

    office = make.user("cme_office")
    line = verify_credit(certs.claim(make.person()), by=office)
    return lambda: correct_credit(line, hours=Decimal(4), by=office, reason="Trừ buổi vắng")


@write("certificates.domain.credit.join_regime")
def _join_regime() -> Act:
    from certificates.domain.credit import join_regime
    from certificates.models import CmeRegime

    certs.claim(make.person())
    person, regime = make.person(), CmeRegime.objects.first()
    return lambda: join_regime(person, regime, by=make.one("admin"), valid_from=TODAY)


def _qualified(version: Any = None) -> tuple[Any, Any]:
    """A person who has done everything a confirmation needs, and the version."""
    who, version = make.person("Lê Thảo Vy"), version or facts.version(facts.sop(), TODAY - dt.timedelta(days=60))
    facts.read(who, version, TODAY - dt.timedelta(days=50))
    for days in (40, 38, 36):
        facts.practised(who, version, TODAY - dt.timedelta(days=days))
    facts.practised(who, version, TODAY - dt.timedelta(days=36), "assessment")
    return who, version


@write("qualification.domain.confirmation.confirm_qualification")
def _confirm() -> Act:
    from qualification.domain.confirmation import confirm_qualification

    qa, (who, version) = make.user("qa_approver"), _qualified()
    return lambda: confirm_qualification(who, version, by=qa, proof=make.proof(qa))


@write("certificates.domain.issue.issue_competence")
def _issue_competence() -> Act:
    from certificates.domain.issue import issue_competence
    from qualification.domain.confirmation import confirm_qualification

    director, qa = certs.director(), make.user("qa_approver")
    who, version = _qualified(docs.released())
    confirmation = confirm_qualification(who, version, by=qa, proof=make.proof(qa))
    return lambda: issue_competence(confirmation, by=director, proof=make.proof(director))


WHY = {"vi": "Điều tra DEV-26-044"}
RESTRICT = "qualification.domain.restrictions."
_later(RESTRICT + "suspend", lambda: ((make.person(),), {"by": make.user("qa_approver"), "reasons": WHY}))
_later(RESTRICT + "disqualify", lambda: ((make.person(),), {"by": make.user("qa_approver"), "reasons": WHY}))


@write("qualification.domain.restrictions.restore")
def _restore() -> Act:
    from qualification.domain.restrictions import restore, suspend

    qa, who = make.user("qa_approver"), make.person()
    suspend(who, by=qa, reasons=WHY)
    return lambda: restore(who, by=qa, reasons=WHY)


_later(
    "qualification.domain.planning.plan",
    lambda: ((make.person(),), {"by": make.user("trainer"), "day": TOMORROW, "activity": "aps"}),
)


@write("qualification.domain.planning.cancel")
def _cancel() -> Act:
    from qualification.domain.planning import cancel, plan

    appointment = plan(make.person(), by=make.one("trainer"), day=TOMORROW, activity="aps")
    return lambda: cancel(appointment, by=make.one("trainer"), reason="Người hướng dẫn vắng")


LOT = {"product": "AD", "stage": "ISO", "lot": "TL-AD-001", "made_on": TODAY, "passed": None}
_later("transfer.domain.lots.enter_trial_lot", lambda: ((), {**LOT, "by": make.user("trainer")}))


@write("transfer.domain.lots.judge_trial_lot")
def _judge_lot() -> Act:
    from transfer.domain.lots import enter_trial_lot, judge_trial_lot

    trainer = make.user("trainer")
    lot = enter_trial_lot(**LOT, by=trainer)
    return lambda: judge_trial_lot(lot, passed=True, by=trainer)


@write("certificates.domain.numbers.void_number")
def _void_number() -> Act:
    from certificates.domain.numbers import void_number
    from certificates.numbering import NumberParts

    director, unit = certs.director(), certs.issuer()
    return lambda: void_number(
        "TT32-A", unit, NumberParts(TODAY.year, course=certs.CODE), by=director, reason="In hỏng phôi"
    )


_later(
    "certificates.domain.numbers.set_pattern",
    lambda: (
        ("TT32-A", "{seq:03}/{year}/GCN"),
        {"by": make.user("admin"), "valid_from": TOMORROW, "reason": "Mẫu số mới của Viện"},
    ),
)


@write("inspection.domain.review.review_trail")
def _review_trail() -> Act:
    from audit.trail import record
    from inspection.domain.review import review_trail

    record("login", by=system("anonymous"))
    qa = make.user("qa_approver")
    return lambda: review_trail(
        by=qa, proof=make.proof(qa), first_day=TODAY, last_day=TODAY, findings="Không có gì bất thường"
    )


_later(
    "inspection.domain.packs.make_pack", lambda: ((make.person(), docs.released().sop), {"by": make.user("auditor")})
)


# Functions of domain modules that write nothing by themselves, or only what a lock needs; each with its reason.
NO_ACT_OF_ITS_OWN = {
    "staff.domain.authentication.reauthenticate": "writes the failed try, which must survive",
    "staff.domain.sign.signature_hash": "reads",
    "staff.domain.sign.holds": "reads",
    "courses.domain.attempts.save_answer": "a draft, with its time; the submission that freezes it is on the trail "
    "with its hash",
    "courses.domain.completion.check_courses_with": "goes through complete_course alone",
}


def staged(name: str) -> Act:
    """The act of that writer with its scene set; whoever a factory may ask for is there before it begins."""
    for role in ("trainer", "admin"):
        make.one(role)
    return WRITES[name]()


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_without_its_line_on_the_trail_the_act_does_not_happen(name):
    act = staged(name)
    before = _world()

    with broken_trail(), pytest.raises((DatabaseError, Refused)):
        act()

    assert _world() == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_with_its_line_on_the_trail_the_act_happens(name):
    """The scenes above are refused for nothing but the trail."""
    from audit.models import AuditEvent

    act = staged(name)
    before, lines = _world(), AuditEvent.objects.count()

    if name == "sops.domain.refusals.all_or_refused":
        with pytest.raises(Refused):
            act()
    else:
        act()
        assert _world() != before or name.endswith(".make_pack")

    assert AuditEvent.objects.count() > lines


def test_every_writer_of_the_domain_is_in_the_table():
    """A function of a domain module that takes `by` is a writer."""
    writers = set()
    for path in ROOT.glob("*/domain/*.py"):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, function in vars(module).items():
            own = (
                inspect.isfunction(function)
                and inspect.unwrap(function).__module__ == module.__name__
                and not name.startswith("_")
            )
            if own and "by" in inspect.signature(function).parameters:
                writers.add(f"{module.__name__}.{name}")

    assert sorted(writers - set(WRITES) - set(NO_ACT_OF_ITS_OWN)) == []
