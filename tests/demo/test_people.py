"""Accounts of the demo."""

from __future__ import annotations

from django.conf import global_settings

from demo.people import PASSWORD
from staff.models import User


def test_accounts_of_the_log_in_page_open(demo, settings):
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # as it is served, not as it is tested
    for key in ("khue", "vy", "bao", "ha", "kobayashi", "duong", "sato", "hoang", "auditor", "admin"):
        user = User.objects.get(email=f"{key}@demo.test")
        assert user.check_password(PASSWORD)
        assert user.roles, key
