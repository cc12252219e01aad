"""One altered byte anywhere in a pack is found out, also with plain Python."""

from __future__ import annotations

import io
import zipfile

import pytest

from core.canonical import sha256
from inspection.domain.packs import make_pack
from inspection.packs.verify import check_zip
from tests.factories.packs import files, packed, proved, unpacked

pytestmark = pytest.mark.django_db


def test_one_altered_byte_in_any_file_is_found_out(story, auditor, tmp_path) -> None:
    who, sop = story
    inside = files(make_pack(who, sop, by=auditor).data)
    assert check_zip(packed(inside)).problems == []

    for name, data in inside.items():
        for place in {0, len(data) // 2, len(data) - 1}:
            altered = {**inside, name: data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]}
            assert check_zip(packed(altered)).problems != [], (name, place)
        assert check_zip(packed({**inside, name: data + b" "})).problems != [], name
        assert check_zip(packed({other: text for other, text in inside.items() if other != name})).problems != [], name


def test_plain_python_finds_an_altered_record_too(story, auditor, tmp_path) -> None:
    who, sop = story
    data = make_pack(who, sop, by=auditor).data
    for name in ("answer.json", "signatures.json", "statement.pdf", "manifest.json", "manifest.seal.json"):
        folder = unpacked(data, tmp_path / "in")
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))

        done = proved(folder)

        assert done.returncode == 1, name
        assert "DOES NOT HOLD" in done.stderr


def test_a_forged_manifest_lacks_the_seal(story, auditor) -> None:
    """Whoever alters a record and makes the list of hashes fit has no key to seal it."""
    who, sop = story
    inside = files(make_pack(who, sop, by=auditor).data)
    forged = inside["answer.json"].replace(b'"valid"', b'"expired"')
    assert forged != inside["answer.json"]
    manifest = inside["manifest.json"].replace(sha256(inside["answer.json"]).encode(), sha256(forged).encode())

    report = check_zip(packed({**inside, "answer.json": forged, "manifest.json": manifest}))

    assert report.problems == ["manifest.seal.json: the manifest is not the one that was sealed"]


@pytest.mark.parametrize("spoil", ["extra", "twice", "comment", "before", "after", "cut", "empty", "text"])
def test_a_container_that_holds_more_or_less_is_found_out(story, auditor, spoil) -> None:
    who, sop = story
    data = make_pack(who, sop, by=auditor).data
    if spoil in ("extra", "twice", "comment"):
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as pack:
            if spoil == "comment":
                pack.comment = b"x"
            elif spoil == "extra":
                pack.writestr("evidence/more.json", "{}")
            else:
                with pytest.warns(UserWarning, match="Duplicate name"):
                    pack.writestr("answer.json", "{}")
        data = out.getvalue()
    else:
        data = {
            "before": b"x" + data,
            "after": data + b"x",
            "cut": data[: len(data) // 2],
            "empty": b"",
            "text": b"not a pack",
        }[spoil]

    assert check_zip(data).problems != []
