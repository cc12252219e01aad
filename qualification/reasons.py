"""Why a qualification is what it is: a code and its values, and the sentence in the reader's language."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy

from core.days import daydate

SENTENCES: dict[str, Any] = {
    "read_missing": gettext_lazy("Version %(version)s has not been read and signed."),
    "quiz_missing": gettext_lazy("The quiz on version %(version)s has not been passed."),
    "runs_missing": gettext_lazy("%(done)s of %(of)s supervised runs done."),
    "assessment_missing": gettext_lazy("The practical assessment for version %(version)s has not been passed."),
    "confirmation_missing": gettext_lazy("Assessment passed on %(on)s; QA has not confirmed the qualification yet."),
    "read_again": gettext_lazy("Version %(version)s, in force since %(since)s, has not been read and signed."),
    "quiz_again": gettext_lazy("The quiz on version %(version)s, in force since %(since)s, has not been passed."),
    "no_version": gettext_lazy("No version is in force on this day."),
    "expired": gettext_lazy("Expired after %(on)s."),
    "expires": gettext_lazy("Valid until %(on)s, %(days)s days left."),
    "suspended": gettext_lazy("Suspended since %(since)s (%(scope)s)."),
    "disqualified": gettext_lazy("Disqualified since %(since)s (%(scope)s)."),
    "gowning_missing": gettext_lazy("No gowning qualification."),
    "gowning_again": gettext_lazy("Gowning has to be assessed again on the version in force."),
    "gowning_expired": gettext_lazy("Gowning qualification expired after %(on)s."),
    "gowning_expires": gettext_lazy("Gowning qualification ends on %(on)s, %(days)s days left."),
    "aps_missing": gettext_lazy("%(done)s of %(of)s consecutive media fills passed."),
    "aps_failed": gettext_lazy("Media fill failed on %(on)s; %(done)s of %(of)s consecutive fills passed since."),
    "aps_expired": gettext_lazy("The last media fill counted until %(on)s."),
    "aps_expires": gettext_lazy("The next media fill is due by %(on)s, %(days)s days left."),
}

# What the person, their assessor or QA still has to do for the version in force.
TO_DO = frozenset(
    {
        "read_missing",
        "read_again",
        "quiz_missing",
        "quiz_again",
        "runs_missing",
        "assessment_missing",
        "confirmation_missing",
    }
)

SCOPES = {
    "sop": gettext_lazy("this SOP"),
    "all": gettext_lazy("all work"),
    "access_ab": gettext_lazy("aseptic work and access to grades A and B"),
}


class Reason:
    """A code with its values; `str()` is the sentence."""

    __slots__ = ("code", "values")

    def __init__(self, code: str, **values: Any) -> None:
        self.code = code
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and (self.code, self.values) == (other.code, other.values)

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Reason({self.code!r}, {self.values!r})"

    def __str__(self) -> str:
        shown = {name: daydate(value) if isinstance(value, dt.date) else value for name, value in self.values.items()}
        if "scope" in shown:
            shown["scope"] = SCOPES[shown["scope"]]
        return str(SENTENCES[self.code]) % shown

    def plain(self) -> dict[str, Any]:
        """For machines: code and values, days as ISO text."""
        return {
            "code": self.code,
            **{k: v.isoformat() if isinstance(v, dt.date) else v for k, v in self.values.items()},
            "sentence": str(self),
        }
