"""allauth's doors: nobody signs up on their own, accounts are opened by the administrator (R-26, R-47)."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from staff.models import User


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page, in the language of the account where this browser has chosen none: many a machine here speaks English by itself."""
        user = request.user
        if (
            settings.LANGUAGE_COOKIE_NAME not in request.COOKIES
            and isinstance(user, User)
            and user.language in dict(settings.LANGUAGES)
        ):
            with override(user.language):
                return reverse("home")
        return super().get_login_redirect_url(request)


def display_name(user: User) -> str:
    return user.get_full_name()
