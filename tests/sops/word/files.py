"""The sender's Word files, and small files made for one question each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sops.document.content import labels
from sops.word import WordImport, read_docx
from tests.sops.word.build import docx, h

DATA = Path(__file__).parents[2] / "data" / "ja"


def sample(name: str) -> bytes:
    return (DATA / f"{name}.docx").read_bytes()


@cache
def imported(name: str, tracked: str = "accept") -> WordImport:
    """A sample as read; shared between tests, which only look."""
    return read_docx(sample(name), f"{name}.docx", tracked=tracked)


def read(*body: str, tracked: str = "accept", **more: Any) -> WordImport:
    """A small document under the section 手順, as read; the proof must hold in both readings of its open changes."""
    data = docx(h("手順"), *body, **more)
    for reading in ("accept", "reject"):
        assert read_docx(data, "手順書.docx", tracked=reading).unproved == []
    return read_docx(data, "手順書.docx", tracked=tracked)


def whole(*body: str, **more: Any) -> WordImport:
    """A small document with its own headings, as read."""
    result = read_docx(docx(*body, **more), "x.docx")
    assert result.unproved == []
    return result


def texts(result: WordImport, kind: str) -> list[str]:
    """Texts of all blocks of one kind, in order."""
    return [block.get("title") or block["text"] for block in result.content["blocks"] if block["type"] == kind]


def summary(result: WordImport) -> list[str]:
    """The blocks below the first heading in short: `step (1) …`, `warning …`, `table a | b / c | d`."""
    numbers = labels(result.content)
    lines = []
    for block in result.content["blocks"][1:]:
        if block["type"] == "table":
            lines.append(f"table {' / '.join(' | '.join(cell['text'] for cell in row) for row in block['rows'])}")
        elif block["type"] == "figure":
            lines.append(f"figure {block['caption']} ({block['alt']})")
        else:
            words = " ".join(word for word in (block.get("title", ""), block.get("text", "")) if word)
            name = block["kind"] if block["type"] == "warning" else block["type"]
            lines.append(" ".join(filter(None, (name, numbers.get(block["id"], ""), words))))
    return lines


def outline(result: WordImport) -> list[str]:
    """Every block with its number: `1 目的`, `(1) 混合する。`, `- plain`."""
    numbers = labels(result.content)
    return [
        f"{numbers.get(block['id'], '-')} {block.get('title') or block['text']}" for block in result.content["blocks"]
    ]


def lost(result: WordImport) -> list[tuple[str, str]]:
    """(kind, text) of the losses, without those of every printed document."""
    usual = ("page_number", "end_mark", "title_guessed", "picture_words")
    return [(loss.kind, loss.text) for loss in result.losses if loss.kind not in usual]
