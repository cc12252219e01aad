"""Compiles the message catalogues (.po) to .mo with Babel: `python -m cms.messages`. No system tool is needed."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ROOT / "cms" / "locale_libraries"


def catalogues() -> list[Path]:
    """Message catalogues of our own apps, and ours of the libraries' words."""
    return sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.po")) + sorted(LIBRARIES.glob("*/LC_MESSAGES/*.po"))


def compile_all() -> int:
    """Compile what is newer than its .mo; returns how many were compiled."""
    done = 0
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        with mo.open("wb") as target:
            write_mo(target, catalogue)
        done += 1
    return done


if __name__ == "__main__":
    sys.stderr.write(f"{compile_all()} message catalogues compiled\n")
