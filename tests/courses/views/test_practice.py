from __future__ import annotations

import pytest
from django.urls import reverse

from core import clock
from courses.models import Acceptance, Assessment
from qualification.status import qualification_of
from tests.factories import courses as make
from tests.factories import facts
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    return make.checklist(make.released())


@pytest.fixture
def learner():
    return people.user("learner")


@pytest.fixture
def assessor(client):
    who = make.assessor()
    client.force_login(who)
    return who


def _form(**changes):
    lines = {f"line-{line['id']}": "met" for line in make.LINES}
    values = {
        "kind": "assessment",
        "happened_on": clock.today().isoformat(),
        "password": people.PASSWORD,
        "m-p1": "37,1",
        "m-p2": "40",
    }
    return {**values, **lines, **changes}


def _url(learner, checklist):
    return reverse("practice_assess", args=[learner.person_id, checklist.slug])


def test_both_sign_on_the_same_tablet(client, checklist, assessor, learner):
    assert client.get(_url(learner, checklist)).status_code == 200
    done = client.post(_url(learner, checklist), _form())
    made = Assessment.objects.get()
    assert done["Location"] == reverse("assessment", args=[made.pk])

    learner.set_password("their-own")
    learner.save()
    page = reverse("assessment", args=[made.pk])
    assert (
        client.post(page, {"password": people.PASSWORD}).status_code == 403
    )  # the assessor's own password signs nothing here
    assert client.post(page, {"password": "their-own"}).status_code == 302
    assert Acceptance.objects.get().signature.person == learner.person


def test_both_sign_with_their_own_second_factor(client, checklist, assessor, learner):
    codes = {who: people.second_factor(who) for who in (assessor, learner)}
    answer = client.post(_url(learner, checklist), _form())
    assert (answer.status_code, Assessment.objects.count()) == (403, 0)
    assert 'name="code"' in squeezed(answer.content.decode())
    page = client.post(_url(learner, checklist), {**_form(), "code": codes[assessor]})["Location"]

    assert client.post(page, {"password": people.PASSWORD, "code": codes[assessor]}).status_code == 403
    assert client.post(page, {"password": people.PASSWORD, "code": codes[learner]}).status_code == 302
    assert Acceptance.objects.get().signature.method == "password+totp"


def test_learner_signs_on_the_own_account(client, checklist, assessor, learner):
    client.post(_url(learner, checklist), _form())
    client.force_login(learner)
    made = Assessment.objects.get()
    assert reverse("assessment", args=[made.pk]) in squeezed(client.get(reverse("practice_list")).content.decode())
    assert client.post(reverse("assessment", args=[made.pk]), {"password": people.PASSWORD}).status_code == 302
    assert Acceptance.objects.filter(assessment=made).exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"password": "wrong"}, 403), ({"m-p1": "37.000"}, 400), ({"line-l02": ""}, 400),
        ({"happened_on": "31/12"}, 400),
        ({"m-p1": ""}, 400), ({"kind": "party"}, 400), ({"run_number": "x"}, 400), ({"happened_on": "2020-01-01"}, 400),
    ],
)  # fmt: skip
def test_refusal_keeps_what_was_typed_and_records_nothing(client, checklist, assessor, learner, changes, status):
    answer = client.post(_url(learner, checklist), _form(remarks="Ghi chú của tôi", **changes))
    assert answer.status_code == status
    assert "Ghi chú của tôi" in squeezed(answer.content.decode())
    assert not Assessment.objects.exists()


def test_only_an_appointed_assessor_records(client, checklist, learner):
    client.force_login(people.user("trainer"))
    assert client.get(_url(learner, checklist)).status_code == 403
    assert client.post(_url(learner, checklist), _form()).status_code == 403


def test_assessor_finds_people_and_checklists(client, checklist, assessor, learner):
    page = squeezed(client.get(reverse("practice_list")).content.decode())
    assert learner.person.full_name in page
    assert checklist.sop.number in page
    chosen = client.get(reverse("practice_choose"), {"person": learner.person_id, "what": checklist.slug})
    assert chosen["Location"] == _url(learner, checklist)
    assert client.get(reverse("practice_choose"), {"person": "x"}).status_code == 302


def test_assessor_sees_the_learners_count_of_runs(client, checklist, assessor, learner):
    who, sop = learner.person, checklist.sop
    role = people.job_role()
    facts.requires(role, sop, runs=2)
    people.assignment(who, role)
    version = sop.versions.get()

    def seen():
        (reason,) = [reason for reason in qualification_of(who, sop).missing if "run" in reason.code]
        page = client.get(_url(learner, checklist)).context
        return (reason.values["done"], reason.values["of"]), (page["passed_runs"], page["runs_required"])

    before = seen()
    facts.practised(who, version, clock.today(), accepted=False, known=clock.now())
    facts.practised(who, version, clock.today(), known=clock.now())
    after = seen()

    assert (before, after) == (((0, 2), (0, 2)), ((1, 2), (1, 2)))


def test_record_of_another_person_is_closed(client, checklist, assessor, learner):
    client.post(_url(learner, checklist), _form())
    client.force_login(people.user("learner"))
    assert client.get(reverse("assessment", args=[Assessment.objects.get().pk])).status_code == 403


def test_correction_shows_both_records(client, checklist, assessor, learner):
    client.post(_url(learner, checklist), _form())
    first = Assessment.objects.get()
    assert client.get(_url(learner, checklist), {"corrects": first.pk}).status_code == 200
    client.post(_url(learner, checklist), _form(corrects=str(first.pk), reason="Ghi nhầm"))
    second = Assessment.objects.get(supersedes=first)
    assert reverse("assessment", args=[second.pk]) in squeezed(
        client.get(reverse("assessment", args=[first.pk])).content.decode()
    )
    assert client.get(_url(learner, checklist), {"corrects": "nonsense"}).status_code == 404
