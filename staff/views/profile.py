"""The user's own account: the accountability statement required for signing, language, second factor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from staff.domain.sign import accept_accountability
from staff.models import AccountabilityStatement
from staff.views.access import actor, for_every_account


def statement_text() -> str:
    """The statement that a person accepts before the first signature (21 CFR 11.10(j))."""
    return _(
        "My electronic signature in this system is made by my own password, is mine alone, "
        "and binds me exactly as my handwritten signature. "
        "I do not share my password and I do not sign on behalf of anybody else."
    )


@for_every_account
def profile(request: HttpRequest) -> HttpResponse:
    user = actor(request)
    if request.method == "POST":
        accept_accountability(by=user, text=statement_text())
        messages.success(request, _("You can sign now."))
        return redirect("profile")
    accepted = AccountabilityStatement.objects.filter(person=user.person).first() if user.person else None
    return render(request, "staff/profile.html", {"accepted": accepted, "statement": statement_text()})
