"""What changed between two Word files, as read: header, content, and the parts that only tell who made the document and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from sops.comparison import weight
from sops.comparison.compare import Change, compare
from sops.word.header import key_of
from sops.word.losses import LossKind
from sops.word.result import Loss, WordImport

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
        changes=[*(change for change in found if not change.formal), *_unread(old, new)],
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


# What is in a file and not in the content: where it differs, a person must look into the files.
UNREAD = (
    LossKind.PICTURE, LossKind.PICTURE_OUTSIDE, LossKind.PICTURE_HEADER, LossKind.OBJECT, LossKind.EMBEDDED_DOCUMENT, LossKind.CHART, LossKind.DIAGRAM,
    LossKind.DRAWING, LossKind.WORD_ART, LossKind.HIDDEN, LossKind.RUBY, LossKind.LINK, LossKind.FIELD,
)  # fmt: skip
BESIDE_WORDS = {LossKind.RUBY, LossKind.LINK}


def _unread(old: WordImport, new: WordImport) -> Iterator[Change]:
    """Pictures no browser shows, charts, embedded files, hidden words, furigana, links: what only one file has, in pairs as far as they go."""
    for kind in UNREAD:
        was, now = ([loss for loss in result.losses if loss.kind == kind] for result in (old, new))
        gone, come = _without(was, now), _without(now, was)
        for before, after in zip_longest(gone, come):
            # furigana and links come and go with the words they stand at; they are told where they alone differ
            if kind not in BESIDE_WORDS or (
                before and after and (kind == LossKind.LINK or before.detail == after.detail)
            ):
                yield _unread_change(before, after)


def _without(losses: list[Loss], others: list[Loss]) -> list[Loss]:
    left = Counter(_key(loss) for loss in others)
    found = []
    for loss in losses:
        if left[_key(loss)]:
            left[_key(loss)] -= 1
        else:
            found.append(loss)
    return found


def _key(loss: Loss) -> tuple[str, str]:
    return loss.text, loss.mark or loss.detail


def _unread_change(before: Loss | None, after: Loss | None) -> Change:
    here = after or before
    assert here is not None
    kind = "changed" if before and after else "added" if after else "removed"
    old, new = (
        f"{loss.label}: {' / '.join(filter(None, (loss.text, loss.detail, loss.mark)))}" if loss else ""
        for loss in (before, after)
    )
    was, now = (loss.text if loss else "" for loss in (before, after))
    class_ = (
        weight.of_change(was, now, "paragraph", "ja")
        if was and now
        else weight.of_presence(was or now, "paragraph", "ja")
    )
    if here.kind == LossKind.RUBY:
        class_ = weight.EDITORIAL
    return Change(
        kind=kind, class_=class_, path_old="", path_new="", block_id=here.block, block_kind="unread", section=here.where, label="", old=old, new=new, what="unread",
        section_old=before.where if before else "",
    )  # fmt: skip


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
