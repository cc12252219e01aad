"""Steps of SOPs as shown in a lesson: from the effective version, in the reader's language, with changes since the last
course review.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core import clock
from core.dated import in_language
from sops.document.content import labels, text_of, value_text
from sops.models import Sop, SopVersion


@dataclass
class LiveStep:
    """One step of the effective version, or the notice that it no longer exists."""

    sop: str
    block: str
    topic: str
    note: str
    version: int | None = None
    label: str = ""
    title: str = ""
    text: str = ""
    lang: str = ""
    values: list[tuple[str, str]] = field(default_factory=list)
    # current, changed (since the review), newer (version only), gone (step), missing (no version in force)
    state: str = "current"
    effective_on: dt.date | None = None

    @property
    def short(self) -> str:
        return self.label.strip("()") or "•"

    @property
    def critical(self) -> bool:
        return bool(self.values)


def live_steps(
    wanted: Iterable[dict[str, Any]], *, language: str, day: dt.date, reviewed_on: dt.date | None
) -> list[LiveStep]:
    """Returns the steps listed in `wanted` ({"sop", "block", "topic", "note"}), each from the version effective on
    `day`. Two queries for all.
    """
    wanted = list(wanted)
    numbers = {entry["sop"] for entry in wanted}
    if not numbers:
        return []
    now = _in_force(numbers, day)
    then = _in_force(numbers, reviewed_on) if reviewed_on and reviewed_on < day else {}
    return [_step(entry, now.get(entry["sop"]), then.get(entry["sop"]), language) for entry in wanted]


def _in_force(numbers: set[str], day: dt.date) -> dict[str, SopVersion]:
    rows = SopVersion.objects.effective_on(day).filter(sop__number__in=numbers).select_related("sop", "release")
    return {version.sop.number: version for version in rows}


def _step(entry: dict[str, Any], now: SopVersion | None, then: SopVersion | None, language: str) -> LiveStep:
    step = LiveStep(sop=entry["sop"], block=entry["block"], topic=entry.get("topic", ""), note=entry.get("note", ""))
    if now is None:
        step.state = "missing"
        return step
    step.version, step.effective_on = now.release.number, now.release.effective_on
    block = _block(now, step.block)
    if block is None:
        step.state = "gone"
        return step
    shown = (
        language if language in now.languages else next(code for code in ("vi", "en", "ja") if code in now.languages)
    )
    step.lang = shown if shown != language else ""
    step.label = labels(now.document).get(step.block, "")
    step.title = text_of(block.get("title") or block.get("caption"), shown)
    step.text = text_of(block.get("text"), shown)
    step.values = [(text_of(p.get("name"), shown), value_text(p, shown)) for p in block.get("parameters") or []]
    if then is not None and then.pk != now.pk:
        step.state = "changed" if _block(then, step.block) != block else "newer"
    return step


def _block(version: SopVersion, block_id: str) -> dict[str, Any] | None:
    return next((block for block in version.document["blocks"] if block["id"] == block_id), None)


def steps_in_force(sop: Sop | None) -> list[tuple[str, str]]:
    """Returns (block id, "6.4 (2) text") of the steps of the effective version; empty if there is none."""
    version = SopVersion.objects.effective_on(clock.today()).filter(sop=sop).first() if sop else None
    if version is None:
        return []
    numbers = labels(version.document)
    section, found = "", []
    for block in version.document["blocks"]:
        if block["type"] == "section":
            section = numbers.get(block["id"], "")
        elif block["type"] == "step":
            text = in_language(block.get("title") or {}) or in_language(block["text"])
            found.append((block["id"], f"{section} {numbers.get(block['id'], '')} {text[:90]}".strip()))
    return found
