"""Takes the next number of the register, under a lock, never twice (domain (g))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from certificates.enums import SequenceScope
from certificates.models import Certificate, NumberPattern, NumberSequence, VoidNumber
from certificates.numbering import NumberParts, check_template, read_sequence, write
from core import clock
from core.days import daydate
from core.errors import Conflict, Refused
from staff.models import Unit, User
from staff.permissions import May, require


@dataclass(frozen=True)
class Taken:
    """A number of the register, and its position in the sequence."""

    number: str
    series: str
    sequence: int


def pattern_on(form: str, unit: Unit, day: dt.date) -> NumberPattern:
    """Returns the pattern for certificates of `form` issued by `unit` on `day`: the unit's own before the general, the
    newest first.
    """
    rows = NumberPattern.objects.on(day).filter(form=form).order_by("-valid_from", "-pk")
    found = [row for row in rows if row.unit_id in (None, unit.pk)]
    found.sort(key=lambda row: row.unit_id is None)
    if not found:
        raise Refused(
            _("No number pattern for form %(form)s holds on %(day)s. Enter one first.")
            % {"form": form, "day": daydate(day)}
        )
    return found[0]


def take_number(pattern: NumberPattern, unit: Unit, parts: NumberParts, *, given: str = "") -> Taken:
    """Takes the next number, or `given` from a register taken over, after which its sequence continues. Inside the
    caller's transaction.

    The row of the sequence stays locked until that transaction ends (PostgreSQL: row lock; SQLite: the write lock it
    began with), so a number is taken once, and given back if the certificate is not issued. Raises Conflict for a
    number used before.
    """
    series = _series(pattern, unit, parts)
    NumberSequence.objects.get_or_create(key=series, defaults={"last": pattern.first - 1})
    row = NumberSequence.objects.select_for_update().get(key=series)
    sequence = read_sequence(pattern.template, given, parts) if given else row.last + 1
    number = write(pattern.template, sequence, parts)
    if Certificate.objects.filter(number=number).exists() or VoidNumber.objects.filter(number=number).exists():
        raise Conflict(_("The number %(number)s is used already.") % {"number": number})
    row.last = max(row.last, sequence)
    row.save(update_fields=["last"])
    return Taken(number, series, sequence)


@transaction.atomic
def void_number(
    form: str, unit: Unit, parts: NumberParts, *, by: User, reason: str, at: dt.datetime | None = None
) -> VoidNumber:
    """Voids the next number with the reason: a spoiled sheet, a number given out by mistake."""
    require(by, May.SIGN_CERTIFICATE)
    if not reason.strip() or by.person is None:
        raise Refused(_("A void number keeps its reason."), field="reason")
    at = at or clock.now()
    taken = take_number(pattern_on(form, unit, clock.site_date(at)), unit, parts)
    void = VoidNumber.objects.create(
        number=taken.number,
        series=taken.series,
        sequence=taken.sequence,
        reason=reason.strip(),
        by=by.person,
        recorded_at=at,
    )
    record("number_voided", void, by=by, at=at, new={"number": taken.number}, reason=reason.strip())
    return void


@transaction.atomic
def set_pattern(
    form: str,
    template: str,
    *,
    by: User,
    valid_from: dt.date,
    unit: Unit | None = None,
    scope: str = SequenceScope.YEAR,
    prefix: str = "",
    first: int = 1,
    reason: str = "",
    at: dt.datetime | None = None,
) -> NumberPattern:
    """Sets a pattern from a day on.

    The count of a sequence continues under the new pattern; numbers issued stay as they are.
    """
    require(by, May.MANAGE_SETTINGS)
    if not reason.strip():
        raise Refused(_("A change needs a reason."), field="reason")
    check_template(template, scope)
    row = NumberPattern.objects.create(
        form=form,
        unit=unit,
        template=template,
        scope=scope,
        prefix=prefix,
        first=first,
        valid_from=valid_from,
        confirmed=True,
    )
    record(
        "number_pattern_set",
        row,
        by=by,
        at=at,
        new={"form": form, "template": template, "scope": scope, "from": valid_from},
        reason=reason,
    )
    return row


def _series(pattern: NumberPattern, unit: Unit, parts: NumberParts) -> str:
    """Returns the sequence to which a number belongs. Units count separately; years and classes according to
    the scope.
    """
    within = {SequenceScope.YEAR: str(parts.year), SequenceScope.CLASS: f"{parts.course} {parts.class_}"}.get(
        SequenceScope(pattern.scope), ""
    )
    return ":".join(filter(None, (pattern.form, unit.code, within)))[:128]
