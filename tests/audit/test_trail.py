from __future__ import annotations

import json

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit.actor import system
from audit.models import GENESIS, AuditEvent
from audit.trail import head, record, verify, witnessed
from tests.guards import without_guards


@pytest.mark.django_db
def test_record_first_line_follows_genesis():
    event = record("login", by=system("anonymous"))

    assert (event.seq, event.prev_hash, event.hash) == (1, GENESIS, head())


@pytest.mark.django_db
def test_record_keeps_old_new_reason_and_source():
    with witnessed(source="10.0.0.7 POST /vi/x/"):
        event = record(
            "person_renamed",
            by=system("seed_demo"),
            old={"full_name": "Hien"},
            new={"full_name": "Hiền"},
            reason="sai dấu",
        )

    assert json.loads(event.data) == {"old": {"full_name": "Hien"}, "new": {"full_name": "Hiền"}}
    assert (event.reason, event.source, event.actor_name) == ("sai dấu", "10.0.0.7 POST /vi/x/", "seed_demo")


@pytest.mark.django_db
def test_record_rolls_back_with_the_act():
    with transaction.atomic():
        record("login", by=system("anonymous"))
        transaction.set_rollback(True)

    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_verify_unbroken_chain_counts_lines():
    for n in range(5):
        record("login", by=system("anonymous"), object_name=f"person {n}")

    assert verify() == (5, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "why"), [("reason = 'x'", "its text was altered"), ("seq = 9", "line 3 is missing")]
)
def test_verify_names_the_altered_line(change, why):
    for n in range(5):
        record("login", by=system("anonymous"), object_name=f"person {n}")
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_auditevent SET {change} WHERE seq = 3")

    _, broken = verify()

    assert broken
    assert why in {line.why for line in broken}
    assert {line.seq for line in broken} & {3, 4, 9}


class AnyText(TestCase):
    @given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
    def test_verify_holds_for_any_text(self, text):
        record("login", by=system("anonymous"), reason=text, new={"k": text})
        assert verify()[1] == []
