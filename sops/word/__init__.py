"""Word in: a .docx, honest or hostile, becomes a source content (docs/content.md), a header and a loss report, with a proof that nothing is missing.

`read_docx` reads; `coverage` proves, by walking the file in another, simpler way. Nothing is fetched, executed or written.
"""

from __future__ import annotations

from sops.word.coverage import coverage
from sops.word.losses import LossKind
from sops.word.read import read_docx
from sops.word.result import Loss, Tracked, WordImport, WordRefused

__all__ = ["Loss", "LossKind", "Tracked", "WordImport", "WordRefused", "coverage", "read_docx"]
