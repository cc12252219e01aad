"""The apps of this project, from its settings: the one list every test of the architecture walks."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
APPS = tuple(name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir())
