"""Initial data of an installation: regimes, conversion rows and number patterns of docs/rules.md, all to be confirmed
by the institution ([D]).

Entered once, where there is none; from then on the rows are the institution's (R-34).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps as global_apps
from django.db import DEFAULT_DB_ALIAS

REGIMES: list[dict[str, Any]] = [
    {
        "code": "TT32",
        "names": {
            "vi": "Người hành nghề theo Thông tư 32/2023/TT-BYT",
            "en": "Licensed practitioner, Circular 32/2023/TT-BYT",
            "ja": "保健省通達32/2023号による免許保持者",
        },
        "hours": "120",
        "period_years": 5,
        "counts_from": dt.date(2024, 1, 1),
        "clause": "Luật KCB 15/2023/QH15 Đ22; TT 32/2023/TT-BYT",
    },
    {
        "code": "TT22-1",
        "names": {
            "vi": "Người hành nghề theo Thông tư 22/2013/TT-BYT (trước 2024)",
            "en": "Licensed practitioner before 2024, Circular 22/2013/TT-BYT",
            "ja": "2024年以前の免許保持者（保健省通達22/2013号）",
        },
        "hours": "48",
        "period_years": 2,
        "unit": "tiết",
        "clause": "TT 22/2013/TT-BYT",
    },
    {
        "code": "TT22-2",
        "names": {
            "vi": "Viên chức, nhân viên y tế khác theo Thông tư 22/2013/TT-BYT",
            "en": "Other health staff, Circular 22/2013/TT-BYT",
            "ja": "その他の保健医療職員（保健省通達22/2013号）",
        },
        "hours": "120",
        "period_years": 5,
        "minimum_per_year": "12",
        "unit": "tiết",
        "clause": "TT 22/2013/TT-BYT",
    },
    {
        "code": "DUOC",
        "names": {
            "vi": "Người hành nghề dược theo Luật Dược (chu kỳ 3 năm)",
            "en": "Pharmacy practitioner, Law on Pharmacy (3-year cycle)",
            "ja": "薬事法による薬剤師（3年周期）",
        },
        "hours": None,
        "period_years": 3,
        "clause": "Luật Dược",
    },
]

# form, activity, role, unit, hours per unit, cap, names
CONVERSIONS: list[tuple[str, str, str, str, str, str | None, dict[str, str]]] = [
    (
        "a",
        "short_course",
        "learner",
        "tiết",
        "1",
        None,
        {"vi": "Khóa ngắn hạn, học viên", "en": "Short course, learner", "ja": "短期コース、受講者"},
    ),
    (
        "a",
        "short_course",
        "lecturer",
        "tiết",
        "1",
        None,
        {"vi": "Khóa ngắn hạn, giảng viên", "en": "Short course, lecturer", "ja": "短期コース、講師"},
    ),
    (
        "a",
        "conference",
        "chair",
        "buổi",
        "2",
        None,
        {"vi": "Hội nghị, chủ tọa", "en": "Conference, chair", "ja": "学会、座長"},
    ),
    (
        "a",
        "conference",
        "speaker",
        "báo cáo",
        "2",
        None,
        {"vi": "Hội nghị, báo cáo viên", "en": "Conference, speaker", "ja": "学会、発表者"},
    ),
    (
        "a",
        "conference",
        "delegate",
        "buổi",
        "1.5",
        None,
        {"vi": "Hội nghị, đại biểu", "en": "Conference, delegate", "ja": "学会、参加者"},
    ),
    (
        "b",
        "procedure",
        "head",
        "quy trình",
        "5",
        None,
        {
            "vi": "Quy trình chuyên môn, trưởng hoặc phó ban",
            "en": "Professional procedure, head or deputy",
            "ja": "専門手順書、責任者・副責任者",
        },
    ),
    (
        "b",
        "procedure",
        "member",
        "quy trình",
        "2",
        None,
        {"vi": "Quy trình chuyên môn, thành viên", "en": "Professional procedure, member", "ja": "専門手順書、委員"},
    ),
    (
        "b",
        "legal_text",
        "head",
        "văn bản",
        "5",
        None,
        {
            "vi": "Văn bản pháp luật, trưởng hoặc phó ban",
            "en": "Legal text, head or deputy",
            "ja": "法令文書、責任者・副責任者",
        },
    ),
    (
        "b",
        "legal_text",
        "member",
        "văn bản",
        "3",
        None,
        {"vi": "Văn bản pháp luật, thành viên", "en": "Legal text, member", "ja": "法令文書、委員"},
    ),
    ("c", "teaching", "lecturer", "tiết", "1", None, {"vi": "Giảng dạy", "en": "Teaching", "ja": "講義"}),
    (
        "c",
        "science_task",
        "lead_state",
        "đề tài",
        "12",
        None,
        {
            "vi": "Chủ nhiệm đề tài cấp Nhà nước, bộ, tỉnh",
            "en": "Lead of a State, ministry or province task",
            "ja": "国・省・省級課題の主任",
        },
    ),
    (
        "c",
        "science_task",
        "lead_facility",
        "đề tài",
        "8",
        None,
        {"vi": "Chủ nhiệm đề tài cấp cơ sở", "en": "Lead of a facility task", "ja": "施設課題の主任"},
    ),
    (
        "c",
        "science_task",
        "member",
        "đề tài",
        "4",
        None,
        {"vi": "Thành viên đề tài", "en": "Member of a science task", "ja": "課題の構成員"},
    ),
    (
        "c",
        "paper_international_main",
        "author",
        "bài",
        "8",
        None,
        {"vi": "Bài báo quốc tế, tác giả chính", "en": "International paper, main author", "ja": "国際論文、主著者"},
    ),
    (
        "c",
        "paper_international",
        "author",
        "bài",
        "2",
        None,
        {"vi": "Bài báo quốc tế, đồng tác giả", "en": "International paper, co-author", "ja": "国際論文、共著者"},
    ),
    (
        "c",
        "paper_domestic_main",
        "author",
        "bài",
        "4",
        None,
        {"vi": "Bài báo trong nước, tác giả chính", "en": "Domestic paper, main author", "ja": "国内論文、主著者"},
    ),
    (
        "c",
        "paper_domestic",
        "author",
        "bài",
        "1",
        None,
        {"vi": "Bài báo trong nước, đồng tác giả", "en": "Domestic paper, co-author", "ja": "国内論文、共著者"},
    ),
    (
        "c",
        "thesis_supervision",
        "supervisor",
        "luận văn",
        "4",
        None,
        {"vi": "Hướng dẫn luận văn", "en": "Thesis supervision", "ja": "修士論文指導"},
    ),
    (
        "c",
        "dissertation_supervision",
        "supervisor",
        "năm",
        "4",
        None,
        {"vi": "Hướng dẫn luận án, mỗi năm", "en": "Dissertation supervision, per year", "ja": "博士論文指導、1年ごと"},
    ),
    (
        "c",
        "council",
        "chair",
        "hội đồng",
        "3",
        None,
        {"vi": "Hội đồng, chủ tịch", "en": "Council, chair", "ja": "審議会、議長"},
    ),
    (
        "c",
        "council",
        "reviewer",
        "hội đồng",
        "2",
        None,
        {"vi": "Hội đồng, thư ký hoặc phản biện", "en": "Council, secretary or reviewer", "ja": "審議会、書記・査読者"},
    ),
    (
        "c",
        "council",
        "member",
        "hội đồng",
        "1",
        None,
        {"vi": "Hội đồng, thành viên", "en": "Council, member", "ja": "審議会、委員"},
    ),
    (
        "d",
        "case_discussion",
        "member",
        "buổi",
        "1",
        None,
        {"vi": "Sinh hoạt chuyên môn", "en": "Case discussion", "ja": "症例検討会"},
    ),
    (
        "d",
        "degree_study",
        "student",
        "năm",
        "24",
        "24",
        {
            "vi": "Học chương trình cấp văn bằng, mỗi năm",
            "en": "Studying for a degree, per year",
            "ja": "学位課程での学修、1年ごと",
        },
    ),
]

CONVERSION_CLAUSE = "TT 32/2023/TT-BYT, Phụ lục I [D]"
BEGIN = dt.date(2013, 9, 25)  # entry into force of TT 22/2013; earlier activities do not exist here

PATTERNS: list[dict[str, Any]] = [
    {"form": "TT32-A", "template": "{seq:04}/{year}/{course}", "scope": "year"},
    {"form": "NL", "template": "NL-{seq:04}/{year}", "scope": "year"},
]


def begin(*, using: str = DEFAULT_DB_ALIAS, apps: Any = global_apps, **kwargs: object) -> None:
    """Enters these rows after a migration, or after every table was emptied, if no regime exists.

    `apps`: the models as migrated so far.
    """
    try:
        regimes, conversions, patterns = (
            apps.get_model("certificates", name) for name in ("CmeRegime", "ConversionRow", "NumberPattern")
        )
    except LookupError:
        return  # migrated back to before these tables
    if regimes.objects.using(using).exists():
        return
    made = {row["code"]: regimes.objects.using(using).create(**row) for row in REGIMES}
    conversions.objects.using(using).bulk_create(
        conversions(
            regime=made["TT32"], activity=activity, role=role, form=form, unit=unit, hours=hours, cap=cap, names=names,
            clause=CONVERSION_CLAUSE, valid_from=BEGIN,
        )
        for form, activity, role, unit, hours, cap, names in CONVERSIONS
    )  # fmt: skip
    patterns.objects.using(using).bulk_create(patterns(unit=None, valid_from=BEGIN, **row) for row in PATTERNS)
