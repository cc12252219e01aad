"""Office formulas (m:oMath) in one line: enough to read, and always named in the loss report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sops.word.names import M, W, local
from sops.word.origin import STRAY, lacks
from sops.word.scripts import script_text

_NOT_IN = {True: ("del", "moveFrom"), False: ("ins", "moveTo")}  # by whether the open changes are accepted


@dataclass(frozen=True)
class Formula:
    """A formula in one reading of the open changes: in one line, and its text nodes as they stand in the file."""

    text: str
    nodes: str


def read(element: Any, *, accept: bool) -> Formula:
    """In one line; a broken formula, whose parts are not where they belong, as its plain text nodes."""
    text, plain = _line(element, accept), nodes(element, gone=_NOT_IN[accept])
    return Formula((plain if lacks(text, plain) else text).translate(STRAY), plain.translate(STRAY))


def changes(element: Any) -> Iterator[Any]:
    """The open changes inside a formula."""
    return (change for change in element.iter(W + "ins", W + "del", W + "moveTo", W + "moveFrom") if len(change))


def nodes(element: Any, *, gone: tuple[str, ...] = ()) -> str:
    """The text nodes under an element, without those under elements named in `gone`."""
    found = []
    for child in element:
        if local(child) in ("t", "delText"):
            found.append(child.text or "")
        if local(child) not in gone and len(child):
            found.append(nodes(child, gone=gone))
    return "".join(found)


def _line(element: Any, accept: bool) -> str:
    """Fractions with /, roots with √, raised and lowered parts as Unicode or ^(…), _(…)."""
    name = local(element)

    def part(of: str) -> str:
        found = element.find(M + of)
        return "" if found is None else "".join(_line(child, accept) for child in found)

    def group(of: str) -> str:
        text = part(of)
        return f"({text})" if len(text) > 1 and any(sign in text for sign in "+-−±×÷/ ・") else text

    def up(of: str = "sup") -> str:
        return script_text(part(of), "sup")[0]

    def down(of: str = "sub") -> str:
        return script_text(part(of), "sub")[0]

    if name in ("t", "delText"):
        return (element.text or "") + "".join(_line(child, accept) for child in element)
    if name in _NOT_IN[accept] or name.endswith("Pr"):
        return ""
    if name == "f":
        return f"{group('num')}/{group('den')}"
    if name == "sSup":
        return part("e") + up()
    if name == "sSub":
        return part("e") + down()
    if name == "sSubSup":
        return part("e") + down() + up()
    if name == "sPre":
        return down() + up() + part("e")
    if name == "rad":
        return up("deg") + "√" + group("e")
    if name == "nary":
        return _property(element, "chr", "∫") + down() + up() + part("e")
    if name == "d":
        inner = ", ".join(_line(child, accept) for child in element if local(child) == "e")
        return _property(element, "begChr", "(") + inner + _property(element, "endChr", ")")
    if name in ("m", "eqArr"):
        return "; ".join(_line(row, accept) for row in element if local(row) in ("mr", "e"))
    return "".join(_line(child, accept) for child in element)


def _property(element: Any, name: str, default: str) -> str:
    found = next((p.find(M + name) for p in element if local(p).endswith("Pr") and p.find(M + name) is not None), None)
    return default if found is None else found.get(M + "val", "")
