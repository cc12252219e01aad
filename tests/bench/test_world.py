"""The bench writes its rows past the models: they must still fit the tables."""

from __future__ import annotations

import pytest

from bench.world import build
from qualification.status import qualifications


@pytest.mark.django_db(transaction=True)
def test_rows_of_the_bench_fit_the_tables() -> None:
    small = build(people=40, sops=20, segments=100)

    assert len({row.person_id for row in qualifications()}) > len(small.people) // 2
