"""The table of the institution's values ([D] in docs/rules.md): default, unit, limits, meaning and basis of each.

Below it, what is set when the program starts. Technical limits (bytes, page sizes, memory, timeouts of processes) are
not the institution's to decide and stay constants beside their code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from staff.enums import AccessRole
from staff.numbering import parts_of


@dataclass(frozen=True)
class Value:
    """One value: its default, unit, meaning, the rule on which it is based, and its limits.

    A number lies between `low` and `high`; a text is valid if `refused` accepts it.
    """

    default: int | str
    unit: str | Promise
    label: str | Promise
    basis: str  # [D]: the institution decides
    low: int = 0
    high: int = 0
    refused: Callable[[str], str] | None = None  # why a text cannot be this value; "" where it can

    @property
    def rule(self) -> str:
        """The basis in words."""
        return rule_of(self.basis)

    def why_not(self, new: object) -> str:
        """Returns the reason why `new` cannot be this value, in a sentence; "" if it can."""
        if type(new) is not type(self.default):
            return _("This value cannot be set to “%(new)s”.") % {"new": new}
        if isinstance(new, int) and not self.low <= new <= self.high:
            return _("“%(label)s” lies between %(low)s and %(high)s.") % {
                "label": self.label,
                "low": self.low,
                "high": self.high,
            }
        return self.refused(str(new)) if self.refused else ""


def rule_of(basis: str) -> str:
    said = basis.replace("[D]", "; " + _("decision of the institution")).split(";")
    return ", ".join(part.strip() for part in said if part.strip())


def role_codes(text: object) -> frozenset[str]:
    """Returns the access roles listed in a value, separated by spaces or commas; the word `none` lists none."""
    return frozenset(str(text).replace(",", " ").split()) - {"none"}


def _roles_refused(text: str) -> str:
    unknown = role_codes(text) - set(AccessRole.values)
    if not unknown:
        return ""
    return _("There is no access role “%(role)s”. There are: %(roles)s.") % {
        "role": ", ".join(sorted(unknown)),
        "roles": ", ".join(AccessRole.values),
    }


def _pattern_refused(text: str) -> str:
    if parts_of(text):
        return ""
    return _(
        "The pattern holds {stage} and {seq} (or {seq:03}) once each, between capital letters, digits and hyphens."
    )


_days, _months, _hours = gettext_lazy("days"), gettext_lazy("months"), gettext_lazy("hours")
_minutes, _seconds, _years = pgettext_lazy("duration", "minutes"), gettext_lazy("seconds"), gettext_lazy("years")

VALUES: dict[str, Value] = {
    # ---- documents
    "review_months": Value(24, _months, gettext_lazy("Periodic review of an SOP within"), "PIC/S 4.5 [D]", 1, 60),
    "review_warning_days": Value(60, _days, gettext_lazy("A periodic review is announced ahead by"), "[D]", 0, 365),
    "print_hours": Value(24, _hours, gettext_lazy("A printed working copy counts for"), "[D]", 1, 24),
    "sop_number": Value(
        "MSC-SOP-{stage}-{seq:03}", "", gettext_lazy("Number of a new SOP"), "[D]", refused=_pattern_refused
    ),
    "training_threshold": Value(
        100, "%", gettext_lazy("People trained before a version takes effect without justification"), "[D]", 0, 100
    ),
    # ---- quizzes and practice
    "quiz_pass_mark": Value(80, "%", gettext_lazy("Pass mark of a new quiz"), "[D]", 1, 100),
    "quiz_attempts": Value(3, "", gettext_lazy("Attempts at a new quiz"), "[D]", 1, 99),
    "quiz_wait_hours": Value(24, _hours, gettext_lazy("Wait between two attempts"), "[D]", 0, 999),
    "quiz_grace_seconds": Value(
        45, _seconds, gettext_lazy("An answer given in time may arrive later by"), "[D]", 0, 600
    ),
    "supervised_runs": Value(
        3, "", gettext_lazy("Supervised runs before the practical assessment"), "[D]; JP aseptic guideline", 1, 50
    ),
    "runs_again": Value(
        1, "", gettext_lazy("Supervised runs after a critical revision, and before a requalification"), "[D]", 1, 50
    ),
    "gowning_first": Value(
        3, "", gettext_lazy("Gowning assessments passed before the first qualification"), "[D]", 1, 50
    ),
    "other_misses": Value(
        2, "", gettext_lazy("Lines that are not critical and may be missed in a new checklist"), "[D]", 0, 50
    ),
    # ---- qualification
    "gowning_months": Value(
        12, _months, gettext_lazy("Gowning assessment is repeated within"), "PIC/S Annex 1 7.4", 1, 12
    ),
    "aps_first": Value(3, "", gettext_lazy("Consecutive media fills of a new operator"), "PIC/S Annex 1 9.39", 3, 20),
    "aps_months": Value(6, _months, gettext_lazy("Media fill is repeated within"), "PIC/S Annex 1 9.39", 1, 12),
    "refresher_months": Value(24, _months, gettext_lazy("SOP refresher within"), "[D]", 1, 60),
    "warning_days": Value(
        60, _days, gettext_lazy("A qualification counts as expiring this long before its last day"), "[D]", 0, 365
    ),
    "second_warning_days": Value(
        30, _days, gettext_lazy("What ends soon is marked as urgent this long before its last day"), "[D]", 0, 365
    ),
    "last_warning_days": Value(
        7, _days, gettext_lazy("What ends soon is marked as the last warning this long before"), "[D]", 0, 365
    ),
    # ---- planning
    "plan_ahead_days": Value(30, _days, gettext_lazy("Practice is to be planned ahead by"), "[D]", 1, 365),
    "plan_look_back_days": Value(
        30, _days, gettext_lazy("An appointment without a record is asked about for"), "[D]", 1, 365
    ),
    "days_to_read": Value(
        1, _days, gettext_lazy("Time a person is given to read a new version and pass its quiz"), "[D]", 0, 90
    ),
    "days_to_practise": Value(
        7, _days, gettext_lazy("Time a person is given for practice that is not planned yet"), "[D]", 0, 90
    ),
    # ---- courses and CME
    "attendance_percent": Value(80, "%", gettext_lazy("Attendance needed for a certificate"), "[D]", 1, 100),
    "period_minutes": Value(50, _minutes, gettext_lazy("Length of a teaching period"), "[D]", 1, 240),
    "class_warning_days": Value(30, _days, gettext_lazy("A class is announced before its first day by"), "[D]", 0, 365),
    "cme_hours": Value(
        120,
        gettext_lazy("credit hours"),
        gettext_lazy("CME hours required where no regime is on record"),
        "TT 32/2023/TT-BYT",
        1,
        1000,
    ),
    "cme_years": Value(
        5, _years, gettext_lazy("Period of the CME hours where no regime is on record"), "TT 32/2023/TT-BYT", 1, 10
    ),
    # ---- transfer
    "operators_per_sop": Value(
        2,
        gettext_lazy("people"),
        gettext_lazy("Qualified people each SOP of a product's chain needs"),
        "WHO TRS 1044 [D]",
        1,
        50,
    ),
    "trial_lots": Value(3, "", gettext_lazy("Trial lots in a row that show a stage works"), "WHO TRS 1044 [D]", 1, 50),
    # ---- signatures and oversight
    "second_factor_roles": Value(
        "none",
        "",
        gettext_lazy("Access roles that sign only with a second factor, separated by spaces; none"),
        "21 CFR 11.200 [D]",
        refused=_roles_refused,
    ),
    "sign_failures": Value(
        5, "", gettext_lazy("Wrong passwords or codes in a row that lock signing"), "21 CFR 11.300(d) [D]", 1, 20
    ),
    "sign_lock_minutes": Value(5, _minutes, gettext_lazy("Signing stays locked for"), "21 CFR 11.300(d) [D]", 1, 1440),
    "trail_review_months": Value(
        3, _months, gettext_lazy("The audit trail is reviewed within"), "PIC/S Annex 11 §9 [D]", 1, 60
    ),
    "trail_review_warning_days": Value(
        30, _days, gettext_lazy("The review of the audit trail is announced ahead by"), "[D]", 0, 365
    ),
}


@dataclass(frozen=True)
class StartSetting:
    """A value read at start-up from the environment (`variable`) into Django's settings (`setting`)."""

    variable: str
    setting: str
    unit: str | Promise
    label: str | Promise
    basis: str
    reason: str | Promise  # why it is not a dated value

    @property
    def rule(self) -> str:
        """The basis in words."""
        return rule_of(self.basis)


