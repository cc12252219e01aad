"""Which old piece is which new piece."""

from __future__ import annotations

import random
import time

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
