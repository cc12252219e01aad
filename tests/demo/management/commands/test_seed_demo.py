"""The demo is loaded into an empty installation only."""

from __future__ import annotations

import pytest

from core.errors import Refused
from demo.loading import load
from tests.factories import staff as make


@pytest.mark.django_db
def test_loading_is_refused_where_there_are_people():
    make.person("Nguyễn Thị Thu Hiền")

    with pytest.raises(Refused):
        load()
