"""Opens a .docx that may be hostile: limits before unpacking, XML without entities, nothing fetched, nothing written.

Every limit is far above what an SOP needs and far below what does harm: a file is read in under 10 s and 300 MB, or
refused with one sentence.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from lxml import etree

from sops.word.names import RELS, STRICT, TYPES
from sops.word.result import WordRefused

MB = 1024 * 1024
MAX_FILE = 40 * MB
MAX_ENTRIES = 4000
MAX_UNPACKED = 200 * MB
MAX_RATIO = 120  # text compresses 5 to 30 times; only a bomb does hundreds of times
RATIO_FROM = 2 * MB
MAX_XML = 12 * MB
MAX_ALL_XML = 30 * MB
MAX_DEPTH = 120
MAX_ELEMENTS = 202_000  # a paragraph counts as four: it costs more time than its content
MAX_ATTRIBUTES = 1_000  # of one element
MAX_PICTURES = 60 * MB
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
SILENT_PARTS = (
    "settings.xml",
    "webSettings.xml",
    "fontTable.xml",
    "styles.xml",
    "stylesWithEffects.xml",
    "numbering.xml",
)
# Addresses that Word would open together with the document; an honest SOP needs none of them.
# file:///C:/Templates is the author's disk; file://server and file:////server are another computer.
_REMOTE = re.compile(r"https?:|ftp:|mhtml:|\\\\|//|file:(?://)?(?:[^/]|//|\\\\)")
_LOADED_KINDS = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "externalLinkPath")


@dataclass(frozen=True)
class Relationship:
    """A reference from one part to another, or to an address outside the file."""

    kind: str  # last word of its type: image, header, hyperlink …
    target: str  # path inside the file, or an address when external
    external: bool


class Package:
    """The parts of a .docx. Raises WordRefused for anything that is no plain Word document."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_files(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as broken:
            raise WordRefused(
                _("The file is incomplete or damaged: it cannot be opened as a Word document.")
            ) from broken
        self._entries = {info.filename: info for info in self._zip.infolist()}
        self._refuse_unsafe_entries()
        self._xml: dict[str, Any] = {}
        self._xml_bytes = 0
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._elements = 0
        self._picture_bytes = 0
        self.main = self._main_part()
        self._refuse_remote_content()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def xml(self, name: str) -> Any:
        """The root element of an XML part."""
        if name not in self._xml:
            data = self._read(name, MAX_XML)
            self._xml_bytes += len(data)
            if self._xml_bytes > MAX_ALL_XML:
                raise _too_large()
            self._elements += scan(data, MAX_ELEMENTS - self._elements)
            self._xml[name] = parse(data)
        return self._xml[name]

    def unread(self) -> list[str]:
        """Names of XML parts beside the main part that nothing has read, without settings, which hold no text."""
        folder = self.main.rpartition("/")[0] + "/"
        return [
            name
            for name in self._entries
            if name.endswith(".xml")
            and name not in self._xml
            and name.startswith(folder)
            and not name.endswith(SILENT_PARTS)
        ]

    def picture(self, name: str) -> bytes:
        """The bytes of a picture. Raises WordRefused when the pictures together are too large."""
        data = self._read(name, MAX_PICTURES - self._picture_bytes)
        self._picture_bytes += len(data)
        return data

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Relationships of a part by id; targets are resolved to names inside the file."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def fingerprint(self, part: str, relation_id: str) -> str:
        """Size and checksum of the part that a relationship leads to, as the file lists them; empty without one."""
        relation = self.relationships(part).get(relation_id)
        info = self._entries.get(relation.target) if relation is not None and not relation.external else None
        return f"{info.file_size}-{info.CRC:08x}" if info is not None else ""

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, _slash, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if name not in self._entries:
            return {}
        found = {}
        for row in self.xml(name).iter(RELS + "Relationship"):
            kind = row.get("Type", "").rpartition("/")[2]
            target = row.get("Target", "")
            external = row.get("TargetMode", "") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))).lstrip("/")
            found[row.get("Id", "")] = Relationship(kind, target, external)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts inside the file that `part` refers to as `kind`, in the order of the file."""
        return [
            relation.target
            for relation in self.relationships(part).values()
            if relation.kind == kind and not relation.external and relation.target in self._entries
        ]

    def _read(self, name: str, limit: int) -> bytes:
        info = self._entries[name]
        if info.file_size > limit:
            raise _too_large()
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as broken:
            raise WordRefused(_("The file is incomplete or damaged: part of it cannot be unpacked.")) from broken
        if len(data) > limit:
            raise _too_large()
        return data

    def _refuse_unsafe_entries(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise _too_large()
        for info in infos:
            if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise _too_large()
            name = info.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or ":" in name or "\x00" in info.orig_filename:
                raise WordRefused(_("The file holds a part whose name points outside the document. It is not read."))
            if info.flag_bits & 0x1:
                raise WordRefused(_("The file is protected by a password. Save it without one and upload it again."))
            if posixpath.basename(name).lower() in MACRO_PARTS:
                raise _macros()
        # names of parts are compared without regard to case (ECMA-376-2, 6.2.2.3)
        if len({info.filename.lower() for info in infos}) != len(infos):
            raise WordRefused(_("The file holds two parts of the same name. It is not read."))

    def _main_part(self) -> str:
        if "[Content_Types].xml" not in self._entries:
            raise _no_word()
        types = self.xml("[Content_Types].xml")
        if any(
            "macroEnabled" in row.get("ContentType", "") or "vbaProject" in row.get("ContentType", "") for row in types
        ):
            raise _macros()
        kinds = {
            row.get("PartName", "").lstrip("/"): row.get("ContentType", "") for row in types.iter(TYPES + "Override")
        }
        for target in self.related("", "officeDocument") or ["word/document.xml"]:
            kind = kinds.get(target, "wordprocessingml")
            if target in self._entries and "wordprocessingml" in kind:
                return target
        raise _no_word()

    def _refuse_remote_content(self) -> None:
        for name in self._entries:
            if not name.endswith(".rels"):
                continue
            for row in self.xml(name).iter(RELS + "Relationship"):
                kind, target = row.get("Type", "").rpartition("/")[2], row.get("Target", "").strip().lower()
                if row.get("TargetMode") == "External" and kind in _LOADED_KINDS and _REMOTE.match(target):
                    sentence = _(
                        "The file would load something from another address when it is opened (%(address)s). "
                        "It is not read."
                    )
                    raise WordRefused(sentence % {"address": row.get("Target", "")[:80]})


def _refuse_other_files(data: bytes) -> None:
    if len(data) > MAX_FILE:
        raise WordRefused(_("The file is larger than %(size)s MB.") % {"size": MAX_FILE // MB})
    if not data:
        raise WordRefused(_("The file is empty."))
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WordRefused(_("The file is protected by a password. Save it without one and upload it again."))
        raise WordRefused(
            _("This is a Word file of the old format (.doc). Open it in Word, save it as .docx and upload that.")
        )
    if not data.startswith(b"PK\x03\x04"):
        raise _no_word()
    # counted before the list of parts is read, since reading a list of millions would be the attack
    if data.count(b"PK\x01\x02") > 2 * MAX_ENTRIES:
        raise _too_large()


def scan(data: bytes, allowed: int) -> int:
    """The weight of the elements of an XML text, read once without keeping anything.

    Raises WordRefused for a document type, entities, too deep nesting and too many elements.
    """
    parser = expat.ParserCreate()
    depth = count = 0

    def start(name: str, names_and_values: list[str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 4 if name in ("w:p", "p") else 1
        if depth > MAX_DEPTH:
            raise WordRefused(_("The file is nested deeper than any document is. It is not read."))
        if count > allowed or len(names_and_values) > 2 * MAX_ATTRIBUTES:
            raise _too_large()

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_arguments: object) -> Any:
        raise WordRefused(
            _("The file declares XML entities or a document type, which Word never writes. It is not read.")
        )

    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ExternalEntityRefHandler = declared
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as broken:
        raise _broken_xml() from broken
    except (LookupError, ValueError) as unknown:  # an encoding no parser knows
        raise _broken_xml() from unknown
    return count


def parse(data: bytes) -> Any:
    """The root element of an XML text, parsed without entities, network and document type."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = re.sub(rb"^<\?xml[^>]*\?>", b"", data.decode("utf-16", "replace").encode())
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise _broken_xml() from broken


def _too_large() -> WordRefused:
    return WordRefused(_("Unpacked, the file is far larger than a document can be. It is not read."))


def _no_word() -> WordRefused:
    return WordRefused(_("This is not a Word document (.docx)."))


def _macros() -> WordRefused:
    return WordRefused(_("The file holds macros. Save it as a plain .docx without macros and upload that."))


def _broken_xml() -> WordRefused:
    return WordRefused(_("The file is damaged: a part of it is not readable as a Word document."))
