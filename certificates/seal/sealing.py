"""The institution's electronic seal on a PDF: PAdES B-B, EC P-256, certifying, no change allowed afterwards.

The signature's space is reserved while ReportLab writes the file, so nothing is parsed or appended again: the file
is hashed once, and pyHanko creates the CMS (RFC 5652, ETSI EN 319 122) that fills the space.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import logging
from pathlib import Path
from typing import Any

from asn1crypto import algos, cms, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_pem_x509_certificate
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from core.errors import Refused

_ROOM = 6000  # hexadecimal digits; a CMS with two P-256 certificates takes about 2,800
_CONTENTS = b"/Contents <"
_RANGE = b"/ByteRange [0 ********** ********** **********]"

logger = logging.getLogger(__name__)


class SealMissing(Refused):
    """This installation has no seal yet."""

    status = 503


class SealError(Exception):
    """The file has no space for the seal, or more than one: a programming error."""


class _Blank(SimpleSigner):
    """Signs with a filler of a given length instead of a signature: the result is the template of a CMS."""

    length: int

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return _mark(self.length)

    async def unsigned_attrs(self, *args: Any, **kwargs: Any) -> None:
        return None


class Seal:
    """A key and the constant part of its signatures: only the file's digest and the signature itself differ."""

    def __init__(
        self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, authority: x509.Certificate
    ) -> None:
        self.key = key
        self.certificate = certificate
        self.holder: str = certificate.subject.native.get("common_name", "")
        self.fingerprint = hashlib.sha256(certificate.dump()).hexdigest()
        self._registry = SimpleCertificateStore.from_certs([authority])
        self._patterns: dict[int, bytes] = {}
        named = tsp.SigningCertificateV2(
            {"certs": [tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate.dump()).digest()})]}
        )
        values = {"content_type": "data", "signing_certificate_v2": named, "message_digest": _mark(32)}
        self._attributes = cms.CMSAttributes(
            [cms.CMSAttribute({"type": kind, "values": [value]}) for kind, value in values.items()]
        )
        self._signed = self._attributes.dump()

    def sign(self, digest: bytes) -> bytes:
        """Returns the CMS container (DER) over a SHA-256 digest."""
        signature = self.key.sign(self._signed.replace(_mark(32), digest), ec.ECDSA(hashes.SHA256()))
        if len(signature) not in self._patterns:  # 70, 71 or 72 bytes as a rule
            self._patterns[len(signature)] = self._pattern(len(signature))
        return self._patterns[len(signature)].replace(_mark(32), digest).replace(_mark(len(signature)), signature)

    def _pattern(self, length: int) -> bytes:
        blank = _Blank(
            signing_cert=self.certificate,
            signing_key=None,
            cert_registry=self._registry,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        )
        blank.length = length
        coroutine = blank.async_sign_prescribed_attributes("sha256", self._attributes)
        try:
            coroutine.send(None)  # pyHanko is asynchronous for remote keys; nothing is awaited here
        except StopIteration as finished:
            return finished.value.dump()
        raise SealError("the signing key is not in memory")


def _mark(length: int) -> bytes:
    return hashlib.shake_256(b"to be replaced").digest(length - 1) + bytes([length])


def folder() -> Path:
    """Folder of the seal and the certificates for checking older seals; outside the repository."""
    return Path(settings.KEYS_DIR) / "seal"


def current() -> Seal:
    """Returns the seal in use. Raises SealMissing before `make_ca` has run."""
    path = folder() / "seal.pem"
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        logger.error("No seal in the folder of keys: make one with make_ca, or put the keys back")
        raise SealMissing(
            _("This installation has no seal yet. The administrator makes one with the command make_ca.")
        ) from None
    return _load(path, changed)


@functools.lru_cache(maxsize=2)
def _load(path: Path, changed: int) -> Seal:
    pem = path.read_bytes()
    key = serialization.load_pem_private_key(pem, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    own, authority = (
        x509.Certificate.load(load_pem_x509_certificate(text).public_bytes(serialization.Encoding.DER))
        for text in (pem, (path.parent / "ca.crt").read_bytes())
    )
    return Seal(key, own, authority)


class _Signature(pdfdoc.PDFObject):
    """The signature dictionary with its two placeholders."""

    __RefOnly__ = 1

    def __init__(self, *entries: bytes) -> None:
        self.entries = entries

    def format(self, document: Any) -> bytes:
        return b"<<%s\n%s\n%s%s>>>" % (b"".join(self.entries), _RANGE, _CONTENTS, b"0" * _ROOM)


def reserve(page: Canvas, *, reason: str, place: str, at: dt.datetime) -> None:
    """Reserves the seal's space in the document `page` draws; call it while a page is open, once.

    `at` is the printed signing time.
    """
    document, text = page._doc, functools.partial(pdfdoc.PDFString, enc="auto")
    entries = {
        "Name": current().holder,
        "Reason": reason,
        "Location": place,
        "M": f"D:{at.astimezone(dt.UTC):%Y%m%d%H%M%S}Z",
    }
    signature = _Signature(
        b"/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached",
        *(b"/%s %s" % (key.encode(), text(value).format(document)) for key, value in entries.items()),
        b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]",
    )
    reference = document.Reference(signature, "seal")
    field = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Widget"),
            "FT": pdfdoc.PDFName("Sig"),
            "T": pdfdoc.PDFString("Seal"),
            "V": reference,
            "F": 132,
            "Rect": pdfdoc.PDFArray([0, 0, 0, 0]),
        }
    )
    page._addAnnotation(field, "seal-field")
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "Perms"]
    catalog.AcroForm = pdfdoc.PDFDictionary({"SigFlags": 3, "Fields": pdfdoc.PDFArray([document.Reference(field)])})
    catalog.Perms = pdfdoc.PDFDictionary({"DocMDP": reference})


def apply(pdf: bytes) -> bytes:
    """Returns `pdf`, prepared by `reserve`, with the seal over every byte of it. Length and position of all else are
    unchanged.
    """
    start, end = pdf.find(_CONTENTS), len(pdf)
    if start < 0 or pdf.count(_CONTENTS + b"0" * _ROOM) != 1 or pdf.count(_RANGE) != 1:
        raise SealError("the document has no single place for a seal")
    start += len(_CONTENTS) - 1
    stop = start + _ROOM + 2
    numbers = b"/ByteRange [0 %d %d %d" % (start, stop, end - stop)
    pdf = pdf.replace(_RANGE, numbers.ljust(len(_RANGE) - 1) + b"]")
    digest = hashlib.sha256(pdf[:start])
    digest.update(pdf[stop:])
    container = current().sign(digest.digest()).hex().encode()
    if len(container) > _ROOM:
        raise SealError("the signature is longer than its place")
    return b"".join((pdf[:start], b"<", container.ljust(_ROOM, b"0"), b">", pdf[stop:]))
