"""A scan is what its first bytes prove, whatever its name says."""

from __future__ import annotations

import pytest

from certificates.credit.scans import MAX_BYTES, check_scan
from core.errors import Refused


@pytest.mark.parametrize(
    ("data", "extension"),
    [(b"%PDF-1.7 ...", "pdf"), (b"\xff\xd8\xff\xe0 ...", "jpg"), (b"\x89PNG\r\n\x1a\n ...", "png")],
)
def test_scan_is_known_by_its_first_bytes(data, extension):
    assert check_scan(data) == extension


@pytest.mark.parametrize("data", [b"", b"<html>", b"MZ\x90", b" %PDF-1.7", b"\x89PNG\n", b"GIF89a", b"<svg/>"])
def test_scan_of_another_kind_is_refused(data):
    with pytest.raises(Refused) as refusal:
        check_scan(data)
    assert refusal.value.field == "scan"


def test_scan_of_five_megabytes_is_taken_and_a_byte_more_is_not():
    whole = b"%PDF-" + b"0" * (MAX_BYTES - 5)

    assert check_scan(whole) == "pdf"
    with pytest.raises(Refused):
        check_scan(whole + b"0")
