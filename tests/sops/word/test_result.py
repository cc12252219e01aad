"""The result as JSON: stored readings and other programs rely on its keys."""

from __future__ import annotations

from tests.sops.word import pictures
from tests.sops.word.build import p, r
from tests.sops.word.changes import deleted
from tests.sops.word.files import read, whole


def test_keys_of_the_answer() -> None:
    result = read(p(r("培養は"), deleted("3"), r("日。")), pictures.inline("rP"), **pictures.part("rP", pictures.png()))

    found = result.as_dict()

    assert list(found) == ["header", "content", "images", "losses", "tracked", "reading", "unproved"]
    assert list(found["content"]) == ["schema", "number", "title", "source", "blocks"]
    assert [list(image) for image in found["images"].values()] == [["mime", "bytes"]]
    assert list(found["losses"][0]) == ["kind", "where", "text", "detail", "block", "kept"]
    assert list(found["tracked"][0]) == ["kind", "text", "author", "date", "where", "accepted", "rejected", "block"]


def test_losses_and_changes_point_to_their_block() -> None:
    result = read(p(r("培養は"), deleted("3"), r("日。"))).as_dict()
    (paragraph,) = [block for block in result["content"]["blocks"] if block["type"] == "paragraph"]

    assert [(change["block"], change["where"]) for change in result["tracked"]] == [(paragraph["id"], "1")]
    assert [loss["block"] for loss in result["losses"] if loss["kind"] == "tracked_delete"] == [paragraph["id"]]


def test_a_document_without_title_is_named_by_its_file() -> None:
    assert whole(p("定める。")).named_by_file
    assert not whole(p("培養手順書"), p("定める。")).named_by_file
