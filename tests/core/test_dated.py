"""Names in three languages."""

from __future__ import annotations

from core.dated import in_language


def test_a_name_in_another_language_stands_in_before_none():
    assert in_language({"vi": "Phòng", "ja": "部"}, "ja") == "部"
    assert in_language({"vi": "Phòng", "ja": "部"}, "en") == "Phòng"
    assert in_language({"ja": "部"}, "en") == "部"
    assert in_language({}, "en") == ""
