"""Finished translations the guard must not complain about: the sample of the sending unit and the demo documents."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests/data/translations/SOP-ISO-001_rev1.csv"


@lru_cache(maxsize=1)
def sample() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8-sig") as rows:
        return list(csv.DictReader(rows))


@lru_cache(maxsize=1)
def demo() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted((ROOT / "demo/content/sops").glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        # a draft under translation holds mistakes on purpose
        found += [row for version in document["versions"] if version.get("state") != "draft" for row in _texts(version)]
    return list({(row["ja"], row["vi"]): row for row in found}.values())


def _texts(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("ja"), str) and "vi" in value:
            yield value
        else:
            for inner in value.values():
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
