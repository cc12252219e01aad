"""Which old piece is which new piece."""

from __future__ import annotations

import random
import time

import pytest

from sops.comparison.alignment import ELSEWHERE, SAME_HOME, Entry, match, out_of_order, shingles, similarity
from sops.comparison.compare import compare
from tests.sops.comparison.documents import document, section, step

WORDS = [
    "細胞",
    "培地",
    "容器",
    "手袋",
    "遠心機",
    "試薬",
    "記録",
    "確認",
    "洗浄",
    "加温",
    "混和",
    "密閉",
    "交換",
    "採取",
    "保存",
    "測定",
    "観察",
    "廃棄",
]


def test_five_thousand_strangers_are_compared_in_bounded_time() -> None:
    dice = random.Random(1)

    def strangers(prefix):
        return document(
            *(
                section(
                    prefix + "".join(dice.sample(WORDS, 2)) + str(n),
                    *(step("".join(dice.sample(WORDS, 9))) for _ in range(24)),
                )
                for n in range(60)
            )
        )

    old, new = strangers("旧"), strangers("新")
    start = time.process_time()
    compare(old, new)

    assert time.process_time() - start < 8


def entries(*texts: str, kind: str = "paragraph", home: str = "") -> list[Entry]:
    return [Entry(f"{home}{n}", kind, text, text, home) for n, text in enumerate(texts)]


RINSE, SHAKE, NOTE = "組織をPBSで三回洗浄する。", "恒温振とう水槽で振とうする。", "結果を記録様式に記録する。"


def test_equal_pieces_are_paired_wherever_they_stand() -> None:
    assert match(entries(RINSE, SHAKE, NOTE), entries(NOTE, RINSE, SHAKE), by_id=False) == {0: 1, 1: 2, 2: 0}


def test_each_piece_is_paired_once() -> None:
    assert match(entries(RINSE, RINSE), entries(RINSE), by_id=False) == {0: 0}


def test_a_reworded_piece_is_paired_by_its_words() -> None:
    assert match(entries(SHAKE, RINSE), entries("組織をPBSで五回洗浄する。", SHAKE), by_id=False) == {0: 1, 1: 0}


def test_strangers_are_not_paired() -> None:
    assert match(entries(RINSE, NOTE), entries("弁を開ける。"), by_id=False) == {}


def test_an_id_decides_where_the_words_do_not() -> None:
    old, new = entries(RINSE), entries("弁を開ける。")

    assert (match(old, new, by_id=True), match(old, new, by_id=False)) == ({0: 0}, {})


def test_a_table_is_never_taken_for_a_text() -> None:
    assert match(entries(RINSE, kind="table"), entries(RINSE.replace("三", "五"), kind="step"), by_id=True) == {}
    assert match(entries(RINSE, kind="note"), entries(RINSE.replace("三", "五"), kind="step"), by_id=True) == {0: 0}


def test_in_another_section_more_words_must_agree() -> None:
    old, new = "遠心機の蓋を閉める。", "遠心機の扉を開ける。"
    share = similarity(shingles(old), shingles(new))
    assert SAME_HOME < share < ELSEWHERE

    assert match(entries(old, home="a"), entries(new, home="a"), by_id=False) == {0: 0}
    assert match(entries(old, home="a"), entries(new, home="b"), by_id=False) == {}


def test_similarity_runs_from_nothing_to_the_same() -> None:
    assert similarity(shingles("Ủ mô"), shingles("ủ  MÔ")) == 1
    assert similarity(shingles("abc"), shingles("xyz")) == 0
    assert similarity(shingles("３７℃"), shingles("37°C")) == 1


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ([0, 1, 2, 3], set()),
        ([3, 0, 1, 2], {0}),
        ([1, 2, 3, 0], {3}),
        ([3, 2, 1, 0], {0, 1, 2}),
        ([], set()),
    ],
)
def test_the_fewest_pieces_are_said_to_have_moved(order: list[int], moved: set[int]) -> None:
    assert out_of_order(list(enumerate(order))) == moved
