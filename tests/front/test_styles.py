"""Style sheets and what uses them: no class without a rule, no rule without a use, nothing styled inside a template."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = [path.parent.parent for path in ROOT.glob("*/templates")]
SHEETS = sorted(path for path in (ROOT / "static" / "css").rglob("*.css") if not path.name.startswith("fonts"))
TEMPLATES = sorted(
    path for path in ROOT.glob("*/templates/**/*.html") if "pack" not in path.parts
)  # a pack brings its own sheet
TAG = r"\{[{%#].*?[}%#]\}"
HOOKS = {"js-only", "no-js", "ordering-text"}  # what scripts show, hide or read
OTHERS = {"listing", "sidebar--slim", "htmx-request"}  # classes of Wagtail and of htmx


def _ruled() -> set[str]:
    found: set[str] = set()
    for sheet in SHEETS:
        text = re.sub(r'/\*.*?\*/|url\([^)]*\)|"[^"]*"', "", sheet.read_text(), flags=re.DOTALL)
        found |= set(re.findall(r"\.([a-zA-Z][\w-]*)", text))
    return found


def _used() -> set[str]:
    found: set[str] = set()
    for template in TEMPLATES:
        values = re.findall(
            rf'\bclass="((?:{TAG}|[^"])*)"|block page_class %}}(.*?){{% endblock', template.read_text(), flags=re.DOTALL
        )
        for value in map("".join, values):
            found |= set(re.sub(TAG, " ", value).split())
    return found


def _said_by_code() -> set[str]:
    """Words in quotes: the tones of states in Python and in template tags, what a script turns on or looks for."""
    files = [*(path for app in APPS for path in app.rglob("*.py")), *(ROOT / "static" / "js").glob("*.js"), *TEMPLATES]
    quoted = [text for path in files for text in re.findall(r"""["'`]([^"'`\n]*)["'`]""", path.read_text())]
    return {word for text in quoted for word in re.findall(r"[a-z][\w-]*", text)}


def test_every_class_in_a_template_has_a_rule() -> None:
    numbered = {"level-", "depth-"}  # the level of a section follows

    assert _used() - _ruled() - HOOKS - OTHERS - numbered == set()


def test_every_rule_has_a_use() -> None:
    numbered = {name for name in _ruled() if re.fullmatch(r"(level|depth)-\d", name)}

    assert _ruled() - _used() - _said_by_code() - OTHERS - numbered == set()


def test_no_template_styles_an_element_itself() -> None:
    assert [path.name for path in ROOT.glob("*/templates/**/*.html") if re.search(r"\sstyle=", path.read_text())] == []
