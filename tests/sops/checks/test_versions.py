"""Somebody with the database in hand and the triggers off: what they change is named (R-39, R-43)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.db import connection

from sops.checks.versions import verify_versions
from sops.models import Segment, SopVersion
from tests.factories import release as make
from tests.factories import sops as plain
from tests.guards import without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_guards() -> Iterator[None]:
    with without_guards():
        yield


def findings() -> list[str]:
    return [finding.why for finding in verify_versions()[1]]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_versions_made_by_the_domain_hold() -> None:
    who = make.team()
    make.approved(make.draft(), who)
    make.submitted(make.draft("MSC-SOP-ISO-302"), who)
    plain.released()
    assert verify_versions() == (3, [])


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE sops_sopversion SET content = replace(content, '37℃', '38℃')", "the content does not match its hash"),
        ("UPDATE sops_segment SET text = 'x' WHERE path = 'b1.text'", "the stored texts are not those of the content"),
        (
            "UPDATE sops_segment SET folded = 'x' WHERE path = 'b1.text'",
            "the stored texts are not those of the content",
        ),
        ("DELETE FROM sops_segment WHERE path = 'b1.text'", "the stored texts are not those of the content"),
        ("UPDATE sops_sopversion SET change_reason = '{}'", "the change reason is not the one that was signed"),
        (
            "UPDATE sops_sopversion SET languages = '[\"ja\"]'",
            "its languages or its class are not the ones that were signed",
        ),
        (
            "UPDATE sops_sopversion SET change_class = 'editorial'",
            "its languages or its class are not the ones that were signed",
        ),
        ("UPDATE sops_sopversion SET source_version = 'x'", "its source is not the one that was signed"),
        ("UPDATE sops_sopversion SET source_sha256 = 'x'", "its source is not the one that was signed"),
        (
            "UPDATE staff_signature SET content_hash = 'x' WHERE meaning = 'approval'",
            "the approval signature is not on this content",
        ),
        (
            "UPDATE staff_signature SET printed_name = 'x' WHERE meaning = 'authorship'",
            "the submitted signature is not on this content",
        ),
    ],
)
def test_an_altered_row_is_named(statement: str, why: str) -> None:
    make.approved(make.draft(), make.team())
    sql(statement)
    assert findings()[0] == why


def test_a_new_hash_over_altered_content_breaks_the_signatures() -> None:
    from core.canonical import canonical, sha256

    make.approved(make.draft(), make.team())
    version = SopVersion.objects.get()
    document = json.loads(version.content)
    document["blocks"][1]["text"]["vi"] = "khác"
    text = canonical(document)
    sql("UPDATE sops_sopversion SET content = %s, sha256 = %s", text, sha256(text))
    Segment.objects.filter(path="b1.text", language="vi").update(text="khác", folded="khac")
    assert findings() == [
        f"the {name} signature is not on this content" for name in ("submitted", "reviewed", "approval")
    ]


def test_a_lowered_class_is_named() -> None:
    who = make.team()
    sop = make.draft()
    make.approved(sop, who)
    make.draft(blocks=[{**make.BLOCKS[0]}, {**make.STEP, "text": "別の文。"}, make.BLOCKS[2]])
    make.approved(sop, who)
    sql('UPDATE sops_sopversion SET changes = replace(changes, \'"class":"critical"\', \'"class":"editorial"\')')
    assert findings() == ["its changes or their classes are not the ones that were signed"]
