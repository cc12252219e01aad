"""Whatever is uploaded: one clear sentence, at once, in little memory, and nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from sops.word import WordRefused, read_docx
from tests.sops.word.build import abstract, docx, h, level, num, p, r, tbl, tc, tr, use
from tests.sops.word.files import sample, summary
from tests.sops.word.hostile import HOSTILE, honest, with_part
from tests.sops.word.inline import furigana

SECONDS, MEGABYTES = 10, 300
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_harmful_or_damaged_file_is_refused_with_one_sentence(name) -> None:
    make, sentence = HOSTILE[name]

    with translation.override("en"), pytest.raises(WordRefused) as refused:
        read_docx(make(), "手順書.docx")

    assert str(refused.value) == sentence
    assert refused.value.status == 400


def test_an_honest_file_is_read() -> None:
    assert read_docx(honest(), "x.docx").unproved == []
    assert summary(read_docx(with_part("word/media/unused.bin", b"\0" * 9), "x.docx")) == ["paragraph 品質を保つ。"]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_sample_cut_anywhere_is_refused(share) -> None:
    data = sample("SOP-QC-003_rev1")

    with pytest.raises(WordRefused):
        read_docx(data[: int(len(data) * share)], "x.docx")


COSTLY = {
    # as large as the limits let through
    "paragraphs": lambda: docx(*(f"<w:p>{r(f'文{n:x}')}</w:p>" for n in range(33_500))),
    "steps": lambda: docx(
        *(f"<w:p><w:pPr>{num(1, n % 9)}</w:pPr>{r(f'文{n:x}')}</w:p>" for n in range(20_000)),
        numbering=abstract(0, *(level(n, "decimal", "%1.%2") for n in range(9))) + use(1, 0),
    ),
    "insertions": lambda: docx(
        "<w:p>", *(f'<w:ins w:author="A">{r(f"{n:x}")}</w:ins>' for n in range(67_000)), "</w:p>"
    ),
    "tables in tables": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 37, *(p(f"{n:x}") for n in range(33_000)), "</w:tc></w:tr></w:tbl>" * 37
    ),
    "symbols": lambda: docx(
        *(f'<w:p><w:r><w:sym w:font="Symbol" w:char="F06D" w:n="{n:x}"/></w:r></w:p>' for n in range(33_500))
    ),
    # large enough to show a cost that grows faster than the file
    "runs": lambda: docx("<w:p>", *(r(f"{n:x}") for n in range(15_000)), "</w:p>"),
    "rows": lambda: docx(tbl(*(tr(f"{n:x}") for n in range(6_000)))),
    "cells": lambda: docx(tbl(*(tr(*(f"{n * 60 + m:x}" for m in range(60))) for n in range(120)))),
    "cells merged": lambda: docx(
        tbl(*(tr(*(tc(f"{n * 40 + m:x}", properties="<w:vMerge/>") for m in range(40))) for n in range(100)))
    ),
    "furigana": lambda: docx(
        *(p(furigana(f"読{n:x}", f"よ{n:x}"), r("む。")) for n in range(4_000))
    ),
    "footnotes": lambda: docx(
        p(*(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(6_000))),
        parts={"footnotes": "".join(f'<w:footnote w:id="{n}">{p(f"{n:x}")}</w:footnote>' for n in range(6_000))},
    ),
    "comments": lambda: docx(*(f'<w:p><w:commentRangeStart w:id="{n}"/>{r(f"{n:x}")}</w:p>' for n in range(9_000))),
    "captions": lambda: docx(*(p(f"表1　{n:x}") for n in range(9_000))),
    "boxes": lambda: docx(
        *(p(f"{n:x}あいうえおかきくけこさしすせそたちつてと。", properties='<w:shd w:fill="FF0000"/>') for n in range(6_000))
    ),
    "headings": lambda: docx(*(h(f"題{n:x}", 1 + n % 2) for n in range(6_000))),
    "formulas": lambda: docx(
        "<w:p>", *(f"<m:oMath><m:r><m:t>{n:x}</m:t></m:r></m:oMath>" for n in range(9_000)), "</w:p>"
    ),
    "blanks": lambda: docx(*(p(f"あ{sign * 100_000}い{n}") for n, sign in enumerate("\u3000 \t(_1-①。"))),
    "one word": lambda: docx(p("".join(f"{n:x}" for n in range(300_000)))),
}  # fmt: skip


@pytest.mark.slow
def test_the_largest_files_and_the_hostile_ones_cost_little_and_leave_nothing_behind(tmp_path: Path) -> None:
    """All in one process that has loaded the site: memory is the peak over all. Processor time, as others run too."""
    files, work = tmp_path / "files", tmp_path / "work"
    files.mkdir()
    work.mkdir()
    for name, make in {**{name: make for name, (make, _sentence) in HOSTILE.items()}, **COSTLY}.items():
        (files / f"{name}.docx").write_bytes(make())

    done = subprocess.run(
        [sys.executable, "-m", "tests.sops.word.measure", str(files)],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(work)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert sorted(report["files"]) == sorted([*HOSTILE, *COSTLY])
    assert {name: seconds for name, (seconds, _outcome) in report["files"].items() if seconds >= SECONDS} == {}
    outcomes = {name: outcome for name, (_seconds, outcome) in report["files"].items()}
    assert outcomes == dict.fromkeys(HOSTILE, "refused") | dict.fromkeys(COSTLY, "read")
    assert report["megabytes"] < MEGABYTES
    assert report["connections"] == 0
    assert list(work.iterdir()) == []
