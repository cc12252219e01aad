"""SOPs in force, quizzes, courses, checklists: through the domain functions where there is one."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from core import clock
from core.canonical import canonical, sha256
from courses.domain.attempts import save_answer, start_attempt, submit_attempt
from courses.domain.catalogue import create_course
from courses.domain.checklists import create_checklist
from courses.domain.quizzes import create_quiz
from courses.grading import right_answer
from courses.models import Attempt, Checklist, CoursePage, Quiz, Submission
from sops.models import Acknowledgement, Release, Sop, SopVersion
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import User
from tests.factories import staff as people

_count = itertools.count(1)


def text(words: str) -> dict[str, str]:
    return {"vi": words, "en": f"{words} (en)", "ja": f"{words}（日）"}


BLOCKS: list[dict[str, Any]] = [
    {"id": "s6", "type": "section", "level": 1, "title": text("Các bước")},
    {
        "id": "s6b1",
        "type": "step",
        "level": 1,
        "title": text("Ủ enzyme"),
        "text": text("Ủ ở 37 °C."),
        "parameters": [
            {"id": "p1", "name": text("Nhiệt độ"), "comparator": "±", "value": "37", "tolerance": "0.5", "unit": "°C"},
            {"id": "p2", "name": text("Thời gian"), "comparator": "range", "low": "30", "high": "45", "unit": "min"},
        ],
    },
    {
        "id": "s6b2",
        "type": "step",
        "level": 1,
        "title": text("Lọc"),
        "text": text("Lọc qua lưới 100 µm."),
        "parameters": [],
    },
]


def released(
    sop: Sop | None = None,
    *,
    effective_on: dt.date | None = None,
    blocks: list[dict[str, Any]] | None = None,
    at: dt.datetime | None = None,
) -> SopVersion:
    """A released version with the next number, in force from `effective_on` (a year ago)."""
    at = at or clock.now()
    if sop is None:
        number = f"MSC-SOP-ISO-{next(_count):03}"
        sop = Sop.objects.create(number=number, stage="ISO", titles=text("Phân lập"), created_at=at)
    number = sop.releases.count() + 1
    content = canonical(
        {
            "schema": 1,
            "number": sop.number,
            "title": sop.titles,
            "source": {},
            "blocks": blocks or BLOCKS,
            "edition": number,
        }
    )
    approver = people.user("qa_approver")
    version = SopVersion.objects.create(
        sop=sop,
        content=content,
        sha256=sha256(content),
        source_sha256=sha256(content),
        languages=["ja", "vi", "en"],
        author=people.person(),
        submitted_at=at,
    )
    signature = sign(
        version, by=approver, proof=people.proof(approver), meaning=Meaning.APPROVAL, content_hash=version.sha256, at=at
    )
    effective_on = effective_on or clock.site_date(at) - dt.timedelta(days=365)
    Release.objects.create(
        version=version,
        sop=sop,
        number=number,
        effective_on=effective_on,
        approved_by=approver.person,
        approved_at=at,
        signature=signature,
    )
    return SopVersion.objects.select_related("release", "sop").get(pk=version.pk)


def read(version: SopVersion, who: User, at: dt.datetime | None = None) -> Acknowledgement:
    """`who` has read and signed `version`."""
    at = at or clock.now()
    signature = sign(version, by=who, proof=people.proof(who), meaning=Meaning.READ, content_hash=version.sha256, at=at)
    return Acknowledgement.objects.create(
        person=who.person,
        version=version,
        language="vi",
        happened_on=clock.site_date(at),
        recorded_at=at,
        signature=signature,
    )


def questions(n: int = 5, sop: Sop | None = None) -> list[dict[str, Any]]:
    """One question of each kind in turn."""
    about = {
        "sop": sop.number if sop else None,
        "block": "s6b1",
        "topic": text("Ủ enzyme"),
        "explanation": text("Xem bước 1."),
    }
    kinds: list[dict[str, Any]] = [
        {"type": "single", "options": [{"id": i, "correct": i == "a", "text": text(i)} for i in "abcd"]},
        {"type": "multiple", "options": [{"id": i, "correct": i in "ab", "text": text(i)} for i in "abcd"]},
        {"type": "true_false", "answer": False},
        {"type": "numeric", "answer": {"value": "0.5", "tolerance": "0.02", "unit": "mL"}},
        {"type": "ordering", "items": [{"id": f"i{i}", "text": text(f"Việc {i}")} for i in range(1, 5)]},
        {"type": "matching", "pairs": [{"left": text(f"L{i}"), "right": text(f"R{i}")} for i in range(1, 4)]},
        {"type": "short_answer", "accepted": {"vi": ["xanh trypan"]}},
    ]
    return [{"id": f"q{i + 1}", "text": text(f"Câu hỏi {i + 1}?"), **about, **kinds[i % len(kinds)]} for i in range(n)]


def quiz(version: SopVersion | None = None, n: int = 5, **rules: Any) -> Quiz:
    """A quiz on the SOP of `version`, or a final quiz."""
    sop = version.sop if version else None
    values = {
        "time_limit_min": 10,
        "languages": ["vi", "en", "ja"],
        "sop_version": version.release.number if version else None,
    }
    return create_quiz(
        slug=f"quiz-{next(_count)}",
        titles=text("Bài kiểm tra"),
        kind="sop" if sop else "final",
        sop=sop,
        questions=questions(n, sop),
        by=people.one("trainer"),
        **{**values, **rules},
    )


def answer_all(attempt: Attempt, who: User, *, wrong: int = 0, at: dt.datetime | None = None) -> None:
    """Answer every question rightly, but leave the last `wrong` unanswered."""
    asked = attempt.asked
    for question in asked[: len(asked) - wrong]:
        save_answer(attempt, question["key"], right_answer(question), by=who, at=at)


def passed(of: Quiz, who: User, *, wrong: int = 0, at: dt.datetime | None = None) -> Submission:
    attempt = start_attempt(of, by=who, at=at)
    answer_all(attempt, who, wrong=wrong, at=at)
    return submit_attempt(attempt, by=who, at=at)


LINES: list[dict[str, Any]] = [
    {
        "id": "l01",
        "block": "s6b1",
        "critical": True,
        "text": text("Ủ trong giới hạn"),
        "measures": [
            {
                "parameter": "p1",
                "name": text("Nhiệt độ"),
                "comparator": "±",
                "value": "37",
                "tolerance": "0.5",
                "unit": "°C",
            },
            {
                "parameter": "p2",
                "name": text("Thời gian"),
                "comparator": "range",
                "low": "30",
                "high": "45",
                "unit": "min",
            },
        ],
    },
    {"id": "l02", "block": "s6b2", "critical": False, "text": text("Lọc đúng lưới"), "measures": []},
    {"id": "l03", "block": "s6b2", "critical": False, "text": text("Không ép mô"), "measures": []},
    {"id": "l04", "block": "s6b2", "critical": False, "text": text("Thay lưới khi tắc"), "measures": []},
]


def checklist(version: SopVersion, **rules: Any) -> Checklist:
    values = {
        "slug": f"checklist-{next(_count)}",
        "titles": text("Đánh giá thực hành"),
        "lines": LINES,
        "sop_version": version.release.number,
    }
    return create_checklist(sop=version.sop, by=people.one("trainer"), **{**values, **rules})


def assessor(scope: Any = "all") -> User:
    who = people.user("assessor")
    people.appointment(who.person, "practical_assessor", scope=scope)
    return who


def course(lessons: int = 2, **fields: Any) -> CoursePage:
    n = next(_count)
    made = [
        {
            "key": f"l{i:02}",
            "titles": text(f"Bài {i}"),
            "summaries": {"en": f"Summary {i}"},
            "body": [{"type": "paragraph", "value": f"Nội dung bài {i}."}],
        }
        for i in range(1, lessons + 1)
    ]
    module = {"key": "m1", "title": text("Học phần"), "theory": Decimal(2), "practice": Decimal(0), "lessons": made}
    values = {"theory_periods": Decimal(10), "practice_periods": Decimal(6), "credit_hours": Decimal(16)}
    return create_course(
        slug=f"khoa-{n}",
        code=f"CME-{n}",
        titles=text(f"Khóa {n}"),
        modules=[module],
        by=people.one("trainer"),
        **{**values, **fields},
    )
