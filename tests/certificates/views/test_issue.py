"""The page of certificates: what waits is counted whole and reached whole, however long the list is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from certificates.models import Certificate
from certificates.views.issue import PER_PAGE
from core import clock
from staff.enums import AccessRole
from tests.factories import certificates as issued
from tests.factories import courses, facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_confirmed_qualifications_without_certificate_are_counted_whole_and_page(client):
    version = facts.version(facts.sop(), clock.today())
    for _i in range(PER_PAGE + 1):
        facts.confirmed(make.person(), version, clock.today())
    client.force_login(make.user("director"))
    page = reverse("certificate_list")

    first, second = (client.get(page, {"competence": n}).context["confirmations"] for n in (1, 2))

    assert (first.paginator.count, len(first), len(second)) == (PER_PAGE + 1, PER_PAGE, 1)
    assert b"?competence=2#competence" in client.get(page).content


@pytest.fixture
def director(client):
    user = issued.director()
    client.force_login(user)
    return user


def test_list_leads_who_neither_prepares_nor_signs_to_their_own(client):
    found = set()
    for role in AccessRole.values:
        client.force_login(make.user(role))
        if client.get(reverse("certificate_list")).status_code == 200:
            found.add(role)

    assert found == {"cme_office", "director"}


@pytest.mark.parametrize("name", ["certificate_batch", "certificate_issue", "competence_issue"])
def test_issuing_is_for_the_director(client, name):
    client.force_login(make.user("cme_office"))
    ids = [] if name == "certificate_batch" else [1]

    assert client.post(reverse(name, args=ids)).status_code == 403


def test_certificate_is_issued_under_the_decision_that_was_typed(client, director):
    completion = issued.completion()
    page = reverse("certificate_issue", args=[completion.pk])
    assert client.get(page).context["form"].initial["decision_number"] == "030/QĐ-VCN"

    answer = client.post(
        page, {"decision_number": "031/QĐ", "decision_on": str(clock.today()), "password": make.PASSWORD}
    )

    made = Certificate.objects.get()
    assert answer["Location"] == reverse("certificate", args=[made.pk])
    assert made.facts["decision"]["number"] == "031/QĐ"
    assert client.get(page)["Location"] == reverse("certificate", args=[made.pk])  # a second time leads to the first


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"decision_number": ""}, "decision_number"),
        ({"decision_on": "2999-01-01"}, "decision_on"),
        ({"password": "wrong"}, "password"),
    ],
)
def test_refused_input_issues_nothing_and_stands_at_its_field(client, director, changed, field):
    typed = {"decision_number": "031/QĐ", "decision_on": str(clock.today()), "password": make.PASSWORD, **changed}

    answer = client.post(reverse("certificate_issue", args=[issued.completion().pk]), typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert not Certificate.objects.exists()


def test_list_is_issued_under_one_signature_each_whole_or_not_at_all(client, director):
    ready = [issued.completion(issued.learner(name)) for name in ("Lê Văn Tám", "Đỗ Thu Hà")]
    without_paper = issued.completion(course=issued.course_of("CME-X"), attended=None)
    chosen = [row.pk for row in (*ready, without_paper)]

    answer = client.post(reverse("certificate_batch"), {"completions": chosen, "password": make.PASSWORD}, follow=True)

    assert list(Certificate.objects.order_by("pk").values_list("completion", flat=True)) == [row.pk for row in ready]
    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == 2
    assert without_paper.person.full_name in told[1]


def test_competence_is_issued_once(client, director):
    confirmation = facts.confirmed(make.person(), courses.released(), clock.today())
    page = reverse("competence_issue", args=[confirmation.pk])

    assert client.post(page, {"password": "wrong"}).status_code == 400
    assert [client.post(page, {"password": make.PASSWORD}).status_code for _ in range(2)] == [302, 400]
    assert Certificate.objects.get().confirmation == confirmation


def test_page_opens_for_who_has_neither_unit_nor_workplace(client, director):
    completion = issued.completion(issued.learner(unit=None, workplace=""))

    assert client.get(reverse("certificate_issue", args=[completion.pk])).status_code == 200
