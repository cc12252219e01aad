"""Import of Word files (.docx): `read_docx` reads one, `coverage` proves that the result misses none of its text."""

from __future__ import annotations

from sops.word.coverage import coverage
from sops.word.losses import LossKind
from sops.word.read import read_docx
from sops.word.result import Loss, Tracked, WordImport, WordRefused

__all__ = ["Loss", "LossKind", "Tracked", "WordImport", "WordRefused", "coverage", "read_docx"]
