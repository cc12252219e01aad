"""Every value of the institution is read; no number it decides ([D] of docs/rules.md) stands in the code."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from staff.value_table import START_SETTINGS, VALUES, StartSetting

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "core", "audit", "staff", "sops", "courses", "qualification", "certificates", "transfer", "inspection", "cms",
)  # fmt: skip
# The settings themselves: the table, the page that shows and sets it.
SETTINGS = {"staff/values.py", "staff/value_table.py", "staff/views/values.py", "staff/waiting.py"}
# Rows an installation begins with and the institution edits from then on (regimes, conversion rows, number patterns).
ROWS = {"certificates/credit/defaults.py"}

# A rule of docs/rules.md → its value, and where it is read.
RULES: list[tuple[str, str, str]] = [
    ("(b) periodic review 24 months", "review_months", "sops/waiting.py"),
    ("(b) training threshold 100 %", "training_threshold", "sops/domain/release.py"),
    ("(b) printed working copy 24 h", "print_hours", "sops/domain/printing.py"),
    ("(b) numbering MSC-SOP-stage-nnn", "sop_number", "sops/numbering.py"),
    ("(d) second factor for critical roles", "second_factor_roles", "staff/domain/authentication.py"),
    ("(e) independent review of the trail every 3 months", "trail_review_months", "inspection/waiting.py"),
    ("(f) pass mark 80 %", "quiz_pass_mark", "courses/domain/quizzes.py"),
    ("(f) attempts 3", "quiz_attempts", "courses/domain/quizzes.py"),
    ("(f) wait 24 h", "quiz_wait_hours", "courses/domain/quizzes.py"),
    ("(f) supervised runs 3", "supervised_runs", "qualification/facts.py"),
    ("(f) runs before a requalification", "runs_again", "qualification/facts.py"),
    ("(f) gowning 12 months", "gowning_months", "qualification/policies.py"),
    ("(f) gowning, first time 3 passes", "gowning_first", "courses/domain/checklists.py"),
    ("(f) media fill, first 3 in a row", "aps_first", "qualification/facts.py"),
    ("(f) media fill, again within 6 months", "aps_months", "qualification/facts.py"),
    ("(f) SOP refresher 24 months", "refresher_months", "qualification/domain/confirmation.py"),
    ("(f) warnings 60", "warning_days", "qualification/facts.py"),
    ("(f) warnings 30", "second_warning_days", "cms/today/side.py"),
    ("(f) warnings 7", "last_warning_days", "cms/today/side.py"),
    ("(g) attendance 80 %", "attendance_percent", "courses/queries.py"),
    ("(g) 1 tiết = 50 min", "period_minutes", "courses/queries.py"),
    ("(g) 120 hours", "cme_hours", "certificates/credit/queries.py"),
    ("(g) in 5 years", "cme_years", "certificates/credit/queries.py"),
    ("(i) two qualified operators for each step", "operators_per_sop", "transfer/board.py"),
    ("(i) consecutive conforming runs 3", "trial_lots", "transfer/board.py"),
]

# Durations that stand in the code, each with the reason why the institution does not decide them.
TECHNICAL = {
    "certificates/seal/authority.py": "clocks of two machines differ a little",
    "cms/reconciling.py": "a task is taken for lost when its worker was killed",
    "courses/receivers.py": "a second after the grace, so that it is over when the task runs",
    "sops/importing/sources.py": "the editor tells every few seconds that it is open",
    "sops/releasing/page.py": "first days offered a week apart; any other may be chosen",
}
# Numbers a model begins with that are not the institution's.
DEFAULTS = {
    ("courses/models/course.py", 15): "minutes of a lesson, as a first guess for the trainer",
}


def _sources() -> list[tuple[str, str]]:
    found = []
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                found.append((name, path.read_text(encoding="utf-8")))
    return found


@cache
def _reads() -> dict[str, set[str]]:
    """Value → files that ask for it: `value("key")`, `value_on("key")`, `values["key"]`, or a function of its name."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, text in _sources():
        if name in SETTINGS:
            continue
        for node in ast.walk(ast.parse(text)):
            asked: list[ast.expr] = [node.slice] if isinstance(node, ast.Subscript) else []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                asked = node.args[:1] if node.func.id in {"value", "value_on"} else []
                if node.func.id in VALUES:
                    found[node.func.id].add(name)
            for part in (part for each in asked for part in ast.walk(each)):
                if isinstance(part, ast.Constant) and part.value in VALUES:
                    found[str(part.value)].add(name)
    return found


@pytest.mark.parametrize("key", VALUES)
def test_every_value_is_read_by_code_outside_the_settings(key: str) -> None:
    assert _reads()[key]


@pytest.mark.parametrize(("rule", "key", "file"), RULES)
def test_a_number_of_the_domain_is_read_from_its_value(rule: str, key: str, file: str) -> None:
    assert file in _reads()[key], rule


def test_no_constant_is_marked_as_the_institutions() -> None:
    """A comment `[D]` beside a number says that the institution decides it: then it belongs in the table."""
    found = []
    for name, text in _sources():
        if name in SETTINGS | ROWS:
            continue
        lines = text.splitlines()
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            code = lines[token.start[0] - 1][: token.start[1]] if token.type == tokenize.COMMENT else ""
            if "[D]" in token.string and re.search(r"(?<![\w.])\d+(?![\w.])", code):
                found.append(f"{name}:{token.start[0]}")
    assert found == []


def test_durations_in_the_code_are_technical() -> None:
    """The day before and after, and 365 days for a year, are no decisions."""
    found = set()
    for name, text in _sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("timedelta"):
                units = {word.arg for word in node.keywords if isinstance(word.value, ast.Constant)}
                numbers = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)} - {0, 1, 365}
                if any(isinstance(number, int) for number in numbers) or units - {"days", "microseconds"}:
                    found.add(name)
    assert found == set(TECHNICAL)


def test_what_a_model_begins_with_is_no_number_of_the_institution() -> None:
    found = set()
    for name, text in _sources():
        for node in ast.walk(ast.parse(text)) if "/models/" in name or name.endswith("/models.py") else ():
            if isinstance(node, ast.keyword) and node.arg == "default" and isinstance(node.value, ast.Constant):
                number = node.value.value
                if isinstance(number, int | float) and number not in (0, 1):
                    found.add((name, number))
    assert found == set(DEFAULTS)


@pytest.mark.parametrize("spec", START_SETTINGS, ids=lambda spec: spec.variable)
def test_what_is_set_at_start_up_comes_from_the_environment(spec: StartSetting) -> None:
    settings = (ROOT / "cms/settings.py").read_text(encoding="utf-8")

    assert re.search(rf"^{spec.setting} = .*\"{spec.variable}\"", settings, re.MULTILINE)
