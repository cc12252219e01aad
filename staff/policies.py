"""Who may read records about a person (domain (a), (e); R-42)."""

from __future__ import annotations

from enum import Enum, auto

from staff.models import User
from staff.permissions import May, can


class Record(Enum):
    """A kind of record about a person."""

    WHOLE = auto()  # everything: the page of the person
    ATTEMPT = auto()
    ASSESSMENT = auto()
    CERTIFICATE = auto()
    CREDIT_CLAIM = auto()


# Acts whose offices read this kind of record of everybody.
OFFICES: dict[Record, tuple[May, ...]] = {
    Record.WHOLE: (May.READ_PEOPLE,),
    Record.ATTEMPT: (May.READ_PEOPLE, May.MANAGE_COURSES),
    Record.ASSESSMENT: (May.READ_PEOPLE, May.MANAGE_COURSES),
    Record.CERTIFICATE: (
        May.READ_PEOPLE,
        May.READ_MATRIX,
        May.PREPARE_CERTIFICATE,
        May.SIGN_CERTIFICATE,
        May.REVOKE_CERTIFICATE,
    ),
    Record.CREDIT_CLAIM: (May.READ_PEOPLE, May.READ_MATRIX, May.VERIFY_CME),
}


def can_read_record(*people: int | None, by: User, kind: Record = Record.WHOLE) -> bool:
    """Whether `by` may read a record of this kind: as one of the people it is about, or by an office that reads all of
    them.

    `people`: ids of persons; a record may be about two, the learner and the assessor.
    """
    own = by.person_id is not None and by.person_id in people
    return own or any(can(by, act) for act in OFFICES[kind])
