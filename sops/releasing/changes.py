"""Changes of a candidate against the previous version, each with the class assigned by its author (domain (b), (f))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import nfc
from sops.comparison.compare import compare
from sops.enums import ChangeClass
from sops.models import SopVersion

GRAVITY = [ChangeClass.EDITORIAL, ChangeClass.PROCEDURAL, ChangeClass.CRITICAL]
ALL_OTHERS = "*"


@dataclass(frozen=True)
class Classified:
    """One change: position, old text, new text, and its requirement for trained people."""

    path: str  # in the new document; of a removed text, in the old one
    kind: str  # changed, added, removed, moved
    block_id: str
    section: str  # number of its section, then label of its step
    old: Mapping[str, str]  # {language: text}
    new: Mapping[str, str]
    suggested: str
    change_class: str
    reason: str = ""  # why the author lowered the suggestion

    def judged(self, classes: Mapping[str, str], reasons: Mapping[str, str]) -> Classified:
        """Returns the change with the author's class instead of the suggestion.

        Lowering a suggested critical needs a reason; Refused without it.
        """
        chosen = classes.get(self.path) or classes.get(ALL_OTHERS) or self.suggested
        if chosen not in ChangeClass.values:
            raise Refused(_("There is no class “%(class)s”.") % {"class": chosen}, field=f"class:{self.path}")
        reason = nfc(reasons.get(self.path) or reasons.get(ALL_OTHERS) or "").strip()
        lowered = self.suggested == ChangeClass.CRITICAL and chosen != ChangeClass.CRITICAL
        if lowered and not reason:
            raise Refused(
                _("A change that looks critical (%(path)s) is classed lower: say why.") % {"path": self.path},
                field=f"reason:{self.path}",
            )
        return replace(self, change_class=chosen, reason=reason if lowered else "")

    def as_row(self) -> dict[str, Any]:
        """The change as stored in `SopVersion.changes`."""
        return {
            "path": self.path,
            "kind": self.kind,
            "block_id": self.block_id,
            "section": self.section,
            "old": dict(self.old),
            "new": dict(self.new),
            "suggested": self.suggested,
            "class": self.change_class,
            "reason": self.reason,
        }


def changes_between(old: SopVersion, new: SopVersion) -> list[dict[str, Any]]:
    """Returns the changes from one version to another, as rows of `SopVersion.changes`.

    If `new` was submitted against `old`, those classified by its author and signed; else compared now.
    """
    if new.base_id == old.pk:
        return new.change_list
    return [change.as_row() for change in classify(old.document, new.document)]


def gravest(changes: Iterable[Classified]) -> str:
    """Returns the class of the whole: the most severe of its changes, empty where there is none."""
    found = {change.change_class for change in changes}
    return next((grade for grade in reversed(GRAVITY) if grade in found), "")


def classify(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Classified]:
    """Returns the changes from one frozen content to the next in the order of the new one, each with the suggested
    class.
    """
    found: list[Classified] = []
    for change in compare(old, new):
        # rows, columns and parameters come and go inside a block that stays
        inside = change.what in {"row", "column", "parameter"} and change.kind != "moved"
        path = change.path
        if change.kind == "moved":
            path = f"{change.block_id}.place" if change.what == "text" else f"{path}.place"
        elif not change.path_new:
            path = f"{path}.gone" if inside else path
        elif change.what in {"kind", "column", "row", "level"}:
            path = f"{path}.{change.what}"
        place = f"{change.section} {change.label}".strip()
        kind = "changed" if inside else change.kind
        was = change.old_texts or ({change.language: change.old} if change.old else {})
        now = change.new_texts or ({change.language: change.new} if change.new else {})
        found.append(Classified(path, kind, change.block_id, place, was, now, change.class_, change.class_))
    return found
