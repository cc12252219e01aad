"""The printed statement: question, answer, reasons, proof and signatures, under the seal."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import Any

from django.utils import translation

from certificates.seal.check import verify_pdf
from inspection.pdf.statement import draw_statement
from qualification.acts import Node
from qualification.enums import Status
from qualification.evidence import Demand, Explanation
from qualification.reasons import Reason
from qualification.status import Qualification
from sops.models import Sop
from staff.models import Person, Signature

DAY = dt.date(2026, 6, 15)
KNOWN = dt.datetime(2026, 6, 15, 10, 0, tzinfo=dt.UTC)


def statement(status: Status, spine: list[Node], **changed: Any) -> tuple[bytes, str]:
    """The sealed file, and its text as another program reads it."""
    reasons = (Reason("runs_missing", done=1, of=3),) if status == Status.NOT_TRAINED else ()
    answer = Qualification(1, 1, status, 2, 3, dt.date(2028, 6, 1), reasons, ())
    sop = Sop(number="MSC-SOP-CUL-003", stage="CUL", titles={"en": "Passage", "vi": "Cấy chuyền"})
    found = Explanation(
        Person(full_name="Lê Thảo Vy"),
        sop,
        DAY,
        KNOWN,
        answer,
        spine,
        [],
        [],
        [Demand("Cell culture", "practical", DAY)],
    )
    signature = Signature(
        printed_name="Ngô Thùy Dương",
        printed_role="QA",
        meaning="qualification",
        subject_name="v2",
        signed_at=KNOWN,
        method="password",
    )
    context = {
        "found": found,
        "state": str(status),
        "signatures": [signature],
        "holder": "Viện Mescells",
        "authority": "ab" * 32,
        "made_at": KNOWN,
        "made_by": "Lưu Vĩnh Hòa",
        **changed,
    }
    with translation.override("en"):
        data = draw_statement(context)
    text = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return data, " ".join(text.split())


def node(n: int) -> Node:
    return Node("run", [str(n)], DAY, KNOWN, f"Supervised run {n}", ["assessor: Satō"], hashes=[f"{n:064x}"])


def test_statement_is_sealed_by_the_institution():
    assert verify_pdf(statement(Status.VALID, [])[0]).good


def test_statement_gives_question_answer_proof_and_signatures():
    _data, text = statement(Status.VALID, [node(1), node(2)])

    for words in (
        "State at the end of 15 Jun 2026, as known at 15 Jun 2026 17:00 (GMT+7)",
        "MSC-SOP-CUL-003 v2",
        "Qualified · valid until 1 Jun 2028",
        "Version in force that day: v3",
        "Required of Cell culture since 15 Jun 2026: practical",
        f"SHA-256 {2:064x}",
        "Ngô Thùy Dương, QA",
        "python3 verify.py",
    ):
        assert words in text
    assert text.index("Supervised run 1") < text.index("Supervised run 2")


def test_who_may_not_work_has_reasons_and_no_last_day():
    _data, text = statement(Status.NOT_TRAINED, [])

    assert "1 of 3 supervised runs done." in text
    assert "valid until" not in text
    assert "No act is on record by that day." in text


def test_long_proof_goes_on_over_sheets_each_with_its_foot():
    _data, text = statement(Status.VALID, [node(n) for n in range(80)])

    pages = [n for n in range(1, 9) if f"Page {n}" in text]
    assert pages == list(range(1, len(pages) + 1))
    assert len(pages) > 1
    assert text.count("Lê Thảo Vy · MSC-SOP-CUL-003 · 15 Jun 2026") >= len(pages)
