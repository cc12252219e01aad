"""Static files under names that hold their hash."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Our scripts name the hashed file of what they import, so that no browser joins an old one to a new one.

    Django can follow imports itself, but then in the scripts of every library too, and those of django-htmx name
    files it does not bring.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((r"""(?P<matched>from "(?P<url>\./\w+\.js)")""", 'from "%(url)s"'),)),
    )
