"""The one way in: bytes of a Word file to a `WordImport`."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from core.text import nfc
from sops.word import header as head
from sops.word.assemble import Assembler
from sops.word.coverage import coverage
from sops.word.finish import finish
from sops.word.headers import read_headers
from sops.word.names import W, lines, local
from sops.word.numbering import Numbering
from sops.word.origin import shown
from sops.word.package import Package
from sops.word.reader import Reader
from sops.word.reformatted import reject
from sops.word.result import Loss, WordImport, WordRefused
from sops.word.styles import Styles

SHORTEST_TITLE = 5
READINGS = ("accept", "reject")
_TITLED = re.compile(r"(?:手順書|標準書|要領書?|基準書|規程|マニュアル|手順|SOP|ガイドライン)$", re.IGNORECASE)


def read_docx(data: bytes, filename: str, *, tracked: str = "accept") -> WordImport:
    """Header, source content, pictures, losses and open tracked changes of a .docx.

    `tracked` chooses the reading of changes left open in the file (`accept` or `reject`); each is named either way. `unproved` lists texts of
    the file that are neither in the result nor in its losses: a caller must not accept an import where it is not empty.
    Raises WordRefused with one sentence for anything that is no plain, sound, harmless Word document.
    """
    if tracked not in READINGS:
        raise ValueError(tracked)
    try:
        result = _read(Package(data), filename, tracked)
        result.unproved = coverage(data, result)
    except RecursionError as deep:
        raise WordRefused(_("The file is nested deeper than any document is. It is not read.")) from deep
    return result


def _read(package: Package, filename: str, tracked: str) -> WordImport:
    document = package.xml(package.main)
    if document.find(W + "body") is None:
        raise WordRefused(_("This is not a Word document (.docx)."))
    styles = Styles(_first(package, "styles"))
    reader = Reader(package, styles, accept=tracked == "accept")
    walker = Assembler(reader, styles, Numbering(_first(package, "numbering"), styles))
    if not reader.accept:
        reject(document)
    read_headers(walker)
    walker.headings.look_over(document)
    walker.walk(document)
    walker.end()
    _name_unused_parts(walker)
    if not walker.blocks and not walker.raw:
        raise WordRefused(_("The file holds no text."))
    in_file = _show_header(walker)
    header = head.gather(walker.raw)
    result = WordImport(
        header=header,
        content=_frame(header, walker, filename, in_file),
        titles=walker.titles,
        reading=tracked,
        in_file=in_file,
    )
    finish(walker, result)
    placed = {block.get("image") for block in result.content["blocks"]}
    result.images = {key: value for key, value in reader.images.items() if key in placed}
    return result


def _name_unused_parts(walker: Assembler) -> None:
    """Parts with words that nothing of the document leads to: building blocks of the template, leftovers of other programs."""
    for name in walker.reader.package.unread():
        root = walker.reader.package.xml(name)
        if local(root) == "drawing":  # the drawn repetition of a diagram whose words are named already
            continue
        said = lines(root)
        if said:
            walker.lose(Loss("unused", text=nfc(said), detail=name))


def _show_header(walker: Assembler) -> dict[str, str]:
    """Leave in the header its texts as they are shown. Returns those that the file holds otherwise."""
    in_file = {}
    for n, pair in enumerate(walker.raw):
        marked = pair["label"] + pair["between"] + pair["value"]
        pair |= {name: shown(text) for name, text in pair.items()}
        if marked != pair["label"] + pair["between"] + pair["value"]:
            in_file[f"header.{n}"] = marked
    if any(shown(title) != title for title in walker.titles):
        in_file["title"] = " ".join(walker.titles)
    walker.titles = [shown(title) for title in walker.titles]
    walker.organisation = shown(walker.organisation)
    return in_file


def _frame(header: dict[str, Any], walker: Assembler, filename: str, in_file: dict[str, str]) -> dict[str, Any]:
    title = " ".join(walker.titles) or header["title"]
    if not title:
        guessed = _title_of_cover(walker)
        title = shown(guessed) or nfc(PurePath(filename).stem)
        if title != guessed:
            in_file["title"] = guessed
        walker.lose(Loss("title_guessed", text=shown(guessed), detail=title, kept=True))
    elif header["title"] and "".join(header["title"].split()) != "".join(title.split()):
        walker.lose(Loss("title_differs", detail=f"{header['title']} / {title}", kept=True))
    if not header["title"]:
        header["title"] = title
    return {
        "schema": 1,
        "number": header["number"],
        "title": title,
        "source": {
            "organisation": walker.organisation,
            "number": header["number"],
            "version": header["version"],
            "language": _language(walker),
        },
        "blocks": [],
    }


def _title_of_cover(walker: Assembler) -> str:
    """The cover line that reads like a title; it is taken out of the blocks."""
    cover = []
    for block in walker.blocks:
        if block["type"] == "section":
            break
        if block["type"] == "paragraph" and len(block["text"]) <= 80 and not block["text"].endswith("。"):
            cover.append(block)
    chosen = next(
        (block for block in cover if len(block["text"]) >= SHORTEST_TITLE and _TITLED.search(block["text"])), None
    )
    if chosen is None:
        return ""
    walker.blocks.remove(chosen)
    return " ".join(chosen["text"].split("\n"))


def _language(walker: Assembler) -> str:
    """ja, vi or en by the letters of the text."""
    text = "".join(str(block.get("text", "")) + str(block.get("title", "")) for block in walker.blocks)
    if re.search(r"[ぁ-んァ-ヶ一-龠]", text) or not text:
        return "ja"
    return "vi" if re.search(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", text, re.IGNORECASE) else "en"


def _first(package: Package, kind: str) -> Any:
    names = package.related(package.main, kind)
    return package.xml(names[0]) if names else None
