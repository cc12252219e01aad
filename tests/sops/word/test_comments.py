"""The text that a comment is attached to."""

from __future__ import annotations

from sops.word.comments import MAX_OPEN, CommentRanges
from tests.sops.word.build import p, r
from tests.sops.word.files import read

PARTS = {"comments": f'<w:comment w:id="7" w:author="例示 花子">{p("暫定値か。")}</w:comment>'}
REFERENCE = '<w:r><w:commentReference w:id="7"/></w:r>'


def details(*body: str) -> list[tuple[str, str]]:
    return [(loss.text, loss.detail) for loss in read(*body, parts=PARTS).losses if loss.kind == "comment"]


def test_a_range_over_two_paragraphs() -> None:
    body = (
        p(r("温度は"), '<w:commentRangeStart w:id="7"/>', r("37℃")),
        p(r("とする"), '<w:commentRangeEnd w:id="7"/>', REFERENCE, r("。")),
    )

    assert details(*body) == [("暫定値か。", "例示 花子: 37℃とする")]


def test_a_comment_on_a_point_names_only_its_author() -> None:
    assert details(p(r("温度。"), REFERENCE)) == [("暫定値か。", "例示 花子")]


def test_ranges_overlap_and_each_is_taken_once() -> None:
    ranges = CommentRanges()
    ranges.begin("1")
    ranges.add("甲")
    ranges.begin("2")
    ranges.add("乙")
    ranges.end("1")
    ranges.add("丙")

    assert [ranges.take("1"), ranges.take("2"), ranges.take("1")] == ["甲乙", "乙丙", ""]


def test_too_many_open_ranges_cost_nothing_more() -> None:
    ranges = CommentRanges()
    for comment in range(MAX_OPEN + 1):
        ranges.begin(str(comment))
    ranges.add("甲")

    assert [ranges.take(str(MAX_OPEN - 1)), ranges.take(str(MAX_OPEN))] == ["甲", ""]
