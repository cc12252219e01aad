"""The proof of an import: every character of the file is in the result or recorded as lost, once and in order.

And the result holds nothing that is not in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass

from sops.word import origin
from sops.word.filetexts import FileLine, file_lines
from sops.word.result import WordImport

_SKIPPED = re.compile(r"[\s\u00ad\u200b\u200c\u200d\ufeff]+")
NEAR = 40
MAX_FINDINGS = 50
MAX_PIECES = 400  # nodes of one line, and characters of one node, that are looked for one by one
MAX_WORK = 300_000_000  # characters searched before the proof gives up and reports so
COST_OF_TEXT = 20  # the cost of searching one text besides its characters, in characters


def coverage(data: bytes, result: WordImport) -> list[str]:
    """Findings against the import: texts missing in `result` and its losses, and texts that only `result` holds.

    Empty when the import is proved. A finding is the part of the file and the missing text; "+" and a text that is not
    in the file; "~" and a text in another order than in the file; "…" where the search was given up.
    """
    lines = list(file_lines(data, result.reading))
    pool = _Pool(result, lines)
    missing = []
    for line in lines:
        if not pool.take_exactly(_plain("".join(line.nodes)), line):
            missing.append((line, pool.cursor))
    findings = []
    last_cursor = 0
    for line, cursor in missing:
        if cursor != last_cursor:  # a line since the last missing one was found: the search continues from there
            pool.cursor = last_cursor = cursor
        findings += [f"{line.part}: {text}" for text in pool.take_pieces([_plain(node) for node in line.nodes])]
    if pool.exhausted:
        findings.append("…")
    findings += [f"+ {text}" for text in pool.left_over()]
    findings += [f"~ {text}" for text in pool.out_of_order()]
    findings += [
        f"formula: {shown}"
        for text in result.in_file.values()
        for shown, nodes in origin.formulas(text)
        if origin.lacks_characters(shown, nodes)
    ]
    return findings[:MAX_FINDINGS]


def _plain(text: str) -> str:
    """Text as it is compared: raised and lowered characters as such, and without white space."""
    return origin.unified_heights(unicodedata.normalize("NFC", _SKIPPED.sub("", text)))


@dataclass
class _Text:
    """A line of a text of the result."""

    rest: str  # what no text of the file has accounted for yet
    content: bool  # False: a loss
    flow: bool = False  # part of the running text, where the order is that of the file
    whole: str = ""


class _Pool:
    """The texts of the result line by line, each to be taken once. Losses account for what content and header lack."""

    def __init__(self, result: WordImport, lines: list[FileLine]) -> None:
        self._texts = list(_texts(result))
        self._exact: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for index, text in reversed(list(enumerate(self._texts))):
            self._exact[text.content, text.rest].append(index)
        # a text that occurs more than once in the result or in the file says nothing about the order
        in_result = Counter(origin.without_heights(text.rest) for text in self._texts)
        in_file = Counter(origin.without_heights(_plain("".join(line.nodes))) for line in lines)
        self._repeated = {text for counts in (in_result, in_file) for text, count in counts.items() if count > 1}
        self._work = 0
        self.cursor = 0  # where the last text of the content was found
        self._cursor_of_losses = sum(1 for text in self._texts if text.content)
        self._order: list[int] = []

    @property
    def exhausted(self) -> bool:
        """Whether the search has cost so much that it is given up."""
        return self._work > MAX_WORK

    def take_exactly(self, text: str, line: FileLine | None = None) -> bool:
        """Take the text that a line is. Returns False where there is none. Losses are compared without heights."""
        for content, wanted in ((True, text), (False, origin.without_heights(text))):
            indexes = self._exact.get((content, wanted))
            while indexes:
                index = indexes.pop()
                found = self._texts[index]
                if found.rest == wanted:
                    self._take(index, wanted)
                    in_order = line is not None and line.flow and found.flow
                    if in_order and origin.without_heights(text) not in self._repeated:
                        self._order.append(index)
                    return True
        return not text

    def take_pieces(self, nodes: list[str]) -> list[str]:
        """Take the texts that a line is in. Returns the pieces that are nowhere.

        A text may be the line with pieces left out, or hold the line and more; or several texts hold a piece each.
        """
        whole = "".join(nodes)
        if self.take_exactly(whole):
            return []
        if len(nodes) > 1 and (others := self._take_subsequence(nodes)) is not None:
            nodes = others
        elif len(whole) > 3 and self._take_inside(whole):
            return []
        lost: list[str] = []
        for node in nodes:
            if not self._take_anywhere(node):
                lost += self._take_beginnings(node)
        return lost

    def _take_subsequence(self, nodes: list[str]) -> list[str] | None:
        """Take the text that is some of the nodes in order. Returns the others: deleted, hidden, furigana."""
        if len(nodes) > MAX_PIECES or self.exhausted:
            return None
        for index in self._near():
            text = self._texts[index]
            chosen = _subsequence(text.rest, nodes) if text.content and text.rest else None
            self._work += COST_OF_TEXT * len(nodes)
            if chosen is not None:
                self._take(index, text.rest)
                return [node for node, taken in zip(nodes, chosen, strict=True) if not taken]
        return None

    def _take_beginnings(self, rest: str) -> list[str]:
        """Take the longest beginning that is in some text, then that of the rest, and so on. Returns what is left."""
        while rest and len(rest) < MAX_PIECES and not self.exhausted:
            lengths = range(len(rest), 0, -1)
            length = next((size for size in lengths if self._take_anywhere(rest[:size])), 0)
            if not length:
                break
            rest = rest[length:]
        return [rest] if rest else []

    def _near(self) -> list[int]:
        """Indexes of the texts around the last ones taken, where the next is most likely."""
        return [
            index
            for cursor in (self.cursor, self._cursor_of_losses)
            for index in range(max(cursor - 3, 0), min(cursor + NEAR, len(self._texts)))
        ]

    def _take_anywhere(self, text: str) -> bool:
        if text and not origin.without_heights(text):
            return False  # a mark of height without its character: taken alone, a lost power would pass
        return self.take_exactly(text) or self._take_inside(text)

    def _take_inside(self, text: str) -> bool:
        """Take a part of a text. Returns False where none holds it."""
        wanted = {True: text, False: origin.without_heights(text)}
        for indexes in (self._near(), range(len(self._texts))):
            for index in indexes:
                if self.exhausted:
                    return False
                candidate = self._texts[index]
                self._work += len(candidate.rest) + COST_OF_TEXT
                if wanted[candidate.content] in candidate.rest:
                    self._take(index, wanted[candidate.content])
                    return True
        return False

    def _take(self, index: int, text: str) -> None:
        found = self._texts[index]
        found.rest = found.rest.replace(text, "\x00", 1) if found.rest != text else ""
        if found.content:
            self.cursor = index
        else:
            self._cursor_of_losses = index

    def left_over(self) -> list[str]:
        """Pieces of content that no text of the file accounts for."""
        return [rest for text in self._texts if text.content and (rest := text.rest.replace("\x00", ""))]

    def out_of_order(self) -> list[str]:
        """Texts that come before one that they follow in the file."""
        highest, found = -1, []
        for index in self._order:
            if index < highest:
                found.append(self._texts[index].whole)
            highest = max(highest, index)
        return found


def _subsequence(text: str, nodes: list[str]) -> list[bool] | None:
    """Which of the nodes make up the text, joined in order; None where no choice of them does."""
    # after each node: offset in the text → offset before the node, and whether the node was taken
    reached: list[dict[int, tuple[int, bool]]] = [{0: (0, False)}]
    for node in nodes:
        if len(reached[-1]) > MAX_PIECES:
            return None
        after: dict[int, tuple[int, bool]] = {offset: (offset, False) for offset in reached[-1]}
        for offset in reached[-1]:
            if node and text.startswith(node, offset):
                after[offset + len(node)] = (offset, True)
        reached.append(after)
    if len(text) not in reached[-1]:
        return None
    offset, chosen = len(text), []
    for after in reversed(reached[1:]):
        offset, taken = after[offset]
        chosen.append(taken)
    return chosen[::-1]


def _texts(result: WordImport) -> list[_Text]:
    """The texts of content and header in the form in the file, then the losses that are not in the content."""
    found: list[_Text] = []

    def add(path: str, text: str, *, before: str = "", flow: bool = False) -> None:
        for line in (before + origin.in_file(result.in_file.get(path, text))).split("\n"):
            if plain := _plain(line):
                found.append(_Text(plain, True, flow, line))

    if _title_is_a_text(result):
        add("title", result.content["title"])
    for index, pair in enumerate(result.header.get("raw", ())):
        add(f"header.{index}", pair["label"] + pair["between"] + pair["value"])
    for block in result.content.get("blocks", ()):
        label = result.numbers.get(block["id"], "")
        for name in ("caption", "title", "text"):
            if block.get(name):
                flow = name != "caption" and block["type"] != "footnote"
                add(f"{block['id']}.{name}", block[name], before=label, flow=flow)
                label = ""
        for row, cells in enumerate(block.get("rows", ())):
            for column, cell in enumerate(cells):
                add(f"{block['id']}.r{row}c{column}", cell["text"], flow=True)
    for loss in result.losses:
        if loss.text and not loss.kept:
            found += [
                _Text(plain, False) for line in loss.text.split("\n") if (plain := origin.without_heights(_plain(line)))
            ]
    return found


def _title_is_a_text(result: WordImport) -> bool:
    """Whether the file holds the title as a text of its own: not only in the header, not only as the file's name."""
    title = result.content.get("title", "")
    in_header = {_plain(pair["value"]) for pair in result.header.get("raw", ())}
    return bool(title) and not result.named_by_file and (bool(result.titles) or _plain(title) not in in_header)
