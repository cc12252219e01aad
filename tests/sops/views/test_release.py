"""The release page: everything of the story done by hand, each refusal a sentence on the page."""

from __future__ import annotations

import copy

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from sops.models import Release, SopVersion
from sops.releasing.candidates import open_candidate
from staff.models import Signature
from tests.factories import release as make
from tests.factories import staff
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    return reverse(name, args=["MSC-SOP-ISO-301", *args])


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def revised() -> tuple[make.Team, SopVersion]:
    """Version 1 in force, a candidate with two changes in review."""
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    blocks = copy.deepcopy(make.BLOCKS)
    blocks[1]["text"] = "37℃で45分間加温する。"
    blocks.append({"id": "b3", "type": "note", "text": "写真を残す。"})
    make.draft(sop.number, blocks)
    return who, make.submitted(sop, who)


def test_the_whole_way_by_hand() -> None:
    who = make.team()
    sop = make.draft()
    make.translated(sop, who)
    secret = {"password": staff.PASSWORD}
    page = as_(who.author).get(at("sop_release"))
    assert (page.status_code, b'name="change_reason_vi"' in page.content) == (200, True)
    done = as_(who.author).post(at("sop_submit"), {**secret, "change_reason_vi": "Ban hành lần đầu."})
    assert done.status_code == 302
    seen = {"sha256": open_candidate(sop).sha256}
    assert as_(who.reviewer).get(at("sop_release")).context["review_form"]
    assert as_(who.reviewer).post(at("sop_review"), {**secret, **seen}).status_code == 302
    assert as_(who.approver).get(at("sop_release")).context["approve_form"]
    approved = as_(who.approver).post(at("sop_approve"), {**secret, **seen, "effective_on": clock.today().isoformat()})
    assert approved.status_code == 302
    assert Release.objects.get().number == 1
    assert as_(who.approver).get(at("sop_release")).status_code == 200


def test_a_wrong_password_signs_nothing_and_stays_on_the_trail() -> None:
    who, version = revised()
    before = Signature.objects.count()
    answer = as_(who.reviewer).post(at("sop_review"), {"sha256": version.sha256, "password": "wrong"})
    assert (answer.status_code, Signature.objects.count()) == (403, before)
    assert AuditEvent.objects.filter(action="sign_failed").count() == 1
    assert "wrong" not in squeezed(answer.content.decode())


def test_an_author_approving_the_own_document_is_refused_and_logged() -> None:
    both = staff.user("trainer", "qa_approver")
    who = make.team()
    who.author = both
    version = make.reviewed(make.draft(), who)
    day = clock.today().isoformat()
    answer = as_(both).post(
        at("sop_approve"), {"sha256": version.sha256, "password": staff.PASSWORD, "effective_on": day}
    )
    assert (answer.status_code, Release.objects.count()) == (403, 0)
    assert AuditEvent.objects.filter(action="approval_refused").count() == 1


def test_another_candidate_than_the_one_shown_is_not_signed() -> None:
    who, _version = revised()
    answer = as_(who.reviewer).post(at("sop_review"), {"sha256": "0" * 64, "password": staff.PASSWORD})
    assert answer.status_code == 409


def test_whoever_has_a_second_factor_approves_with_its_code() -> None:
    who = make.team()
    version = make.reviewed(make.draft(), who)
    code, client = staff.second_factor(who.approver), as_(who.approver)
    data = {"sha256": version.sha256, "password": staff.PASSWORD, "effective_on": clock.today().isoformat()}

    assert 'name="code"' in squeezed(client.get(at("sop_release")).content.decode())
    for wrong in ("", "000000"):
        answer = client.post(at("sop_approve"), data | {"code": wrong})
        assert (answer.status_code // 100, list(answer.context["approve_form"].errors), Release.objects.count()) == (
            4,
            ["code"],
            0,
        )
    assert client.post(at("sop_approve"), data | {"code": code}).status_code == 302
    assert Signature.objects.latest("pk").method == "password+totp"


