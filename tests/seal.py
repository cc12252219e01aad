"""An authority and a seal of the tests' own, for everything that issues or verifies sealed documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from certificates.seal.authority import make_authority


@pytest.fixture(scope="session")
def _keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    make_authority(folder / "seal", "Viện Công nghệ Tế bào và Y học tái tạo Mescells")
    return folder


@pytest.fixture(autouse=True)
def seal_keys(_keys: Path, settings) -> Path:
    settings.KEYS_DIR = _keys
    return _keys
