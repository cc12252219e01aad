"""The controlled copy of a version as PDF: drawn, nothing decided."""

from sops.pdf.copy import Copy, draw_copy

__all__ = ["Copy", "draw_copy"]
