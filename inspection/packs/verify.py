#!/usr/bin/env python3
"""Checks an evidence pack, or an export of the audit trail, with plain Python (3.10 or later) and nothing else:
no site, no network, no library.

    python3 verify.py pack.zip          a pack
    python3 verify.py                   the folder this file was unpacked into
    python3 verify.py trail.json|.csv   an export of the trail
    … --authority ca.crt                also: the seal is that of this authority (published at /verify/ca.crt)

Says what was checked and what does not hold. Exit code 0: everything holds; 1: something was altered or is missing.

A pack holds when: it consists of exactly the files of its manifest, each with its SHA-256; the manifest carries the
seal of the institution (ECDSA on P-256, RFC 6979 or random, low s); every record has the hash it says; every signature
is on the record it names; every line of the trail has the hash it says.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

MANIFEST, SEAL = "manifest.json", "manifest.seal.json"
LARGEST = 200 * 1024 * 1024  # bytes of one file, unpacked
# What a line of the trail and a signature are hashed over, in this order or by name.
HASHED = (
    "seq", "at", "actor_id", "actor_name", "actor_role", "action", "object_type", "object_id", "object_name", "data",
    "reason", "source", "prev_hash",
)  # fmt: skip
SIGNED = (
    "printed_name", "printed_role", "meaning", "subject_type", "subject_id", "content_hash", "signed_at_text", "zone",
    "method",
)  # fmt: skip
# Columns of an export as CSV, and the fields they show.
COLUMNS = {
    "seq": "seq", "at": "at", "actor": "actor_name", "role": "actor_role", "action": "action", "reason": "reason",
    "source": "source",
}  # fmt: skip
GENESIS = "0" * 64


class Report:
    """What was looked at, and what does not hold."""

    def __init__(self) -> None:
        self.checked: Counter[str] = Counter()
        self.problems: list[str] = []
        self.facts: dict[str, Any] = {}

    def wrong(self, where: str, why: str) -> None:
        self.problems.append(f"{where}: {why}")


# ---- packs


def check_zip(data: bytes, authority: bytes | None = None) -> Report:
    """A pack as one file, of its files and nothing else: no two of one name, no comment, no bytes around them."""
    report = Report()
    if data[:4] != b"PK\3\4" or data[-22:-18] != b"PK\5\6":
        report.wrong("pack", "is not a ZIP file from its first byte to its last")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            names = [entry.filename for entry in pack.infolist()]
            for name in sorted({name for name in names if names.count(name) > 1}):
                report.wrong(name, "is in the pack twice")
            if pack.comment:
                report.wrong("pack", "carries a comment")
            if sum(entry.file_size for entry in pack.infolist()) > LARGEST:
                report.wrong("pack", "is larger than a pack can be")
                return report
            files = {name: pack.read(name) for name in dict.fromkeys(names)}
    except Exception as broken:  # a damaged or hostile file may bring about almost any error
        report.wrong("pack", f"cannot be read as a ZIP file ({type(broken).__name__})")
        return report
    return _check(files, report, authority)


def check_folder(folder: Path, authority: bytes | None = None) -> Report:
    """A pack that was unpacked."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return _check(files, Report(), authority)


