"""Authentication backend: loads account and person with one query per request."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from staff.models import User


class AccountAndPerson(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
