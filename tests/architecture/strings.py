"""Prints every translatable string of our Python code and templates as JSON `[context, text]`, one a line."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

from tests.architecture.house import APPS, ROOT

NAMES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
Found = list[tuple[str | None, str]]


def in_python(path: Path) -> Found:
    found: Found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES | WITH_CONTEXT:
            words = [
                argument.value
                for argument in node.args[:2]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            if node.func.id in WITH_CONTEXT and len(words) == 2:
                found.append((words[0], words[1]))
            elif node.func.id in NAMES and words:
                found.append((None, words[0]))
    return found


def in_template(path: Path) -> Found:
    from django.template.base import Lexer, TokenType
    from django.utils.translation.template import block_re, endblock_re, inline_re, trim_whitespace

    found: Found = []
    inside: list[str] | None = None
    trimmed = False
    context: str | None = None

    def add(pieces: list[str]) -> None:
        text = "".join(pieces)
        found.append((context, trim_whitespace(text) if trimmed else text))

    for token in Lexer(path.read_text()).tokenize():
        if inside is not None:
            if token.token_type == TokenType.BLOCK and endblock_re.match(token.contents):
                add(inside)
                inside = None
            elif token.token_type == TokenType.BLOCK and token.contents.strip() == "plural":
                add(inside)
                inside = []
            elif token.token_type == TokenType.VAR:
                inside.append(f"%({token.contents})s")
            elif token.token_type == TokenType.TEXT:
                inside.append(token.contents.replace("%", "%%"))
        elif token.token_type == TokenType.BLOCK:
            if match := inline_re.match(token.contents):
                found.append((match[3][1:-1] if match[3] else None, match[1][1:-1]))
            elif match := block_re.match(token.contents):
                context = match[2][1:-1] if match[2] else None
                inside, trimmed = [], " trimmed" in token.contents
    return found


def main() -> None:
    seen: set[tuple[str | None, str]] = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                seen.update(in_python(path))
        for path in (ROOT / app).rglob("*.html"):
            seen.update(in_template(path))
    for context, text in sorted(seen, key=lambda pair: (pair[1], pair[0] or "")):
        sys.stdout.write(json.dumps([context, text]) + "\n")


if __name__ == "__main__":
    main()
