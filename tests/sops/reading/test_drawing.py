"""The sections of a document as HTML."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import override

from sops.reading.drawing import draw, lang_attribute
from sops.reading.reading import read
from tests.factories.sops import parameter, text
from tests.markup import squeezed


def content(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"title": text("Tên", "題名"), "source": {"language": "ja"}, "blocks": list(blocks)}


STEP = {
    "id": "a", "type": "step", "level": 1, "title": text("Ủ", "加温"), "text": text("Ủ mô.", "組織を加温する。"),
    "parameters": [parameter()],
}  # fmt: skip
FIGURE = {"id": "f", "type": "figure", "image": "a" * 64, "caption": text("Hình", "図"), "alt": text("tủ", "箱")}


def test_a_step_is_drawn_with_its_text_and_its_value_under_an_anchor() -> None:
    with override("vi"):
        drawn = draw(read(content(STEP), ["vi"]))

    assert [drawn.count(piece) for piece in ('id="b-a"', "Ủ mô.", "37\u00a0±\u00a00,5\u00a0°C", "組織")] == [1, 1, 1, 0]


def test_the_second_language_says_which_it_is() -> None:
    with override("vi"):
        drawn = squeezed(draw(read(content(STEP), ["vi", "ja"])))

    assert re.findall(r'lang="(\w+)">(?:<p>)?([^<]+)', drawn) == [
        ("ja", "加温"),
        ("ja", "組織を加温する。"),
        ("ja", "温度"),
    ]


def test_a_language_is_named_only_where_the_page_speaks_another() -> None:
    with override("vi"):
        assert (lang_attribute("vi"), lang_attribute("ja")) == ("", ' lang="ja"')


def test_pictures_of_a_staged_file_are_found_under_its_own_address() -> None:
    reading = read(content(FIGURE), ["vi"])

    with override("vi"):
        assert f'src="/vi/sops/pictures/{"a" * 64}/"' in draw(reading)
        assert f'src="/vi/sops/import/1/pictures/{"a" * 64}/"' in draw(reading, pictures="/vi/sops/import/1/pictures/")
