from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _source_language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Sentences are compared in the language of the source; pages speak that of their address."""
    if "views" in request.path.parts:
        yield
        return
    with translation.override("en"):
        yield
