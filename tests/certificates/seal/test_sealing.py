from __future__ import annotations

import pytest

from certificates.pdf import render
from certificates.seal import sealing as seal
from certificates.seal.check import verify_pdf
from tests.factories.payloads import form_a


def test_every_signature_is_good_whatever_its_length():
    payload = form_a()
    assert all(verify_pdf(render(payload)).good for _n in range(12))


def test_no_seal_is_refused_with_a_sentence(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "nowhere"
    with pytest.raises(seal.SealMissing, match="make_ca"):
        seal.current()


@pytest.mark.parametrize("change", [lambda pdf: b"%PDF-1.7 without a place", lambda pdf: pdf])
def test_document_without_an_empty_place_is_not_sealed(change):
    """Nor is one that carries a seal already."""
    with pytest.raises(seal.SealError):
        seal.apply(change(render(form_a())))
