"""Trial lots, entered by hand until batch records are part of the system (WHO TRS 1044 Annex 4)."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.errors import Conflict, Refused
from core.text import nfc
from sops.enums import Product, Stage
from staff.models import User
from staff.permissions import May, require, require_person
from transfer.models import TrialLot


@transaction.atomic
def enter_trial_lot(
    *,
    product: str,
    stage: str,
    lot: str,
    made_on: dt.date,
    passed: bool | None,
    by: User,
    note: str = "",
    at: dt.datetime | None = None,
) -> TrialLot:
    """Records a trial lot of a product at a stage, with its result (None: not judged yet). Raises NotAllowed, Refused,
    Conflict.
    """
    require(by, May.EDIT_TRANSFER)
    at = at or clock.now()
    lot = nfc(lot).strip()
    if product not in Product.values or stage not in Stage.values:
        raise Refused(_("Choose a product and a stage."), field="product")
    if not lot:
        raise Refused(_("Give the number of the lot, like TL-AD-001."), field="lot")
    if made_on > clock.site_date(at):
        raise Refused(_("The day lies in the future."), field="made_on")
    person = require_person(by)
    try:
        with transaction.atomic():
            row = TrialLot.objects.create(
                product=product,
                stage=stage,
                lot=lot,
                made_on=made_on,
                passed=passed,
                note=nfc(note).strip(),
                by=person,
                recorded_at=at,
            )
    except IntegrityError as twice:
        raise Conflict(_("Lot %(lot)s is on the board already.") % {"lot": lot}, field="lot") from twice
    record(
        "trial_lot_entered", row, by=by, at=at, new={"product": product, "stage": stage, "lot": lot, "passed": passed}
    )
    return row


@transaction.atomic
def judge_trial_lot(
    row: TrialLot, *, passed: bool, by: User, reason: str = "", at: dt.datetime | None = None
) -> TrialLot:
    """Records the result of a lot, or corrects it with a reason. The same result again changes nothing."""
    require(by, May.EDIT_TRANSFER)
    row = TrialLot.objects.select_for_update().get(pk=row.pk)
    if row.passed is passed:
        return row
    if row.passed is not None and not reason.strip():
        raise Refused(_("A change needs a reason."), field="reason")
    old, row.passed = row.passed, passed
    row.save(update_fields=["passed"])
    record("trial_lot_judged", row, by=by, at=at, old={"passed": old}, new={"passed": passed}, reason=reason)
    return row
