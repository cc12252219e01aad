"""People, units, accounts, roles: recorded with dates, never deleted (domain (a), R-35)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actor import system
from audit.trail import record
from core import clock
from core.errors import Conflict, Refused
from core.text import nfc
from staff.enums import AccessRole
from staff.models import (
    AccessGrant,
    Assignment,
    Duty,
    DutyAppointment,
    JobRole,
    Licence,
    Person,
    Unit,
    UnitLicence,
    User,
)
from staff.permissions import Actor, is_account_of
from staff.signals import person_left


@transaction.atomic
def add_unit(
    *,
    code: str,
    names: dict[str, str],
    by: Actor,
    at: dt.datetime | None = None,
    licences: Sequence[dict[str, Any]] = (),
    **fields: Any,
) -> Unit:
    """Adds a unit with its names in three languages and its licences."""
    if Unit.objects.filter(code=code).exists():
        raise Conflict(_("There is a unit with the code %(code)s already.") % {"code": code}, field="code")
    unit = Unit.objects.create(code=code, names=names, **fields)
    UnitLicence.objects.bulk_create([UnitLicence(unit=unit, **row) for row in licences])
    record("unit_added", unit, by=by, at=at, new={"code": code, "names": names})
    return unit


@transaction.atomic
def add_person(
    *, full_name: str, by: Actor, at: dt.datetime | None = None, licences: Sequence[dict[str, Any]] = (), **fields: Any
) -> Person:
    """Adds a person, with or without an account. Names are stored in NFC as written."""
    full_name = nfc(full_name).strip()
    if not full_name:
        raise Refused(_("A person needs a full name."), field="full_name")
    person = Person.objects.create(full_name=full_name, **fields)
    Licence.objects.bulk_create([Licence(person=person, **row) for row in licences])
    record("person_added", person, by=by, at=at, new={"full_name": full_name, "kind": person.kind})
    return person


@transaction.atomic
def rename_person(person: Person, *, full_name: str, by: User, reason: str, at: dt.datetime | None = None) -> Person:
    """Changes a person's name; signatures and certificates keep the name under which they were given."""
    full_name = nfc(full_name).strip()
    if not full_name or not reason.strip():
        raise Refused(_("A new name needs a reason, both are kept."), field="full_name")
    old, person.full_name = person.full_name, full_name
    person.save(update_fields=["full_name"])
    record("person_renamed", person, by=by, at=at, old={"full_name": old}, new={"full_name": full_name}, reason=reason)
    return person


CORRECTABLE = {
    "born_on",
    "born_year",
    "titles",
    "degree",
    "positions",
    "workplace",
    "personal_id",
    "kanji_name",
    "kana_name",
}


@transaction.atomic
def correct_person(person: Person, *, by: Actor, reason: str, at: dt.datetime | None = None, **fields: Any) -> Person:
    """Corrects a wrong entry about a person; the old value remains in the audit trail and in everything signed and
    issued with it (R-11).
    """
    if not reason.strip() or not fields or set(fields) - CORRECTABLE:
        raise Refused(_("A correction names what was wrong and why."), field="reason")
    old = {name: getattr(person, name) for name in fields}
    for name, new in fields.items():
        setattr(person, name, new)
    person.save(update_fields=list(fields))
    record("person_corrected", person, by=by, at=at, old=old, new=fields, reason=reason.strip())
    return person


@transaction.atomic
def open_account(
    person: Person,
    *,
    email: str,
    by: Actor,
    at: dt.datetime | None = None,
    password_hash: str = "",
    language: str = "vi",
) -> User:
    """Opens an account for a person; without `password_hash` it cannot be used until a password is set by mail."""
    email = nfc(email).strip().lower()
    if User.objects.filter(email=email).exists() or User.objects.filter(person=person).exists():
        raise Conflict(_("This person or this address has an account already."), field="email")
    user = User(email=email, person=person, language=language, date_joined=at or clock.now())
    if password_hash:
        user.password = password_hash
    else:
        user.set_unusable_password()
    user.save()
    record("account_opened", user, by=by, at=at, new={"email": email, "language": language})
    return user


