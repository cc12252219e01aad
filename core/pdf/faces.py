"""The fonts of every PDF: registered once per process, shared by all documents, safe between threads.

No font covers Vietnamese and Japanese both, so text is split into runs by what each font can draw.
"""

from __future__ import annotations

import functools
import threading
import zlib
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, makeToUnicodeCMap
from reportlab.pdfgen.canvas import Canvas

from core.errors import Refused
from core.text import nfc

FONTS = Path(__file__).parent / "fonts"
LATIN = {False: "NotoSans-Regular", True: "NotoSans-Bold"}
KANJI = {False: "BIZUDPGothic-Regular", True: "BIZUDPGothic-Bold"}
SERIF = "NotoSerif-Regular"

_VOWELS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
_ALPHABET = [*range(33, 127), *map(ord, _VOWELS), *map(ord, "“”‘’–—…•·±×°²³₂µ«»")]
# Drawn as nothing, or as the character beside it, in every font.
_PLAIN = dict.fromkeys(map(ord, "\u2060\u200b\u200c\u200d\ufeff\u00ad\r")) | {0x202F: "\u00a0", 0x2011: "-", 0x09: " "}

rl_config.useA85 = 0  # streams as bytes: base 85 is a fifth larger and costs more than drawing the page
_lock = threading.Lock()


class GlyphMissing(Refused):
    """No font of ours can draw a character: the document is not made rather than made with a hole in it."""

    def __init__(self, characters: str) -> None:
        super().__init__(_("These characters cannot be printed: %(characters)s") % {"characters": " ".join(characters)})
        self.characters = characters


class Run(NamedTuple):
    font: str
    text: str


class _Subset(NamedTuple):
    widths: bytes
    unicode_map: bytes
    program: bytes
    length: int


class SharedFont(TTFont):
    """A TrueType font whose first subset is the whole Vietnamese alphabet, made and compressed once per process.

    ReportLab cuts a new subset for every document, which is most of the cost of a one-page certificate; and it seeks
    in the font while it cuts, so two threads must not do it at once. Further characters go into further subsets.
    """

    def __init__(self, name: str, filename: Path, alphabet: list[int]) -> None:
        super().__init__(name, str(filename), shapable=False)
        codes = [code for code in alphabet if code in self.face.charToGlyph]
        # The space keeps place 32, the place 0 is the missing glyph, as ReportLab wants them.
        self._first = [0, *codes[:31], 32, *codes[31:]] if codes else []
        self._assignments = {code: place for place, code in enumerate(self._first)}
        self._cut = functools.lru_cache(maxsize=64)(self._cut_once)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        if self._first and doc not in self.state:
            state = self.state[doc] = TTFont.State(False, self)
            state.subsets, state.assignments, state.nextCode = [list(self._first)], dict(self._assignments), 256
        return super().splitString(text, doc, encoding)

    def addObjects(self, doc: Any) -> None:
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, codes in enumerate(state.subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            with _lock:
                subset = self._cut(number, tuple(codes))
            fonts[name] = self._font_object(doc, name, number, codes, subset)
        del self.state[doc]

    def _base_name(self, number: int) -> str:
        return (SUBSETN(number) + b"+" + self.face.name).decode("ascii")

    def _cut_once(self, number: int, codes: tuple[int, ...]) -> _Subset:
        program = self.face.makeSubset(list(codes))
        mapping = makeToUnicodeCMap(self._base_name(number), list(codes)).encode()
        widths = b" ".join(b"%d" % round(self.face.getCharWidth(code)) for code in codes)
        return _Subset(widths, zlib.compress(mapping), zlib.compress(program), len(program))

    def _font_object(self, doc: Any, name: str, number: int, codes: list[int], subset: _Subset) -> _Raw:
        face, base = self.face, self._base_name(number)
        unicode_map = doc.Reference(_Raw(_stream(subset.unicode_map)), "toUnicodeCMap:" + base)
        program = doc.Reference(_Raw(_stream(subset.program, b"/Length1 %d" % subset.length)), f"fontFile:{base}")
        numbers = (
            face.ascent,
            face.capHeight,
            face.descent,
            (face.flags & ~32) | 4,
            face.italicAngle,
            face.stemV,
            face.defaultWidth,
        )
        descriptor = _Raw(
            b"<</Type/FontDescriptor/FontName/%s" % base.encode()
            + b"/Ascent %d/CapHeight %d/Descent %d/Flags %d/ItalicAngle %d/StemV %d/MissingWidth %d"
            % tuple(map(int, numbers))
            + b"/FontBBox[%d %d %d %d]/FontFile2 " % tuple(map(int, face.bbox)),
            program,
        )
        font = _Raw(
            b"<</Type/Font/Subtype/TrueType/Name/%s/BaseFont/%s/FirstChar 0/LastChar %d/Widths[%s]/FontDescriptor "
            % (name.encode(), base.encode(), len(codes) - 1, subset.widths),
            doc.Reference(descriptor, "fontDescriptor:" + base),
            b"/ToUnicode ",
            unicode_map,
        )
        doc.Reference(font, name)
        return font


class _Raw(pdfdoc.PDFObject):
    """A PDF object already written, but for its references to others."""

    __RefOnly__ = 1

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def format(self, document: Any) -> bytes:
        text = b"".join(part if isinstance(part, bytes) else part.format(document) for part in self.parts)
        return text + b">>" if text.startswith(b"<<") and not text.endswith((b">>", b"endstream")) else text


def _stream(packed: bytes, more: bytes = b"") -> bytes:
    return b"<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream" % (len(packed), more, packed)


@functools.cache
def face(name: str) -> SharedFont:
    """The font `name` (a file of `fonts/`), registered with ReportLab."""
    font = SharedFont(name, FONTS / f"{name}.ttf", [] if name in KANJI.values() else _ALPHABET)
    pdfmetrics.registerFont(font)
    return font


@functools.cache
def _letters(name: str) -> frozenset[str]:
    return frozenset(map(chr, face(name).face.charToGlyph))


def runs(text: str, *, bold: bool = False, serif: bool = False, japanese: bool = False) -> list[Run]:
    """`text` in NFC, cut into pieces one font each. `japanese`: the Japanese face first, also for its Latin letters.

    Raises GlyphMissing, naming the characters no font has.
    """
    latin = SERIF if serif else LATIN[bold]
    order = (KANJI[bold], latin) if japanese else (latin, KANJI[bold])
    text = nfc(text).translate(_PLAIN)
    if _letters(order[0]).issuperset(text):
        return [Run(order[0], text)] if text else []
    pieces: list[list[str]] = []
    missing: dict[str, None] = {}
    for char in text:
        name = next((name for name in order if char in _letters(name)), None)
        if name is None:
            missing[char] = None
        elif pieces and pieces[-1][0] == name:
            pieces[-1][1] += char
        else:
            pieces.append([name, char])
    if missing:
        raise GlyphMissing("".join(missing))
    return [Run(name, piece) for name, piece in pieces]


def canvas(
    file: BinaryIO,
    *,
    title: str,
    size: tuple[float, float] = A4,
    author: str = "",
    subject: str = "",
    keywords: str = "",
) -> Canvas:
    """An empty A4 document in Vietnamese with our fonts only (Helvetica, which cannot be embedded, does not appear)."""
    face(LATIN[False])
    page = Canvas(file, pagesize=size, pageCompression=1, initialFontName=LATIN[False], lang="vi")
    page.setTitle(nfc(title))
    page.setAuthor(nfc(author))
    page.setSubject(nfc(subject))
    page.setKeywords(keywords)
    page.setCreator("Mescells")
    return page
