"""Payloads as certificates.payload freezes them."""

from __future__ import annotations

from typing import Any

TITLES = {
    "vi": "Công nghệ tế bào gốc trung mô: từ mô đến lô sản phẩm",
    "en": "Mesenchymal stem cell technology: from tissue to product lot",
    "ja": "間葉系幹細胞の製造技術：組織から製品ロットまで",
}
LONG_NAME = "Nguyễn Phước Quý Bảo Châu Tôn Nữ Hoàng Phượng Quỳnh Như Ngọc"


def activity(**changes: Any) -> dict[str, Any]:
    return {
        "form": "Khóa đào tạo, bồi dưỡng ngắn hạn",
        "titles": TITLES,
        "responsible": "Viện Công nghệ Tế bào Mescells",
        "from": "2026-05-04",
        "to": "2026-06-12",
        "periods": "16",
        "hours": "16",
        **changes,
    }


def form_a(**changes: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "kind": "cme",
        "form": "TT32-A",
        "template": 1,
        "heading": "Giấy chứng nhận",
        "subheading": "",
        "number": "0417/2026/CME-MSC",
        "code": "7K4Q-2W9D-MX3T",
        "url": "http://127.0.0.1:8000/verify/7K4Q-2W9D-MX3T/",
        "host": "127.0.0.1:8000/verify",
        "issuer": {
            "parent": {"vi": "Hệ thống Y học tái tạo và Trị liệu tế bào Mescells"},
            "name": {"vi": "Viện Công nghệ Tế bào và Y học tái tạo Mescells"},
            "place": {"vi": "Hà Nội"},
        },
        "person": {
            "address": "Bà",
            "title": "BS.",
            "name": "Trần Minh Khuê",
            "kanji": "",
            "born_on": "1991-08-17",
            "born_year": None,
            "workplace": "Viện Mescells",
            "licence": "001234/HNO-GPHN",
        },
        "activities": [activity()],
        "hours": "16",
        "from": "2026-05-04",
        "to": "2026-06-12",
        "issued_on": "2026-06-15",
        "decision": {"number": "120/QĐ-VCN", "on": "2026-06-13"},
        "signer": {"title": "VIỆN TRƯỞNG", "on_behalf": "", "name": "GS.TS. Hoàng Việt An", "stamp": "H.V.A"},
        "signed_at": "2026-06-15T01:20:00+00:00",
        "signed_text": "15/06/2026 08:20 GMT+7",
        "evidence": [{"label": "Học", "value": "14/14 bài"}, {"label": "Kiểm tra", "value": "92/100 điểm"}],
        "note": "",
        "valid_to": None,
        **changes,
    }


def competence(**changes: Any) -> dict[str, Any]:
    subject = {
        "titles": {"vi": "Cấy chuyền tế bào gốc", "en": "Passage of stem cells", "ja": "幹細胞の継代"},
        "reference": "MSC-SOP-CUL-003, bản 3",
    }
    return form_a(
        **{
            "kind": "competence",
            "form": "NL",
            "subheading": "Năng lực thực hành",
            "statement": "đủ năng lực thực hiện",
            "subject": subject,
            "valid_to": "2028-06-12",
            **changes,
        }
    )
