"""What changed between two Word files, as read: header, content, and the parts that only tell who made the document and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sops.comparison import Change, compare
from sops.word.header import key_of
from sops.word.result import WordImport

FIELDS = ("number", "title", "version", "established", "revised", "effective", "department")


@dataclass(frozen=True)
class HeaderChange:
    """A field of the header block (`number`, `version` …), or a label or line as it stands in the file."""

    field: str
    old: str
    new: str

    def as_dict(self) -> dict[str, str]:
        return {"field": self.field, "old": self.old, "new": self.new}


@dataclass(frozen=True)
class Difference:
    header: list[HeaderChange] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    formal: list[Change] = field(default_factory=list)  # approval block and revision history


def difference(old: WordImport, new: WordImport) -> Difference:
    """Every change from `old` to `new`, each once, and nothing that only got a new number.

    The block ids of two Word files agree by their words, so they say nothing about which of two equal sentences is which.
    """
    found = [change for change in compare(old.content, new.content, same_ids=False) if change.block_kind != "title"]
    return Difference(
        header=list(_header(old, new)),
        changes=[change for change in found if not change.formal],
        formal=[change for change in found if change.formal],
    )


def _header(old: WordImport, new: WordImport) -> Iterator[HeaderChange]:
    for name in FIELDS:
        was, now = (_title(result) if name == "title" else result.header[name] for result in (old, new))
        if was != now:
            yield HeaderChange(name, was, now)
    if old.content["source"]["organisation"] != new.content["source"]["organisation"]:
        yield HeaderChange("organisation", old.content["source"]["organisation"], new.content["source"]["organisation"])
    was_lines, now_lines = _other_lines(old), _other_lines(new)
    gone, come = was_lines - now_lines, now_lines - was_lines
    for label in dict.fromkeys([label for label, _value in [*gone, *come]]):
        values = [" / ".join(value for known, value in lines.elements() if known == label) for lines in (gone, come)]
        yield HeaderChange(label, *values)


def _title(result: WordImport) -> str:
    return "" if result.named_by_file else result.content["title"]


def _other_lines(result: WordImport) -> Counter[tuple[str, str]]:
    """Pairs with a label of the house's own, and lines without one; these under the name of their part."""
    organisation = result.content["source"]["organisation"]
    return Counter(
        (pair["label"] or pair["part"], pair["value"])
        for pair in result.header["raw"]
        if not key_of(pair["label"]) and pair["value"] != organisation and (pair["label"] or pair["value"])
    )
