from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.functional import cached_property

from core import clock
from core.text import nfc
from staff.models.person import Person


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=nfc(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """An account.

    Its permissions come from the dated access grants of its person; `is_superuser` gives no business permission.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now)
    language = models.CharField(max_length=8, default="vi")

    second_factor: Any = None  # what signing requires, once `staff.domain.authentication` has looked it up

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The person's name in its written order; Wagtail prints this."""
        return self.person.full_name if self.person else self.email

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def first_name(self) -> str:
        """The full name: Wagtail sorts by and prints this field."""
        return self.get_full_name()

    @property
    def last_name(self) -> str:
        return ""

    @property
    def is_staff(self) -> bool:
        return self.is_superuser

    def roles_on(self, day: dt.date) -> frozenset[str]:
        """Returns the access roles valid on `day`."""
        if self.person is None:
            return frozenset()
        grants = self.person.grants.values_list("role", "valid_from", "valid_to")
        return frozenset(role for role, start, end in grants if start <= day and (end is None or end >= day))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Access roles valid today; looked up once per request."""
        return self.roles_on(clock.today()) if self.is_active else frozenset()

    @property
    def acting_role(self) -> str:
        return ", ".join(sorted(self.roles))
