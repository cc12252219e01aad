"""The reading page of an SOP of 300 segments in Japanese and Vietnamese side by side,
second version, its changes marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.cache import caches
from django.urls import reverse

from audit.actor import system
from bench.browser import EMPTY, Browser
from bench.measure import compare
from core import clock
from demo import content as demo
from sops.document.content import segments, text_hash
from sops.domain.drafts import create_sop, save_draft
from sops.enums import TranslationState
from sops.models import Sop, Translation
from tests.factories import release
from tests.factories import staff as people

NUMBER = "MSC-SOP-ISO-901"
SEGMENTS = 300


def figures() -> Iterator[dict[str, Any]]:
    document()
    person, stranger = Browser(people.user("learner")), Browser()
    url = reverse("sop_detail", args=[NUMBER]) + "?lang=vi,ja"

    def first() -> None:
        caches["frozen"].clear()
        person.get(url)

    floor = "empty view through the same middleware, the same person logged in"
    yield {
        "figure": "sop_page",
        **compare(lambda: person.get(url), lambda: person.get(EMPTY), target=25, floors=10),
        "ours": f"GET of an SOP page of {SEGMENTS} segments ja + vi, its frozen body drawn once before",
        "floor": floor,
    }
    yield {
        "figure": "sop_page_first",
        **compare(first, lambda: person.get(EMPTY), floors=10, seconds=6),
        "ours": "the same page asked for the first time: the body is read and drawn",
        "floor": floor,
    }
    yield {
        "figure": "sop_page_over_nobody",
        **compare(lambda: person.get(url), lambda: stranger.get(EMPTY), floors=10, seconds=5),
        "ours": "the page, its body drawn once before",
        "floor": "empty view through the same middleware, nobody logged in: no session, no database",
    }


def document() -> Sop:
    """Two released versions; the second differs in five steps."""
    who = release.team()
    texts = {code: f"{title}" for code, title in demo.sops()[0].title.items()}
    sop = create_sop(number=NUMBER, titles=texts, stage="ISO", products=["AD"], by=system("import_sop"))
    blocks = _blocks()
    with clock.fixed(clock.now() - dt.timedelta(days=200)):
        _issue(sop, who, texts, blocks)
    steps = [block for block in blocks if block["type"] == "step"]
    for step in steps[10:60:10]:
        step["text"] = {
            language: text + add
            for (language, text), add in zip(
                step["text"].items(), ("再確認する。", " Kiểm tra lại.", " Check again."), strict=True
            )
        }
    _issue(sop, who, texts, blocks)
    return sop


def _blocks() -> list[dict[str, Any]]:
    """Blocks of the demo's own procedures, one after the other, up to so many texts."""
    blocks: list[dict[str, Any]] = []
    for number, sop in enumerate(demo.sops()):
        for block in sop.versions[0].content["blocks"]:
            if block["type"] == "figure":
                continue
            blocks.append({**block, "id": f"d{number}{block['id']}"})
            count = len(segments({"title": "x", "blocks": blocks}))
            if count >= SEGMENTS:
                return blocks
    raise RuntimeError("the demo is too short")


def _issue(sop: Sop, who: release.Team, titles: dict[str, str], blocks: list[dict[str, Any]]) -> None:
    """One version by its own way: draft, verified translation, submission, review, approval,
    in force from that day on.
    """
    whole = {"title": titles, "blocks": blocks}
    source = demo.in_one_language(whole, "ja")
    save_draft(sop, {**source, "source": {"version": "第1版", "language": "ja"}}, by=system("import_sop"))
    now = clock.now()
    for pair in zip(segments(source), segments(whole), strict=True):
        ja, both = pair
        Translation.objects.get_or_create(
            sop=sop,
            language="vi",
            path=ja.path,
            source_hash=text_hash(str(ja.text)),
            defaults={
                "source_text": ja.text,
                "text": both.text["vi"],
                "state": TranslationState.VERIFIED,
                "translated_by": who.translator,
                "translated_at": now,
                "verified_by": who.verifier,
                "verified_at": now,
            },
        )
    release.approved(sop, who)
