"""Approved terms."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from sops.models import GlossaryTerm


@pytest.mark.django_db
def test_a_term_has_one_approved_wording() -> None:
    term = GlossaryTerm.objects.create(ja="解凍", vi="rã đông")

    assert (str(term), term.confirmed, term.forbidden) == ("解凍 = rã đông", False, {})
    with pytest.raises(IntegrityError), transaction.atomic():
        GlossaryTerm.objects.create(ja="解凍", vi="làm tan")
