"""Kinds of losses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sops.word
from sops.word import LossKind

SOURCES = [path for path in Path(sops.word.__file__).parent.glob("*.py") if path.stem != "losses"]
CODE = "\n".join(path.read_text() for path in SOURCES)


@pytest.mark.parametrize("kind", [kind for kind in LossKind.values if not kind.startswith("tracked_")])
def test_every_kind_is_recorded_somewhere(kind) -> None:
    assert f'"{kind}"' in CODE


def test_every_recorded_kind_has_a_sentence_in_the_loss_report() -> None:
    recorded = set(re.findall(r'(?:losses\.add|add_run|add_words|\bLoss)\(\s*"(\w+)"[,)]', CODE))

    assert len(recorded) > 20
    assert recorded <= set(LossKind.values)


def test_every_kind_of_open_change_is_a_kind_of_loss() -> None:
    from sops.word.paragraphs import CHANGES

    assert {f"tracked_{kind}" for kind in (*CHANGES.values(), "format")} == {
        kind for kind in LossKind.values if kind.startswith("tracked_")
    }
