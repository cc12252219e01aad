"""Reads every file of a folder and prints what that cost, as JSON.

A process of its own, so that its memory is the reader's.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from pathlib import Path


def main(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("DATA_DIR", str(folder.parent / "data"))
    import django

    django.setup()
    from sops.word import WordRefused, read_docx

    connections: list[object] = []
    socket.socket.connect = lambda _self, address: connections.append(address)  # type: ignore[method-assign]
    found = {}
    for path in sorted(folder.iterdir()):
        started = time.process_time()
        try:
            result = read_docx(path.read_bytes(), path.name)
            outcome = "read" if not result.unproved else "unproved"
        except WordRefused:
            outcome = "refused"
        found[path.stem] = (round(time.process_time() - started, 2), outcome)
        result = None
    print(json.dumps({"files": found, "megabytes": peak(), "connections": len(connections)}))


def peak() -> int:
    """The most megabytes this process has held. `ru_maxrss` would start with that of the parent process on Linux."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
