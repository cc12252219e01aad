"""Import of Word files (.docx): `read_docx` reads one, reports what it loses, and proves that nothing else is lost."""

from __future__ import annotations

from sops.word.losses import LossKind
from sops.word.read import read_docx
from sops.word.result import Loss, Tracked, WordImport, WordRefused

__all__ = ["Loss", "LossKind", "Tracked", "WordImport", "WordRefused", "read_docx"]
