"""Moodle XML: `<quiz>` with one `<question type="…">` for each question."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from core.errors import Refused
from core.html import tidy
from core.text import nfc
from courses.banks import item
from courses.banks.item import HUNDRED, Item
from courses.banks.markup import read_html

_KEY = re.compile(r"[-\w]{1,64}", re.ASCII)
_EACH_PLACE = (
    "ABSOLUTE_POSITION",
    "0",
)  # each entry in its position earns its share; every other grading method counts the whole


def items(data: bytes) -> Iterator[Item]:
    """Returns the questions of the file, in order.

    Raises Refused when it is not well-formed, declares a document type, or is not a `<quiz>`.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        line = getattr(broken, "lineno", None) or 1
        raise Refused(
            _("The file is not well-formed XML (line %(line)d).") % {"line": line}, field="file", line=line
        ) from broken
    if root.getroottree().docinfo.doctype:
        raise Refused(_("The file declares a document type. It is not read."), field="file")
    if root.tag != "quiz":
        raise Refused(
            _("This is no Moodle XML: it begins with <%(tag)s>, not with <quiz>.") % {"tag": root.tag}, field="file"
        )
    for node in root.iterchildren("question"):
        if node.get("type") != "category":
            key = (node.findtext("idnumber") or "").strip()
            tags = [tidy(tag) for tag in node.xpath("tags/tag/text/text()")]
            yield Item(
                node.sourceline,
                partial(_read, node),
                tidy(node.findtext("name/text") or ""),
                key if _KEY.fullmatch(key) else "",
                tags,
            )


def _read(node: Any) -> dict[str, Any]:
    """Returns the body of one question."""
    kind = node.get("type") or ""
    reader = _READERS.get(kind)
    if reader is None:
        raise Refused(_("Questions of the type “%(type)s” cannot be asked here.") % {"type": kind or "?"})
    asked = node.find("questiontext")
    text, pictures = _words(asked)
    body = {"text": text, **reader(node)}
    if explanation := _text(node.find("generalfeedback")):
        body["explanation"] = explanation
    if pictures:
        body["pictures"] = pictures
    if "options" in body and (node.findtext("shuffleanswers") or "true").strip() in ("false", "0"):
        body["shuffle"] = False
    points = item.number(node.findtext("defaultgrade") or "1")
    if points <= 0:
        raise Refused(_("The question counts no points."))
    return body | ({"points": item.plain(points.normalize())} if points != 1 else {})


def _words(node: Any) -> tuple[str, list[dict[str, str]]]:
    """Returns (text, pictures) of an element with `<text>`, its format and its files."""
    if node is None:
        return "", []
    inner = node.find("text")
    text = nfc((inner.text if inner is not None else node.text) or "")
    if node.get("format", "html") in ("plain_text", "markdown"):
        return tidy(text), []
    return read_html(text, {nfc(file.get("name", "")): _file(file) for file in node.findall("file")})


def _file(node: Any) -> bytes:
    try:
        return base64.b64decode("".join((node.text or "").split()), validate=True)
    except binascii.Error as broken:
        raise Refused(_("A picture in it is damaged.")) from broken


def _text(node: Any) -> str:
    """Returns the text alone. A picture where none can be shown refuses the question, so that it is not lost."""
    words, pictures = _words(node)
    if pictures:
        raise Refused(_("A picture in an answer cannot be shown; put it into the question."))
    return words


def _share(answer: Any) -> Decimal:
    return item.weight(answer.get("fraction") or "0")


def _feedback(answer: Any) -> str:
    return _text(answer.find("feedback"))


def _choice(node: Any) -> dict[str, Any]:
    options = [
        item.option(place, _text(entry), _share(entry), _feedback(entry))
        for place, entry in enumerate(node.findall("answer"), 1)
    ]
    return item.choice(options, single=(node.findtext("single") or "true").strip() in ("true", "1"))


def _true_false(node: Any) -> dict[str, Any]:
    answers = {(entry.findtext("text") or "").strip().lower(): entry for entry in node.findall("answer")}
    right = [word for word, entry in answers.items() if _share(entry) == HUNDRED]
    if set(answers) != {"true", "false"} or len(right) != 1:
        raise Refused(_("A true/false question needs the answer true or false."))
    told = {word: words for word, entry in answers.items() if (words := _feedback(entry))}
    return {"type": "true_false", "answer": right == ["true"]} | ({"feedback": told} if told else {})


def _short(node: Any) -> dict[str, Any]:
    accepted, otherwise = [], ""
    for entry in node.findall("answer"):
        words, share, feedback = tidy(entry.findtext("text") or ""), _share(entry), _feedback(entry)
        if words == "*" and share == 0:
            otherwise = feedback
        else:
            accepted.append(
                {"text": words, "weight": item.plain(share.normalize()), **({"feedback": feedback} if feedback else {})}
            )
    return item.short_answer(accepted, otherwise, case=(node.findtext("usecase") or "0").strip() == "1")


def _numeric(node: Any) -> dict[str, Any]:
    """Returns a key for each answer and unit: 0.5 EU/mL is 500 EU/L.

    The first unit is shown beside the field, so only that unit may be omitted.
    """
    units = [
        (tidy(unit.findtext("unit_name") or ""), item.number(unit.findtext("multiplier") or "1"))
        for unit in node.iter("unit")
    ]
    keys: list[dict[str, Any]] = []
    otherwise = ""
    for entry in node.findall("answer"):
        text, share, feedback = (entry.findtext("text") or "").strip(), _share(entry), _feedback(entry)
        if text == "*" and share == 0:
            otherwise = feedback
            continue
        value, tolerance = item.number(text), abs(item.number(entry.findtext("tolerance") or "0"))
        for place, (unit, times) in enumerate(units or [("", Decimal(1))]):
            key: dict[str, Any] = {"value": item.plain(value * times)} | (
                {"tolerance": item.plain(tolerance * times)} if tolerance else {}
            )
            key |= {"weight": item.plain(share.normalize())} if share != HUNDRED else {}
            key |= ({"unit": unit} if unit else {}) | ({"unit_required": True} if place else {})
            keys.append(key | ({"feedback": feedback} if feedback else {}))
    return item.numeric(keys, otherwise)


def _matching(node: Any) -> dict[str, Any]:
    pairs, extras = [], []
    for entry in node.findall("subquestion"):
        left, right = _text(entry), tidy(entry.findtext("answer/text") or "")
        if left and right:
            pairs.append((left, right))
        elif right:
            extras.append(right)
        elif left:
            raise Refused(_("“%(text)s” has nothing that belongs to it.") % {"text": left[:60]})
    return item.matching(pairs, extras)


def _ordering(node: Any) -> dict[str, Any]:
    """Returns the body of an ordering; `fraction` of an entry is its position."""
    if (node.findtext("selecttype") or "ALL").strip() not in ("ALL", "0"):
        raise Refused(_("An ordering question that shows only some of its entries cannot be asked here."))
    placed = sorted(
        ((item.number(entry.get("fraction") or ""), _text(entry)) for entry in node.findall("answer")),
        key=lambda pair: pair[0],
    )
    if len({place for place, _words in placed}) != len(placed):
        raise Refused(_("Two entries have the same place."))
    entries = [{"id": f"i{place}", "text": words} for place, (_place, words) in enumerate(placed, 1)]
    body: dict[str, Any] = {"type": "ordering", "items": entries}
    return body | ({"partial": True} if (node.findtext("gradingtype") or "").strip() in _EACH_PLACE else {})


_READERS = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _matching,
    "ordering": _ordering,
}
