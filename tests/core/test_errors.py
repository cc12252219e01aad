"""A refusal holds its sentence, its place and its status."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext_lazy, override

from core.errors import Conflict, NotAllowed, Refused


@pytest.mark.parametrize(("kind", "status"), [(Refused, 400), (NotAllowed, 403), (Conflict, 409)])
def test_a_refusal_names_field_line_and_status(kind, status):
    refused = kind("No.", field="lot", line=3)

    assert (str(refused), refused.field, refused.line, refused.status) == ("No.", "lot", 3, status)


def test_a_refusal_is_read_in_the_language_of_the_reader():
    refused = Refused(gettext_lazy("Draft"))

    with override("ja"):
        japanese = str(refused)
    with override("en"):
        assert (str(refused), japanese) == ("Draft", "起案")
