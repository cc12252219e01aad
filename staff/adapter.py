"""Adapter of allauth: there is no sign-up, accounts are opened by the administrator (R-26, R-47)."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from staff.models import User

logger = logging.getLogger(__name__)


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Records that log-in is locked for an account or an address after too many failures (R-46)."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning("Log-in locked after too many failed tries")
            raise

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Returns the first page, in the account's language unless one was chosen in this browser: many browsers here
        are set to English by default.
        """
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
