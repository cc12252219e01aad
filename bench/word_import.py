"""Reading the largest of the sample Word files: content, losses, and the proof that no text is missing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from bench.measure import compare
from sops.word import read_docx

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "data" / "ja"


def figures() -> Iterator[dict[str, Any]]:
    path = max(SAMPLES.glob("*.docx"), key=lambda file: file.stat().st_size)
    data = path.read_bytes()
    yield {
        "figure": "word_import",
        **compare(lambda: read_docx(data, path.name), lambda: _bare(data), seconds=4),
        "ours": f"{path.name} ({len(data) // 1000} kB) read, with losses and proof",
        "floor": "the file unpacked and its XML parsed by lxml",
    }


def _bare(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(content)
