"""Refusals: an act that is not carried out, with one sentence in the reader's language that says why."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """The act was not carried out; `str(refused)` gives the reason to the person who tried (status 4xx).
    `field` names the form field, `line` the line of a file that the sentence concerns, where there is one.
    """

    status = 400

    def __init__(self, message: str | Promise, *, field: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.line = line

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused):
    """The person lacks the role or the authority for the act (status 403, R-42)."""

    status = 403


class Conflict(Refused):
    """The act was carried out already, by somebody else or by a second click (status 409)."""

    status = 409
