#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError


def main(arguments: list[str]) -> None:
    """Runs one command; a database that is away or has no tables yet is told in one sentence, not as a trace
    (`--traceback` shows it).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    try:
        execute_from_command_line(arguments)
    except (OperationalError, ProgrammingError) as error:
        if "--traceback" in arguments:
            raise
        from django.utils.translation import gettext as _

        said = str(error).strip().splitlines()[0]
        sys.exit(
            _("The database cannot be used: %(error)s. “make setup” brings its tables up to this version.")
            % {"error": said.rstrip(".")}
        )


if __name__ == "__main__":
    main(sys.argv)
