"""Lines of the trail in words, each verified."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from audit.actor import system
from audit.trail import record
from inspection.trail.reading import names, say

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Kiều Mạnh Cường gave Lê Thảo Vy the job role Cell culture from "),
        ("vi", "Nuôi cấy"),
        ("ja", "培養"),
    ],
)
def test_sentences_are_in_the_language_of_the_reader(acts, language, sentence) -> None:
    with override(language):
        assert sentence in say(acts["assigned"], names())


@pytest.mark.parametrize(
    ("action", "line", "sentence"),
    [
        ("credit_claimed", {"new": {"hours": "8.00", "person": "Khuê"}}, "khai 8 giờ học nơi khác cho Khuê"),
        ("credit_claimed", {"new": {"hours": "1.50", "person": "Khuê"}}, "khai 1,5 giờ"),
        ("credit_claimed", {"new": {"hours": "NaN", "person": "Khuê"}}, "khai NaN giờ"),
        (
            "assessment_recorded",
            {"kind": "supervised", "object_name": "Khuê: MSC-SOP-ISO-001 2026-06-09"},
            "MSC-SOP-ISO-001 09/06/2026.",
        ),
        ("assessment_recorded", {"object_name": "Khuê: 2026-06-31"}, "Khuê: 2026-06-31."),
        ("translation_saved", {"new": {"text": "Ly tâm " * 40}}, "«Ly tâm Ly tâm"),
        ("wagtail:wagtail.edit", {"object_name": "SOP"}, "trong trình soạn thảo: Sửa, SOP."),
        ("wagtail:unheard.of", {"object_name": "SOP"}, "trong trình soạn thảo: unheard.of, SOP."),
    ],
)
def test_values_are_said_as_the_reader_writes_them(action, line, sentence) -> None:
    said = say(record(action, by=system("anonymous"), **{"object_name": "y", **line}), names())
    assert sentence in said
    assert len(said) < 160