@transaction.atomic
def close_account(user: User, *, by: Actor, reason: str, at: dt.datetime | None = None) -> None:
    """Closes the account; its records remain attributed to its person."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("account_closed", user, by=by, at=at, old={"is_active": True}, new={"is_active": False}, reason=reason)


@transaction.atomic
def grant_access(
    person: Person,
    role: str,
    *,
    by: Actor,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    at: dt.datetime | None = None,
) -> AccessGrant:
    """Grants an access role from a day to a day. Nobody grants a role to themselves (R-35, separation of duties)."""
    if role not in AccessRole.values:
        raise Refused(_("There is no access role “%(role)s”.") % {"role": role}, field="role")
    if is_account_of(by, person.pk):
        raise Refused(_("Nobody grants a role to themselves."), field="role")
    grant = AccessGrant.objects.create(
        person=person, role=role, valid_from=valid_from, valid_to=valid_to, granted_by=str(by)
    )
    record("access_granted", person, by=by, at=at, new={"role": role, "from": valid_from, "to": valid_to})
    return grant


@transaction.atomic
def revoke_access(grant: AccessGrant, *, by: Actor, on: dt.date, reason: str, at: dt.datetime | None = None) -> None:
    """Ends the access role on the day before `on`; it stays on record."""
    old = grant.valid_to
    grant.valid_to = max(on - dt.timedelta(days=1), grant.valid_from)
    grant.save(update_fields=["valid_to"])
    record(
        "access_revoked",
        grant.person,
        by=by,
        at=at,
        old={"role": grant.role, "to": old},
        new={"to": grant.valid_to},
        reason=reason,
    )


@transaction.atomic
def assign(
    person: Person,
    job_role: JobRole,
    *,
    by: Actor,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    document: str = "",
    at: dt.datetime | None = None,
) -> Assignment:
    """Assigns a job role to a person; its required training is due at once (R-19)."""
    row = Assignment.objects.create(
        person=person,
        job_role=job_role,
        valid_from=valid_from,
        valid_to=valid_to,
        document=document,
        recorded_at=at or clock.now(),
    )
    record(
        "assigned",
        person,
        by=by,
        at=at,
        new={"job_role": job_role.code, "from": valid_from, "to": valid_to, "document": document},
    )
    return row


@transaction.atomic
def end_assignment(
    assignment: Assignment, *, by: Actor, last_day: dt.date, reason: str = "", at: dt.datetime | None = None
) -> None:
    """Ends the job role after `last_day`; earlier records stay."""
    old = assignment.valid_to
    assignment.valid_to, assignment.end_recorded_at = last_day, at or clock.now()
    assignment.save(update_fields=["valid_to", "end_recorded_at"])
    record(
        "assignment_ended",
        assignment.person,
        by=by,
        at=at,
        old={"to": old},
        new={"to": last_day, "job_role": assignment.job_role.code},
        reason=reason,
    )


@transaction.atomic
def appoint(
    person: Person,
    duty: Duty,
    *,
    by: Actor,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    scope: Any = "",
    at: dt.datetime | None = None,
) -> DutyAppointment:
    """Appoints a person to a duty with dates: director, head of QA, practical assessor for some SOPs."""
    row = DutyAppointment.objects.create(
        person=person, duty=duty, valid_from=valid_from, valid_to=valid_to, scope=scope, recorded_at=at or clock.now()
    )
    record(
        "appointed", person, by=by, at=at, new={"duty": duty.code, "from": valid_from, "to": valid_to, "scope": scope}
    )
    return row


@transaction.atomic
def leave(person: Person, *, by: Actor, last_day: dt.date, reason: str, at: dt.datetime | None = None) -> None:
    """Records that a person leaves: assignments, duties and access end with `last_day`, the account closes; every
    record stays.
    """
    at = at or clock.now()
    person.employed_to, person.left_recorded_at = last_day, at
    person.save(update_fields=["employed_to", "left_recorded_at"])
    person.assignments.on(last_day).update(valid_to=last_day, end_recorded_at=at)
    for rows in (person.duties, person.grants):
        rows.on(last_day).update(valid_to=last_day)
    user = User.objects.filter(person=person, is_active=True).first()
    if user:
        close_account(user, by=by, reason=reason, at=at)
    record("person_left", person, by=by, at=at, new={"employed_to": last_day}, reason=reason)
    person_left.send(sender=Person, person=person, day=last_day)


def acting(email: str, command: str) -> Actor:
    """Returns for whom a command acts: the account with this address, or the command itself when none is given.

    Raises Refused for an unknown one.
    """
    if not email:
        return system(command)
    user = User.objects.filter(email=nfc(email).strip().lower()).first()
    if user is None:
        raise Refused(_("Nobody has the address %(email)s.") % {"email": email})
    return user
