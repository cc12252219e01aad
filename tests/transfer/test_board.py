"""The transfer board: each state of a stage, what a product needs, what holds the chain."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core import clock
from sops.enums import Product, Stage
from staff.values import set_value
from tests.factories import facts
from tests.factories import release as way
from tests.factories import staff as make
from transfer.board import CHAIN, FAMILIES, CellState, Count, board
from transfer.bottlenecks import bottlenecks
from transfer.models import TrialLot

pytestmark = pytest.mark.django_db
TODAY = clock.today()
NOW = clock.now()
_numbers = itertools.count(100)


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def sop(stage="ISO", *products):
    return facts.sop(f"MSC-SOP-{stage}-{next(_numbers)}", stage, products or ("AD",))


def qualified(of, people=2, on=-90, valid_to=None):
    """An SOP in force and so many people who may work by it."""
    version = facts.version(of, days(-100))
    role = make.job_role()
    facts.requires(role, of)
    found = []
    for _ in range(people):
        who = make.person()
        make.assignment(who, role, recorded_at=facts.noon(days(-400)))
        facts.read(who, version, days(on))
        for _run in range(3):
            facts.practised(who, version, days(on))
        facts.practised(who, version, days(on), "assessment")
        facts.confirmed(who, version, days(on), valid_to)
        found.append(who)
    return found


def lot(product="AD", stage="ISO", passed=True, on=-30, name=""):
    name = name or f"TL-{next(_numbers)}"
    return TrialLot.objects.create(
        product=product, stage=stage, lot=name, made_on=days(on), passed=passed, by=make.person("Bảo"), recorded_at=NOW
    )


def lots(n, **fields):
    for _ in range(n):
        lot(**fields)


def cell(product="AD", stage="ISO"):
    row = next(row for row in board().rows if row.product == product)
    return next(cell for cell in row.cells if cell.stage == stage)


def test_stage_is_ready_with_sops_people_and_lots() -> None:
    qualified(sop())
    lots(3)

    found = cell()

    assert (found.state, found.sops, found.people, found.lots) == (
        CellState.READY,
        Count(1, 1),
        Count(2, 2),
        Count(3, 3),
    )


def test_stage_without_anything_has_not_begun() -> None:
    sop()  # a number, and nothing in force yet

    assert (cell().state, cell().sops) == (CellState.NOT_BEGUN, Count(0, 1))


@pytest.mark.parametrize(("people", "made"), [(1, 3), (2, 2), (2, 0)])
def test_stage_short_of_one_of_the_three_is_under_way(people, made) -> None:
    qualified(sop(), people)
    lots(made)

    assert cell().state == CellState.UNDER_WAY


def test_second_document_in_draft_keeps_the_stage_under_way() -> None:
    qualified(sop())
    sop()
    lots(3)

    assert (cell().state, cell().sops, cell().people) == (CellState.UNDER_WAY, Count(1, 2), Count(0, 2))


def test_people_are_those_of_the_weakest_step_at_the_depth_the_work_asks() -> None:
    qualified(sop(), 3)
    weak = sop()
    qualified(weak, 1)
    reader, role = make.person(), make.job_role()
    facts.requires(role, weak, "read")
    make.assignment(reader, role, recorded_at=facts.noon(days(-400)))
    facts.read(reader, weak.releases.get().version, days(-5))

    assert cell().people == Count(1, 2)


@pytest.mark.parametrize(
    ("results", "in_a_row", "state"),
    [
        ([True, True, True], 3, CellState.READY),
        ([True, False, True, True, True], 3, CellState.READY),
        ([True, False, True, True], 2, CellState.UNDER_WAY),
        ([True, True, True, None], 3, CellState.READY),
        ([True, True, True, False], 0, CellState.BLOCKED),
        ([True, False, None], 0, CellState.BLOCKED),
    ],
)
def test_lots_count_in_a_row(results, in_a_row, state) -> None:
    qualified(sop())
    for place, passed in enumerate(results):
        lot(passed=passed, on=-30 + place)

    assert (cell().lots.have, cell().state) == (in_a_row, state)


def test_first_version_that_waits_for_signatures_blocks_the_stage() -> None:
    waiting = way.draft("MSC-SOP-ISO-701")
    way.submitted(waiting, way.team())

    assert (cell().state, [document.sop for document in cell().waiting]) == (CellState.BLOCKED, [waiting])


def test_revision_that_waits_blocks_nothing() -> None:
    document = way.draft("MSC-SOP-ISO-701")
    team = way.team()
    way.approved(document, team)
    content = way.draft_content(document)
    content["blocks"][2]["text"] = "記録し、署名する。"
    way.save_draft(document, content, by=team.author)
    way.submitted(document, team)

    assert cell().waiting == []


def test_withdrawn_document_blocks_until_another_is_in_force() -> None:
    document = sop()
    qualified(document)
    lots(3)
    facts.withdrawn(document.releases.get().version, TODAY, NOW)
    assert cell().state == CellState.BLOCKED

    facts.version(document, TODAY, known=NOW)
    assert cell().ended == []


def test_ready_for_now_when_the_next_version_finds_too_few_people_ready() -> None:
    document = sop()
    people = qualified(document)
    lots(3)
    coming = facts.version(document, days(10), change_class="procedural", known=NOW)
    assert (cell().state, [row.ready for row in cell().unready]) == (CellState.CONDITIONAL, [0])

    for who in people:
        facts.read(who, coming, TODAY, NOW)
    assert cell().state == CellState.READY


def test_needed_numbers_are_values_of_the_institution() -> None:
    qualified(sop(), 1)
    lots(1)
    admin = make.user("admin")
    for key in ("operators_per_sop", "trial_lots"):
        set_value(key, 1, by=admin, valid_from=TODAY, reason="Theo hợp đồng")

    assert cell().state == CellState.READY


def test_product_needs_its_own_documents_those_of_its_family_and_of_all() -> None:
    own, family, everybody, other = sop("ISO", "AD"), sop("ISO", "MSC"), sop("ISO", "ALL"), sop("ISO", "NK")

    assert {document.sop for document in cell("AD").documents} == {own, family, everybody}
    assert {document.sop for document in cell("NK").documents} == {other, everybody}


def test_board_shows_products_that_a_document_names_or_a_lot_was_made_of() -> None:
    sop("ISO", "ALL")
    sop("ISO", "IMM")
    assert board().rows == []

    sop("CUL", "NK")
    lot("UC")
    assert [row.product for row in board().rows] == [Product.UC, Product.NK]


def test_every_leaf_product_has_a_family_and_every_stage_of_the_chain_a_place() -> None:
    assert set(FAMILIES) == set(Product) - {Product.ALL, Product.MSC, Product.IMM}
    assert CHAIN == (Stage.ISO, Stage.CUL, Stage.QC, Stage.CRY, Stage.STO)


def whole_chain(product="AD", short=()):
    for stage in CHAIN:
        qualified(sop(stage, product))
        lots(2 if stage in short else 3, product=product, stage=stage)


def test_product_is_as_far_as_its_weakest_stage() -> None:
    whole_chain()
    whole_chain("UC", short=(Stage.STO,))

    found = board()

    assert [(row.product, row.state, len(row.short)) for row in found.rows] == [
        (Product.AD, CellState.READY, 0), (Product.UC, CellState.UNDER_WAY, 1),
    ]  # fmt: skip
    assert ([row.product for row in found.ready], found.following.product) == ([Product.AD], Product.UC)

    lot("UC", Stage.STO, passed=False, on=0)
    assert board().rows[1].state == CellState.BLOCKED


def test_steps_with_too_few_people_the_thinnest_first() -> None:
    one, none, enough = sop("ISO"), sop("CUL"), sop("QC")
    qualified(one, 1)
    qualified(none, 0)
    qualified(enough, 2)
    qualified(sop("ENV", "ALL"), 0)  # not a step of the chain

    assert [(document.sop, count) for document, count in board().thin] == [(none, 0), (one, 1)]


def test_package_counts_documents_of_the_sending_unit_by_how_far_they_came() -> None:
    team = way.team()
    documents = [way.draft(f"MSC-SOP-ISO-80{n}") for n in range(5)]
    way.translated(documents[1], team)
    way.submitted(documents[2], team)
    way.reviewed(documents[3], team)
    way.approved(documents[4], team)
    facts.sop()  # of our own making
    for document in documents:
        document.source_organisation = "Mt. Fuji GX Holdings"
        document.save()

    package = board().package

    assert (package.received, package.translated, package.reviewed, package.effective) == (5, 4, 2, 1)


def _queries() -> int:
    with CaptureQueriesContext(connection) as found:
        bottlenecks(board(), inside=True)
    return len(found)


def _more(n) -> None:
    for product in ("AD", "NK"):
        document = sop("ISO", product)
        qualified(document, 1)
        facts.version(document, days(10 + n), change_class="procedural", known=NOW)
        lot(product, passed=None)
    way.draft(f"MSC-SOP-CUL-{next(_numbers)}")


def test_the_number_of_queries_does_not_grow() -> None:
    team = way.team()
    way.submitted(way.draft("MSC-SOP-CUL-701"), team)
    _more(0)
    few = _queries()
    for n in range(10):
        _more(n)
    way.submitted(way.draft("MSC-SOP-CUL-702"), team)

    assert _queries() == few
