"""The entry of the import: the bytes of a Word file become a `WordImport`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from core.text import nfc
from sops.word import header
from sops.word.assemble import Assembler
from sops.word.builder import ImportBuilder
from sops.word.cells import CellReader
from sops.word.coverage import coverage
from sops.word.finish import finish
from sops.word.headingmarks import survey
from sops.word.headings import Headings
from sops.word.names import W, all_text, local_name
from sops.word.notes import Notes
from sops.word.numbering import Numbering
from sops.word.origin import shown
from sops.word.package import Package
from sops.word.page_headers import read_page_headers
from sops.word.paragraphs import ParagraphReader
from sops.word.reformatted import reject
from sops.word.result import Loss, WordImport, WordRefused
from sops.word.styles import Styles

READINGS = ("accept", "reject")
SHORTEST_TITLE = 5
LONGEST_TITLE = 80
_TITLED = re.compile(r"(?:手順書|標準書|要領書?|基準書|規程|マニュアル|手順|SOP|ガイドライン)$", re.IGNORECASE)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def read_docx(data: bytes, filename: str, *, tracked: str = "accept") -> WordImport:
    """Header, source content, pictures, losses and open changes of a .docx.

    `tracked` chooses the reading of changes left open in the file (`accept` or `reject`); each is recorded either way.
    `unproved` lists texts of the file that are neither in the result nor in its losses: a caller must not accept an
    import where it is not empty. Raises WordRefused with one sentence for a file that is no Word document, is damaged,
    or could do harm.
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
    reader, builder = _walk(package, document, accept=tracked == "accept")
    _record_unused_parts(package, builder)
    if not builder.blocks and not builder.header_pairs:
        raise WordRefused(_("The file holds no text."))
    front = _front_matter(builder)
    found = header.gather(front.pairs)
    content = _content(found, front, builder, filename)
    result = WordImport(header=found, content=content, titles=front.titles, reading=tracked, in_file=front.in_file)
    finish(builder, result)
    shown_images = {block.get("image") for block in result.content["blocks"]}
    result.images = {key: value for key, value in reader.images.items() if key in shown_images}
    return result


def _walk(package: Package, document: Any, *, accept: bool) -> tuple[ParagraphReader, ImportBuilder]:
    """Read the page headers and the body."""
    styles = Styles(_first_part(package, "styles"))
    notes = Notes(package)
    numbering = Numbering(_first_part(package, "numbering"), styles)
    reader = ParagraphReader(package, styles, numbering, notes, accept=accept)
    builder = ImportBuilder(reader.losses)
    cells = CellReader(reader, builder)
    if not accept:
        reject(document)
    read_page_headers(reader, cells, builder)
    headings = Headings(survey(document, styles, numbering), styles)
    assembler = Assembler(reader, builder, cells, headings)
    assembler.walk(document)
    assembler.end()
    return reader, builder


def _first_part(package: Package, kind: str) -> Any:
    names = package.related(package.main, kind)
    return package.xml(names[0]) if names else None


def _record_unused_parts(package: Package, builder: ImportBuilder) -> None:
    """Record parts with text that the document does not refer to, such as building blocks of its template."""
    for name in package.unread():
        root = package.xml(name)
        if local_name(root) == "drawing":  # repeats a diagram whose text is recorded already
            continue
        if text := all_text(root):
            builder.record_loss(Loss("unused", text=nfc(text), detail=name))


@dataclass
class _FrontMatter:
    """Header pairs, titles and organisation in the form shown; `in_file`: those that the file holds otherwise."""

    pairs: list[dict[str, str]]
    titles: list[str]
    organisation: str
    in_file: dict[str, str] = field(default_factory=dict)


def _front_matter(builder: ImportBuilder) -> _FrontMatter:
    front = _FrontMatter(
        pairs=[{name: shown(text) for name, text in pair.items()} for pair in builder.header_pairs],
        titles=[shown(title) for title in builder.titles],
        organisation=shown(builder.organisation),
    )
    for index, (marked, pair) in enumerate(zip(builder.header_pairs, front.pairs, strict=True)):
        if _text_of(marked) != _text_of(pair):
            front.in_file[f"header.{index}"] = _text_of(marked)
    if front.titles != builder.titles:
        front.in_file["title"] = " ".join(builder.titles)
    return front


def _text_of(pair: dict[str, str]) -> str:
    return pair["label"] + pair["between"] + pair["value"]


def _content(found: dict[str, Any], front: _FrontMatter, builder: ImportBuilder, filename: str) -> dict[str, Any]:
    """The content (docs/content.md) without its blocks. A title missing in the header is put there."""
    title = " ".join(front.titles) or found["title"]
    if not title:
        from_cover = _title_of_cover(builder)
        title = shown(from_cover) or nfc(PurePath(filename).stem)
        if title != from_cover:
            front.in_file["title"] = from_cover
        builder.record_loss(Loss("title_guessed", text=shown(from_cover), detail=title, kept=True))
    elif found["title"] and "".join(found["title"].split()) != "".join(title.split()):
        builder.record_loss(Loss("title_differs", detail=f"{found['title']} / {title}", kept=True))
    if not found["title"]:
        found["title"] = title
    return {
        "schema": 1,
        "number": found["number"],
        "title": title,
        "source": {
            "organisation": front.organisation,
            "number": found["number"],
            "version": found["version"],
            "language": _language(builder),
        },
        "blocks": [],
    }


def _title_of_cover(builder: ImportBuilder) -> str:
    """The paragraph of the cover that reads like a title, taken out of the blocks; empty without one."""
    for block in builder.blocks:
        if block["type"] == "section":
            break
        text = block["text"] if block["type"] == "paragraph" else ""
        if SHORTEST_TITLE <= len(text) <= LONGEST_TITLE and not text.endswith("。") and _TITLED.search(text):
            builder.remove_block(block)
            return " ".join(text.split("\n"))
    return ""


def _language(builder: ImportBuilder) -> str:
    """ja, vi or en, by the characters of the text."""
    text = "".join(str(block.get("text", "")) + str(block.get("title", "")) for block in builder.blocks)
    if _JAPANESE.search(text) or not text:
        return "ja"
    return "vi" if _VIETNAMESE.search(text) else "en"
