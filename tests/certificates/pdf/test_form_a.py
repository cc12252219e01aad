"""Form A as the circular words it."""

from __future__ import annotations

from certificates.pdf import render
from tests.certificates.pdf.reading import flat
from tests.factories.payloads import TITLES, activity, form_a


def test_form_a_holds_the_legal_block_in_its_order():
    text = flat(render(form_a()))
    lines = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập – Tự do – Hạnh phúc",
        "GIẤY CHỨNG NHẬN",
        "THAM GIA CẬP NHẬT KIẾN THỨC Y KHOA LIÊN TỤC",
        "TRONG KHÁM BỆNH, CHỮA BỆNH",
        "Chứng nhận: Bà BS. Trần Minh Khuê",
        "Sinh ngày: 17/08/1991",
        "Đơn vị công tác: Viện Mescells",
        "Đã hoàn thành cập nhật kiến thức y khoa liên tục với các nội dung sau:",
        "Hình thức: Khóa đào tạo, bồi dưỡng ngắn hạn",
        f"Nội dung: {TITLES['vi']}",
        "Đơn vị/cá nhân chịu trách nhiệm: Viện Công nghệ Tế bào Mescells",
        "Thời gian: từ ngày 04/05/2026 đến ngày 12/06/2026",
        "Số tiết: 16",
        "Quy đổi tương đương: 16 giờ tín chỉ (Mười sáu giờ tín chỉ)",
        "Tổng số tiết đào tạo liên tục từ ngày 04/05/2026 đến ngày 12/06/2026: 16 giờ tín chỉ",
        "Hà Nội, ngày 15 tháng 6 năm 2026",
        "VIỆN TRƯỞNG",
        "GS.TS. Hoàng Việt An",
    ]
    assert [line for line in lines if line not in text] == []
    assert [text.index(line) for line in lines] == sorted(text.index(line) for line in lines)


def test_form_a_holds_number_head_and_japanese_title():
    text = flat(render(form_a()))
    assert "Số: 0417/2026/CME-MSC" in text
    assert "HỆ THỐNG Y HỌC TÁI TẠO VÀ TRỊ LIỆU TẾ BÀO MESCELLS" in text
    assert TITLES["ja"] in text
    assert "hết hạn" not in text


def test_form_a_with_several_activities_is_a_table_with_its_sum():
    hours = [("16", "16"), ("1.5", "1,5"), ("3", "03")]
    text = flat(render(form_a(activities=[activity(hours=value) for value, _shown in hours], hours="20.5")))
    assert "STT" in text
    assert "Tổng cộng 20,5" in text
    assert "Quy đổi tương đương" not in text
    assert "đến ngày 12/06/2026: 20,5 giờ tín chỉ" in text


def test_year_of_birth_alone_and_a_deputy():
    person = form_a()["person"] | {"born_on": "", "born_year": 1983}
    signer = {"title": "PHÓ VIỆN TRƯỞNG", "on_behalf": "KT. VIỆN TRƯỞNG", "name": "TS. Lê Văn Tám", "stamp": "L.V.T"}
    text = flat(render(form_a(person=person, signer=signer)))
    assert "Sinh năm: 1983" in text
    assert "KT. VIỆN TRƯỞNG PHÓ VIỆN TRƯỞNG" in text
