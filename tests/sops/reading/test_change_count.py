"""One number of changes, whoever is told it."""

from __future__ import annotations

import copy

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.today import Viewer, tasks_of
from core import clock
from sops.domain import release
from sops.enums import ChangeClass
from sops.models import SopVersion
from sops.reading.change_count import ChangeCount, count
from sops.releasing.changes import changes_between, classify
from tests.factories import facts
from tests.factories import release as way
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def revised(who: way.Team) -> SopVersion:
    """A candidate that changes one step in three ways and adds a note: four changes in two places, one classed down
    by its author.
    """
    sop = way.draft()
    way.approved(sop, who)
    blocks = copy.deepcopy(way.BLOCKS)
    blocks[1] |= {"title": "加温と確認", "text": "37℃で45分間加温する。"}
    blocks[1]["parameters"][0]["value"] = "38"
    blocks.append({"id": "b3", "type": "note", "text": "写真を残す。"})
    way.draft(sop.number, blocks)
    return way.submitted(sop, who, classes={"*": ChangeClass.PROCEDURAL}, class_reasons={"*": "Theo thử nghiệm."})


def page(user: object, name: str, *args: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client.get(reverse(name, args=args))


def test_everybody_is_told_the_same_number_of_changes() -> None:
    who, khue = way.team(), make.user("learner")
    version = revised(who)
    number, told = version.sop.number, count(version.change_list)
    assert (told, len({row["block_id"] for row in version.change_list})) == (ChangeCount(4, 0), 2)
    role = make.job_role()
    make.assignment(khue.person, role)
    facts.requires(role, version.sop, "read")
    facts.read(khue.person, version.base, clock.today(), clock.now())

    signing = [task.why for task in tasks_of(Viewer(who.reviewer)) if task.code == number]
    assert "4 changes against v1, 0 of them critical." in signing[0]
    shown = page(who.reviewer, "sop_release", number).context
    assert (shown["total"], shown["critical"]) == (4, 0)

    release.review(version, by=who.reviewer, proof=make.proof(who.reviewer))
    release.approve(
        version, by=who.approver, proof=make.proof(who.approver), effective_on=clock.today(), early_reason="Cần ngay"
    )

    task = next(task for task in tasks_of(Viewer(khue)) if task.code == number)
    assert (task.verb, "4 changes against v1, 0 of them critical." in task.why) == ("Read 4 changes", True)
    reading = page(khue, "sop_detail", number)
    assert "understand its 4 changes against v1" in reading.context["statement"]
    assert "All 4 changes compared with v1" in reading.content.decode()
    compared = page(khue, "sop_compare", number, 1, 2).context
    assert (compared["total"], compared["critical_count"], len(compared["rows"])) == (4, 0, 4)


def test_versions_that_were_not_submitted_against_each_other_are_compared_anew() -> None:
    who = way.team()
    version = revised(who)
    back = changes_between(version, version.base)

    assert back == [row.as_row() for row in classify(version.document, version.base.document)]
    assert (
        count(back).critical
        == count(row.as_row() for row in classify(version.base.document, version.document)).critical
    )
