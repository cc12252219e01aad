from __future__ import annotations

import subprocess
import unicodedata

import pytest

from certificates.pdf import render
from core.pdf import GlyphMissing
from tests.certificates.pdf.reading import flat, run
from tests.factories.payloads import LONG_NAME, TITLES, activity, competence, form_a


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