def _check(files: dict[str, bytes], report: Report, authority: bytes | None) -> Report:
    if missing := [name for name in (MANIFEST, SEAL) if name not in files]:
        report.problems += [f"{name}: is missing" for name in missing]
        return report
    manifest = _json(files[MANIFEST], MANIFEST, report)
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), list):
        report.wrong(MANIFEST, "is not the manifest of a pack")
        return report
    told = ("pack", "question", "answer", "made_at", "made_by", "trail_head")
    report.facts = {name: manifest.get(name) for name in told}
    _check_seal(files, manifest, report, authority)
    listed: dict[str, str] = {}
    for entry in manifest["files"]:
        name, wanted = (str(entry.get(key)) if isinstance(entry, dict) else "" for key in ("path", "sha256"))
        listed[name] = wanted
        report.checked["files"] += 1
        if name not in files:
            report.wrong(name, "is missing")
        elif _sha256(files[name]) != wanted:
            report.wrong(name, "was altered")
    for name in sorted(set(files) - set(listed) - {MANIFEST, SEAL}):
        report.wrong(name, "does not belong to the pack")
    whole = {name: data for name, data in files.items() if listed.get(name) == _sha256(data)}
    try:
        _check_records(whole, set(listed.values()), report)
        if "trail.json" in whole:
            check_trail(_json(whole["trail.json"], "trail.json", report), report, "trail.json")
    except (AttributeError, TypeError, KeyError, IndexError) as wrong:
        report.wrong("records", f"are not written as a pack writes them ({type(wrong).__name__})")
    return report


def _check_records(files: dict[str, bytes], known: set, report: Report) -> None:
    """Records against their own hashes, against the signatures on them, and against the records they rest on."""
    signatures = {}
    for row in _json(files.get("signatures.json", b"[]"), "signatures.json", report) or []:
        report.checked["signatures"] += 1
        signatures[row.get("hash")] = row
        if _signature_hash(row) != row.get("hash"):
            report.wrong("signatures.json", f"the signature of {row.get('printed_name')} does not match what it says")
    records = {name: _json(data, name, report) for name, data in files.items() if name.startswith("evidence/")}
    known = known | {record.get("sha256") for record in records.values() if isinstance(record, dict)}
    for name, record in sorted(records.items()):
        report.checked["records"] += 1
        if not isinstance(record, dict):
            report.wrong(name, "is not a record")
            continue
        if record.get("hashed") and _sha256("".join(record["hashed"])) != record.get("sha256"):
            report.wrong(name, "the record does not have the hash it says")
        for wanted in record.get("rests_on", ()):
            if wanted not in known:
                report.wrong(name, f"what it rests on is not in the pack: {wanted}")
        for given in record.get("signed", ()):
            found = signatures.get(given.get("hash"))
            if found is None:
                report.wrong(name, "its signature is not in the pack")
            elif found.get("content_hash") != given.get("content_hash"):
                report.wrong(name, "its signature is on other content")


def _signature_hash(row: dict[str, Any]) -> str:
    plain = {name: unicodedata.normalize("NFC", str(row.get(name, ""))) for name in SIGNED}
    return _sha256(_canonical({"person": row.get("person"), **plain}))


# ---- the trail


def check_trail(export: Any, report: Report, name: str) -> None:
    """Every line against its own hash and against the line before it; a whole chain from its first line to its head."""
    if not isinstance(export, dict) or not isinstance(export.get("events"), list):
        report.wrong(name, "is not an export of the trail")
        return
    if tuple(export.get("hashed", ())) != HASHED:
        report.wrong(name, "names other fields than those that are hashed")
    before: dict[str, Any] = {"seq": 0, "hash": GENESIS}
    for event in export["events"]:
        report.checked["lines of the trail"] += 1
        line = json.dumps([event.get(field) for field in HASHED], ensure_ascii=False, separators=(",", ":"))
        if _sha256(line) != event.get("hash"):
            report.wrong(name, f"line {event.get('seq')} was altered")
        _follows(before, event, report, name, whole=bool(export.get("whole")))
        before = event
    head = export.get("head") or {}
    end = head.get("seq"), head.get("hash") or GENESIS
    if export.get("lines") not in (None, len(export["events"])):
        report.wrong(name, f"says {export.get('lines')} lines and holds {len(export['events'])}")
    if export.get("whole") and (before.get("seq"), before.get("hash")) != end:
        report.wrong(name, "does not end with the head of the chain")


