"""The institution's own certificate authority, and the seal it certifies. Keys stay in files of mode 600 outside the
repository.

KEYS_DIR/seal/ca.key     private key of the authority; may be moved away between renewals
KEYS_DIR/seal/ca.crt     its certificate, which partners import to trust the seal
KEYS_DIR/seal/seal.pem   private key and certificate of the seal
KEYS_DIR/seal/old/*.crt  certificates of former seals and authorities, so that older documents can still be checked
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Refused
from core.text import nfc

logger = logging.getLogger(__name__)

Key = ec.EllipticCurvePrivateKey


def make_authority(folder: Path, organisation: str, *, at: dt.datetime | None = None) -> Path:
    """Creates authority and seal of `organisation` in `folder`, all or nothing. Raises Conflict where one exists."""
    if folder.exists():
        raise Conflict(_("A seal exists already. Nothing was changed; renew it with --renew."))
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = at or clock.now()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".seal-") as draft:
        new = Path(draft) / "seal"
        (new / "old").mkdir(parents=True, mode=0o700)
        new.chmod(0o700)
        ca_key = ec.generate_private_key(ec.SECP256R1())
        ca = _authority_certificate(ca_key, organisation, moment)
        _write(new / "ca.key", _key_pem(ca_key))
        _write(new / "ca.crt", _certificate_pem(ca), mode=0o644)
        _write(new / "seal.pem", _seal_pem(ca_key, ca, moment))
        try:
            new.rename(folder)
        except OSError:  # another process was first
            raise Conflict(_("A seal exists already. Nothing was changed; renew it with --renew.")) from None
    logger.info("Authority and seal made")
    return folder


def renew_seal(folder: Path, *, at: dt.datetime | None = None) -> Path:
    """Creates the authority's next seal. The former seal's certificate is kept, its private key is not.

    Raises Refused where there is no authority, or its key has been moved away.
    """
    try:
        ca_key = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), None)
        ca = x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes())
        former = x509.load_pem_x509_certificate((folder / "seal.pem").read_bytes())
    except FileNotFoundError as missing:
        logger.error("Seal not renewed: %s is not in the folder of keys", Path(missing.filename).name)
        raise Refused(
            _("The file %(name)s is not in the folder of keys.") % {"name": Path(missing.filename).name}
        ) from None
    assert isinstance(ca_key, ec.EllipticCurvePrivateKey)
    kept = folder / "old" / f"seal-{former.serial_number:x}.crt"
    if not kept.exists():
        _write(kept, _certificate_pem(former), mode=0o644)
    draft = folder / f".seal-{os.getpid()}.pem"
    _write(draft, _seal_pem(ca_key, ca, at or clock.now()))
    draft.replace(folder / "seal.pem")
    logger.info("Seal renewed; the former one is kept as %s", kept.name)
    return folder


def trusted_certificates(folder: Path) -> list[bytes]:
    """Returns the DER of every authority that certifies our seals: the present one and those kept under `old/`."""
    found = []
    for path in [folder / "ca.crt", *sorted((folder / "old").glob("*.crt"))]:
        if path.exists():
            certificate = x509.load_pem_x509_certificate(path.read_bytes())
            if certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
                found.append(certificate.public_bytes(serialization.Encoding.DER))
    return found


def _authority_certificate(key: Key, organisation: str, at: dt.datetime) -> x509.Certificate:
    name = _name(organisation, _short(organisation, 58) + " CA")
    return (
        _builder(name, name, key, at, settings.AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _seal_pem(ca_key: Key, ca: x509.Certificate, at: dt.datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    organisation = str(ca.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)
    certificate = (
        _builder(_name(organisation, organisation), ca.subject, key, at, settings.SEAL_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    return _key_pem(key) + _certificate_pem(certificate)


def _builder(subject: x509.Name, issuer: x509.Name, key: Key, at: dt.datetime, years: int) -> x509.CertificateBuilder:
    start = at.astimezone(dt.UTC).replace(microsecond=0) - dt.timedelta(
        minutes=5
    )  # clocks of two machines differ slightly
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=years * 365))
    )


def _name(organisation: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _short(organisation)),
            x509.NameAttribute(NameOID.COMMON_NAME, _short(common)),
        ]
    )


def _short(text: str, room: int = 64) -> str:
    """Returns `text` within the upper bound of RFC 5280, which is counted in bytes."""
    return nfc(text).encode()[:room].decode(errors="ignore").strip()


def _usage(*on: str) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: name in on for name in names})


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _certificate_pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Writes a new file that was never readable by anybody but its owner."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
