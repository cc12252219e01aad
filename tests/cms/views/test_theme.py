"""Colours are kept in a cookie, and the reader goes back to where they were, never to another site."""

from __future__ import annotations

import pytest
from django.test import Client


def chosen(client: Client, **form: str) -> tuple[str, str, int | str]:
    answer = client.post("/theme/", form)
    cookie = answer.cookies["theme"]
    return answer["Location"], cookie.value, cookie["max-age"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_kept_for_a_year(client: Client, theme: str) -> None:
    assert chosen(client, theme=theme, next="/vi/sops/?stage=ISO") == ("/vi/sops/?stage=ISO", theme, 365 * 24 * 3600)


@pytest.mark.parametrize("theme", ["", "pink", "dark "])
def test_anything_else_follows_the_device_again(client: Client, theme: str) -> None:
    assert chosen(client, theme=theme, next="/vi/") == ("/vi/", "", 0)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(client: Client, back: str) -> None:
    assert chosen(client, theme="dark", next=back)[0] == "/"


def test_a_link_alone_changes_nothing(client: Client) -> None:
    assert client.get("/theme/", {"theme": "dark"}).status_code == 405
