"""The certificate of competence of the institution."""

from __future__ import annotations

from certificates.pdf import render
from tests.certificates.pdf.reading import flat
from tests.factories.payloads import competence


def test_competence_shows_its_end_and_its_sop():
    text = flat(render(competence()))
    assert "Trần Minh Khuê" in text
    assert "MSC-SOP-CUL-003, bản 3, từ ngày 04/05/2026, có giá trị đến hết ngày 12/06/2028" in text
    assert "力量証明：幹細胞の継代" in text
