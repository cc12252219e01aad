"""Documents of the demo as they stand in the database."""

from __future__ import annotations

from collections import Counter

from sops.enums import TranslationState, VersionState
from sops.models import Sop, SopVersion, Translation
from sops.releasing.candidates import open_candidate, stage_of


def test_revisions_wait_for_approver_and_reviewer_and_a_translation_for_its_people(demo):
    waiting = open_candidate(Sop.objects.get(number="MSC-SOP-CUL-003"))
    assert stage_of(waiting) == VersionState.REVIEWED
    submitted = open_candidate(Sop.objects.get(number="MSC-SOP-QC-004"))
    assert stage_of(submitted) == VersionState.IN_REVIEW

    rows = Translation.objects.filter(sop__number="MSC-SOP-ENV-004", language="vi").exclude(
        state=TranslationState.VERIFIED
    )
    assert Counter(rows.values_list("state", flat=True)) == {
        TranslationState.TRANSLATED: 2,
        TranslationState.RETURNED: 1,
    }


def test_withdrawn_version_never_took_effect(demo):
    sop = Sop.objects.get(number="MSC-SOP-RCV-005")
    for day in (-211, -210, -209, 0):
        version = SopVersion.objects.effective_on(demo.date(day)).get(sop=sop)
        assert version.release.number == 1
