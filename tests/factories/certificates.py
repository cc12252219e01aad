"""Issuers, directors, completed courses, certificates: through the domain functions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from certificates.domain.credit import claim_credit, conversion_on
from certificates.domain.issue import issue_certificate
from certificates.models import Certificate, CreditClaim
from certificates.payload import Decision
from core import clock
from courses.domain.catalogue import create_course
from courses.domain.classes import add_document, enrol, open_class, record_attendance
from courses.domain.completion import mark_lesson_done
from courses.models import CourseCompletion, CoursePage
from courses.queries import lessons_of
from staff.models import Person, Unit, User
from tests.factories import staff as make

CODE = "CME-MSC"
TITLES = {
    "vi": "Công nghệ tế bào gốc trung mô: từ mô đến lô sản phẩm",
    "en": "Mesenchymal stem cell technology: from tissue to product lot",
    "ja": "間葉系幹細胞の製造技術：組織から製品ロットまで",
}


def issuer() -> Unit:
    found = Unit.objects.filter(cme_issuer=True).first()
    return found or make.unit(
        names={"vi": "Viện Công nghệ Tế bào Mescells", "en": "Mescells Institute", "ja": "メセルズ研究所"},
        parent_line={"vi": "Hệ thống Y học tái tạo Mescells"},
        city={"vi": "Hà Nội", "en": "Hanoi", "ja": "ハノイ"},
        cme_issuer=True,
        cme_unit_code="MH01",
    )


def director(duty: str = "director", **fields: Any) -> User:
    """An account that may sign certificates, appointed."""
    issuer()
    position = {"director": "Viện trưởng", "deputy_director": "Phó Viện trưởng"}.get(duty, "")
    who = make.person("Hoàng Việt An", titles={"vi": "GS.TS."}, positions={"vi": position} if position else {})
    user = make.user("director", person=who, **fields)
    if duty:
        make.appointment(who, duty)
    return user


def completion(
    who: User | None = None,
    *,
    course: CoursePage | None = None,
    attended: Decimal | None = Decimal(16),
    at: dt.datetime | None = None,
) -> CourseCompletion:
    """A course completed in a class that ended today, with its decision to issue; `attended=None`:
    by self-study, without a class.
    """
    who = who or learner()
    at = at or clock.now()
    day = clock.site_date(at)
    course = course or CoursePage.objects.filter(code=CODE).first() or course_of(CODE)
    if attended is not None:
        group = course.classes.first()
        if group is None:
            group = open_class(
                course, code="K01", starts_on=day - dt.timedelta(days=30), ends_on=day, by=make.one("trainer")
            )
            add_document(group, kind="issue", number="030/QĐ-VCN", day=day, by=make.one("trainer"))
        record_attendance(
            enrol(group, who.person, by=make.one("trainer")), periods=attended, by=make.one("trainer"), at=at
        )
    for lesson in lessons_of(course):
        mark_lesson_done(lesson, by=who, at=at)
    return CourseCompletion.objects.select_related("course", "person", "course_class").get(
        person=who.person, course=course
    )


def course_of(code: str, hours: int = 16, **more: Any) -> CoursePage:
    """A course of one lesson, ten periods of theory and six of practice."""
    lesson = {"key": "l01", "titles": TITLES, "summaries": {}, "body": [{"type": "paragraph", "value": "Nội dung."}]}
    module = {"key": "m1", "title": TITLES, "theory": Decimal(10), "practice": Decimal(6), "lessons": [lesson]}
    fields = {"theory_periods": Decimal(10), "practice_periods": Decimal(6), "credit_hours": Decimal(hours)}
    return create_course(
        slug=code.lower(), code=code, titles=TITLES, modules=[module], by=make.one("trainer"), **fields, **more
    )


def learner(name: str = "Trần Minh Khuê", **fields: Any) -> User:
    who = make.person(
        name, **{"titles": {"vi": "BS."}, "formal_address": "Bà", "born_on": dt.date(1991, 8, 17), **fields}
    )
    return make.user("learner", person=who)


def certificate(
    who: User | None = None, *, by: User | None = None, at: dt.datetime | None = None, **fields: Any
) -> Certificate:
    by = by or director()
    return issue_certificate(completion(who, at=at), by=by, proof=make.proof(by), at=at, **fields)


DECISION = Decision("030/QĐ-VCN", dt.date(2020, 1, 1))


def claim(
    person: Person, *, by: User | None = None, ended_on: dt.date | None = None, quantity: str = "8", **fields: Any
) -> CreditClaim:
    ended_on = ended_on or clock.today()
    row = conversion_on(ended_on, activity=fields.pop("activity", "short_course"), role=fields.pop("role", "learner"))
    assert row is not None
    own = User.objects.filter(person=person).first() or make.user("learner", person=person, can_sign=False)
    values = {
        "title": "Cấp cứu phản vệ",
        "organiser": "Bệnh viện An Thọ",
        "evidence": f"{CreditClaim.objects.count() + 1}/GCN",
        **fields,
    }
    return claim_credit(
        person, row=row, started_on=ended_on, ended_on=ended_on, quantity=Decimal(quantity), by=by or own, **values
    )
