"""Reasons of a status as sentences."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from qualification.reasons import SENTENCES


def test_every_reason_has_a_sentence():
    rules = Path(sys.modules["qualification.decide"].__file__).read_text()

    used = set(re.findall(r'Reason\(\s*"(\w+)"', rules)) | {"suspended", "disqualified"}

    assert used == set(SENTENCES)
