"""A PDF as other programs read it."""

from __future__ import annotations

import subprocess


def run(*command: str, data: bytes) -> str:
    return subprocess.run(command, input=data, capture_output=True, check=False).stdout.decode()


def flat(data: bytes) -> str:
    """Text in reading order, white space as one space."""
    return " ".join(run("pdftotext", "-", "-", data=data).split())
