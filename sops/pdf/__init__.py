"""The controlled copy of a version as PDF: layout only."""

from sops.pdf.copy import Copy, draw_copy

__all__ = ["Copy", "draw_copy"]
