"""People, accounts and their roles."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from allauth.mfa.totp.internal import auth as totp

from core import clock
from staff.domain.authentication import Proof
from staff.enums import Side
from staff.models import (
    AccessGrant,
    AccountabilityStatement,
    Assignment,
    Duty,
    DutyAppointment,
    InstitutionValue,
    JobRole,
    Person,
    Unit,
    User,
)

PASSWORD = "mescells-demo"
LONG_AGO = dt.date(2020, 1, 1)
_count = itertools.count(1)


def unit(**fields: Any) -> Unit:
    n = next(_count)
    values = {"code": f"unit-{n}", "side": Side.RU, "names": {"vi": f"Đơn vị {n}", "en": f"Unit {n}", "ja": f"部署{n}"}}
    return Unit.objects.create(**{**values, **fields})


def person(full_name: str = "", **fields: Any) -> Person:
    n = next(_count)
    values: dict[str, Any] = {
        "full_name": full_name or f"Nguyễn Thị Thu Hiền {n}",
        "employed_from": LONG_AGO,
        "daily_address": "Bác sĩ",
    }
    return Person.objects.create(**{**values, **fields})


def user(*roles: str, full_name: str = "", can_sign: bool = True, **fields: Any) -> User:
    """An account of a new person holding the access `roles`, ready to sign."""
    n = next(_count)
    who = fields.pop("person", None) or person(full_name)
    made = User.objects.create_user(fields.pop("email", f"person{n}@example.test"), PASSWORD, person=who, **fields)
    for role in roles:
        AccessGrant.objects.create(person=who, role=role, valid_from=LONG_AGO)
    if can_sign:
        AccountabilityStatement.objects.create(person=who, text="binding", accepted_at=clock.now())
    return made


def one(role: str) -> User:
    """The account with this role in the test, opened when it is first asked for:
    for acts whose author does not matter.
    """
    return User.objects.filter(email=f"{role}@example.test").first() or user(role, email=f"{role}@example.test")


def proof(who: User) -> Proof:
    """Fresh proof of identity without spending a password hash."""
    return Proof(user_id=who.pk, method="password")


def second_factor(who: User) -> str:
    """Set up a second factor for `who`; what their app shows now."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(who, secret)
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def job_role(**fields: Any) -> JobRole:
    n = next(_count)
    return JobRole.objects.create(
        **{"code": f"role-{n}", "names": {"vi": f"Vai trò {n}", "en": f"Role {n}", "ja": f"職務{n}"}, **fields}
    )


def assignment(who: Person, role: JobRole, valid_from: dt.date = LONG_AGO, **fields: Any) -> Assignment:
    return Assignment.objects.create(
        person=who, job_role=role, valid_from=valid_from, **{"recorded_at": clock.now(), **fields}
    )


def appointment(
    who: Person, duty: str, scope: Any = "all", valid_from: dt.date = LONG_AGO, **fields: Any
) -> DutyAppointment:
    row, _ = Duty.objects.get_or_create(code=duty, defaults={"names": {"vi": duty, "en": duty, "ja": duty}})
    return DutyAppointment.objects.create(
        person=who, duty=row, scope=scope, valid_from=valid_from, **{"recorded_at": clock.now(), **fields}
    )


def value(key: str, new: int | str, since: dt.date = LONG_AGO) -> InstitutionValue:
    """A value of the institution, also one that has held for years."""
    return InstitutionValue.objects.create(
        key=key, value=new, valid_from=since, reason="x", by=person(), recorded_at=clock.now()
    )
