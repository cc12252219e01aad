"""Words found in 60,000 texts of three languages, unaccented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from bench import world
from bench.measure import compare
from sops.queries import search

WORDS = {"te bao goc": "%te bao goc%", "幹細胞": "%幹細胞%", "tu am so 59998": "%tu am so 59998%"}


def figures() -> Iterator[dict[str, Any]]:
    large = world.build()
    live = [four[-1] for four in large.versions.values()]
    for words, pattern in WORDS.items():
        found = sum(map(len, search(words, live).values()))
        yield {
            "figure": "search",
            **compare(
                lambda words=words: search(words, live), lambda pattern=pattern: _bare(pattern), seconds=3, floors=2
            ),
            "ours": f"“{words}” in {large.segments} texts of {len(live)} versions: {found} places shown, "
            "with their letters marked",
            "floor": "the bare LIKE, every row that matches fetched",
        }


def _bare(pattern: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version_id, path, language, text FROM sops_segment WHERE folded LIKE %s", [pattern])
        return cursor.fetchall()
