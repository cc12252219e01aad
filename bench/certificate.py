"""Issuing a certificate: number, frozen payload, sealed PDF, signature, hours, trail, commit;
against one page and one signature made plainly.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import segno
from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.measure import compare
from certificates import pdf
from certificates.domain.issue import issue_certificate
from certificates.seal import sealing as seal
from core.pdf.faces import FONTS
from tests.factories import certificates as make
from tests.factories import staff as people

MOST = 60
LINES = (
    ("VIỆN CÔNG NGHỆ TẾ BÀO VÀ Y HỌC TÁI TẠO", 10, True),
    ("GIẤY CHỨNG NHẬN", 22, True),
    ("Chứng nhận: Bà Trần Minh Khuê", 14, True),
    ("Đã hoàn thành cập nhật kiến thức y khoa liên tục", 11, False),
    ("Công nghệ tế bào gốc trung mô: từ mô đến lô sản phẩm", 11, True),
    ("16 giờ tín chỉ, từ ngày 01/06/2026 đến ngày 15/06/2026", 11, False),
    ("Hà Nội, ngày 15 tháng 6 năm 2026", 10, False),
    ("Hoàng Việt An", 11, True),
)


def figures() -> Iterator[dict[str, Any]]:
    director = make.director()
    waiting = [make.completion(make.learner(f"Trần Minh Khuê {n}")) for n in range(MOST + 3)]
    page = _plain_certificate()
    last: list[Any] = []

    def issue() -> None:
        last[:] = [issue_certificate(waiting.pop(), by=director, proof=people.proof(director))]

    yield {
        "figure": "certificate",
        **compare(issue, page, target=1.3, most=MOST, floors=2),
        "ours": "a certificate issued: number under lock, payload, sealed PDF of Form A, signature, hours, trail, "
        "commit",
        "floor": "a bare ReportLab page with the same fonts and a QR, and one EC P-256 signature by pyHanko; "
        "nothing stored",
    }
    facts = last[0].facts
    yield {
        "figure": "certificate_pdf",
        **compare(lambda: pdf.render(facts), page, seconds=4, floors=2),
        "ours": "the sealed PDF alone",
        "floor": "the same",
    }


def _plain_certificate() -> Callable[[], bytes]:
    """The plain way: fonts registered once, a subset per document, the file signed by an incremental update."""
    for name in ("NotoSans-Regular", "NotoSans-Bold"):
        pdfmetrics.registerFont(TTFont(f"plain-{name}", str(FONTS / f"{name}.ttf")))
    signer = _signer()
    meta = signers.PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason="Giấy chứng nhận",
        location="Hà Nội",
        certify=True,
    )

    def make_one() -> bytes:
        file, sealed = io.BytesIO(), io.BytesIO()
        _page(file)
        signers.sign_pdf(IncrementalPdfFileWriter(file), meta, signer=signer, output=sealed)
        return sealed.getvalue()

    return make_one


def _page(file: io.BytesIO) -> None:
    page = Canvas(file, pagesize=A4, pageCompression=1)
    page.rect(20, 20, A4[0] - 40, A4[1] - 40)
    y = A4[1] - 60
    for text, size, bold in LINES:
        page.setFont("plain-NotoSans-Bold" if bold else "plain-NotoSans-Regular", size)
        page.drawCentredString(A4[0] / 2, y, text)
        y -= 3 * size
    matrix = segno.make("https://example.test/verify/MS8D-0NK9-S5KP/", error="m", micro=False).matrix
    unit = 85 / len(matrix)
    path = page.beginPath()
    for row, cells in enumerate(matrix):
        for column, dark in enumerate(cells):
            if dark:
                path.rect(50 + column * unit, 50 + (len(matrix) - 1 - row) * unit, unit, unit)
    page.drawPath(path, fill=1, stroke=0)
    page.showPage()
    page.save()


def _signer() -> signers.SimpleSigner:
    pem = (seal.folder() / "seal.pem").read_bytes()
    key = serialization.load_pem_private_key(pem, None)
    own, authority = (
        x509.Certificate.load(load_pem_x509_certificate(text).public_bytes(serialization.Encoding.DER))
        for text in (pem, (seal.folder() / "ca.crt").read_bytes())
    )
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=own,
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore.from_certs([authority]),
    )
