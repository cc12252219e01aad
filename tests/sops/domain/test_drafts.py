from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from audit.actor import system
from audit.models import AuditEvent
from core.errors import Conflict, NotAllowed, Refused
from sops.domain.drafts import create_sop, save_draft
from sops.models import Sop, SopPage
from sops.queries import draft_content
from tests.factories import staff

pytestmark = pytest.mark.django_db

CONTENT = {
    "title": "脂肪組織の酵素処理",
    "source": {"version": "第1版"},
    "blocks": [
        {"id": "s1", "type": "section", "level": 1, "title": "目的"},
        {"id": "s1b1", "type": "paragraph", "text": "無菌的に分離する。"},
        {
            "id": "s1b2",
            "type": "step",
            "level": 1,
            "title": "",
            "text": "37℃で加温する。",
            "parameters": [
                {"id": "p1", "name": "温度", "comparator": "±", "value": "37", "tolerance": "0.5", "unit": "°C"}
            ],
        },
        {
            "id": "t1",
            "type": "table",
            "caption": "",
            "head_rows": 1,
            "rows": [[{"text": "項目", "colspan": 2}], ["温度", "37±1"]],
        },
    ],
}


def taken(number: str = "MSC-SOP-ISO-101", **fields: object) -> Sop:
    values = {"number": number, "titles": {"ja": "脂肪組織の酵素処理"}, "stage": "ISO", "by": system("import_sop")}
    return create_sop(**{**values, **fields})  # type: ignore[arg-type]


def test_a_number_is_never_taken_twice() -> None:
    taken()
    with pytest.raises(Conflict):
        taken("msc-sop-iso-101 ")


@pytest.mark.parametrize(
    "fields", [{"number": "thử"}, {"number": ""}, {"stage": "XXX"}, {"products": ["XX"]}, {"languages": ["fr"]}]
)
def test_a_malformed_document_is_refused(fields: dict) -> None:
    with pytest.raises(Refused):
        taken(**{"number": "MSC-SOP-ISO-102", **fields})
    assert not Sop.objects.exists()


def test_only_who_may_draft_takes_a_number() -> None:
    with pytest.raises(NotAllowed):
        taken(by=staff.user("qa_approver"))
    assert taken(by=staff.user("trainer")).languages == ["ja", "vi"]


def test_a_draft_gives_back_what_was_saved() -> None:
    sop, trainer = taken(), staff.user("trainer")
    save_draft(sop, CONTENT, by=trainer)
    found = draft_content(sop)
    assert [block["id"] for block in found["blocks"]] == ["s1", "s1b1", "s1b2", "t1"]
    assert found["blocks"][2]["parameters"][0] == {
        "id": "p1", "name": "温度", "comparator": "±", "value": "37", "low": None, "high": None, "tolerance": "0.5",
        "unit": "°C"
    }  # fmt: skip
    assert found["source"] == {"organisation": "", "number": "", "version": "第1版", "language": "ja"}
    page = SopPage.objects.get()
    assert (page.live, page.latest_revision.user) == (False, trainer)


def test_a_second_draft_is_a_revision_of_the_same_page() -> None:
    sop, trainer = taken(), staff.user("trainer")
    save_draft(sop, CONTENT, by=trainer)
    save_draft(sop, {**CONTENT, "title": "新しい表題", "blocks": CONTENT["blocks"][:1]}, by=trainer)
    assert SopPage.objects.get().revisions.count() == 2
    assert (draft_content(sop)["title"], len(draft_content(sop)["blocks"])) == ("新しい表題", 1)
    assert AuditEvent.objects.filter(action="draft_saved").count() == 2


def test_nothing_is_written_for_a_malformed_content() -> None:
    sop = taken()
    with pytest.raises(Refused):
        save_draft(sop, {"title": "x", "blocks": [{"id": "a", "type": "video"}]}, by=system("import_sop"))
    assert not SopPage.objects.exists()


def test_without_a_trail_line_no_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    sop = taken()
    monkeypatch.setattr("sops.domain.drafts.record", _broken)
    with pytest.raises(RuntimeError):
        save_draft(sop, CONTENT, by=system("import_sop"))
    assert not SopPage.objects.exists()


def test_a_document_with_a_draft_cannot_be_deleted() -> None:
    sop = taken()
    save_draft(sop, CONTENT, by=system("import_sop"))
    with pytest.raises(ProtectedError):
        sop.delete()


def _broken(*args: object, **kwargs: object) -> None:
    raise RuntimeError("trail unavailable")
