"""The status of a qualification as pages show it."""

from __future__ import annotations

from qualification.enums import Status
from qualification.status import Qualification as Answer


def shown_state(answer: Answer) -> str:
    """The chip of an answer.

    Suspended by a new version is something else than suspended by QA: the person learns, and it is over.
    """
    if answer.status == Status.SUSPENDED and not any(
        reason.code in ("suspended", "disqualified") for reason in answer.reasons
    ):
        return "retraining"
    return str(answer.status)
