"""Drawing of PDF in Vietnamese, Japanese and English: embedded fonts, no character lost
(technical choice: ReportLab).
"""

from core.pdf.faces import GlyphMissing, canvas, face, runs
from core.pdf.layout import draw, fit, markup, paragraph, style, width, wrap

__all__ = ["GlyphMissing", "canvas", "draw", "face", "fit", "markup", "paragraph", "runs", "style", "width", "wrap"]
