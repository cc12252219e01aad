"""Builds an evidence pack under the seal of the institution, in whole or not at all (R-13, R-38, R-40)."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import zipfile
from dataclasses import dataclass
from mimetypes import guess_extension
from typing import Any

from asn1crypto import pem, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from audit.queries import last_line
from audit.trail import HASHED
from certificates.models import Certificate
from certificates.seal import sealing as seal
from core.canonical import canonical, sha256
from inspection.packs import VERIFIER
from inspection.packs.records import plain_signature, records, trail_lines, version_signatures, versions
from inspection.packs.verify import MANIFEST, SEAL, N
from inspection.pdf.statement import draw_statement
from inspection.trail.export import as_json
from inspection.trail.reading import shown
from qualification.evidence import Explanation
from qualification.presenting import shown_state
from sops.models import Picture, SopVersion
from sops.reading.reading import read
from staff.models import Signature


@dataclass(frozen=True)
class Pack:
    """The bytes of a pack, their hash, and the number of files inside."""

    data: bytes
    sha256: str
    files: int


def build(found: Explanation, *, made_by: str, made_at: dt.datetime) -> Pack:
    """Returns the pack for one qualification, in the current language. Raises SealMissing, GlyphMissing."""
    own = seal.current()
    head = last_line()
    files = _files(found, own, head, made_by, made_at)
    sealed = _pretty(_manifest(found, own, head, made_by, made_at, files))
    contents = {"index.html": files["index.html"][0], MANIFEST: sealed, SEAL: _seal(sealed, own)} | {
        name: data for name, (data, _what) in files.items()
    }
    data = _zip(contents, made_at)
    return Pack(data, sha256(data), len(contents))


def _files(
    found: Explanation, own: seal.Seal, head: dict[str, Any], made_by: str, made_at: dt.datetime
) -> dict[str, tuple[bytes, str]]:
    """Every file but manifest and seal, by its path: its bytes, and what it is."""
    files: dict[str, tuple[bytes, str]] = {}
    signatures: dict[str, Signature] = {}
    for name, record in records([*found.earlier, *found.spine], signatures):
        files[f"evidence/{name}.json"] = _pretty(record), f"record: {record['record']}"
    documents = versions(found)
    for version in documents:
        files.update(_document(version))
        signatures.update((row.hash, row) for row in version_signatures(version))
    certificates = _certificates(found)
    for certificate in certificates:
        name = certificate.number.replace("/", "-").encode("ascii", "ignore").decode()
        content = bytes(certificate.file.pdf)
        files[f"certificates/{certificate.pk}-{name}.pdf"] = content, f"certificate {certificate.number}"
    rows = trail_lines(found, documents, [certificate.pk for certificate in certificates])
    events = list(rows)
    about = {
        "exported_at": made_at.isoformat(),
        "exported_by": made_by,
        "selection": "pack",
        "whole": False,
        "lines": len(events),
        "head": head,
    }
    files["trail.json"] = "".join(as_json(rows, **about)).encode(), "lines of the audit trail, each with its hash"
    signed = _pretty([plain_signature(row) for row in signatures.values()])
    files["signatures.json"] = signed, "every signature, as it was hashed"
    files["answer.json"] = _pretty(found.plain()), "the answer for machines"
    files["verify.py"] = VERIFIER.read_bytes(), "the program that checks this pack with plain Python"
    context = {
        "found": found,
        "state": shown_state(found.answer),
        "signatures": signatures.values(),
        "documents": documents,
        "certificates": certificates,
        "lines": shown(events),
        "made_by": made_by,
        "made_at": made_at,
        "authority": sha256(_authority()),
        "holder": own.holder,
        "head": head,
        "site": settings.SITE_URL,
        "names": list(files),
        "language": get_language(),
    }
    files["statement.pdf"] = draw_statement(context), "the answer and its proof, to print; sealed"
    files["index.html"] = render_to_string("inspection/pack/index.html", context).encode(), "start here"
    return files


def _manifest(
    found: Explanation,
    own: seal.Seal,
    head: dict[str, Any],
    made_by: str,
    made_at: dt.datetime,
    files: dict[str, tuple[bytes, str]],
) -> dict[str, Any]:
    """What the seal is put on: question, answer, and the hash of every file."""
    answer = found.plain()
    return {
        "pack": 1,
        "site": settings.SITE_URL,
        "question": {name: answer[name] for name in ("person", "sop", "as_of", "known_at")},
        "answer": {name: answer[name] for name in ("status", "may", "version", "version_in_force", "valid_to")},
        "made_at": made_at.isoformat(),
        "made_by": made_by,
        "trail_head": head,
        "hashed": list(HASHED),
        "seal": {"certificate": own.fingerprint, "authority": sha256(_authority())},
        "files": [
            {"path": name, "sha256": sha256(data), "bytes": len(data), "what": what}
            for name, (data, what) in sorted(files.items())
        ],
    }


def _document(version: SopVersion) -> dict[str, tuple[bytes, str]]:
    """The frozen content exactly as it was signed, and a readable rendering of it."""
    name = f"sop/{version.sop.number}-v{version.release.number}"
    keys = [block["image"] for block in version.document["blocks"] if block.get("image")]
    pictures = {row.sha256: row for row in Picture.objects.filter(sha256__in=keys)}
    names = {key: f"pictures/{key}{guess_extension(row.mime) or ''}" for key, row in pictures.items()}
    reading = read(version.document, version.languages[:2])
    context = {"version": version, "reading": reading, "signatures": version_signatures(version), "pictures": names}
    page = render_to_string("inspection/pack/sop.html", context)
    return {
        **{f"sop/{names[key]}": (bytes(row.data), "picture, named by its SHA-256") for key, row in pictures.items()},
        f"{name}.json": (version.content.encode(), f"{version}: the signed content; its SHA-256 is what was signed"),
        f"{name}.html": (page.encode(), f"{version}: the same content, to read"),
    }


def _certificates(found: Explanation) -> list[Certificate]:
    """The person's certificates issued by that day, as known then."""
    rows = Certificate.objects.with_fate().select_related("file").filter(person=found.person)
    return list(
        rows.filter(issued_on__lte=found.as_of, recorded_at__lte=found.known_at, file__isnull=False).order_by(
            "issued_on", "pk"
        )
    )


def _authority() -> bytes:
    """The certificate of our authority as DER."""
    return pem.unarmor((seal.folder() / "ca.crt").read_bytes())[2]


def _seal(manifest: bytes, own: seal.Seal) -> bytes:
    """An ECDSA signature over the manifest in its low-s form, so that no other bytes verify, with both certificates."""
    r, s = decode_dss_signature(own.key.sign(manifest, ec.ECDSA(hashes.SHA256())))
    signature = encode_dss_signature(r, min(s, N - s))
    certificate: x509.Certificate = own.certificate
    return canonical(
        {
            "algorithm": "ecdsa-p256-sha256",
            "signature": signature.hex(),
            "certificate": base64.b64encode(certificate.dump()).decode(),
            "authority": base64.b64encode(_authority()).decode(),
        }
    ).encode()


def _zip(contents: dict[str, bytes], made_at: dt.datetime) -> bytes:
    out = io.BytesIO()
    moment = made_at.astimezone(dt.UTC).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in contents.items():
            pack.writestr(zipfile.ZipInfo(name, moment), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _pretty(value: Any) -> bytes:
    """Indented JSON of the same values that the canonical form has."""
    return json.dumps(json.loads(canonical(value)), ensure_ascii=False, indent=1).encode()
