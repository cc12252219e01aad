from __future__ import annotations

import subprocess
import unicodedata

import pytest

from certificates.pdf import render
from core.pdf import GlyphMissing
from tests.certificates.payloads import LONG_NAME, TITLES, activity, competence, form_a


def run(*command: str, data: bytes) -> str:
    return subprocess.run(command, input=data, capture_output=True, check=False).stdout.decode()


def flat(data: bytes) -> str:
    """Text in reading order, white space as one space."""
    return " ".join(run("pdftotext", "-", "-", data=data).split())


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


@pytest.mark.parametrize("make", [form_a, competence])
def test_long_texts_stay_inside_one_page(make):
    person = make()["person"] | {
        "name": LONG_NAME,
        "workplace": "Bệnh viện Đa khoa Trung ương Quốc tế Thành phố Hồ Chí Minh cơ sở 2 " * 2,
    }
    long = {"vi": TITLES["vi"] * 4, "en": TITLES["en"] * 4, "ja": TITLES["ja"] * 4}
    more = (
        {"activities": [activity(titles=long)]}
        if make is form_a
        else {"subject": {"titles": long, "reference": "MSC-SOP-CUL-003, bản 3"}}
    )
    data = render(make(person=person, **more))
    width, height = (
        float(part) for part in run("pdfinfo", "-", data=data).split("Page size:")[1].split("pts")[0].split("x")
    )
    words = [line for line in run("pdftotext", "-bbox", "-", "-", data=data).splitlines() if "<word" in line]
    ends = [
        (float(word.split('xMax="')[1].split('"')[0]), float(word.split('yMax="')[1].split('"')[0])) for word in words
    ]
    assert max(x for x, _y in ends) <= width
    assert max(y for _x, y in ends) <= height
    assert LONG_NAME in flat(data)
    assert "Pages:           1" in run("pdfinfo", "-", data=data)


def test_competence_shows_its_end_and_its_sop():
    text = flat(render(competence()))
    assert "Trần Minh Khuê" in text
    assert "MSC-SOP-CUL-003, bản 3, từ ngày 04/05/2026, có giá trị đến hết ngày 12/06/2028" in text
    assert "力量証明：幹細胞の継代" in text


@pytest.mark.parametrize("make", [form_a, competence])
def test_independent_tools_accept_seal_and_qr(make, tmp_path):
    payload = make()
    file = tmp_path / "sheet.pdf"
    file.write_bytes(render(payload))
    seal = run("pdfsig", str(file), data=b"")
    assert "Signature is Valid" in seal
    assert "Total document signed" in seal
    assert "ETSI.CAdES.detached" in seal
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", str(file), str(tmp_path / "sheet")], check=True)
    assert run("zbarimg", "-q", "--raw", str(tmp_path / "sheet.png"), data=b"").split() == [payload["url"]]


def test_decomposed_names_are_drawn_composed():
    person = form_a()["person"] | {"name": unicodedata.normalize("NFD", "Nguyễn Thị Thu Hiền")}
    assert "Nguyễn Thị Thu Hiền" in flat(render(form_a(person=person)))


def test_a_name_that_cannot_be_printed_is_refused():
    with pytest.raises(GlyphMissing):
        render(form_a(person=form_a()["person"] | {"name": "𠮷野"}))
