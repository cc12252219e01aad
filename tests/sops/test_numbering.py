"""Document numbers by the pattern of the institution."""

from __future__ import annotations

import pytest
from django.utils import translation

from core import clock
from core.errors import Refused
from sops.enums import Stage
from sops.numbering import next_numbers, stage_in, stage_of
from staff.models import InstitutionValue
from staff.values import set_value
from tests.factories import sops as docs
from tests.factories import staff as make


def pattern(text: str) -> None:
    set_value("sop_number", text, by=make.user("admin"), valid_from=clock.today(), reason="x")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "stage"),
    [
        ("MSC-SOP-ISO-001", "ISO"),
        ("msc-sop-qc-12", "QC"),
        ("MSC-SOP-XXX-001", ""),
        ("MSC-SOP-ISO", ""),
        ("A-MSC-SOP-ISO-001", ""),
        ("", ""),
    ],
)
def test_a_number_tells_its_stage(number: str, stage: str) -> None:
    assert stage_of(number) == stage


@pytest.mark.parametrize(
    ("number", "stage"),
    [("SOP-ISO-001", "ISO"), ("MTF-CUL-207", "CUL"), ("ISO-QC-1", ""), ("SOP-001", ""), ("ISOLATION-1", ""), ("", "")],
)
def test_a_number_of_the_sending_unit_may_name_a_stage(number: str, stage: str) -> None:
    assert stage_in(number) == stage


@pytest.mark.django_db
def test_the_next_number_follows_every_one_ever_taken() -> None:
    for number in ("MSC-SOP-ISO-001", "MSC-SOP-ISO-007", "MSC-SOP-QC-099", "OTHER-ISO-500"):
        docs.sop(number)
    found = next_numbers()

    assert (found["ISO"], found["QC"], found["CRY"], set(found)) == (
        "MSC-SOP-ISO-008",
        "MSC-SOP-QC-100",
        "MSC-SOP-CRY-001",
        set(Stage.values),
    )


@pytest.mark.django_db
def test_another_pattern_of_the_institution_counts_too() -> None:
    pattern("{stage}-{seq}")
    docs.sop("ISO-4")

    assert (stage_of("ISO-4"), next_numbers()["ISO"]) == ("ISO", "ISO-5")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "SOP-{seq:03}",
        "{stage}-{stage}-{seq}",
        "{stage",
        "{bad",
        "{stage}-{seq:>9}",
        "{stage!r}-{seq}",
        "{0}-{seq}",
        "SOP",
        "{stage}/{seq}",  # no document may have such a number
    ],
)
def test_a_pattern_that_cannot_number_documents_is_refused_and_where_one_stands_suggests_nothing(text: str) -> None:
    with translation.override("en"), pytest.raises(Refused, match=r"The pattern holds \{stage\}"):
        pattern(text)
    by = make.person()
    InstitutionValue.objects.create(
        key="sop_number", value=text, valid_from=clock.today(), reason="x", by=by, recorded_at=clock.now()
    )

    assert (stage_of("MSC-SOP-ISO-001"), next_numbers()) == ("", {})
