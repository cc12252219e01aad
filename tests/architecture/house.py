"""The apps of this project: the one list every test of the architecture walks."""

from __future__ import annotations

from cms.messages import ROOT
from cms.strings import own_apps

__all__ = ["APPS", "ROOT"]

APPS = tuple(app.name for app in own_apps())
