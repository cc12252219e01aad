"""What import-linter cannot see: circles of single modules, foreign keys, templates, HTTP, who writes the trail."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.apps import apps

from tests.architecture.house import ORDER, ROOT, modules, templates, tree

FRAME = "core"  # base templates, components, and the tags they are drawn with


def app_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def rooms(pattern: str) -> list[object]:
    """Modules whose path in their app matches, each a case of its own."""
    found = [path for path in modules() if re.search(pattern, path.relative_to(ROOT).as_posix())]
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in found if path.name != "__init__.py"]


def test_no_import_leads_back_to_where_it_began():
    """Imports inside functions count too. The layers leave modules of one folder free: this does not."""
    graph = grimp.build_graph(*ORDER)

    TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules}).prepare()


def test_foreign_keys_point_down():
    upwards = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields + model._meta.many_to_many:
            here, there = (model._meta.app_label, getattr(field.related_model, "_meta", model._meta).app_label)
            if here in ORDER and there in ORDER and ORDER.index(there) > ORDER.index(here):
                upwards.append(f"{model._meta.label}.{field.name} -> {there}")

    assert upwards == []


TEMPLATES = {path.relative_to(ROOT / app_of(path) / "templates").as_posix(): app_of(path) for path in templates()}
TAGS = {path.stem: app_of(path) for path in modules() if path.parent.name == "templatetags"}


@pytest.mark.parametrize("app", ORDER)
def test_templates_borrow_from_their_own_app_and_the_frame(app):
    """A part drawn by a lower app arrives as HTML from its Python, where import-linter sees who asks whom."""
    borrowed = []
    for path in (path for path in templates() if app_of(path) == app):
        text = path.read_text()
        tags = re.findall(r"{%-?\s*(extends|include|load)\s+(.+?)\s*-?%}", text)
        for tag, words in tags:
            if tag == "load":
                names = {name: TAGS.get(name) for name in words.split()}
            else:
                names = {name: TEMPLATES.get(name) for name in re.findall(r"[\w/.-]+\.(?:html|txt)", words)}
                assert names, f"{path}: the template is not named: {words}"
            borrowed += [f"{path.name}: {name}" for name, owner in names.items() if owner not in (app, FRAME, None)]

    assert borrowed == []


@pytest.mark.parametrize("app", ORDER)
def test_code_draws_with_templates_of_its_own_app_and_the_frame(app):
    borrowed = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in modules(app)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and TEMPLATES.get(node.value, app) not in (app, FRAME)
    ]

    assert borrowed == []


HTTP = (
    "django.http",
    "django.shortcuts",
    "django.urls",
    "django.template",
    "django.contrib.messages",
    "django.middleware",
)


@pytest.mark.parametrize("path", rooms(r"/domain/|/(policies|queries)\.py$"))
def test_rules_know_nothing_of_http(path):
    """A rule is asked by a page, a command, a task and a test alike: it has no request, no address, no page to draw."""
    seen = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            seen += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            seen += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.arg) and node.arg == "request":
            seen.append("django.http")

    assert [name for name in seen if name.startswith(HTTP)] == []


WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete", "save"}


@pytest.mark.parametrize("app", [app for app in ORDER if app != "audit"])
def test_only_audit_writes_the_trail(app):
    """A line is written by `audit.trail.record` alone: it takes the next number and the hash of the line before."""
    written = []
    for path in modules(app):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _root(node.func) in {"AuditEvent", "lines_of"}:
                made = isinstance(node.func, ast.Name) and node.func.id == "AuditEvent"
                if made or (isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
                    written.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert written == []


def _root(node: ast.expr) -> str:
    """The first name of a chain of attributes and calls."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""
