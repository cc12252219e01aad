"""Documentation is true: paths exist, names can be imported, lists are those of the code, words those of the pages."""

from __future__ import annotations

import ast
import csv
import importlib
import inspect
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from tests.architecture.house import APPS, ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
STRUCTURE = ROOT / "docs" / "structure.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
TICKED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
PATH = re.compile(r"(?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|js|css|html|toml|yaml|csv|sh|cfg)")
DOTTED = re.compile(rf"((?:{'|'.join(APPS)})(?:\.\w+)+)(?:\(([^()]*)\))?")
CITED = re.compile(r"\b((?:docs|tests)/[\w/.-]+\.(?:md|py))\b")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def files() -> list[str]:
    """Every file under version control, and what is about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def there(path: str) -> bool:
    """A path from the root; a bare file name is looked for in the whole tree."""
    if "/" not in path:
        return any(name.rsplit("/", 1)[-1] == path for name in files())
    return any(name == path or name.startswith(path.rstrip("/") + "/") for name in files())


def paths(text: str) -> Iterator[str]:
    """Paths of this tree in backticks and links; `<app>/locale`, addresses and settings are none."""
    yield from (link for link in LINK.findall(text) if "://" not in link)
    for ticked in TICKED.findall(FENCED.sub("", text)):
        path = ticked.partition("::")[0]
        is_module = "/" not in path and path.split(".")[0] in APPS  # `core.html` is a name, tried as one below
        if PATH.fullmatch(path) and not is_module and path.split("/")[0] not in FOLDERS_OF_DATA:
            yield path


# made by the program, not under version control; and folders every app may have
FOLDERS_OF_DATA = (
    "var",
    ".venv",
    "models",
    "views",
    "domain",
    "templates",
    "pdf",
    "management",
    "migrations",
    "locale",
    "static_root",
)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_path_on_a_page_exists(page):
    gone = [path for path in paths(page.read_text()) if not there(path) and not there(f"{named(page.parent)}/{path}")]

    assert [path for path in gone if not any(name.endswith(f"/{path}") for name in files())] == []


def test_every_page_and_test_cited_in_the_code_exists():
    found = {
        f"{name}: {cited}"
        for name in files()
        if name.endswith((".py", ".js", ".sh", ".css")) and name != named(Path(__file__))
        for cited in CITED.findall((ROOT / name).read_text())
        if not there(cited)
    }

    assert found == set()


def imported(name: str) -> Any:
    """What a dotted name stands for: a module, or something in one."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = found[part] if isinstance(found, type(models.TextChoices)) else getattr(found, part)
        return found
    raise ModuleNotFoundError(name)


def stale(name: str, arguments: str) -> str:
    """Why `name(arguments)` is not what the code says; "" when it is."""
    try:
        found = imported(name)
    except (ImportError, AttributeError, KeyError):
        return name
    known = set(inspect.signature(found).parameters) if arguments else set()
    unknown = [word for word in re.findall(r"\w+", arguments) if word not in known]
    return f"{name} has no {', '.join(unknown)}" if unknown else ""


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_name_of_the_code_on_a_page_can_be_imported(page):
    found = [DOTTED.fullmatch(ticked) for ticked in TICKED.findall(page.read_text())]
    names = [
        match.groups() for match in found if match and match.group(1).rsplit(".", 1)[-1] not in ("py", "js", "css")
    ]

    assert [why for name, arguments in names if (why := stale(name, arguments or ""))] == []


def section(page: Path, title: str) -> str:
    return page.read_text().split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_the_map_names_every_app_in_its_order():
    order = re.findall(r"^(\w+) {2,}", FENCED.search(STRUCTURE.read_text()).group(0), re.M)

    assert sorted(order) == sorted(APPS)
    for above, below in pairwise(order):
        imports = [
            line
            for path in (ROOT / below).rglob("*.py")
            for line in path.read_text().splitlines()
            if re.match(rf"from {above}[. ]", line)
        ]
        assert imports == [], f"{below} imports {above}"


def writers() -> str:
    """The list of writers as the page has it."""
    lines = []
    for app in sorted(APPS):
        for path in sorted((ROOT / app).glob("**/domain/*.py")):
            tree = ast.parse(path.read_text())
            names = [
                node.name
                for node in tree.body
                if isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and "by" in {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
                and not node.name.startswith(("check_", "can_"))
            ]
            if names:
                module = named(path).removesuffix(".py").replace("/", ".")
                lines.append(f"- `{module}`: {', '.join(f'`{name}`' for name in names)}")
    return "\n".join(lines)


def test_writers_are_all_there():
    """When this fails, the list between the assertion's quotes is the one to put on the page."""
    assert "\n".join(line for line in section(STRUCTURE, "Writers").splitlines() if line.startswith("- ")) == writers()


def names_of(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern.url_patterns, prefix)
        elif isinstance(pattern, URLPattern) and pattern.name and pattern.callback.__module__.split(".")[0] in APPS:
            yield pattern.name + (f"({', '.join(pattern.pattern.converters)})" if pattern.pattern.converters else "")


def addresses() -> str:
    return " ".join(f"`{name}`" for name in sorted(set(names_of(get_resolver().url_patterns))))


def test_addresses_are_all_there():
    """When this fails, the line between the assertion's quotes is the one to put on the page."""
    assert section(STRUCTURE, "Addresses").strip().splitlines()[-1] == addresses()


def terms(title: str) -> list[tuple[str, ...]]:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in section(GLOSSARY, title).splitlines()
    ]
    return [tuple(cell.strip("| ") for cell in row) for row in rows if len(row) == 6][2:]


def test_states_are_named_as_their_pages_name_them():
    wrong = []
    for _idea, ja, vi, en, name, _never in terms("States, as a page shows them"):
        state = imported(name.strip("`"))
        for language, word in (("ja", ja), ("vi", vi), ("en", en)):
            with override(language):
                if str(state.label) != word:
                    wrong.append(f"{name} {language}: {state.label}")

    assert wrong == []


def test_words_of_the_trade_are_the_approved_ones():
    with (ROOT / "sops" / "data" / "glossary.csv").open(encoding="utf-8-sig") as file:
        approved = {row["ja"]: (row["vi"], row["en"]) for row in csv.DictReader(file)}

    assert [row for row in terms("Words of the trade") if approved.get(row[1]) != (row[2], row[3])] == []


def test_one_idea_has_one_row():
    rows = [
        row
        for title in ("Words this code is written in", "States, as a page shows them", "Words of the trade")
        for row in terms(title)
    ]

    assert len(rows) >= 80
    assert len({row[0] for row in rows}) == len(rows)
    assert [row for row in rows if not all(row)] == []


def test_struck_names_are_defined_nowhere():
    never = {name for row in terms("Words this code is written in") for name in TICKED.findall(row[5])}
    defined = {
        node.name
        for name in files()
        if name.endswith(".py") and name.split("/")[0] in APPS
        for node in ast.walk(ast.parse((ROOT / name).read_text()))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }

    assert never & defined == set()


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "adr").glob("*.md")), ids=named)
def test_a_decision_has_its_context_its_consequences_and_its_day(page):
    text = page.read_text()

    assert text.startswith(f"# {int(page.name[:4])} ")
    assert re.search(r"^Date: \d{4}-\d\d-\d\d(?:$|, )", text, re.M)
    assert re.findall(r"^## (\w+)", text, re.M)[:3] == ["Context", "Decision", "Consequences"]


def test_decisions_have_numbers_of_their_own():
    numbers = [path.name[:4] for path in (ROOT / "docs" / "adr").glob("*.md")]

    assert len(set(numbers)) == len(numbers)
