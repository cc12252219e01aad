"""Forms of the pages about people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import day_field
from staff.domain.authentication import Proof, SecondFactor, WrongSecret, reauthenticate, second_factor
from staff.enums import AccessRole, Kind
from staff.models import Duty, JobRole, Unit, User
from staff.value_table import Value


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return day_field(label, required=required, initial=clock.today if required else None)


class SigningForm(forms.Form):
    """Base of every form that signs; its last fields are the signer's secrets: the password, and the code of the second
    factor if there is one.
    """

    password = forms.CharField(
        label=_("Password to sign"),
        strip=False,
        error_messages={"required": _("Type your password to sign.")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Code of the second factor"),
        max_length=32,
        error_messages={"required": _("Type the code of your second factor.")},
        help_text=_("Six digits from your app, or a recovery code. Each counts once."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}),
    )

    def __init__(self, *args: Any, signer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signer = signer
        password, code = self.fields.pop("password"), self.fields.pop("code")
        self.fields["password"] = password
        if second_factor(signer) == SecondFactor.SET_UP:
            self.fields["code"] = code
        elif second_factor(signer) == SecondFactor.MISSING:
            password.help_text = format_html(
                '{} <a href="{}">{}</a>',
                _("Your role signs with a second factor."),
                reverse("mfa_index"),
                _("Set it up"),
            )

    @property
    def secrets(self) -> list[forms.BoundField]:
        """The fields with the signer's secrets, for forms inside a larger page."""
        return [self[name] for name in ("password", "code") if name in self.fields]

    def proof(self, *, what: str) -> Proof:
        """Returns fresh proof of the signer for one signature. Raises WrongSecret; an empty field does not count as a
        failure.
        """
        for name in ("password", "code"):
            if self.has_error(name):
                raise WrongSecret(str(self.errors[name][0]), field=name)
        return reauthenticate(self.signer, self.cleaned_data["password"], self.cleaned_data.get("code", ""), what=what)


class PersonForm(forms.Form):
    full_name = forms.CharField(
        label=_("Full name"), max_length=255, help_text=_("In the order it is written, with every diacritic")
    )
    kanji_name = forms.CharField(label=_("Name in Japanese characters"), max_length=255, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("Unit"), required=False)
    workplace = forms.CharField(label=_("Workplace, for outsiders"), max_length=255, required=False)
    born_on = _day(_("Date of birth"), required=False)
    formal_address = forms.ChoiceField(
        label=_("Address on documents"), choices=[("", "–"), ("Ông", "Ông"), ("Bà", "Bà")], required=False
    )
    employed_from = _day(_("Employed from"), required=False)
    email = forms.EmailField(
        label=_("E-mail of the account"), required=False, help_text=_("Leave empty for a person without an account")
    )
    language = forms.ChoiceField(
        label=_("Language of the account"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )


class PeriodForm(forms.Form):
    valid_from = _day(_("From"))
    valid_to = _day(_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begin, end = data.get("valid_from"), data.get("valid_to")
        if isinstance(begin, dt.date) and isinstance(end, dt.date) and end < begin:
            self.add_error("valid_to", _("The last day is before the first."))
        return data


class AssignmentForm(PeriodForm):
    job_role = forms.ModelChoiceField(JobRole.objects.all(), label=_("Job role"))
    document = forms.CharField(label=_("Number of the decision"), max_length=64, required=False)


class AppointmentForm(PeriodForm):
    duty = forms.ModelChoiceField(Duty.objects.all(), label=_("Duty"))


class GrantForm(PeriodForm):
    role = forms.ChoiceField(label=_("Access role"), choices=AccessRole.choices)


class EndForm(forms.Form):
    last_day = _day(_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class ValueForm(forms.Form):
    value = forms.CharField(label=_("New value"), max_length=64)
    valid_from = _day(_("From"))
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, spec: Value, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(spec.default, int):
            limits = _("From %(low)s to %(high)s") % {"low": spec.low, "high": spec.high}
            self.fields["value"].help_text = f"{limits} {spec.unit}".strip()
