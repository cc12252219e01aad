"""The site's own settings, with what a test machine needs: fast hashes,
no build step for static files, mail kept in memory.
"""

import atexit
import os
import shutil
import tempfile

if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(
        prefix="mescells-test-"
    )  # workers of a parallel run share the folder of the first process
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ.setdefault("SECRET_KEY", "tests-only")

from cms.settings import *  # noqa: F403  # the environment must be set before the settings are read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "frozen": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "frozen"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # whitenoise warns of a missing folder
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file: the shared-cache memory database has other locks than the real one, and races are tested. No fsync:
    # nothing here outlives the run.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # noqa: F405
