"""The demo accounts, for the log-in page."""

from __future__ import annotations

from typing import Any

from django import template

from cms.context import demo_accounts as accounts

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[dict[str, Any]]:
    """Names, addresses and roles of the demo people; empty without the demo."""
    return accounts()