_before_database = gettext_lazy("asked at every request, before the database is")
_of_a_library = gettext_lazy("read once by the log-in library")
_by_command = gettext_lazy("used by a command that needs no database")

START_SETTINGS: tuple[StartSetting, ...] = (
    StartSetting(
        "SESSION_IDLE_SECONDS", "SESSION_IDLE_SECONDS", _seconds,
        gettext_lazy("An account is logged out after inactivity of"), "PIC/S Annex 11; R-47 [D]", _before_database,
    ),
    StartSetting(
        "SESSION_SECONDS", "SESSION_COOKIE_AGE", _seconds,
        gettext_lazy("A log-in ends at the latest after"), "[D]", _before_database,
    ),
    StartSetting(
        "LOGIN_FAILED_LIMIT", "LOGIN_FAILED_LIMIT", "",
        gettext_lazy("Failed log-ins per time, by account and by address"), "21 CFR 11.300(d) [D]", _of_a_library,
    ),
    StartSetting(
        "VERIFY_PER_MINUTE", "VERIFY_PER_MINUTE", "",
        gettext_lazy("Public checks of certificates in a minute from one address"), "[D]", _before_database,
    ),
    StartSetting(
        "SEAL_YEARS", "SEAL_YEARS", _years,
        gettext_lazy("A new seal of the institution is valid for"), "NĐ 23/2025 [D]", _by_command,
    ),
    StartSetting(
        "AUTHORITY_YEARS", "AUTHORITY_YEARS", _years,
        gettext_lazy("The certificate authority behind the seal is valid for"), "NĐ 23/2025 [D]", _by_command,
    ),
)  # fmt: skip
