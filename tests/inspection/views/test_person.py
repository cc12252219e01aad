"""One person as of a day, and the decisions of QA about them."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from core import clock
from qualification.models import Confirmation, Restriction
from sops.models import SopVersion
from staff.domain.sign import holds
from staff.models import Person, User
from tests.factories import certificates as certs
from tests.factories import facts
from tests.factories import staff as make
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TODAY = clock.today()
WHY = {"vi": "Điều tra DEV-26-044"}


def ago(n: int) -> dt.date:
    return TODAY - dt.timedelta(days=n)


@pytest.fixture
def qa(client: Client) -> User:
    user = make.user("qa_approver", full_name="Ngô Thùy Dương")
    client.force_login(user)
    return user


def page(client: Client, who: Person, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/en/audit/people/{who.pk}/{query}")
    assert answer.status_code == status
    return unescape(squeezed(answer.content.decode()))


def trained(name: str = "Lê Thảo Vy") -> tuple[Person, SopVersion]:
    """Everything done that a confirmation needs, 36 days ago."""
    who, version = make.person(name), facts.version(facts.sop(), ago(100))
    role = make.job_role(names={"vi": "Nuôi cấy", "en": "Cell culture", "ja": "培養"})
    facts.requires(role, version.sop)
    make.assignment(who, role, ago(90), recorded_at=facts.noon(ago(90)))
    facts.read(who, version, ago(50))
    for n in (40, 38, 36):
        facts.practised(who, version, ago(n))
    facts.practised(who, version, ago(36), "assessment")
    return who, version


def test_the_answer_comes_first_and_each_sop_shows_its_proof(client, qa) -> None:
    who, version = trained()
    facts.confirmed(who, version, ago(36), ago(-600))

    html = page(client, who)

    assert "Qualified for <b>1 of 1</b> required SOP" in html
    assert re.search(
        rf'id="{version.sop.number}".*?Read and understood v1.*?Supervised runs: 3.*?Qualification confirmed, v1',
        html,
        re.S,
    )
    assert "Required of Cell culture since" in html


def test_the_day_decides_what_is_shown(client, qa) -> None:
    who, version = trained()
    facts.confirmed(who, version, ago(36), ago(-600))
    facts.event(who, "suspension", ago(5))

    now, before = page(client, who), page(client, who, f"?as_of={ago(37)}")

    assert "Suspended since" in now
    assert "Qualified for <b>0 of 1</b>" in before
    assert "Never suspended or disqualified." in before
    assert "2 of 3 supervised runs done." in before


def test_certificates_roles_and_signatures_are_part_of_the_record(client, qa) -> None:
    learner = certs.learner("Trần Minh Khuê")
    certificate = certs.certificate(learner)
    make.appointment(learner.person, "lecturer")

    html = page(client, learner.person)

    assert f"/certificates/{certificate.pk}/" in html
    assert "lecturer" in html
    assert "Learner" in html
    assert certificate.number not in page(client, learner.person, f"?as_of={ago(1)}")


def test_a_revocation_entered_later_is_not_known_on_the_earlier_clock(client, qa) -> None:
    from certificates.domain.issue import revoke_certificate

    director = certs.director()
    at = clock.now() - dt.timedelta(days=10)
    learner = certs.learner()
    certificate = certs.certificate(learner, by=director, at=at)
    revoke_certificate(
        certificate,
        by=director,
        proof=make.proof(director),
        reason="x",
        public_reasons={"vi": "Hủy"},
        on=clock.site_date(at),
    )

    asked = f"?as_of={ago(5)}"
    assert "Revoked" in page(client, learner.person, asked)
    assert "Revoked" not in page(client, learner.person, f"{asked}&known_at={ago(5)}")


def test_strange_days_get_a_sentence(client, qa) -> None:
    assert "is not a day" in page(client, make.person(), "?as_of=x", status=400)
    assert client.get("/en/audit/people/99999/").status_code == 404


def test_record_costs_the_same_for_one_and_for_thirty_sops(client, qa) -> None:
    who, _version = trained()
    page(client, who)
    counts = []
    for more in (0, 30):
        for _ in range(more):
            extra = facts.version(facts.sop(), ago(100))
            facts.requires(who.assignments.get().job_role, extra.sop)
            facts.read(who, extra, ago(50))
            facts.practised(who, extra, ago(40), assessor=make.person())
            facts.confirmed(who, extra, ago(30), ago(-60))
        with CaptureQueriesContext(connection) as queries:
            page(client, who)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def decide(client: Client, who: Person, decision: str, **fields: str) -> tuple[int, str]:
    answer = client.post(
        f"/en/audit/people/{who.pk}/{decision}/", {"from_on": str(TODAY), "reason_vi": WHY["vi"], **fields}
    )
    return answer.status_code, unescape(squeezed(answer.content.decode()))


def test_suspend_disqualify_restore(client, qa) -> None:
    who = make.person()

    assert decide(client, who, "suspend", scope="all", deviation="DEV-26-044")[0] == 302
    assert "/restore/" in page(client, who)
    assert decide(client, who, "restore", restriction=str(Restriction.objects.get().pk))[0] == 302
    assert "/restore/" not in page(client, who)
    assert decide(client, who, "disqualify", scope="access_ab")[0] == 302

    rows = list(Restriction.objects.order_by("pk").values_list("kind", "scope", "from_on", "by"))
    assert rows == [
        ("suspension", "all", TODAY, qa.person.pk), ("lifted", "all", TODAY, qa.person.pk),
        ("disqualification", "access_ab", TODAY, qa.person.pk),
    ]  # fmt: skip
    assert Restriction.objects.first().cause == {"deviation": "DEV-26-044"}
    assert [event.action for event in AuditEvent.objects.exclude(action="login").order_by("seq")] == [
        "suspended",
        "restored",
        "disqualified",
    ]


def test_one_sop_is_named(client, qa) -> None:
    who, sop = make.person(), facts.sop()

    status, html = decide(client, who, "suspend", scope="sop")
    assert (status, "Name what the decision touches" in html) == (400, True)

    assert decide(client, who, "suspend", scope="sop", sop=str(sop.pk))[0] == 302
    assert Restriction.objects.get().sop == sop


def test_after_disqualification_what_is_missing_is_said(client, qa) -> None:
    """R-22."""
    who = make.person()
    event = facts.event(who, "disqualification", ago(10), "access_ab")

    status, html = decide(client, who, "restore", restriction=str(event.pk))

    assert status == 400
    assert "a passed gowning assessment" in html
    assert "0 of 3 consecutive media fills" in html
    assert Restriction.objects.count() == 1


@pytest.mark.parametrize(("decision", "status"), [("suspend", 409), ("disqualify", 302)])
def test_a_second_decision_of_the_same_kind_is_a_conflict(client, qa, decision, status) -> None:
    who = make.person()
    facts.event(who, "suspension", ago(10))

    assert decide(client, who, decision, scope="all")[0] == status


def test_a_refusal_keeps_what_was_typed(client, qa) -> None:
    status, html = decide(client, make.person(), "suspend", scope="all", reason_vi=" ", reason_en="Investigation")

    assert status == 400
    assert "Investigation" in html
    assert Restriction.objects.count() == 0


def test_nobody_decides_about_themselves(client, qa) -> None:
    assert decide(client, qa.person, "suspend", scope="all")[0] == 403
    html = page(client, qa.person)
    assert "/suspend/" not in html
    assert "/confirm/" not in html


def test_nothing_to_restore_is_said(client, qa) -> None:
    answer = client.get(f"/en/audit/people/{make.person().pk}/restore/")

    assert "Nothing is suspended or disqualified here." in squeezed(answer.content.decode())


def confirm(client: Client, who: Person, version: SopVersion, **fields: str) -> tuple[int, str]:
    data = {"release": str(version.release.pk), "qualified_from": str(ago(36)), "password": make.PASSWORD, **fields}
    answer = client.post(f"/en/audit/people/{who.pk}/confirm/?sop={version.sop.number}", data)
    return answer.status_code, unescape(squeezed(answer.content.decode()))


def test_qa_confirms_by_signature_over_what_it_rests_on(client, qa) -> None:
    who, version = trained()

    assert confirm(client, who, version)[0] == 302

    made = Confirmation.objects.get()
    assert (made.person, made.version, made.qualified_from, made.by) == (who, version, ago(36), qa.person)
    assert holds(made.signature, content_hash=made.sha256)
    assert "Confirmed for" in page(client, who)


def test_the_page_of_a_confirmation_shows_the_proof_and_the_meaning(client, qa) -> None:
    who, version = trained()

    html = unescape(
        squeezed(client.get(f"/en/audit/people/{who.pk}/confirm/?sop={version.sop.number}").content.decode())
    )

    assert "Supervised runs: 3" in html
    assert "I confirm this qualification" in html
    assert f'<option value="{version.release.pk}" selected>' in html


def test_a_wrong_password_confirms_nothing(client, qa) -> None:
    who, version = trained()

    status, html = confirm(client, who, version, password="wrong")

    assert (status, "The password is not right." in html) == (403, True)
    assert Confirmation.objects.count() == 0
    assert AuditEvent.objects.filter(action="sign_failed").count() == 1


def test_what_is_missing_for_a_confirmation_is_said(client, qa) -> None:
    _who, version = trained()
    other = make.person("Bùi Hà Phương")
    facts.read(other, version, ago(50))

    status, html = confirm(client, other, version)

    assert (status, "0 of 3 supervised runs" in html) == (400, True)
    assert Confirmation.objects.count() == 0


@pytest.mark.parametrize("role", ["trainer", "director", "cme_office", "auditor"])
def test_readers_of_records_see_no_decisions(client, role) -> None:
    who, version = trained()
    client.force_login(make.user(role))

    html = page(client, who)

    assert "/suspend/" not in html
    assert client.post(f"/en/audit/people/{who.pk}/suspend/", {"scope": "all"}).status_code == 403
    assert confirm(client, who, version)[0] == 403
    assert Restriction.objects.count() == Confirmation.objects.count() == 0
