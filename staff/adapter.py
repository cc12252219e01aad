"""allauth's doors: nobody signs up on their own, accounts are opened by the administrator (R-26, R-47)."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from staff.models import User


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def display_name(user: User) -> str:
    return user.get_full_name()
