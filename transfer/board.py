"""The transfer board, computed from facts: product × stage, what holds the chain, how far the documents have come (WHO
TRS 1044 Annex 4).

A stage is ready when its SOPs are in force, enough people may do its weakest step, and enough trial lots in a row have
passed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from core import clock
from qualification.status import qualifications
from qualification.waiting import Touched, touched_by_coming
from sops.enums import Product, Stage
from sops.queries import Row as Document
from sops.queries import register
from sops.waiting import Candidate, Work, candidates_waiting, drafts_in_work, translation_work
from staff.values import all_values
from transfer.models import TrialLot

CHAIN = (Stage.ISO, Stage.CUL, Stage.QC, Stage.CRY, Stage.STO)
# Which documents a product needs: its own, those of its family, those of all.
FAMILIES = {
    **{product: {product, Product.MSC, Product.ALL} for product in (Product.AD, Product.UC)},
    **{product: {product, Product.IMM, Product.ALL} for product in (Product.NK, Product.CIK, Product.GDT, Product.DC)},
}


class CellState(StrEnum):
    """How far one stage of one product has come; in the order of the legend."""

    READY = "ready"
    CONDITIONAL = "conditional"  # ready today; a version to come will not find enough people ready
    UNDER_WAY = "under_way"
    BLOCKED = "blocked"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True)
class Count:
    """How many there are, of how many are needed."""

    have: int
    need: int

    @property
    def short(self) -> bool:
        """Stages that are not ready, not even conditionally."""
        return self.have < self.need


@dataclass
class Cell:
    """One stage of one product."""

    product: Product
    stage: Stage
    documents: list[Document]
    people: Count
    lots: Count
    failed: TrialLot | None  # the newest judged lot, if it did not pass
    waiting: list[Document] = field(
        default_factory=list
    )  # no version in force, and a candidate waits for its signatures
    ended: list[Document] = field(default_factory=list)  # withdrawn, and nothing came after
    unready: list[Touched] = field(default_factory=list)  # versions to come that will not find enough people ready

    @property
    def sops(self) -> Count:
        return Count(sum(document.effective is not None for document in self.documents), len(self.documents))

    @property
    def state(self) -> CellState:
        """The state of a product is that of its weakest stage."""
        if self.failed or self.waiting or self.ended:
            return CellState.BLOCKED
        if not self.sops.need or (not self.sops.have and not self.lots.have and not self.people.have):
            return CellState.NOT_BEGUN
        if self.sops.short or self.people.short or self.lots.short:
            return CellState.UNDER_WAY
        return CellState.CONDITIONAL if self.unready else CellState.READY


@dataclass
class ProductRow:
    """One product with its five stages."""

    product: Product
    cells: list[Cell]

    @property
    def family(self) -> Product:
        return Product.MSC if Product.MSC in FAMILIES[self.product] else Product.IMM

    @property
    def short(self) -> list[Cell]:
        """Stages that are not ready, not even conditionally."""
        return [cell for cell in self.cells if cell.state not in (CellState.READY, CellState.CONDITIONAL)]

    @property
    def state(self) -> CellState:
        """The state of a product is that of its weakest stage."""
        states = {cell.state for cell in self.cells}
        if CellState.BLOCKED in states:
            return CellState.BLOCKED
        if states == {CellState.NOT_BEGUN}:
            return CellState.NOT_BEGUN
        if self.short:
            return CellState.UNDER_WAY
        return CellState.CONDITIONAL if CellState.CONDITIONAL in states else CellState.READY


@dataclass(frozen=True)
class Package:
    """Documents received from the sending unit, counted by how far they have come; each state includes the next."""

    received: int
    translated: int
    reviewed: int
    effective: int


@dataclass
class Board:
    at: dt.datetime
    rows: list[ProductRow]
    lots: list[TrialLot]
    touched: list[Touched]
    candidates: list[Candidate]
    work: list[Work]
    documents: list[Document]
    people: dict[int, int]  # who may do the work of each SOP of the chain
    package: Package
    operators: int  # qualified people each SOP needs

    @property
    def ready(self) -> list[ProductRow]:
        return [row for row in self.rows if row.state in (CellState.READY, CellState.CONDITIONAL)]

    @property
    def following(self) -> ProductRow | None:
        """The product with the fewest stages left."""
        rest = [row for row in self.rows if row.short]
        return min(rest, key=lambda row: len(row.short), default=None)

    @property
    def thin(self) -> list[tuple[Document, int]]:
        """SOPs in force with fewer qualified people than needed, the fewest first."""
        found = [
            (document, self.people[document.sop.pk])
            for document in self.documents
            if document.sop.stage in CHAIN and document.effective and self.people[document.sop.pk] < self.operators
        ]
        return sorted(found, key=lambda pair: (pair[1], pair[0].sop.number))


def board(at: dt.datetime | None = None) -> Board:
    """Returns everything the page shows.

    A constant number of queries, whatever the number of products and documents.
    """
    at = at or clock.now()
    day = clock.site_date(at)
    values = all_values(day)
    documents = register(day)
    chain = [document for document in documents if document.sop.stage in CHAIN]
    people = _people(chain, day)
    lots = list(TrialLot.objects.select_related("by").order_by("made_on", "pk"))
    touched = touched_by_coming(day)
    rows = [
        ProductRow(product, [_cell(product, stage, chain, people, lots, touched, values) for stage in CHAIN])
        for product in _products(documents, lots)
    ]
    work = translation_work(drafts_in_work())
    return Board(
        at,
        rows,
        lots,
        touched,
        candidates_waiting(),
        work,
        documents,
        people,
        _package(documents, work),
        values["operators_per_sop"],
    )


def _products(documents: list[Document], lots: list[TrialLot]) -> list[Product]:
    """Products named by a document, or of which a lot was made."""
    named = {product for document in documents for product in document.sop.products} | {lot.product for lot in lots}
    return [product for product in FAMILIES if product in named]


def _people(chain: list[Document], day: dt.date) -> dict[int, int]:
    """Number of qualified people per SOP, at the depth the work itself requires: somebody who must only read it does
    not perform it.
    """
    by_sop: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    depths = {"read": 1, "quiz": 2, "practical": 3}
    if chain:
        for answer in qualifications(None, [document.sop.pk for document in chain], day):
            if answer.depth:
                by_sop[answer.sop_id].append((depths[answer.depth], answer.may))
    found = {}
    for document in chain:
        rows = by_sop[document.sop.pk]
        deepest = max((depth for depth, _may in rows), default=0)
        found[document.sop.pk] = sum(may for depth, may in rows if depth == deepest)
    return found


def _cell(
    product: Product,
    stage: Stage,
    chain: list[Document],
    people: dict[int, int],
    lots: list[TrialLot],
    touched: list[Touched],
    values: dict,
) -> Cell:
    documents = [
        document for document in chain if document.sop.stage == stage and FAMILIES[product] & set(document.sop.products)
    ]
    judged = [lot for lot in lots if lot.product == product and lot.stage == stage and lot.passed is not None]
    in_a_row = 0
    for lot in judged:
        in_a_row = in_a_row + 1 if lot.passed else 0
    ids = {document.sop.pk for document in documents}
    return Cell(
        product=product,
        stage=stage,
        documents=documents,
        people=Count(min((people[pk] for pk in ids), default=0), values["operators_per_sop"]),
        lots=Count(in_a_row, values["trial_lots"]),
        failed=judged[-1] if judged and not judged[-1].passed else None,
        waiting=[document for document in documents if not document.effective and "in_review" in document.states],
        ended=[document for document in documents if document.state == "withdrawn"],
        unready=[row for row in touched if row.release.sop_id in ids and row.ready < values["operators_per_sop"]],
    )


def _package(documents: list[Document], work: list[Work]) -> Package:
    """Documents of the sending unit. Translated: every required text verified, in a version or in the draft; reviewed:
    signed by the technical reviewer.
    """
    received = [document for document in documents if document.sop.source_organisation or document.sop.source_number]
    finished = {row.sop.pk for row in work} - {row.sop.pk for row in work if row.verified < row.total}
    translated = [
        document for document in received if document.newest or document.candidate or document.sop.pk in finished
    ]
    reviewed = [document for document in translated if document.newest or document.candidate == "reviewed"]
    effective = [document for document in reviewed if document.effective]
    return Package(len(received), len(translated), len(reviewed), len(effective))