def check_trail_csv(text: str, report: Report, name: str) -> None:
    """As `check_trail`: the last column is the text that was hashed; the columns before it must say the same."""
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    if rows and "line" not in rows[0]:
        report.wrong(name, "is not an export of the trail")
        return
    before: dict[str, Any] = {"seq": 0, "hash": GENESIS}
    for row in rows:
        report.checked["lines of the trail"] += 1
        told = _json((row.get("line") or "").encode(), name, report)
        if not isinstance(told, list) or len(told) != len(HASHED) or _sha256(row["line"]) != row.get("hash"):
            report.wrong(name, f"line {row.get('seq')} was altered")
            continue
        event = dict(zip(HASHED, told, strict=True))
        if any(_bare(row.get(column)) != _bare(str(event[field])) for column, field in COLUMNS.items()):
            report.wrong(name, f"line {row.get('seq')} says something else than what was hashed")
        event["hash"] = row.get("hash")
        _follows(before, event, report, name, whole=False)
        before = event


def _follows(before: dict[str, Any], event: dict[str, Any], report: Report, name: str, *, whole: bool) -> None:
    next_one = event.get("seq") == (before.get("seq") or 0) + 1
    if next_one and event.get("prev_hash") != before.get("hash"):
        report.wrong(name, f"line {event.get('seq')} does not follow the line before it")
    elif not next_one and (whole or not isinstance(event.get("seq"), int) or event["seq"] <= (before.get("seq") or 0)):
        report.wrong(name, f"line {event.get('seq')} is not where it belongs")


def _bare(text: str | None) -> str:
    """A spreadsheet's apostrophe, and line ends it changes, are no difference."""
    text = (text or "").replace("\r\n", "\n")
    return text[1:] if text[:1] == "'" else text


# ---- the seal: ECDSA on P-256 with SHA-256, and the two certificates (X.509, DER)

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
ECDSA_SHA256 = bytes.fromhex("06082a8648ce3d040302")
P256_KEY = bytes.fromhex("06072a8648ce3d020106082a8648ce3d030107")
Point = tuple[int, int] | None


def _check_seal(files: dict[str, bytes], manifest: dict[str, Any], report: Report, authority: bytes | None) -> None:
    seal = _json(files[SEAL], SEAL, report)
    report.checked["seals"] += 1
    try:
        if _canonical(seal).encode() != files[SEAL]:
            raise ValueError("is not written as it was made")
        own, above = (base64.b64decode(seal[name], validate=True) for name in ("certificate", "authority"))
        signature = bytes.fromhex(seal["signature"])
        named = manifest.get("seal") or {}
        if [_sha256(own), _sha256(above)] != [named.get("certificate"), named.get("authority")]:
            raise ValueError("names other certificates than the manifest")
        own_signed, own_key, own_signature = _certificate(own)
        above_signed, above_key, above_signature = _certificate(above)
        if not _holds(above_key, above_signed, above_signature) or not _holds(above_key, own_signed, own_signature):
            raise ValueError("the certificate of the seal was not given by its authority")
        if not _holds(own_key, files[MANIFEST], signature, low=True):
            raise ValueError("the manifest is not the one that was sealed")
        report.facts["authority"] = _sha256(above)
        if authority is not None and authority != above:
            raise ValueError("the seal is not of the given authority")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as wrong:
        report.wrong(SEAL, str(wrong) or "cannot be read")


def _holds(key: tuple[int, int], message: bytes, signature: bytes, *, low: bool = False) -> bool:
    r, s = _two_numbers(signature)
    if not (0 < r < N and 0 < s < N) or (low and s > N // 2):
        return False
    digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
    inverse = pow(s, -1, N)
    point = _add(_times(digest * inverse % N, G), _times(r * inverse % N, key))
    return point is not None and point[0] % N == r


def _add(a: Point, b: Point) -> Point:
    if a is None or b is None:
        return b if a is None else a
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) % P
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def _times(number: int, point: Point) -> Point:
    found: Point = None
    while number:
        if number & 1:
            found = _add(found, point)
        point, number = _add(point, point), number >> 1
    return found