def test_a_double_click_approves_once() -> None:
    who = make.team()
    version = make.reviewed(make.draft(), who)
    data = {"sha256": version.sha256, "password": staff.PASSWORD, "effective_on": clock.today().isoformat()}
    client = as_(who.approver)
    assert client.post(at("sop_approve"), data).status_code == 302
    assert client.post(at("sop_approve"), data).status_code == 409
    assert Release.objects.count() == 1


def test_the_page_shows_differences_in_both_languages() -> None:
    who, _version = revised()
    page = as_(who.reviewer).get(at("sop_release"))
    text = squeezed(page.content.decode())
    assert "<del>" in text
    assert [row.kind for row in page.context["rows"]] == ["changed", "added"]
    assert [code for code, _pieces in page.context["rows"][0].texts] == ["vi", "ja"]
    assert as_(who.reviewer).get(at("sop_release") + "?show=critical").context["rows"][0].critical
    assert "写真を残す。" in squeezed(as_(who.reviewer).get(at("sop_release") + "?show=text").content.decode())


def test_three_days_are_offered_and_any_other_may_be_asked_for() -> None:
    who, _version = revised()
    client = as_(who.reviewer)
    assert len(client.get(at("sop_release")).context["choices"]) == 3
    day = clock.today().replace(year=clock.today().year + 1, day=5)
    asked = client.get(at("sop_release") + f"?on={day.isoformat()}")
    assert asked.context["chosen"].day == day
    for odd in ("2020-01-01", "x", "2026-02-31"):
        assert client.get(at("sop_release") + f"?on={odd}").status_code == 200


def test_open_translations_stand_on_the_page_and_submitting_is_refused() -> None:
    who = make.team()
    make.draft()
    page = as_(who.author).get(at("sop_release"))
    assert page.context["open"][0]["count"] == 6
    answer = as_(who.author).post(at("sop_submit"), {"password": staff.PASSWORD, "change_reason_vi": "x"})
    assert (answer.status_code, SopVersion.objects.count()) == (400, 0)


def test_lowering_a_critical_change_asks_why_at_its_field() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    blocks = copy.deepcopy(make.BLOCKS)
    blocks[1]["text"] = "37℃で45分間加温する。"
    make.draft(sop.number, blocks)
    make.translated(sop, who)
    data = {"password": staff.PASSWORD, "change_reason_vi": "x", "class_0": "editorial"}
    answer = as_(who.author).post(at("sop_submit"), data)
    assert (answer.status_code, list(answer.context["submit_form"].errors)) == (400, ["why_0"])
    assert as_(who.author).post(at("sop_submit"), {**data, "why_0": "Lỗi gõ."}).status_code == 302
    assert open_candidate(sop).change_class == "editorial"


def test_a_return_keeps_its_reason_for_the_author_to_read() -> None:
    who, version = revised()
    data = {"sha256": version.sha256, "reason": "Sai thời gian ủ."}
    assert as_(who.reviewer).post(at("sop_return"), data).status_code == 302
    assert "Sai thời gian ủ." in squeezed(as_(who.author).get(at("sop_release")).content.decode())


def test_qa_withdraws_by_hand() -> None:
    who = make.team()
    make.approved(make.draft(), who)
    data = {"password": staff.PASSWORD, "on": clock.today().isoformat(), "reason_vi": "Sai."}
    assert as_(who.approver).post(at("sop_withdraw", 1), data).status_code == 302
    assert as_(who.approver).post(at("sop_withdraw", 1), data).status_code == 409
    assert as_(who.approver).post(at("sop_withdraw", 9), data).status_code == 404


@pytest.mark.parametrize("changed", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_changes(
    changed: int, django_assert_max_num_queries: object
) -> None:
    who = make.team()
    blocks = [{"id": f"n{i}", "type": "note", "text": f"注意{i}"} for i in range(40)]
    sop = make.draft(blocks=blocks)
    make.approved(sop, who)
    make.draft(
        blocks=[{**block, "text": "変更" + block["text"]} if i < changed else block for i, block in enumerate(blocks)]
    )
    make.submitted(sop, who)
    client = as_(who.reviewer)
    client.get(at("sop_release"))
    with django_assert_max_num_queries(34):  # type: ignore[operator]
        client.get(at("sop_release"))
