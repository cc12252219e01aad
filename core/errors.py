"""A refusal is an answer: one sentence a person can read, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """The act did not happen; `str(refused)` says why, to the person who tried (status 4xx).

    `field` names the form field or `line` the line of a file the sentence concerns, where there is one.
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
    """Somebody else, or the same person a moment ago, has done it already (status 409)."""

    status = 409
