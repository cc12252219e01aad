"""Reads the inside of paragraphs: runs, furigana, notes, tracked changes, in the order in which they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from core.text import nfc
from sops.word import formulas, origin
from sops.word.drawings import description, read_drawing
from sops.word.fieldreader import FieldReader
from sops.word.lines import Line, Token
from sops.word.names import R, W, first_child, local, misplaced, on, told, val, words
from sops.word.notes import Notes
from sops.word.package import Package
from sops.word.reformatted import role
from sops.word.result import Loss, Tracked
from sops.word.styles import Look, Styles
from sops.word.symbols import UNKNOWN, in_font, is_symbol_font, symbol

_SCRIPTED = re.compile(r"[0-9０-９+\-−－＋nixy()]{1,4}")
_UNPRINTED = str.maketrans("", "", "\u00ad\u200b\ufeff") | origin.STRAY
RAISED_FROM = 4  # half-points: less is fine-tuning of the line, not a power
MAX_RANGES = 100  # comments whose ranges are open at once
MAX_ENTRY = 2_000  # characters of one entry of the loss report: a longer text goes on in the next
CHANGES = {"ins": "insert", "del": "delete", "moveTo": "move_to", "moveFrom": "move_from"}


@dataclass(frozen=True)
class Place:
    """What holds where a piece of a paragraph is read."""

    line: Line
    style: str  # of the paragraph
    look: Look
    before: Look  # the look if an open change of formatting is rejected
    changes: tuple[Tracked, ...] = ()  # open changes around it, from the outside in
    said: list[str] = field(default_factory=list)  # words of the innermost of them


class Reader:
    """Reads paragraphs of one part after another. Collects losses in `pending` until the block they belong to is known."""

    def __init__(self, package: Package, styles: Styles, *, accept: bool) -> None:
        self.package = package
        self.styles = styles
        self.accept = accept
        self.part = package.main
        self.pending: list[Loss] = []
        self.images: dict[str, tuple[bytes, str]] = {}
        self.notes = Notes(package)
        self.seen_comments: set[str] = set()
        self.fields = FieldReader(self)
        self._ranges: dict[str, list[str]] = {}  # comment → words since its range began
        self._anchored: dict[str, str] = {}
        self._begun = 0  # losses that were pending when the paragraph began

    def line(self, paragraph: Any) -> Line:
        made = Line()
        style = self.styles.paragraph_style(paragraph)
        plain = self.styles.look(None, style)
        if any(_is_placeholder(sdt) for sdt in paragraph.iterancestors(W + "sdt")):
            self.lose("placeholder", words(paragraph, deleted=True))
            return made
        self.fields.new_paragraph()
        self._begun = len(self.pending)
        self._inside(paragraph, Place(made, style, plain, plain))
        self._restyled(paragraph, made)
        if made.changes:
            readings = (" ".join(origin.shown(made.reading(accept)).split("\t")).strip() for accept in (True, False))
            accepted, rejected = (text if len(text) <= MAX_ENTRY else text[:MAX_ENTRY] + "…" for text in readings)
            for change in made.changes:
                change.accepted, change.rejected = accepted, rejected
        return made

    def loose(self, run: Any) -> Line:
        """A run that stands in no paragraph, which only broken files have."""
        made = Line()
        plain = self.styles.look(None, "")
        self.read(run, Place(made, "", plain, plain))
        return made

    def text(self, line: Line) -> str:
        return line.reading(self.accept, self.pending)

    def shown(self, kind: str) -> bool:
        """Whether text under a tracked change of this kind stands in the chosen reading."""
        return (kind in ("insert", "move_to")) == self.accept

    def stands(self, at: Place) -> bool:
        """Whether what is read here is part of the chosen reading."""
        return all(self.shown(change.kind) for change in at.changes)

    def lose(self, kind: str, text: str = "", detail: str = "", *, kept: bool = False, mark: str = "") -> None:
        self.pending.append(
            Loss(kind, text=nfc(origin.shown(text)), detail=nfc(origin.shown(detail)), kept=kept, mark=mark)
        )

    def lose_words(self, kind: str, text: str, *, kept: bool = False) -> None:
        """Like `lose`, but neighbouring runs of one paragraph are one entry: Word cuts sentences into many runs."""
        last = self.pending[-1] if len(self.pending) > self._begun else None
        if last is not None and last.kind == kind and kind != "page_number" and len(last.text) < MAX_ENTRY:
            last.text = nfc(last.text + text)
        elif text.strip() or kind == "field_code":
            self.lose(kind, text, kept=kept)

    # --- pieces ----------------------------------------------------------------------------------------------------

    def read(self, element: Any, at: Place) -> None:
        """One piece of a paragraph. What is not known by name is looked into: a wrapper must not swallow words."""
        name = local(element)
        known = _READERS.get(name)
        if known is not None:
            known(self, element, at)
        elif name.endswith("Pr"):
            self.lose_misplaced(element)
        if (known is None and not name.endswith("Pr")) or (name in _LEAVES and len(element)):
            self._inside(element, at)

    def lose_misplaced(self, element: Any) -> None:
        if said := misplaced(element):
            self.lose("misplaced", said)

    def _inside(self, parent: Any, at: Place) -> None:
        for child in parent:
            self.read(child, at)

    def _run(self, run: Any, at: Place) -> None:
        properties = first_child(run, W + "rPr")
        look = self.styles.look(properties, at.style)
        formatted = first_child(properties, W + "rPrChange") if properties is not None else None
        before = look if formatted is None else self.styles.look(formatted.find(W + "rPr"), at.style)
        self._inside(run, Place(at.line, at.style, look, before, at.changes, at.said))
        if formatted is not None and look.script != before.script:
            text = words(run)
            at.line.changes.append(
                Tracked("format", nfc(text), author=nfc(val(formatted, "author")), date=val(formatted, "date"))
            )
            self.lose("tracked_format", text, val(formatted, "author"), kept=True)

    def _restyled(self, paragraph: Any, line: Line) -> None:
        """An open change of the style or the number of a paragraph changes what it is: a heading, a step."""
        change = paragraph.find(f"{W}pPr/{W}pPrChange")
        if change is None or role(paragraph.find(W + "pPr")) == role(change.find(W + "pPr")):
            return
        text = words(paragraph)
        line.changes.append(Tracked("format", nfc(text), author=nfc(val(change, "author")), date=val(change, "date")))
        self.lose("tracked_format", text, val(change, "author"), kept=True)

    def _change(self, element: Any, at: Place) -> None:
        change = Tracked(CHANGES[local(element)], "", author=nfc(val(element, "author")), date=val(element, "date"))
        inside = replace(at, changes=(*at.changes, change), said=[])
        self._inside(element, inside)
        change.text = nfc("".join(inside.said))
        if change.text:
            self._name(change, inside)

    def _name(self, change: Tracked, at: Place) -> None:
        at.line.changes.append(change)
        self.lose(
            "tracked_" + change.kind, change.text, f"{change.author} {change.date[:10]}".strip(), kept=self.stands(at)
        )

    def _control(self, sdt: Any, at: Place) -> None:
        if _is_placeholder(sdt):
            self.lose("placeholder", words(sdt, deleted=True))
            return
        self._inside(sdt, at)

    def _link(self, element: Any, at: Place) -> None:
        relation = self.package.relationships(self.part).get(element.get(R + "id", ""))
        if relation is not None and relation.external:
            self.lose("link", detail=relation.target[:300])
        self._inside(element, at)

    def _alternate(self, element: Any, at: Place) -> None:
        self._inside(told(element), at)

    def _picture(self, element: Any, at: Place) -> None:
        if self.fields.within("TOC"):
            at.line.contents = True
        if at.changes:
            self._name(replace(at.changes[-1], text=nfc(words(element, deleted=True)) or description(element)), at)
        if self.stands(at):
            read_drawing(self, element, at.line)

    def _document(self, element: Any, at: Place) -> None:
        self.lose(
            "embedded_document",
            detail=element.get(R + "id", ""),
            mark=self.package.fingerprint(self.part, element.get(R + "id", "")),
        )

    # --- characters ------------------------------------------------------------------------------------------------

    def _text(self, element: Any, at: Place) -> None:
        self.say(element.text or "", at)

    def _tab(self, element: Any, at: Place) -> None:
        self.say("\t", at)

    def _break(self, element: Any, at: Place) -> None:
        if val(element, "type") in ("", "textWrapping"):
            self.say("\n", at)

    def _hyphen(self, element: Any, at: Place) -> None:
        self._draw("-", at)

    def _symbol(self, element: Any, at: Place) -> None:
        font, code = val(element, "font"), val(element, "char")
        printed = symbol(font, int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else ""
        if self._draw(printed or UNKNOWN, at):
            self.lose("symbol" if printed else "symbol_unknown", printed or UNKNOWN, f"{font} {code}", kept=True)

    def _draw(self, text: str, at: Place) -> bool:
        """A character that is no text node of the file. False when it is not content."""
        if self.fields.take(text, at.line):
            return False
        if at.look.hidden:
            self.lose_words("hidden", text)
            return False
        self.add(text, at, at.look.script, at.before.script, original="")
        return True

    def say(self, text: str, at: Place) -> None:
        """Text of a run: into the line, or into the losses when it is computed or hidden."""
        text = text.translate(_UNPRINTED)
        if not text or self.fields.take(text, at.line):
            return
        if at.look.hidden:
            self.lose_words("hidden", text)
            return
        if at.look.struck and text.strip():
            self.lose_words("strike", text, kept=True)
        font = at.look.font
        if is_symbol_font(font) or any("\uf000" <= char <= "\uf0ff" for char in text):
            printed = in_font(text, font if is_symbol_font(font) else "Symbol")
            if printed != text:
                self.lose("symbol", text, f"{font}: {printed}", kept=True)
                self.add(printed, at, at.look.script, at.before.script, original=text)
                return
        self.add(text, at, _script(at.look, text), _script(at.before, text))

    def add(
        self,
        text: str,
        at: Place,
        script: str = "",
        before: str = "",
        *,
        original: str | None = None,
        formula: bool = False,
    ) -> None:
        """Put text into the line and into the tracked change and the comment ranges that are open around it.

        `original`: what the text nodes of the file hold instead; empty for what no text node holds.
        """
        token = Token(
            text,
            script,
            before,
            original=original,
            formula=formula,
            struck=at.look.struck,
            struck_before=at.before.struck,
        )
        if at.changes:
            at.said.append(text)
            came = [change.kind in ("insert", "move_to") for change in at.changes]
            token.accepted, token.rejected = all(came), not any(came)
        at.line.tokens.append(token)
        for said in self._ranges.values():
            said.append(text)

    def _ruby(self, ruby: Any, at: Place) -> None:
        """The base text stays in the sentence; its reading is named."""
        start = len(at.line.tokens)
        readings = []
        for part in ruby:
            if part.tag == W + "rt":
                readings.append(words(part, deleted=True))
            else:
                self.read(part, at)
        self.lose("ruby", "".join(readings), "".join(token.text for token in at.line.tokens[start:]))

    def _formula(self, element: Any, at: Place) -> None:
        """A formula is one piece; with open changes inside it stands twice, once for each reading."""
        accepted, rejected = formulas.read(element, accept=True), formulas.read(element, accept=False)
        changes = list(formulas.changes(element))
        if not changes:
            self.add(accepted.text, at, original=accepted.nodes, formula=True)
        else:
            for changed in changes:
                change = Tracked(
                    CHANGES[local(changed)],
                    nfc(formulas.nodes(changed)),
                    nfc(val(changed, "author")),
                    val(changed, "date"),
                )
                self._name(change, replace(at, changes=(*at.changes, change)))
            for kind, formula in (("insert", accepted), ("delete", rejected)):
                self.add(
                    formula.text,
                    replace(at, changes=(*at.changes, Tracked(kind, "")), said=[]),
                    original=formula.nodes,
                    formula=True,
                )
        self.lose("formula", (accepted if self.accept else rejected).text, kept=True)

    # --- notes and comments ----------------------------------------------------------------------------------------

    def _note(self, element: Any, at: Place) -> None:
        kind = "footnote" if local(element) == "footnoteReference" else "endnote"
        if not self.stands(at):
            self.add("[*]", at, original="")
            return
        self.add(f"[*{self.notes.mark(kind, val(element, 'id'))}]", at, original="")
        at.line.notes.append((kind, val(element, "id")))

    def _range(self, element: Any, at: Place) -> None:
        if len(self._ranges) < MAX_RANGES:
            self._ranges[val(element, "id")] = []

    def _range_end(self, element: Any, at: Place) -> None:
        comment_id = val(element, "id")
        self._anchored[comment_id] = "".join(self._ranges.pop(comment_id, []))

    def _comment(self, element: Any, at: Place) -> None:
        comment_id = val(element, "id")
        author, said = self.notes.comments.get(comment_id, ("", ""))
        anchored = self._anchored.pop(comment_id, "") or "".join(self._ranges.pop(comment_id, []))
        self.seen_comments.add(comment_id)
        self.lose("comment", said, f"{author}: {anchored}" if anchored else author)

    def _field(self, element: Any, at: Place) -> None:
        self.fields.mark(element, at)

    def _simple_field(self, element: Any, at: Place) -> None:
        self.fields.simple(element, at, self._inside)


_READERS: dict[str, Callable[[Reader, Any, Place], None]] = {
    "r": Reader._run,
    "t": Reader._text,
    "delText": Reader._text,
    "tab": Reader._tab,
    "ptab": Reader._tab,
    "br": Reader._break,
    "cr": Reader._break,
    "noBreakHyphen": Reader._hyphen,
    "sym": Reader._symbol,
    "ruby": Reader._ruby,
    "oMath": Reader._formula,
    "ins": Reader._change,
    "del": Reader._change,
    "moveTo": Reader._change,
    "moveFrom": Reader._change,
    "sdt": Reader._control,
    "hyperlink": Reader._link,
    "AlternateContent": Reader._alternate,
    "drawing": Reader._picture,
    "pict": Reader._picture,
    "object": Reader._picture,
    "subDoc": Reader._document,
    "altChunk": Reader._document,
    "fldChar": Reader._field,
    "instrText": Reader._field,
    "delInstrText": Reader._field,
    "fldSimple": Reader._simple_field,
    "footnoteReference": Reader._note,
    "endnoteReference": Reader._note,
    "commentRangeStart": Reader._range,
    "commentRangeEnd": Reader._range_end,
    "commentReference": Reader._comment,
}


# Elements without anything inside, but for broken files.
_LEAVES = frozenset(
    [
        *(
            "t",
            "delText",
            "tab",
            "ptab",
            "br",
            "cr",
            "noBreakHyphen",
            "sym",
            "subDoc",
            "altChunk",
            "fldChar",
            "instrText",
            "delInstrText",
        ),
        *("footnoteReference", "endnoteReference", "commentRangeStart", "commentRangeEnd", "commentReference"),
    ]
)


def _is_placeholder(sdt: Any) -> bool:
    return bool(on(sdt.find(f"{W}sdtPr/{W}showingPlcHdr")))


def _script(look: Look, text: str) -> str:
    if look.script:
        return look.script
    if abs(look.raised) >= RAISED_FROM and _SCRIPTED.fullmatch(text.strip()):
        return "sup" if look.raised > 0 else "sub"
    return ""
