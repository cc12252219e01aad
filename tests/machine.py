"""Looks for what the tests need outside Python: Chromium, poppler, zbar.

Installs it where that is allowed, and says loudly what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

TOOLS = {
    "chromium": ("chromium", "the journeys in a real browser"),
    "pdftotext": ("poppler-utils", "text of certificates"),
    "pdfsig": ("poppler-utils", "signatures of certificates"),
    "zbarimg": ("zbar-tools", "QR codes of certificates"),
}


def missing() -> list[str]:
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def main() -> int:
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = sorted({TOOLS[tool][0] for tool in missing()})
        sys.stderr.write(f"installing {' '.join(packages)}\n")
        subprocess.run(["apt-get", "update", "-q"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
            stdout=subprocess.DEVNULL,
            check=False,
        )
    for tool in missing():
        package, what = TOOLS[tool]
        sys.stderr.write(f"\n*** {tool} (package {package}) is not on this machine: NOT TESTED: {what} ***\n\n")
    # CI must not skip: there a missing tool is a failure
    return 1 if missing() and os.environ.get("CI_MUST_NOT_SKIP") else 0


if __name__ == "__main__":
    sys.exit(main())
