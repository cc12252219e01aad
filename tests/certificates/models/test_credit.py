"""Regimes, conversion rows and lines as the pages name them."""

from __future__ import annotations

import pytest
from django.utils import translation

from certificates.models import CmeCredit, CmeRegime, ConversionRow, CreditClaim, CreditDecision, RegimeMembership
from staff.models import Person

NAMES = {"vi": "Khóa ngắn hạn", "en": "Short course", "ja": "短期講習"}


@pytest.mark.parametrize("made", [CmeRegime(names=NAMES), ConversionRow(names=NAMES), CmeCredit(titles=NAMES)])
def test_names_are_those_of_the_reader_s_language(made):
    said = []
    for language in NAMES:
        with translation.override(language):
            said.append(str(made))

    assert said == list(NAMES.values())


def test_claim_and_its_decision_are_called_by_the_title():
    claim = CreditClaim(title="Cấp cứu phản vệ")
    membership = RegimeMembership(person=Person(full_name="Lê Văn Tám"), regime=CmeRegime(code="TT32"))

    assert str(CreditDecision(claim=claim, accepted=True)) == "Cấp cứu phản vệ: True"
    assert str(membership) == "Lê Văn Tám: TT32"
