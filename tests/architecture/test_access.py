"""Every address × every role, found from the URLconf: a new address cannot be forgotten, and none opens by accident."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from staff.enums import AccessRole
from staff.permissions import MATRIX
from tests.factories import staff as make

# Whole parts that other libraries guard: allauth (tests/staff/test_adapter.py), Wagtail's admin
# (tests/staff/test_editor_access.py).
FOREIGN = ("accounts/", "admin/", "documents/", "i18n/", "^static")
# Values for the parts of addresses; the record need not exist: whoever is not let in must be told so before anything is
# looked up.
SAMPLE = {
    "number": "MSC-SOP-ISO-001", "version": 1, "a": 1, "b": 2, "lang": "vi", "token": "abcdefgh", "slug": "x",
    "lesson": "y", "id": 1, "pk": 1, "code": "AAAA-BBBB-CCCC",
    "key": "warning_days", "act": "assign", "person_id": 1, "person": 1, "sha256": "0" * 64, "path": "s1.text",
    "quiz_id": 1, "format": "csv",
    "decision": "suspend",
    "assessment_id": "00000000-0000-4000-8000-000000000000",
}  # fmt: skip


def _ours(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.lstrip("^").startswith(FOREIGN) or any(route.startswith(f"vi/{f}") for f in FOREIGN):
            continue
        if isinstance(pattern, URLResolver):
            yield from _ours(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield pattern


PATTERNS = {p.name or str(p.pattern): p for p in _ours(get_resolver().url_patterns)}


def _door(pattern):
    view = pattern.callback
    return getattr(view, "needs", getattr(getattr(view, "view_class", None), "needs", "missing")), getattr(
        view, "is_public", False
    )


@pytest.mark.parametrize("name", PATTERNS)
def test_every_view_says_who_is_let_in(name):
    needs, public = _door(PATTERNS[name])

    assert public or needs != "missing", f"{name}: decorate the view with needs(), for_every_account or open_to_public"


def _address(pattern):
    kwargs = {key: SAMPLE.get(key, 1) for key in pattern.pattern.converters} or {
        key: SAMPLE.get(key, 1) for key in getattr(pattern.pattern, "regex", None).groupindex
    }
    try:
        return reverse(pattern.name, kwargs=kwargs)
    except NoReverseMatch:
        pytest.fail(f"{pattern.name}: no sample for {sorted(kwargs)}")


def _ask(client, pattern):
    """GET, or POST where the address takes only that."""
    response = client.get(_address(pattern))
    return client.post(_address(pattern)) if response.status_code == 405 else response


GUARDED = {name: pattern for name, pattern in PATTERNS.items() if not _door(pattern)[1]}
PUBLIC = {name: pattern for name, pattern in PATTERNS.items() if _door(pattern)[1]}


@pytest.mark.django_db
def test_strangers_are_sent_to_the_log_in(client):
    for pattern in GUARDED.values():
        response = _ask(client, pattern)
        form = response.request["REQUEST_METHOD"] == "POST"
        assert response.status_code == (401 if form else 302), pattern.name
        assert "/accounts/login/" in (response.content.decode() if form else response["Location"]), pattern.name


@pytest.mark.django_db
@pytest.mark.parametrize("role", AccessRole.values)
def test_role_is_let_in_exactly_where_the_matrix_says(client, role):
    client.force_login(make.user(role))
    for pattern in GUARDED.values():
        needs, _ = _door(pattern)
        response = _ask(client, pattern)
        if needs is None or needs in MATRIX[role]:
            assert response.status_code in (200, 302, 303, 400, 404, 405, 409), (pattern.name, response.status_code)
        else:
            assert response.status_code == 403, (pattern.name, response.status_code)


@pytest.mark.django_db
def test_an_account_without_roles_is_let_in_nowhere(client):
    client.force_login(make.user())
    for pattern in GUARDED.values():
        needs, _ = _door(pattern)
        if needs is not None:
            assert _ask(client, pattern).status_code == 403, pattern.name


@pytest.mark.django_db
def test_a_grant_that_has_ended_lets_nobody_in(client):
    import datetime as dt

    from core import clock

    user = make.user("qa_approver")
    user.person.grants.update(valid_to=clock.today() - dt.timedelta(days=1))
    client.force_login(user)

    assert client.get(reverse("sop_list")).status_code == 403


@pytest.mark.django_db
def test_public_pages_need_no_account(client):
    for pattern in PUBLIC.values():
        assert _ask(client, pattern).status_code in (200, 302, 400, 404), pattern.name
