"""The status of a qualification as pages show it."""

from __future__ import annotations

from qualification.enums import Status
from qualification.status import Qualification as Answer


def shown_state(answer: Answer) -> str:
    """The state shown for a qualification: retraining after a new version is shown apart from a suspension by QA."""
    if answer.status == Status.SUSPENDED and not any(
        reason.code in ("suspended", "disqualified") for reason in answer.reasons
    ):
        return "retraining"
    return str(answer.status)
