"""Verifies that the seal on a PDF is ours, intact, and covers the whole file."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSStructuralError, SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from certificates.seal.authority import trusted_certificates
from certificates.seal.sealing import folder
from core import clock

# Errors that a broken or hostile file may cause in a parser; each means: not a sealed document.
_BROKEN = (
    PdfError,
    SigningError,
    CMSStructuralError,
    SignatureValidationError,
    ValidationError,
    PathError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
)


@dataclass(frozen=True)
class SealCheck:
    """`good` is the result; the other fields give the reason. `signer` is the name in the seal's certificate."""

    present: bool = False
    intact: bool = False
    covers_whole: bool = False
    trusted: bool = False
    signer: str = ""
    signed_at: dt.datetime | None = None

    @property
    def good(self) -> bool:
        return self.present and self.intact and self.covers_whole and self.trusted


def verify_pdf(pdf: bytes) -> SealCheck:
    """Verifies the one seal of `pdf` with pyHanko against our own authorities; returns `SealCheck()` where there is
    none or several.

    A seal made while its certificate was valid stays valid after that certificate has expired: then the register
    decides, which keeps the hash. So the time of validation is kept inside the certificate's validity.
    """
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(signatures) != 1:
            return SealCheck()
        signature = signatures[0]
        certificate = signature.signer_cert
        moment = min(max(clock.now(), certificate.not_valid_before), certificate.not_valid_after)
        roots = [x509.Certificate.load(der) for der in trusted_certificates(folder())]
        context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")
        status = validate_pdf_signature(signature, context)
        return SealCheck(
            present=True,
            intact=bool(status.intact and status.valid),
            covers_whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            trusted=bool(status.trusted),
            signer=str(certificate.subject.native.get("common_name", "")),
            signed_at=signature.self_reported_timestamp,
        )
    except _BROKEN:
        return SealCheck()
