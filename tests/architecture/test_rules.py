"""docs/rules.md is true: each rule has a test or is not built, what a row names exists, what the code cites has a row
(R-27).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.house import APPS, ROOT

RULES = ROOT / "docs" / "rules.md"
CODE = (".py", ".html", ".js", ".css")
HERE = Path(__file__).relative_to(ROOT)
NOT_BUILT = re.compile(r"not built \(issue \d+\)")
LETTER = r"\([a-k]\)"
# `domain (c) 5`, `domain (b), (f)`, `domain (k) 1, 2, 27`, `domain (g)`
DOMAIN = re.compile(rf"\bdomain ({LETTER}(?: \d+(?:, \d+)*)?(?:, {LETTER}(?: \d+(?:, \d+)*)?)*)")
ONE_LETTER = re.compile(rf"({LETTER})((?: \d+(?:, \d+)*)?)")
REQUIREMENT = re.compile(r"\bR-\d\d\b")
CLAUSE = {
    "PIC/S": re.compile(r"PIC/S (\d+\.\d+(?:, \d+\.\d+)*)"),
    "Annex": re.compile(r"Annex (\d+A? §?\d+(?:\.\d+)?)"),
    "21 CFR": re.compile(r"\b(11\.\d{2,3}(?:\([a-z]\))?)"),
    "施行規則": re.compile(r"施行規則 ?(\d+条)"),
    "WHO": re.compile(r"WHO (TRS \d+)"),
    "TT": re.compile(r"(?:TT|Thông tư|Circular) (\d+/\d{4})"),
    "Luật": re.compile(r"(Luật (?:KCB \d+/\d+|Dược))"),
}


class Row(NamedTuple):
    """One line of a table of rules."""

    id: str
    rule: str
    source: str
    files: list[str]
    tests: list[str]
    whole: str


@cache
def rows() -> dict[str, Row]:
    found: dict[str, Row] = {}
    for line in RULES.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if re.fullmatch(rf"R-\d\d|{LETTER} \d+", cells[0]):
            assert len(cells) == 5, line
            assert cells[0] not in found, f"{cells[0]} stands twice"
            files, tests = (re.findall(r"`([^`]+)`", cell) for cell in cells[3:])
            found[cells[0]] = Row(cells[0], cells[1], cells[2], files, tests, line)
    return found


@cache
def names_of_tests(path: Path) -> set[str]:
    """Names of the test functions of a file, read without running it."""
    tree = ast.parse(path.read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def where_it_stands(test: str) -> list[str]:
    """Files that hold a test of this name: tests move with their modules, and the row is to follow."""
    return [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if test in names_of_tests(path)
    ]


def sources() -> Iterator[tuple[str, str]]:
    """Path and text of everything that may cite a rule."""
    for folder in (*APPS, "tests", "bench"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT)
            if path.suffix in CODE and name != HERE and "content" not in name.parts[:2]:
                yield str(name), path.read_text()


@pytest.mark.parametrize("id", rows())
def test_every_rule_has_a_test_or_says_that_it_is_not_built(id):
    row = rows()[id]

    assert row.rule
    assert row.source
    if row.tests:
        assert row.files
    else:
        assert NOT_BUILT.search(row.whole), f"{id} has neither a test nor `not built (issue n)`"


@pytest.mark.parametrize("id", rows())
def test_every_file_and_test_named_in_a_row_exists(id):
    row = rows()[id]
    gone = [name for name in row.files if not (ROOT / name).is_file()]
    for name in row.tests:
        path, _, test = name.partition("::")
        if not (ROOT / path).is_file() or test not in names_of_tests(ROOT / path):
            gone.append(" ".join([name, "stands in", *where_it_stands(test)]))

    assert gone == []


def test_requirements_are_complete_and_every_section_is_there():
    assert [id for id in rows() if id.startswith("R-")] == [f"R-{n:02}" for n in range(1, 48)]
    assert sorted({id[1] for id in rows() if id.startswith("(")}) == list(
        "abcdefghik"
    )  # (j) is the table of requirements


def domain_ids(text: str) -> Iterator[str]:
    for cited in DOMAIN.findall(text):
        for letter, numbers in ONE_LETTER.findall(cited):
            if not numbers:
                yield letter
            for number in re.findall(r"\d+", numbers):
                yield f"{letter} {number}"


def test_every_citation_in_the_code_has_a_row():
    known = {*rows(), *(id.split()[0] for id in rows())}
    missing = [
        f"{name}: {cited}"
        for name, text in sources()
        for cited in (*REQUIREMENT.findall(text), *domain_ids(text))
        if cited not in known
    ]

    assert missing == []


def test_rules_are_cited_in_one_way():
    """`R-19`, `domain (c) 5`: no other spelling, no page that is not here."""
    strange = re.compile(r"domain\.md|domain (?:rules?|pitfalls?|handbook)|\bDESIGN \d|\b[a-k] \d+[;)]\"\"\"")

    assert [f"{name}: {hit.group(0)}" for name, text in sources() for hit in strange.finditer(text)] == []


def clauses(text: str) -> Iterator[str]:
    for law, pattern in CLAUSE.items():
        for cited in pattern.findall(text):
            for clause in cited.split(", "):
                yield f"{law} {clause.replace('§', '')}"


def test_every_clause_in_the_code_stands_beside_a_rule():
    """A reader who meets `PIC/S 4.5` in a docstring finds here what it asks."""
    known = {clause for line in RULES.read_text().splitlines() for clause in clauses(line)}
    missing = {
        clause: name
        for name, text in sources()
        if not name.startswith("tests/")
        for clause in clauses(text)
        if clause not in known
    }

    assert missing == {}


def test_broken_by_hand_is_said_of_tests_only():
    """The mark follows a test in backticks, nothing else."""
    for row in rows().values():
        assert row.whole.count("†") == len(re.findall(r"::test_\w+` †", row.whole)), row.id
