"""The qualification matrix: people × SOPs on a day, grouped by stage, as shown and as exported (R-13; domain (f))."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from core.dated import in_language
from core.text import fold, name_key
from qualification.enums import Status
from qualification.presenting import shown_state
from qualification.status import Qualification, qualifications
from sops.enums import Product, Stage
from sops.models import Sop
from staff.models import Assignment, Person
from transfer.models import TrialLot

STATES = ("valid", "expiring", "expired", "retraining", "not_trained", "suspended", "disqualified")
PROBLEMS = frozenset(STATES) - {"valid"}
_STAGES = {stage: position for position, stage in enumerate(Stage.values)}


@dataclass(frozen=True)
class Chosen:
    """Which part of the matrix is asked for: `state` is one of STATES,
    "problem" for every state but valid, or empty.
    """

    stage: str = ""
    product: str = ""
    unit: int | None = None
    role: int | None = None
    state: str = ""
    query: str = ""
    lot: tuple[TrialLot, ...] = ()

    def wants(self, state: str) -> bool:
        return state in PROBLEMS if self.state == "problem" else state == self.state


@dataclass
class Cell:
    """The qualification of one person for one SOP; empty where nothing is required and nothing is on record."""

    answer: Qualification | None = None
    state: str = "not_required"

    @property
    def held(self) -> int | None:
        return self.answer.held if self.answer and self.state != "not_required" else None


NOTHING = Cell()


@dataclass
class Column:
    """An SOP, its version in force on the day, and how many of those who need it are qualified."""

    sop: Sop
    version: int | None
    qualified: int = 0
    required: int = 0

    @property
    def short(self) -> str:
        """The document number without what all numbers share: `ISO-001`."""
        return "-".join(self.sop.number.rsplit("-", 2)[-2:])


@dataclass
class Line:
    """A person with the job roles held on the day."""

    person: Person
    roles: str
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Matrix:
    """Lines ordered by job role and name, columns by stage. `counts` are those of the whole selection, whatever state
    is asked for.
    """

    columns: list[Column]
    lines: list[Line]
    counts: Counter[str]

    def part(self, columns: slice, lines: slice) -> Matrix:
        """A window of the matrix: some lines and columns, for one page."""
        kept = [Line(line.person, line.roles, line.cells[columns]) for line in self.lines[lines]]
        return Matrix(self.columns[columns], kept, self.counts)

    @property
    def stages(self) -> list[tuple[str, int]]:
        """Names of the stages with the number of columns of each."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            name = str(column.sop.get_stage_display())
            if found and found[-1][0] == name:
                found[-1] = name, found[-1][1] + 1
            else:
                found.append((name, 1))
        return found


def matrix(as_of: dt.date, known_at: dt.datetime, chosen: Chosen) -> Matrix:
    """Returns the matrix at the end of the day `as_of`, as known at `known_at`. Five queries, however many people and
    SOPs.
    """
    roles = _roles(as_of, known_at)
    people = _people(chosen, roles)
    sops = {sop.pk: sop for sop in Sop.objects.all() if _is_chosen(sop, chosen)}
    narrowed = chosen.unit or chosen.role or chosen.query
    cells: dict[int, dict[int, Cell]] = defaultdict(dict)
    for answer in qualifications(people if narrowed else None, sops if _is_narrow(chosen) else None, as_of, known_at):
        if answer.status != Status.NOT_REQUIRED and answer.person_id in people and answer.sop_id in sops:
            cells[answer.person_id][answer.sop_id] = Cell(answer, shown_state(answer))
    counts = Counter(cell.state for row in cells.values() for cell in row.values())
    columns = _columns(cells, sops)
    lines = [
        Line(people[pk], _named(roles[pk]), [row.get(column.sop.pk, NOTHING) for column in columns])
        for pk, row in cells.items()
    ]
    lines.sort(key=lambda line: (line.roles, name_key(line.person.full_name), line.person.pk))
    found = Matrix(columns, lines, counts)
    return _narrow(found, chosen.wants) if chosen.state else found


def lots(number: str) -> tuple[TrialLot, ...]:
    """Returns the trial lots with this number, one for each stage it went through, in the order of manufacture."""
    return tuple(TrialLot.objects.filter(lot__iexact=number).order_by("made_on", "pk")) if number else ()


def _is_narrow(chosen: Chosen) -> bool:
    return bool(chosen.stage or chosen.product or chosen.lot)


def _is_chosen(sop: Sop, chosen: Chosen) -> bool:
    if chosen.lot:
        serves = any(sop.stage == lot.stage and {lot.product, Product.ALL} & {*sop.products} for lot in chosen.lot)
        if not serves:
            return False
    return (not chosen.stage or sop.stage == chosen.stage) and (not chosen.product or chosen.product in sop.products)


def _roles(as_of: dt.date, known_at: dt.datetime) -> dict[int, dict[int, str]]:
    """Job roles held on the day, by person: key and name."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Assignment.objects.held(as_of, known_at).values_list("person_id", "job_role_id", "job_role__names")
    for person, role, names in rows:
        found[person][role] = in_language(names)
    return found


def _people(chosen: Chosen, roles: dict[int, dict[int, str]]) -> dict[int, Person]:
    rows = Person.objects.select_related("unit")
    if chosen.role:
        rows = rows.filter(pk__in=[pk for pk, held in roles.items() if chosen.role in held])
    if chosen.unit:
        rows = rows.filter(unit=chosen.unit)
    needle = fold(chosen.query)
    return {person.pk: person for person in rows if not needle or any(needle in fold(name) for name in _names(person))}


def _names(person: Person) -> tuple[str, str, str]:
    return person.full_name, person.kanji_name, person.kana_name


def _named(roles: dict[int, str]) -> str:
    return ", ".join(sorted(roles.values()))


def _columns(cells: dict[int, dict[int, Cell]], sops: dict[int, Sop]) -> list[Column]:
    found: dict[int, Column] = {}
    for row in cells.values():
        for sop_id, cell in row.items():
            column = found.get(sop_id)
            if column is None:
                answer = cell.answer
                in_force = answer and not any(reason.code == "no_version" for reason in answer.reasons)
                column = found[sop_id] = Column(sops[sop_id], answer.required if answer and in_force else None)
            column.required += 1
            column.qualified += cell.state in ("valid", "expiring")
    return sorted(found.values(), key=lambda column: (_STAGES.get(column.sop.stage, len(_STAGES)), column.sop.number))


def _narrow(whole: Matrix, wants: Callable[[str], bool]) -> Matrix:
    """Keeps the lines and columns that hold a wanted cell; their other cells stay,
    so that a line is read as a whole.
    """
    kept = [place for place in range(len(whole.columns)) if any(wants(line.cells[place].state) for line in whole.lines)]
    lines = [
        Line(line.person, line.roles, [line.cells[place] for place in kept])
        for line in whole.lines
        if any(wants(cell.state) for cell in line.cells)
    ]
    return Matrix([whole.columns[place] for place in kept], lines, whole.counts)
