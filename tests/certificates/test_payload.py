"""What a certificate freezes, from the snapshot of the completion and the person as of the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from certificates.payload import (
    DEMO_NOTE,
    Decision,
    Frame,
    Signer,
    frame_facts,
    of_completion,
    of_confirmation,
    person_facts,
)
from courses.models import CourseCompletion
from qualification.models import Confirmation
from staff.models import Licence, Person, Unit
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)
SNAPSHOT: dict[str, Any] = {
    "course": {
        "code": "CME-MSC",
        "titles": {"vi": "Công nghệ", "en": "", "ja": "技術"},
        "theory_periods": "10.00",
        "practice_periods": "6.50",
        "credit_hours": "16.50",
        "lessons": ["l01", "l02"],
    },
    "class": {"code": "K01", "starts_on": "2026-05-04", "ends_on": "2026-06-12", "attended_periods": "13.50"},
    "started_on": "2026-05-01",
    "completed_on": "2026-06-10",
    "quiz": {"points": "92.00", "max": "100", "on": "2026-06-09"},
    "practice": {"on": "2026-06-10"},
}


def frame(**changed: Any) -> Frame:
    unit = Unit(names={"vi": "Viện Mescells", "en": "Mescells"}, parent_line={"vi": "Hệ thống"}, city={"vi": "Hà Nội"})
    values = {
        "number": "0417/2026/CME-MSC",
        "code": "7K4Q-2W9D-MX3T",
        "issuer": unit,
        "person": make.person("Trần Minh Khuê"),
        "signer": Signer(title="VIỆN TRƯỞNG", name="GS.TS. Hoàng Việt An", stamp="H.V.A"),
        "issued_on": DAY,
        "signed_at": dt.datetime(2026, 6, 14, 17, 20, tzinfo=dt.UTC),
        "decision": Decision("120/QĐ-VCN", dt.date(2026, 6, 13)),
        **changed,
    }
    return Frame(**values)


def completed(**changed: Any) -> CourseCompletion:
    made = CourseCompletion(pk=7, sha256="a" * 64)
    made.snapshot = {**SNAPSHOT, **changed}
    return made


def test_form_a_is_written_from_the_snapshot():
    made = of_completion(completed(), frame())

    assert made["subject"] == {
        "titles": {"vi": "Công nghệ", "en": "Công nghệ", "ja": "技術"}, "reference": "CME-MSC K01", "code": "CME-MSC",
    }  # fmt: skip
    assert made["activities"] == [
        {
            "form": "Khóa đào tạo, bồi dưỡng ngắn hạn",
            "titles": made["subject"]["titles"],
            "responsible": "Viện Mescells",
            "from": "2026-05-04",
            "to": "2026-06-12",
            "periods": "16.5",
            "hours": "16.5",
        }
    ]
    assert (made["hours"], made["from"], made["to"], made["valid_to"]) == ("16.5", "2026-05-04", "2026-06-12", None)
    assert made["source"] == {"completion": 7, "sha256": "a" * 64, "class": "K01"}


def test_evidence_is_what_the_course_asked_for():
    shown = [(node["kind"], node["value"], node["on"]) for node in of_completion(completed(), frame())["evidence"]]

    assert shown == [
        ("lessons", "2/2 bài", "2026-06-10"),
        ("attendance", "13,5/16,5 tiết", "2026-06-12"),
        ("quiz", "92/100 điểm", "2026-06-09"),
        ("practice", "đạt", "2026-06-10"),
    ]
    alone = {**SNAPSHOT["course"], "lessons": []}
    assert of_completion(completed(course=alone, quiz=None, practice=None, **{"class": {}}), frame())["evidence"] == []


def test_class_that_still_runs_ends_on_the_day_the_course_was_complete():
    """Never a day to come."""
    issued = [of_completion(completed(), frame(issued_on=dt.date(2026, 6, day)))["to"] for day in (11, 12)]

    assert issued == ["2026-06-10", "2026-06-12"]


def test_self_study_counts_from_its_first_day():
    made = of_completion(completed(**{"class": {}}), frame())

    assert (made["from"], made["to"], made["subject"]["reference"]) == ("2026-05-01", "2026-06-10", "CME-MSC")


@pytest.mark.parametrize("valid_to", [dt.date(2028, 6, 12), None])
def test_competence_names_version_and_last_day(valid_to):
    version = facts.version(facts.sop("MSC-SOP-CUL-003"), DAY, number=3)
    version.content = '{"title": {"ja": "継代"}}'
    confirmation = Confirmation(pk=5, version=version, qualified_from=DAY, valid_to=valid_to, sha256="b" * 64)

    made = of_confirmation(confirmation, frame())

    assert made["subject"]["reference"] == "MSC-SOP-CUL-003, bản 3"
    assert made["subject"]["titles"] == {"vi": "継代", "en": "継代", "ja": "継代"}
    assert (made["hours"], made["to"], made["valid_to"]) == (None, None, valid_to.isoformat() if valid_to else None)


def test_moment_of_signing_is_frozen_in_utc_and_as_printed_at_the_site(settings):
    settings.SITE_URL = "https://mescells.example"

    made = frame_facts(frame())

    assert (made["signed_at"], made["signed_text"]) == ("2026-06-14T17:20:00+00:00", "15/06/2026 00:20 GMT+7")
    assert made["url"] == "https://mescells.example/verify/7K4Q-2W9D-MX3T/"
    assert made["host"] == "mescells.example/verify"
    assert made["decision"] == {"number": "120/QĐ-VCN", "on": "2026-06-13"}
    assert frame_facts(frame(decision=Decision()))["decision"] == {"number": "", "on": None}


def test_demonstration_says_so_on_the_sheet():
    assert [frame_facts(frame(demonstration=demo))["note"] for demo in (False, True)] == ["", DEMO_NOTE]


def test_person_is_printed_with_the_licence_of_the_day_and_no_personal_number():
    unit = make.unit(names={"vi": "Phòng sạch"})
    who = make.person("Trần Minh Khuê", titles={"vi": "BS."}, formal_address="Bà", born_year=1991, unit=unit)
    Licence.objects.create(person=who, kind="GPHN", number="1/HNO", valid_from=dt.date(2020, 1, 1), valid_to=DAY)
    Licence.objects.create(person=who, kind="GPHN", number="2/HNO", valid_from=DAY + dt.timedelta(days=1))

    assert person_facts(who, DAY) == {
        "address": "Bà",
        "title": "BS.",
        "name": "Trần Minh Khuê",
        "kanji": "",
        "born_on": "",
        "born_year": 1991,
        "workplace": "Phòng sạch",
        "licence": "1/HNO",
    }
    assert person_facts(who, DAY + dt.timedelta(days=1))["licence"] == "2/HNO"


def test_day_of_birth_makes_the_year_alone_unneeded():
    who = Person(full_name="Lê Văn Tám", born_on=dt.date(1991, 8, 17), born_year=1990, workplace="Bệnh viện An Thọ")
    who.save()

    shown = person_facts(who, DAY)

    assert (shown["born_on"], shown["born_year"], shown["workplace"]) == ("1991-08-17", None, "Bệnh viện An Thọ")
