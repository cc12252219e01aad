from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core import pdf

WORDS = st.lists(st.text("aăâbcdđeêghiyơọệ間葉系、。（）Q1", min_size=1, max_size=30), max_size=12).map(" ".join)


@given(WORDS, st.sampled_from([8, 11, 14.5]), st.integers(60, 300))
def test_wrap_never_overflows_and_loses_nothing(text, size, room):
    lines = pdf.wrap(text, size, room)
    assert all(pdf.width(line, size) <= room + 0.01 or len(line) <= 3 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrap_keeps_japanese_punctuation_off_the_beginning():
    lines = pdf.wrap("本手順書は、ヒト間葉系幹細胞（MSC）の培養操作における無菌性を確保する。", 12, 100, japanese=True)
    assert not [line for line in lines if line[0] in "、。）"]
    assert not [line for line in lines if line[-1] == "（"]


def test_fit_takes_the_largest_size_that_holds():
    size, lines = pdf.fit("Nguyễn Phước Quý Bảo Châu", 120, (26, 20, 14, 8), 1)
    assert (size, lines) == (8, ["Nguyễn Phước Quý Bảo Châu"])


def test_markup_escapes_and_keeps_lines():
    assert (
        pdf.markup("a<b\n細胞")
        == '<font name="NotoSans-Regular">a&lt;b</font><br/><font name="BIZUDPGothic-Regular">細胞</font>'
    )
