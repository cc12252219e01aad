"""Small documents for comparison."""

from __future__ import annotations

import itertools

ids = itertools.count(1)


def section(title: str, *blocks, level: int = 1):
    return [{"id": f"x{next(ids)}", "type": "section", "level": level, "title": title}, *itertools.chain(*blocks)]


def step(text: str, **fields):
    return [{"id": f"x{next(ids)}", "type": "step", "level": 1, "title": "", "text": text, **fields}]


def prose(text: str, kind: str = "paragraph"):
    return [{"id": f"x{next(ids)}", "type": kind, "text": text}]


def table(*rows, caption: str = "", head_rows: int = 1):
    cells = [[cell if isinstance(cell, dict) else {"text": cell} for cell in row] for row in rows]
    return [{"id": f"x{next(ids)}", "type": "table", "caption": caption, "head_rows": head_rows, "rows": cells}]


def document(*sections, title: str = "分離手順書"):
    return {"title": title, "source": {"language": "ja"}, "blocks": list(itertools.chain(*sections))}
