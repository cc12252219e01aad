"""Texts of a block, a parameter or a table row, in each of their languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sops.comparison.document import FIELDS
from sops.comparison.tables import Place
from sops.document.content import parameter_text, text_of, value_text


def texts_of(value: Any, language: str) -> dict[str, str]:
    """Returns {language: text} of a text; a plain one is in `language`."""
    if isinstance(value, str):
        return {language: value} if value else {}
    return dict(value or {})


def whole_text(block: Mapping[str, Any], language: str) -> str:
    """Returns all text of a block in one language."""
    fields = [text_of(block.get(field), language) for field in FIELDS]
    rows = [" | ".join(text_of(cell.get("text"), language) for cell in row) for row in block.get("rows", ())]
    parameters = [parameter_text(parameter, language) for parameter in block.get("parameters", ())]
    return "\n".join(text for text in [*fields, *rows, *parameters] if text.strip())


def parameter_texts(parameter: Mapping[str, Any], language: str) -> dict[str, str]:
    """Returns name and value of a parameter, in each language of its name."""
    names = texts_of(parameter.get("name"), language) or {language: ""}
    return {
        code: f"{name}: {value_text(parameter, code)}" if name else value_text(parameter, code)
        for code, name in names.items()
    }


def first_text(places: list[Place]) -> str:
    return places[0].text if places else ""


def first_path(places: list[Place]) -> str:
    return places[0].path if places else ""


def cell_texts(places: list[Place], language: str) -> dict[str, str]:
    """Returns {language: text} of the first of these cells."""
    return texts_of(places[0].cell.get("text"), language) if places else {}


def row_texts(places: list[Place], language: str) -> dict[str, str]:
    """Returns {language: text} of a whole row or column, cell by cell."""
    cells = [texts_of(place.cell.get("text"), language) for place in places]
    codes = {code for cell in cells for code in cell}
    return {code: " | ".join(cell[code] for cell in cells if cell.get(code)) for code in codes}
