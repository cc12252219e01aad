"""Records in a pack: each with the very text that was hashed and the signatures on it."""

from __future__ import annotations

import pytest

from core.canonical import sha256
from inspection.packs.records import plain_signature, records, trail_lines, version_signatures, versions
from inspection.packs.verify import SIGNED, _signature_hash
from qualification.evidence import explain
from staff.models import Signature
from tests.factories import facts
from tests.factories.packs import TODAY, ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(story):
    who, sop = story
    facts.event(who, "suspension", ago(5))
    return explain(who, sop, TODAY)


def test_record_has_the_hash_of_its_text_and_every_signature_on_it(found):
    signatures: dict[str, Signature] = {}
    made = dict(records([*found.earlier, *found.spine], signatures))

    assert [name.split("-")[0] for name in made] == [
        "acknowledgement", "quiz", "practice", "practice", "confirmation", "qualifications",
    ]  # fmt: skip
    hashed = {name: sha256("".join(record["hashed"])) for name, record in made.items() if record["hashed"]}
    assert hashed == {name: record["sha256"] for name, record in made.items() if record["sha256"]}
    assert len(hashed) == 4
    given = [signed for record in made.values() for signed in record["signed"]]
    assert {signed["hash"] for signed in given} == set(signatures)
    assert all(signatures[signed["hash"]].content_hash == signed["content_hash"] for signed in given)


def test_confirmation_names_what_it_rests_on(found):
    made = dict(records(found.spine, {}))
    (confirmation,) = [record for name, record in made.items() if name.startswith("confirmation")]
    other = {record["sha256"] for name, record in made.items() if name.startswith(("quiz", "practice"))}

    assert set(confirmation["rests_on"]) == other | {found.sop.versions.get().sha256}


def test_signature_is_written_as_it_was_hashed(found):
    version = versions(found)[0]
    rows = [plain_signature(row) for row in version_signatures(version)]

    assert [row["meaning"] for row in rows] == ["authorship", "technical_review", "approval"]
    assert [_signature_hash(row) for row in rows] == [row["hash"] for row in rows]
    assert all(set(SIGNED) <= set(row) for row in rows)


def test_lines_of_the_trail_end_where_the_answer_is_known(story):
    who, sop = story
    early = explain(who, sop, ago(45), facts.noon(ago(45)))
    actions = set(trail_lines(early, versions(early), []).values_list("action", flat=True))
    later = set(trail_lines(now := explain(who, sop), versions(now), []).values_list("action", flat=True))

    assert "qualification_confirmed" in later - actions
    assert "version_released" in actions
