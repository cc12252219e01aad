"""Prints the figures as JSON lines."""

from __future__ import annotations

import importlib
import json
import os
import platform
import signal
import sys
import time

from bench.place import installation

FIGURES = ("sop_page", "quiz_answer", "certificate", "matrix", "pages", "search", "word_import", "trail")


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(FIGURES)
    if unknown:
        print(f"There are these figures: {', '.join(FIGURES)}. Not: {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    begun = time.perf_counter()
    signal.signal(
        signal.SIGTERM, lambda number, frame: sys.exit(128 + number)
    )  # so that nothing stays of a run broken off
    with installation():
        from django.db import connection

        for name in wanted or FIGURES:
            for line in importlib.import_module(f"bench.{name}").figures():
                print(json.dumps(line, ensure_ascii=False), flush=True)
        about = {
            "command": " ".join(["python -m bench", *wanted]),
            "on": time.strftime("%Y-%m-%d"),
            "database": connection.vendor,
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
            "seconds": round(time.perf_counter() - begun),
        }
    print(json.dumps(about), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
