"""Every act of the program has a sentence, whatever its line holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from audit.actor import system
from audit.trail import record
from inspection.trail.reading import names, say
from inspection.trail.sentences import SENTENCES

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def test_every_act_of_the_program_has_a_sentence() -> None:
    """Found in the code, so that a new act cannot be forgotten."""
    found = set()
    for path in ROOT.glob("*/**/*.py"):
        if path.relative_to(ROOT).parts[0] in ("tests", "bench", ".venv", "var"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", "") or getattr(getattr(node, "func", None), "attr", "")
            if isinstance(node, ast.Call) and name in ("record", "all_or_refused") and node.args:
                found |= {
                    one.value
                    for one in ast.walk(node.args[0])
                    if isinstance(one, ast.Constant) and re.fullmatch(r"[a-z_]+", str(one.value))
                }

    assert found - set(SENTENCES) == set()
    assert len(found) > 80


@pytest.mark.parametrize("action", SENTENCES)
def test_a_sentence_can_be_said_whatever_the_line_holds(action) -> None:
    said = say(record(action, by=system("anonymous"), object_name="y"), names())

    assert len(said.split()) > 2  # a sentence, not a code
    assert "%" not in said
