"""What stood before a Word file, and whether a draft holds work that only people did."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core import clock
from sops.domain.drafts import create_sop, save_draft
from sops.importing.revising import Revised
from sops.importing.sources import (
    base_content,
    busy_editors,
    draft_hash,
    is_handmade,
    last_hand,
    next_draft,
    present_draft,
    reading_hash,
    with_ids,
)
from sops.models import Sop
from sops.queries import draft_content
from tests.factories import release as way
from tests.factories import staff as people

TODAY = dt.date(2026, 6, 15)
READ: dict[str, Any] = {
    "content": {"title": "題", "blocks": []},
    "losses": [],
    "tracked": [],
    "reading": "accept",
    "unproved": [],
    "images": {},
}


def test_a_draft_is_the_same_by_what_it_says() -> None:
    draft = {"title": "題", "blocks": [{"id": "p", "type": "paragraph", "text": "文"}], "source": {"version": "第1版"}}

    assert draft_hash(draft) == draft_hash({**draft, "source": {"version": "第2版"}})
    assert len({draft_hash(draft), draft_hash({**draft, "title": "x"}), draft_hash({**draft, "blocks": []})}) == 3
    assert draft_hash(None) == ""


@pytest.mark.parametrize(
    "changed",
    [
        {"content": {"title": "別", "blocks": []}},
        {"losses": [{"kind": "ruby"}]},
        {"tracked": [{"block": "b"}]},
        {"reading": "reject"},
        {"unproved": ["x"]},
    ],
)
def test_whatever_a_person_sees_is_part_of_the_reading_accepted(changed: dict[str, Any]) -> None:
    assert reading_hash(READ) != reading_hash({**READ, **changed})
    assert reading_hash(READ) == reading_hash({**READ, "images": {"a": {}}})


def test_losses_and_open_changes_name_blocks_as_the_draft_does() -> None:
    read = {**READ, "losses": [{"block": "n1"}, {"block": ""}], "tracked": [{"block": "n2"}]}
    made = with_ids(read, Revised({"title": "題", "blocks": []}, {"n1": "s1"}, 1, []))

    assert ([row["block"] for row in made["losses"]], [row["block"] for row in made["tracked"]]) == (["s1", ""], ["n2"])


@pytest.mark.django_db
def test_a_number_without_a_word_has_no_draft() -> None:
    sop = create_sop(number="MSC-SOP-ISO-101", titles={"ja": "題"}, stage="ISO", by=people.user("trainer"))
    assert present_draft(sop) is None

    save_draft(sop, {"title": "題", "blocks": []}, by=people.user("trainer"))
    assert present_draft(sop) is None
    assert base_content(sop, TODAY) == (None, None)


@pytest.mark.django_db
def test_only_what_was_never_submitted_nor_imported_is_made_by_hand() -> None:
    who = way.team()
    sop = way.draft(by=who.author)
    assert is_handmade(sop, present_draft(sop))

    way.submitted(sop, who)
    assert not is_handmade(sop, present_draft(sop))
    assert not is_handmade(sop, None)
    content = draft_content(sop)
    save_draft(sop, {**content, "blocks": content["blocks"][:-1]}, by=who.author)
    assert is_handmade(sop, present_draft(sop))


@pytest.mark.django_db
def test_what_a_file_revises_is_the_version_in_its_own_language() -> None:
    who = way.team()
    sop = way.draft()
    release = way.approved(sop, who)
    version, content = base_content(sop, clock.today())

    assert version == release.version
    assert content is not None
    assert content["blocks"][1]["text"] == "37℃で30分間加温する。"


@pytest.mark.django_db
def test_the_next_draft_keeps_the_ids_of_the_present_one() -> None:
    sop = way.draft()
    renamed = [{**block, "id": f"n{n}"} for n, block in enumerate(way.BLOCKS)]
    content = {"title": "加温手順", "source": {"version": "第" + "1" * 100, "language": "ja"}, "blocks": renamed}

    made = next_draft(Sop.objects.get(pk=sop.pk), content, day=TODAY)

    assert [block["id"] for block in made.content["blocks"]] == ["s1", "b1", "b2"]
    assert len(made.content["source"]["version"]) == 64
    assert next_draft(None, content, day=TODAY).content["blocks"][0]["id"] == "n0"


@pytest.mark.django_db
def test_the_last_hand_is_whoever_saved_last() -> None:
    first, last = people.user("trainer"), people.user("trainer")
    sop = way.draft(by=first)
    way.draft(blocks=way.BLOCKS[:2], by=last)

    assert last_hand(sop)[0] == str(last)
    assert busy_editors(sop, at=clock.now()) == []
