"""The matrix as a flat table: each row repeats the question and can be read alone."""

from __future__ import annotations

import datetime as dt

from django.utils import translation

from inspection.tables import COLUMNS, table
from tests.factories.matrices import cell, column, line, matrix

DAY = dt.date(2026, 6, 15)
KNOWN = dt.datetime(2026, 6, 15, 16, 59, 59, tzinfo=dt.UTC)


def test_row_says_question_person_document_and_answer():
    whole = matrix(
        [column("MSC-SOP-ISO-001", version=3)],
        [
            line(
                "Lê Thảo Vy",
                cell("expiring", held=2, valid_to=dt.date(2026, 7, 1)),
                pk=7,
                roles="Nuôi cấy",
                unit="Phòng sạch",
            )
        ],
    )

    with translation.override("en"):
        head, row = table(whole, DAY, KNOWN)

    assert dict(zip(COLUMNS, row, strict=True)) == {
        "as_of": "2026-06-15",
        "known_at": "2026-06-15T16:59:59+00:00",
        "person_id": "7",
        "person": "Lê Thảo Vy",
        "unit": "Phòng sạch",
        "job_roles": "Nuôi cấy",
        "sop": "MSC-SOP-ISO-001",
        "title": "MSC-SOP-ISO-001",
        "version_in_force": "3",
        "status": "expiring",
        "state": "Expiring soon",
        "version_held": "2",
        "valid_to": "2026-07-01",
        "reasons": "Valid until 1 Jul 2026, 16 days left.",
    }
    assert head == COLUMNS


def test_cell_where_nothing_is_required_has_no_row():
    whole = matrix([column("A-1"), column("A-2")], [line("Lê Thảo Vy", cell(), cell("valid", held=1))])

    assert [row[6] for row in table(whole, DAY, KNOWN)] == ["sop", "A-2"]


def test_what_is_not_known_is_an_empty_cell():
    whole = matrix([column("A-1", version=None)], [line("Lê Thảo Vy", cell("not_trained"))])

    row = dict(zip(COLUMNS, list(table(whole, DAY, KNOWN))[1], strict=True))

    assert [row[name] for name in ("unit", "version_in_force", "version_held", "valid_to", "reasons")] == [""] * 5
