"""Taking a pack: who may, and what the trail keeps of it."""

from __future__ import annotations

import json

import pytest

from audit.models import AuditEvent
from core.errors import NotAllowed
from inspection.domain.packs import make_pack
from inspection.packs.checking import check_bytes
from tests.factories import staff as make
from tests.factories.packs import ago

pytestmark = pytest.mark.django_db


def test_what_was_handed_over_is_on_the_trail_with_its_hash(story, auditor) -> None:
    who, sop = story
    pack = make_pack(who, sop, by=auditor, as_of=ago(20))

    event = AuditEvent.objects.get(action="pack_made")
    assert (event.actor_name, event.object_id) == ("Lưu Vĩnh Hòa", pack.sha256)
    assert json.loads(event.data)["as_of"] == str(ago(20))
    assert check_bytes(pack.data).handed_over == event


def test_only_those_who_read_the_trail_take_packs(story) -> None:
    who, sop = story
    with pytest.raises(NotAllowed):
        make_pack(who, sop, by=make.user("trainer"))
    assert AuditEvent.objects.filter(action="pack_made").count() == 0
