"""`manage.py diff_sop`.

No test here may touch the database: pytest-django forbids it, and so the command saves nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.sops.word.build import docx, h, p
from tests.sops.word.files import DATA

ISO = (str(DATA / "SOP-ISO-001_rev1.docx"), str(DATA / "SOP-ISO-001_rev2.docx"))
CRY = str(DATA / "SOP-CRY-004_rev1.docx")


def asked(capsys, *arguments: str) -> dict:
    call_command("diff_sop", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_json_tells_files_header_changes_and_formal_changes(capsys) -> None:
    found = asked(capsys, *ISO)

    assert list(found) == ["old", "new", "reading", "header", "changes", "formal"]
    assert found["old"] == {
        "file": ISO[0], "number": "SOP-ISO-001", "title": "脂肪組織由来間葉系幹細胞 分離手順書", "version": "第1版",
        "open_changes": 0,
    }  # fmt: skip
    assert [row["field"] for row in found["header"]] == ["version", "revised", "effective"]
    assert [(row["kind"], row["class"], row["section"]) for row in found["changes"]] == [
        ("changed", "procedural", "5.2"),
        ("changed", "editorial", "6.1 (4)"),
        ("moved", "critical", "6.1 (6)"),
        ("changed", "critical", "6.4 (2)"),
        ("added", "critical", "6.4 (3)"),
        ("removed", "procedural", "6.5"),
        ("changed", "critical", "7"),
        ("changed", "critical", "7"),
    ]
    assert [(row["kind"], row["section"]) for row in found["formal"]] == [("changed", "")] * 3 + [("added", "11")] * 6
    assert next(row for row in found["changes"] if row["section_old"] == "6.3 (1)")["new"] == (
        "50 mL遠心管に製造番号及び提供者識別番号を記載したラベルを貼付する。"
    )


def test_sentences_for_people(capsys) -> None:
    with translation.override("en"):
        call_command("diff_sop", *ISO)

    lines = capsys.readouterr().out.splitlines()

    assert lines[:4] == [
        "SOP-ISO-001 脂肪組織由来間葉系幹細胞 分離手順書",
        "  version: 第1版 → 第2版",
        "  revised: ― → 2026年2月16日",
        "  effective: 2025年11月1日 → 2026年3月16日",
    ]
    place = lines.index("6.4 (2)  Changed  Critical")
    assert lines[place + 1 : place + 3] == [
        "  - 恒温振とう水槽で、37±1℃、100 rpmにて60分間振とうする。",
        "  + 恒温振とう水槽で、37±1℃、100 rpmにて45分間振とうする。",
    ]
    assert "6.3 (1) → 6.1 (6)  Moved  Critical" in lines
    assert "7 酵素処理時間  Changed  Critical" in lines
    assert lines[-1] == "Changed: 5, Added: 1, Removed: 1, Moved: 1"


def test_open_changes_are_never_chosen_silently(capsys) -> None:
    with translation.override("en"):
        call_command("diff_sop", CRY, CRY, "--tracked", "reject")

    assert "SOP-CRY-004_rev1.docx: 3 open changes, read as rejected." in capsys.readouterr().out.splitlines()
    assert asked(capsys, CRY, CRY)["new"]["open_changes"] == 3


def test_no_difference(capsys) -> None:
    with translation.override("en"):
        call_command("diff_sop", ISO[1], ISO[1])

    assert capsys.readouterr().out.splitlines()[-1] == "No difference."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("absent.docx", None, "{path} cannot be read."),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.doc: This is a Word file of the old format "
                                                                      "(.doc). Open it in Word, "
                                                                      "save it as .docx and upload that."),
        ("text.docx", b"hello", "text.docx: This is not a Word document (.docx)."),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_one_sentence(tmp_path: Path, name, data, sentence) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)

    with translation.override("en"), pytest.raises(CommandError) as refused:
        call_command("diff_sop", ISO[0], str(path))

    assert str(refused.value) == sentence.format(path=path)
    assert refused.value.returncode == 1


def test_files_without_a_header_are_compared_all_the_same(tmp_path: Path, capsys) -> None:
    for name, text in (("a.docx", "10分間静置する。"), ("b.docx", "15分間静置する。")):
        (tmp_path / name).write_bytes(docx(h("手順"), p(text)))

    found = asked(capsys, str(tmp_path / "a.docx"), str(tmp_path / "b.docx"))

    assert (found["header"], [(row["class"], row["old"], row["new"]) for row in found["changes"]]) == (
        [],
        [("critical", "10分間静置する。", "15分間静置する。")],
    )
