"""The access matrix: one readable table, role → permissions. Policies call `can` and add state and separation of duties
(R-42).
"""

from __future__ import annotations

from typing import Any, TypeGuard

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.actor import Name, System, is_system
from core.errors import NotAllowed
from staff.enums import AccessRole as R
from staff.models import Person, User

Actor = User | System  # the actor of an act; most acts take a `User` only


class May(models.TextChoices):
    """A permission; its sentence is printed on the access page."""

    READ_SOPS = "read_sops", _("Read SOPs")
    ACKNOWLEDGE = "acknowledge", _("Sign read and understood")
    LEARN = "learn", _("Take courses and quizzes")
    DRAFT_SOP = "draft_sop", _("Import and draft SOPs")
    TRANSLATE = "translate", _("Translate")
    VERIFY_TRANSLATION = "verify_translation", _("Verify translations")
    SEE_CANDIDATES = "see_candidates", _("See candidates of SOPs and how far they have come")
    REVIEW_SOP = "review_sop", _("Review SOPs")
    APPROVE_SOP = "approve_sop", _("Approve SOPs and set their effective date")
    SET_REQUIREMENTS = "set_requirements", _("Set what each job role must know")
    WITHDRAW_SOP = "withdraw_sop", _("Withdraw SOPs")
    OVERRIDE_GUARD = "override_guard", _("Override a finding of the translation guard")
    MANAGE_COURSES = "manage_courses", _("Write courses and quizzes")
    MANAGE_CLASSES = "manage_classes", _("Run classes")
    ASSESS_PRACTICE = "assess_practice", _("Assess practice")
    SUSPEND_PERSON = "suspend_person", _("Suspend, disqualify and restore people")
    CONFIRM_QUALIFICATION = "confirm_qualification", _("Confirm qualifications")
    PREPARE_CERTIFICATE = "prepare_certificate", _("Prepare certificates")
    SIGN_CERTIFICATE = "sign_certificate", _("Sign and issue certificates")
    REVOKE_CERTIFICATE = "revoke_certificate", _("Revoke certificates")
    VERIFY_CME = "verify_cme", _("Verify CME credit from outside")
    READ_MATRIX = "read_matrix", _("Read the qualification matrix")
    READ_PEOPLE = "read_people", _("Read the records of people")
    READ_TRAIL = "read_trail", _("Read the audit trail")
    REVIEW_TRAIL = "review_trail", _("Review the audit trail and sign what was found")
    READ_TRANSFER = "read_transfer", _("Read the transfer board")
    EDIT_TRANSFER = "edit_transfer", _("Enter trial lots on the transfer board")
    USE_WAGTAIL = "use_wagtail", _("Use the editor")
    MANAGE_PEOPLE = "manage_people", _("Manage people, accounts and access")
    MANAGE_SETTINGS = "manage_settings", _("Set the values of the institution")


_EVERY_EMPLOYEE = {May.READ_SOPS, May.ACKNOWLEDGE, May.LEARN, May.READ_TRANSFER}

MATRIX: dict[str, set[May]] = {
    R.LEARNER: _EVERY_EMPLOYEE,
    R.TRAINER: _EVERY_EMPLOYEE
    | {
        May.DRAFT_SOP, May.SEE_CANDIDATES, May.SET_REQUIREMENTS, May.MANAGE_COURSES, May.MANAGE_CLASSES,
        May.ASSESS_PRACTICE, May.READ_MATRIX, May.READ_PEOPLE, May.EDIT_TRANSFER, May.USE_WAGTAIL,
    },
    R.TRANSLATOR: _EVERY_EMPLOYEE | {May.TRANSLATE, May.SEE_CANDIDATES, May.USE_WAGTAIL},
    R.TECHNICAL_REVIEWER: _EVERY_EMPLOYEE
    | {
        May.TRANSLATE, May.VERIFY_TRANSLATION, May.OVERRIDE_GUARD, May.SEE_CANDIDATES, May.REVIEW_SOP, May.READ_MATRIX,
        May.USE_WAGTAIL,
    },
    R.QA_APPROVER: _EVERY_EMPLOYEE
    | {
        May.VERIFY_TRANSLATION, May.OVERRIDE_GUARD, May.SEE_CANDIDATES, May.APPROVE_SOP, May.WITHDRAW_SOP,
        May.SET_REQUIREMENTS, May.SUSPEND_PERSON, May.CONFIRM_QUALIFICATION, May.READ_MATRIX, May.READ_PEOPLE,
        May.READ_TRAIL, May.REVIEW_TRAIL, May.EDIT_TRANSFER, May.REVOKE_CERTIFICATE, May.USE_WAGTAIL,
    },
    R.ASSESSOR: _EVERY_EMPLOYEE | {May.ASSESS_PRACTICE},
    R.CME_OFFICE: _EVERY_EMPLOYEE
    | {May.MANAGE_CLASSES, May.PREPARE_CERTIFICATE, May.VERIFY_CME, May.READ_PEOPLE, May.USE_WAGTAIL},
    R.DIRECTOR: _EVERY_EMPLOYEE
    | {
        May.SIGN_CERTIFICATE, May.REVOKE_CERTIFICATE, May.READ_MATRIX, May.READ_PEOPLE, May.READ_TRAIL,
        May.REVIEW_TRAIL,
    },
    # read-only, time-boxed by the dates of the grant; its reading is recorded
    R.AUDITOR: {May.READ_SOPS, May.SEE_CANDIDATES, May.READ_MATRIX, May.READ_PEOPLE, May.READ_TRAIL, May.READ_TRANSFER},
    # accounts and settings; no business role
    R.ADMIN: {May.READ_SOPS, May.READ_TRANSFER, May.MANAGE_PEOPLE, May.MANAGE_SETTINGS, May.USE_WAGTAIL},
}  # fmt: skip


def can(user: Any, what: May) -> TypeGuard[User]:
    """Whether `user` is an account one of whose roles today allows `what`.

    A superuser has no business permission; without an account there is none.
    """
    if not isinstance(user, User) or not user.is_authenticated or not user.is_active:
        return False
    return any(what in MATRIX.get(role, ()) for role in user.roles)


def require(by: Any, what: May, *, systems: tuple[Name, ...] = ()) -> None:
    """Raises NotAllowed (403) unless `can`, or `by` is one of the system actors allowed for this act."""
    if not can(by, what) and not is_system(by, *systems):
        raise NotAllowed(_("Your role does not allow this. Ask the administrator if you should have it."))


def require_person(user: Any) -> Person:
    """Returns the person behind an account; records are kept about persons (R-42). Raises NotAllowed if there
    is none.
    """
    if not isinstance(user, User) or user.person is None:
        raise NotAllowed(_("This account belongs to no person."))
    return user.person


def is_account_of(by: Any, person_id: int) -> bool:
    """Whether `by` is the account of that person, for acts that only that person may do, or must not do."""
    return isinstance(by, User) and by.person_id == person_id


def roles_with(what: May) -> list[str]:
    """Returns the roles that have `what`; for tests and for the sentence that names whom to ask."""
    return [role for role, allowed in MATRIX.items() if what in allowed]
