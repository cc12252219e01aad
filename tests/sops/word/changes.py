"""Changes left open in a file, and both readings of them."""

from __future__ import annotations

from tests.sops.word.files import read, summary

BY = 'w:author="例示 花子" w:date="2026-01-05T09:00:00Z"'


def inserted(*runs: str) -> str:
    return f"<w:ins {BY}>{''.join(runs)}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def both_readings(*body: str, **more) -> tuple[list[str], list[str]]:
    return summary(read(*body, **more)), summary(read(*body, tracked="reject", **more))


def recorded_changes(*body: str, **more) -> list[tuple[str, str, str, str]]:
    """Kind, text and both readings of each change, which both imports must record."""
    accepted, rejected = (read(*body, tracked=reading, **more).tracked for reading in ("accept", "reject"))
    found = [(c.kind, c.text, c.accepted, c.rejected) for c in accepted]
    assert sorted(found) == sorted((c.kind, c.text, c.accepted, c.rejected) for c in rejected)
    return found
