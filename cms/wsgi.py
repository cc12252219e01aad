"""Entry for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()

# What is loaded now stays: the collector need not look through it again at each large answer, and the workers share it.
gc.collect()
gc.freeze()
