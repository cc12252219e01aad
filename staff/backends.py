"""Who is asking: account and person come with one question, at every request."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from staff.models import User


class AccountAndPerson(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