def _certificate(der: bytes) -> tuple[bytes, tuple[int, int], bytes]:
    """The signed part of a certificate, the public key in it, and the signature on it."""
    tag, body, rest = _element(der)
    if tag != 0x30 or rest:
        raise ValueError("a certificate cannot be read")
    signed_tag, signed, rest = _element(body)
    signed_whole = body[: len(body) - len(rest)]
    _tag, algorithm, rest = _element(rest)
    _tag, bits, rest = _element(rest)
    if signed_tag != 0x30 or algorithm != ECDSA_SHA256 or rest or bits[:1] != b"\0":
        raise ValueError("a certificate is not signed by ECDSA with SHA-256")
    fields = []
    while signed:
        tag, value, signed = _element(signed)
        fields.append((tag, value))
    if fields[0][0] == 0xA0:  # the version
        fields.pop(0)
    if fields[1][1] != ECDSA_SHA256:
        raise ValueError("a certificate names two algorithms")
    _tag, kind, rest = _element(fields[5][1])
    _tag, point, rest = _element(rest)
    if kind != P256_KEY or len(point) != 66 or point[:2] != b"\0\x04":
        raise ValueError("a key is not on P-256")
    x, y = int.from_bytes(point[2:34], "big"), int.from_bytes(point[34:], "big")
    if (y * y - (x * x * x - 3 * x + B)) % P:
        raise ValueError("a key is not on P-256")
    return signed_whole, (x, y), bits[1:]


def _element(data: bytes) -> tuple[int, bytes, bytes]:
    """Tag, content and what follows of the first DER element."""
    length, start = data[1], 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[2:start], "big")
    if len(data) < start + length:
        raise ValueError("a certificate cannot be read")
    return data[0], data[start : start + length], data[start + length :]


def _two_numbers(der: bytes) -> tuple[int, int]:
    tag, body, rest = _element(der)
    _r, r, more = _element(body)
    _s, s, end = _element(more)
    if tag != 0x30 or rest or end:
        raise ValueError("a signature cannot be read")
    return int.from_bytes(r, "big"), int.from_bytes(s, "big")


def _sha256(value: str | bytes) -> str:
    return hashlib.sha256(value.encode() if isinstance(value, str) else value).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _json(data: bytes, name: str, report: Report) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        report.wrong(name, "cannot be read")
        return None


def _pem(path: Path) -> bytes:
    text = path.read_bytes()
    if b"-----BEGIN" not in text:
        return text
    return base64.b64decode(text.split(b"-----")[2])


def check(path: Path, authority: bytes | None = None) -> Report:
    """A pack, an unpacked one, or an export of the trail."""
    if path.is_dir():
        return check_folder(path, authority)
    data, kind, report = path.read_bytes(), path.suffix.lower(), Report()
    if kind == ".csv":
        check_trail_csv(data.decode("utf-8", errors="replace"), report, path.name)
    elif kind == ".json":
        check_trail(_json(data, path.name, report), report, path.name)
    else:
        report = check_zip(data, authority)
    return report


def main(arguments: list[str]) -> int:
    authority = None
    if "--authority" in arguments:
        place = arguments.index("--authority")
        authority = _pem(Path(arguments[place + 1]))
        arguments = arguments[:place] + arguments[place + 2 :]
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        report = check(path, authority)
    except OSError as error:
        sys.stderr.write(f"{path}: {error.strerror}\n")
        return 1
    for name, value in report.facts.items():
        sys.stdout.write(f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}\n")
    sys.stdout.write("checked: " + ", ".join(f"{number} {what}" for what, number in report.checked.items()) + "\n")
    for problem in report.problems:
        sys.stderr.write(f"DOES NOT HOLD  {problem}\n")
    sys.stdout.write(f"{len(report.problems)} problems.\n" if report.problems else "Everything holds.\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
