"""Office formulas (m:oMath) in one line: enough to read, and always recorded in the loss report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sops.word.names import M, W, local_name
from sops.word.origin import STRAY, lacks_characters
from sops.word.scripts import script_text

_ABSENT = {True: ("del", "moveFrom"), False: ("ins", "moveTo")}  # by whether the open changes are accepted


@dataclass(frozen=True)
class Formula:
    """A formula in one reading of the open changes: written in one line, and its text nodes as the file holds them."""

    text: str
    nodes: str


def read(element: Any, *, accept: bool) -> Formula:
    """A formula in one line; a broken one, whose parts are not where they belong, as its plain text nodes."""
    text, plain = _line(element, accept), text_nodes(element, without=_ABSENT[accept])
    return Formula((plain if lacks_characters(text, plain) else text).translate(STRAY), plain.translate(STRAY))


def changes(element: Any) -> Iterator[Any]:
    """The open changes inside a formula."""
    return (change for change in element.iter(W + "ins", W + "del", W + "moveTo", W + "moveFrom") if len(change))


def text_nodes(element: Any, *, without: tuple[str, ...] = ()) -> str:
    """The text nodes under an element, without those under elements named in `without`."""
    texts = []
    for child in element:
        if local_name(child) in ("t", "delText"):
            texts.append(child.text or "")
        if local_name(child) not in without and len(child):
            texts.append(text_nodes(child, without=without))
    return "".join(texts)


def _line(element: Any, accept: bool) -> str:
    """Fractions with /, roots with √, raised and lowered parts as Unicode or ^(…), _(…)."""
    name = local_name(element)

    def part(name: str) -> str:
        found = element.find(M + name)
        return "" if found is None else "".join(_line(child, accept) for child in found)

    def group(name: str) -> str:
        text = part(name)
        return f"({text})" if len(text) > 1 and any(operator in text for operator in "+-−±×÷/ ・") else text

    def raised(name: str = "sup") -> str:
        return script_text(part(name), "sup")[0]

    def lowered(name: str = "sub") -> str:
        return script_text(part(name), "sub")[0]

    if name in ("t", "delText"):
        return (element.text or "") + "".join(_line(child, accept) for child in element)
    if name in _ABSENT[accept] or name.endswith("Pr"):
        return ""
    if name == "f":
        return f"{group('num')}/{group('den')}"
    if name == "sSup":
        return part("e") + raised()
    if name == "sSub":
        return part("e") + lowered()
    if name == "sSubSup":
        return part("e") + lowered() + raised()
    if name == "sPre":
        return lowered() + raised() + part("e")
    if name == "rad":
        return raised("deg") + "√" + group("e")
    if name == "nary":
        return _property(element, "chr", "∫") + lowered() + raised() + part("e")
    if name == "d":
        inner = ", ".join(_line(child, accept) for child in element if local_name(child) == "e")
        return _property(element, "begChr", "(") + inner + _property(element, "endChr", ")")
    if name in ("m", "eqArr"):
        return "; ".join(_line(row, accept) for row in element if local_name(row) in ("mr", "e"))
    return "".join(_line(child, accept) for child in element)


def _property(element: Any, name: str, default: str) -> str:
    """A value of an element's properties, such as the symbol of a sum."""
    properties = (child.find(M + name) for child in element if local_name(child).endswith("Pr"))
    found = next((value for value in properties if value is not None), None)
    return default if found is None else found.get(M + "val", "")
