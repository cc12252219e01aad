"""The proof of an import: every character of the file is in the result or named as lost, once, in order; and the result holds nothing besides."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sops.word import origin
from sops.word.filetexts import FileLine, file_lines
from sops.word.result import WordImport

_SKIPPED = re.compile(r"[\s\u00ad\u200b\u200c\u200d\ufeff]+")
NEAR = 40
MAX_FINDINGS = 50
MAX_PIECES = 400  # nodes of one line, and characters of one node, that are looked for one by one
MAX_WORK = 300_000_000  # characters looked through before the proof gives up, and says so
EACH = 20  # what looking at one text costs besides, in characters


def coverage(data: bytes, result: WordImport) -> list[str]:
    """What of the file is missing in `result` (and its losses), and what `result` holds besides; empty when the import is proved.

    Each finding is a sentence part: the part of the file and the words; "+" and words that no text of the file accounts for; "~" and words
    that stand in another order than in the file.
    """
    lines = list(file_lines(data, result.reading))
    pool = _Pool(result, lines)
    missing = []
    for line in lines:
        if not pool.take_exactly(_plain("".join(line.nodes)), line):
            missing.append((line, pool.cursor))
    findings = []
    before = 0
    for line, cursor in missing:
        if (
            cursor != before
        ):  # a line between this one and the last was a text of the result: the search goes on from there
            pool.cursor = before = cursor
        findings += [f"{line.part}: {words}" for words in pool.take_pieces([_plain(node) for node in line.nodes])]
    if pool.exhausted:
        findings.append("…")
    findings += [f"+ {words}" for words in pool.left_over()]
    findings += [f"~ {words}" for words in pool.out_of_order()]
    findings += [
        f"formula: {shown}"
        for text in result.in_file.values()
        for shown, nodes in origin.formulas(text)
        if origin.lacks(shown, nodes)
    ]
    return findings[:MAX_FINDINGS]


def _plain(text: str) -> str:
    """Text as it is compared: raised and lowered characters count as such, white space does not count."""
    return origin.heights(unicodedata.normalize("NFC", _SKIPPED.sub("", text)))


@dataclass
class _Text:
    rest: str  # what no text of the file has accounted for yet
    content: bool  # not a loss
    flow: bool = False  # its place in the content follows its place in the file
    whole: str = ""


class _Pool:
    """The texts of the result line by line, each to be used once. Content and header first, losses for what is not there."""

    def __init__(self, result: WordImport, lines: list[FileLine]) -> None:
        self._texts = list(_texts(result))
        self._exact: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for place, text in reversed(list(enumerate(self._texts))):
            self._exact[text.content, text.rest].append(place)
        # of words that stand more than once in the result or in the file, words alone cannot tell which stands where
        known = Counter(origin.bare(text.rest) for text in self._texts)
        read = Counter(origin.bare(_plain("".join(line.nodes))) for line in lines)
        self._often = {text for counted in (known, read) for text, count in counted.items() if count > 1}
        self._work = 0
        self.cursor = 0  # where the last text of the content was found
        self._cursor_of_losses = sum(1 for text in self._texts if text.content)
        self._order: list[int] = []

    @property
    def exhausted(self) -> bool:
        return self._work > MAX_WORK

    def take_exactly(self, text: str, line: FileLine | None = None) -> bool:
        """A line that is a text of the result. The loss report tells words, not heights."""
        for content, wanted in ((True, text), (False, origin.bare(text))):
            places = self._exact.get((content, wanted))
            while places:
                place = places.pop()
                found = self._texts[place]
                if found.rest == wanted:
                    self._take(place, wanted)
                    if line is not None and line.flow and found.flow and origin.bare(text) not in self._often:
                        self._order.append(place)
                    return True
        return not text

    def take_pieces(self, nodes: list[str]) -> list[str]:
        """Words of a line that are nowhere. A text may be the line with pieces left out, or the line may stand inside it, or in several."""
        whole = "".join(nodes)
        if self.take_exactly(whole):
            return []
        if len(nodes) > 1 and (others := self._take_woven(nodes)) is not None:
            nodes = others
        elif len(whole) > 3 and self._take_inside(whole):
            return []
        lost: list[str] = []
        for node in nodes:
            if not (self.take_exactly(node) or self._take_inside(node)):
                lost += self._take_beginnings(node)
        return lost

    def _take_woven(self, nodes: list[str]) -> list[str] | None:
        """Take the text that is made of some of the nodes, in order. The others remain: deleted, hidden, the reading of a furigana."""
        if len(nodes) > MAX_PIECES or self.exhausted:
            return None
        for place in self._near():
            text = self._texts[place]
            chosen = _woven(text.rest, nodes) if text.content and text.rest else None
            self._work += EACH * len(nodes)
            if chosen is not None:
                self._take(place, text.rest)
                return [node for node, taken in zip(nodes, chosen, strict=True) if not taken]
        return None

    def _take_beginnings(self, rest: str) -> list[str]:
        while rest and len(rest) < MAX_PIECES and not self.exhausted:
            size = next(
                (n for n in range(len(rest), 0, -1) if self.take_exactly(rest[:n]) or self._take_inside(rest[:n])), 0
            )
            if not size:
                break
            rest = rest[size:]
        return [rest] if rest else []

    def _near(self) -> list[int]:
        return [
            place
            for cursor in (self.cursor, self._cursor_of_losses)
            for place in range(max(cursor - 3, 0), min(cursor + NEAR, len(self._texts)))
        ]

    def _take_inside(self, text: str) -> bool:
        wanted = {True: text, False: origin.bare(text)}
        for places in (self._near(), range(len(self._texts))):
            for place in places:
                if self.exhausted:
                    return False
                candidate = self._texts[place]
                self._work += len(candidate.rest) + EACH
                if wanted[candidate.content] in candidate.rest:
                    self._take(place, wanted[candidate.content])
                    return True
        return False

    def _take(self, place: int, text: str) -> None:
        found = self._texts[place]
        found.rest = found.rest.replace(text, "\x00", 1) if found.rest != text else ""
        if found.content:
            self.cursor = place
        else:
            self._cursor_of_losses = place

    def left_over(self) -> list[str]:
        return [rest for text in self._texts if text.content and (rest := text.rest.replace("\x00", ""))]

    def out_of_order(self) -> list[str]:
        """Texts that stand before one they follow in the file."""
        highest, found = -1, []
        for place in self._order:
            if place < highest:
                found.append(self._texts[place].whole)
            highest = max(highest, place)
        return found


def _woven(text: str, nodes: list[str]) -> list[bool] | None:
    """Which of the nodes, joined in order, are the text; None when no choice of them is."""
    reached: list[dict[int, tuple[int, bool]]] = [
        {0: (0, False)}
    ]  # after each node: place in the text → place before, and whether it was taken
    for node in nodes:
        if len(reached[-1]) > MAX_PIECES:
            return None
        after: dict[int, tuple[int, bool]] = {place: (place, False) for place in reached[-1]}
        for place in reached[-1]:
            if node and text.startswith(node, place):
                after[place + len(node)] = (place, True)
        reached.append(after)
    if len(text) not in reached[-1]:
        return None
    place, chosen = len(text), []
    for after in reversed(reached[1:]):
        place, taken = after[place]
        chosen.append(taken)
    return chosen[::-1]


def _texts(result: WordImport) -> list[_Text]:
    found: list[_Text] = []

    def add(path: str, text: str, *, before: str = "", flow: bool = False) -> None:
        for line in (before + origin.in_file(result.in_file.get(path, text))).split("\n"):
            if plain := _plain(line):
                found.append(_Text(plain, True, flow, line))

    if _title_is_a_text(result):
        add("title", result.content["title"])
    for n, pair in enumerate(result.header.get("raw", ())):
        add(f"header.{n}", pair["label"] + pair["between"] + pair["value"])
    for block in result.content.get("blocks", ()):
        label = result.numbers.get(block["id"], "")
        for name in ("caption", "title", "text"):
            if block.get(name):
                add(
                    f"{block['id']}.{name}",
                    block[name],
                    before=label,
                    flow=name != "caption" and block["type"] != "footnote",
                )
                label = ""
        for r, row in enumerate(block.get("rows", ())):
            for c, cell in enumerate(row):
                add(f"{block['id']}.r{r}c{c}", cell["text"], flow=True)
    for loss in result.losses:
        if loss.text and not loss.kept:
            found += [_Text(plain, False) for line in loss.text.split("\n") if (plain := origin.bare(_plain(line)))]
    return found


def _title_is_a_text(result: WordImport) -> bool:
    """Whether the title stands in the file on its own: not only in the header, and not taken from the file's name."""
    title = result.content.get("title", "")
    told: Any = {_plain(pair["value"]) for pair in result.header.get("raw", ())}
    return bool(title) and not result.named_by_file and (bool(result.titles) or _plain(title) not in told)
