"""What waits with documents: texts, candidates, drafts, reviews."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.days import add_months
from sops.domain.release import return_to_draft, review
from sops.domain.translation import return_segment, save_translation
from tests.factories import facts
from tests.factories import release as way
from tests.factories import sops as docs
from tests.factories import staff as make
from tests.factories.today import asked, days, learner, page, tasks

pytestmark = pytest.mark.django_db


def test_translator_finds_open_texts_by_document_and_what_came_back(client) -> None:
    ha, reviewer, sop = make.user("translator"), make.user("technical_reviewer"), way.draft("MSC-SOP-ENV-404")
    bench = reverse("sop_translate", args=[sop.number, "vi"])
    assert tasks(ha) == [(sop.number, "Translate", bench)]

    save_translation(sop, "vi", "b2.text", "Ghi lại.", by=ha)
    return_segment(sop, "vi", "b2.text", by=reviewer, comment="Sai thuật ngữ")

    assert tasks(ha) == [(sop.number, "Look at the comments", bench), (sop.number, "Translate", bench)]
    assert "5 of 6 texts open" in page(client, ha)


def test_technical_reviewer_verifies_and_signs_candidates(client) -> None:
    kobayashi, team = make.user("technical_reviewer"), way.team()
    draft, candidate = way.draft("MSC-SOP-ENV-404"), way.draft("MSC-SOP-CUL-405")
    save_translation(draft, "vi", "b1.text", "Ủ ở 37 °C trong 30 phút.", by=make.user("translator"))
    way.submitted(candidate, team)

    assert tasks(kobayashi) == [
        (draft.number, "Verify", reverse("sop_translate", args=[draft.number, "vi"])),
        (candidate.number, "Look and sign", reverse("sop_release", args=[candidate.number])),
    ]


def test_qa_approves_after_the_review_confirms_and_reviews_by_date(client) -> None:
    duong, team = make.user("qa_approver"), way.team()
    candidate = way.draft("MSC-SOP-CUL-405")
    version = way.submitted(candidate, team)
    reviewed = ("", "Read and sign", reverse("audit_trail_review"))
    assert tasks(duong) == [reviewed]

    review(version, by=team.reviewer, proof=make.proof(team.reviewer))
    old = docs.released(effective_on=add_months(days(10), -24))
    khue, role = learner()
    sop, first = asked(role)
    facts.read(khue.person, first, days(-9))
    for _ in range(3):
        facts.practised(khue.person, first, days(-8))
    facts.practised(khue.person, first, days(-7), "assessment")

    assert tasks(duong) == [
        (candidate.number, "Look and approve", reverse("sop_release", args=[candidate.number])),
        (old.sop.number, "Read and decide", f"/en/sops/{old.sop.number}/"),
        (sop.number, "Look and confirm", reverse("audit_person_confirm", args=[khue.person_id]) + f"?sop={sop.number}"),
        reviewed,
    ]


def test_author_finds_drafts_and_what_came_back(client) -> None:
    team = way.team()
    new, whole, back = way.draft("MSC-SOP-ISO-601"), way.draft("MSC-SOP-ISO-602"), way.draft("MSC-SOP-ISO-603")
    way.translated(whole, team)
    return_to_draft(way.submitted(back, team), by=team.reviewer, reason="Sai thông số")

    found = tasks(team.author)

    assert found == [
        (new.number, "Go on writing", f"/admin/pages/{new.page.pk}/edit/"),
        (whole.number, "Submit", reverse("sop_release", args=[whole.number])),
        (back.number, "Mend the draft", f"/admin/pages/{back.page.pk}/edit/"),
    ]
    assert "Sai thông số" in page(client, team.author)
