"""Foreign HTML of a bank becomes text and checked pictures."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from core.errors import Refused
from courses.banks import read_bank
from courses.banks.markup import MAX_PICTURE, MAX_SIDE, picture, read_html


def test_markup_becomes_text_and_keeps_what_carries_meaning():
    bank = read_bank(
        (
            "::a::[html]<p>10<sup>6</sup> tế bào, CO<sub>2</sub> &lt; 5\\: "
            "<script>x()</script><b>đậm</b></p><p>hai</p>{=1<sup>st</sup> ~b}"
        ).encode(),
        format="gift",
    )
    (_line, question), *_rest = bank.questions

    assert question["text"] == {"vi": "10⁶ tế bào, CO₂ < 5: đậm\nhai"}
    assert question["options"][0]["text"] == {"vi": "1^(st)"}


def _file(form: str = "PNG", size: tuple[int, int] = (2, 2)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size).save(data, form)
    return data.getvalue()


@pytest.mark.parametrize(("form", "kind"), [("PNG", "png"), ("JPEG", "jpeg"), ("GIF", "gif"), ("WEBP", "webp")])
def test_picture_of_the_file_becomes_a_data_address_of_its_true_kind(form: str, kind: str):
    data = _file(form)

    text, pictures = read_html("<p>Hình <img src='@@PLUGINFILE@@/a.png' alt=' Lưới  lọc '></p>", {"a.png": data})

    assert text == "Hình"
    assert pictures == [{"alt": "Lưới lọc", "data": f"data:image/{kind};base64,{base64.b64encode(data).decode()}"}]


@pytest.mark.parametrize("address", ["https://example.org/a.png", "../a.png", ""])
def test_picture_outside_the_file_is_refused(address: str):
    with pytest.raises(Refused, match="is not in the file"):
        picture(address, "", {"a.png": _file()})


def test_picture_of_a_format_that_no_page_shows_is_refused():
    with pytest.raises(Refused, match="damaged, or not PNG"):
        picture("a", "", {"a": _file("BMP")})


def test_picture_over_the_limits_is_refused():
    with pytest.raises(Refused, match="larger than 1 MB"):
        picture("a", "", {"a": b"x" * (MAX_PICTURE + 1)})
    with pytest.raises(Refused, match=f"larger than {MAX_SIDE} points"):
        picture("a", "", {"a": _file(size=(MAX_SIDE + 1, 1))})


@pytest.mark.parametrize("tag", ["iframe", "object", "svg", "form", "video"])
def test_active_content_is_refused_by_name(tag: str):
    with pytest.raises(Refused, match=f"The text holds a <{tag}>"):
        read_html(f"<p>a<{tag}></{tag}></p>")
