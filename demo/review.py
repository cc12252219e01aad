"""QA reviews the audit trail of the previous quarter and signs the findings (R-33)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from demo.world import World
from inspection.domain.review import review_trail

CHAPTER = "review"
REVIEWER, DAY, FIRST, LAST = "duong", -70, -165, -75
FINDINGS = (
    "Đã đọc mọi dòng về cấp quyền, chữ ký không thành và sửa hồ sơ; "
    "đối chiếu ngẫu nhiên 30 dòng đào tạo với phiếu thực hành. "
    "Không thấy sửa không có lý do, không thấy quyền vượt phạm vi công việc."
)


def note_review(world: World) -> None:
    """Schedules one review, on the day after its quarter ended."""
    world.diary.note(DAY, "16:45", CHAPTER, partial(_review, world))


def _review(world: World, at: dt.datetime) -> None:
    first, last = world.calendar.date(FIRST), world.calendar.date(LAST)
    review_trail(
        by=world.users[REVIEWER], proof=world.proof(REVIEWER), first_day=first, last_day=last, findings=FINDINGS, at=at
    )
