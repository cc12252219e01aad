"""What changed between two Word files, as read: header, content, approval block and revision history."""

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
    """A changed field of the header block (`number`, `version` …), or a changed label or line as written."""

    field: str
    old: str
    new: str

    def as_dict(self) -> dict[str, str]:
        """The change as JSON."""
        return {"field": self.field, "old": self.old, "new": self.new}


@dataclass(frozen=True)
class Difference:
    """The changes from one Word file to another."""

    header: list[HeaderChange] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    formal: list[Change] = field(default_factory=list)  # approval block and revision history


def difference(old: WordImport, new: WordImport) -> Difference:
    """Every change from `old` to `new`, each once; text that was only renumbered is no change.

    Blocks are not matched by their ids: those follow from the text, so they cannot tell two equal sentences apart.
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
    old_lines, new_lines = _other_lines(old), _other_lines(new)
    removed, added = old_lines - new_lines, new_lines - old_lines
    for label in dict.fromkeys([label for label, _value in [*removed, *added]]):
        values = [
            " / ".join(value for other, value in lines.elements() if other == label) for lines in (removed, added)
        ]
        yield HeaderChange(label, *values)


# What is in a file but not in the content: where it differs, a person must look into the files.
UNREAD = (
    LossKind.PICTURE,
    LossKind.PICTURE_OUTSIDE,
    LossKind.PICTURE_HEADER,
    LossKind.OBJECT,
    LossKind.EMBEDDED_DOCUMENT,
    LossKind.CHART,
    LossKind.DIAGRAM,
    LossKind.DRAWING,
    LossKind.WORD_ART,
    LossKind.HIDDEN,
    LossKind.RUBY,
    LossKind.LINK,
    LossKind.FIELD,
)
ATTACHED_TO_TEXT = {LossKind.RUBY, LossKind.LINK}


def _unread(old: WordImport, new: WordImport) -> Iterator[Change]:
    """Pictures, charts, hidden text, furigana and other losses that only one file has, paired as far as possible."""
    for kind in UNREAD:
        was, now = ([loss for loss in result.losses if loss.kind == kind] for result in (old, new))
        for before, after in zip_longest(_without(was, now), _without(now, was)):
            # furigana and links come and go with their text, which is a change already; alone they must be paired
            same_text = before and after and (kind == LossKind.LINK or before.detail == after.detail)
            if same_text or kind not in ATTACHED_TO_TEXT:
                yield _unread_change(before, after)


def _without(losses: list[Loss], others: list[Loss]) -> list[Loss]:
    """The losses that are not among the others, each of which cancels one."""
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
    loss = after or before
    assert loss is not None  # zip_longest pairs at least one
    kind = "changed" if before and after else "added" if after else "removed"
    return Change(
        kind=kind,
        class_=_class_of(loss.kind, before.text if before else "", after.text if after else ""),
        path_old="",
        path_new="",
        block_id=loss.block,
        block_kind="unread",
        section=loss.where,
        label="",
        old=_described(before),
        new=_described(after),
        what="unread",
        section_old=before.where if before else "",
    )


def _class_of(kind: str, old: str, new: str) -> str:
    """The suggested class of a change. Furigana only shows how a word is read."""
    if kind == LossKind.RUBY:
        return weight.EDITORIAL
    if old and new:
        return weight.of_change(old, new, "paragraph", "ja")
    return weight.of_presence(old or new, "paragraph", "ja")


def _described(loss: Loss | None) -> str:
    if loss is None:
        return ""
    return f"{loss.label}: {' / '.join(filter(None, (loss.text, loss.detail, loss.mark)))}"


def _title(result: WordImport) -> str:
    return "" if result.named_by_file else result.content["title"]


def _other_lines(result: WordImport) -> Counter[tuple[str, str]]:
    """Header pairs with a label that is not known here, and lines without one, under the name of their part."""
    organisation = result.content["source"]["organisation"]
    return Counter(
        (pair["label"] or pair["part"], pair["value"])
        for pair in result.header["raw"]
        if not key_of(pair["label"]) and pair["value"] != organisation and (pair["label"] or pair["value"])
    )
