"""Canonical JSON: the same facts give the same bytes, so that a hash can stand for them (R-01)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata
from decimal import Decimal
from typing import Any


def canonical(value: Any) -> str:
    """`value` as JSON text: NFC strings, sorted keys, no spaces; dates ISO, instants UTC, Decimals as strings.

    Floats are refused: two machines may print them differently. Raises TypeError for them and for unknown types.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(value: str | bytes) -> str:
    """Hex SHA-256 of text (UTF-8) or bytes."""
    return hashlib.sha256(value.encode() if isinstance(value, str) else value).hexdigest()


def digest(value: Any) -> str:
    """Hex SHA-256 of the canonical JSON of `value`."""
    return sha256(canonical(value))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", str(value))
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", str(k)): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
