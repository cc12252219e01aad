"""Context of every page's frame: navigation, account, language, colours, and whether the demonstration is loaded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from cms.navigation import rail, tabs
from core import clock
from core.dated import in_language
from staff.enums import AccessRole
from staff.models import User
from staff.permissions import MATRIX, May

DEMO_DOMAIN = "@demo.test"
LANGUAGES = (("vi", "VI", "Tiếng Việt"), ("en", "EN", "English"), ("ja", "日本語", "日本語"))
THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`, `nav` and `demo_loaded` for the base templates. Two queries for a person, one more for an auditor."""
    if request.path.startswith(("/admin/", "/api/")):
        return {}
    user = getattr(request, "user", None)
    frame: dict[str, Any] = {
        "home": reverse("home"),
        "languages": _languages(request),
        "set_language_url": reverse("set_language"),
        "theme": theme if (theme := request.COOKIES.get("theme")) in THEMES else "",
        "theme_url": reverse("theme"),
    }
    match = request.resolver_match
    url_name = (match.url_name or "") if match else ""
    groups = []
    if isinstance(user, User):
        allowed: set[May] = set().union(*(MATRIX.get(role, set()) for role in user.roles))
        groups = rail(allowed, url_name, request.GET.urlencode())
        frame |= {
            "name": _name(user),
            "role": _role(user),
            "read_only_until": _read_only_until(user),
            "tabs": tabs(groups),
        }
    return {"shell": frame, "nav": groups, "demo_loaded": demo_loaded()}


def demo_loaded() -> bool:
    """Whether the demonstration is in this database; every page then says so."""
    if caches["frozen"].get("demo_loaded"):
        return True
    loaded = User.objects.filter(email__endswith=DEMO_DOMAIN).exists()
    if loaded:
        caches["frozen"].set("demo_loaded", True, None)
    return loaded


def demo_accounts() -> list[dict[str, Any]]:
    """The demo people for the log-in page, with their roles; empty without the demo."""
    if not demo_loaded():
        return []
    today = clock.today()
    users = (
        User.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True)
        .select_related("person")
        .prefetch_related("person__grants")
    )
    return [
        {"email": user.email, "name": _name(user), "roles": ", ".join(_role_names(user, today))}
        for user in users.order_by("pk")
        if user.person
    ]


def _role_names(user: User, today: dt.date) -> list[str]:
    """Names of the roles granted today; the grants were fetched with the accounts."""
    grants = user.person.grants.all() if user.person else ()
    holding = (grant for grant in grants if grant.valid_from <= today and (grant.valid_to or today) >= today)
    return [str(AccessRole(grant.role).label) for grant in holding]


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The three languages with the address of this page in each; none where a page has one address for all."""
    path, current = request.get_full_path(), get_language()
    within = path.removeprefix(f"/{current}/")
    return [
        {
            "code": code,
            "short": short,
            "name": name,
            "current": code == current,
            "url": f"/{code}/{within}" if within != path else "",
        }
        for code, short, name in LANGUAGES
    ]


def _name(user: User) -> str:
    person = user.person
    if person is None:
        return user.email
    if person.kanji_name:
        return person.kanji_name
    return f"{in_language(person.titles)} {person.full_name}".strip()


def _role(user: User) -> str:
    if user.person and (position := in_language(user.person.positions)):
        return position
    return ", ".join(str(AccessRole(role).label) for role in sorted(user.roles))


def _read_only_until(user: User) -> dt.date | None:
    if AccessRole.AUDITOR not in user.roles or user.person is None:
        return None
    grant = user.person.grants.on(clock.today()).filter(role=AccessRole.AUDITOR).order_by("-valid_to").first()
    return grant.valid_to if grant else None
