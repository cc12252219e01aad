"""GIFT, parsed as by Moodle: blank lines separate the questions, `//` begins a comment, `{…}` contains the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused
from core.html import tidy
from core.text import nfc
from courses.banks import item
from courses.banks.item import HUNDRED, Item
from courses.banks.markup import read_html

# An escaped character has no meaning in the format: a character that no text may contain replaces it meanwhile.
_SIGNS = {
    "\\": "\ufdd0",
    ":": "\ufdd1",
    "#": "\ufdd2",
    "=": "\ufdd3",
    "{": "\ufdd4",
    "}": "\ufdd5",
    "~": "\ufdd6",
    "n": "\ufdd7",
}
_HIDE = re.compile(r"\\([\\:#={}~n])")
_SHOW = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _SIGNS.items()})
_FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:su[bp]|br|p|b|i|u|em|strong)\s*/?>", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%([^%]*)%")
_MARK = re.compile(r"\[(id|tag):([^\]]*)\]")
_KEY = re.compile(r"[-\w]{1,64}", re.ASCII)
_BLANK = "_____"


def items(data: bytes) -> Iterator[Item]:
    """Returns the questions of a GIFT text, in order. Raises Refused when it is not text in UTF-8 or UTF-16."""
    comments: list[str] = []
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*_text(data).split("\n"), ""], 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            comments.append(stripped)
        elif stripped.startswith("$CATEGORY:") and not lines:
            comments.clear()
        elif stripped:
            lines.append((number, line))
        elif lines:
            yield _item(lines, comments)
            lines, comments = [], []


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise Refused(
            _("The file is not text in UTF-8 (line %(line)d).") % {"line": line}, field="file", line=line
        ) from wrong
    if "\x00" in text or any(hidden in text for hidden in _SIGNS.values()):
        raise Refused(_("The file holds signs that no text holds."), field="file")
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n")


def _item(lines: list[tuple[int, str]], comments: list[str]) -> Item:
    text = _HIDE.sub(lambda found: _SIGNS[found[1]], "\n".join(line for _number, line in lines)).strip()
    marks = _MARK.findall(" ".join(comments))
    key = next((value.strip() for kind, value in marks if kind == "id"), "")
    name = ""
    if text.startswith("::") and (end := text.find("::", 2)) > 0:
        name, text = tidy(_show(text[2:end])), text[end + 2 :].strip()
    tags = [tidy(value) for kind, value in marks if kind == "tag"]
    return Item(lines[0][0], partial(_read, text), name, key if _KEY.fullmatch(key) else "", tags)


def _show(text: str) -> str:
    return text.translate(_SHOW)


def _read(text: str) -> dict[str, Any]:
    """Returns the body of one question."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 and end < 0:
        raise Refused(_("It has no answers in braces: a description, not a question."))
    if start < 0 or end < start or "{" in text[start + 1 :] or "}" in text[:end]:
        raise Refused(
            _("The braces do not close: one { and one } hold the answers, and no empty line may stand between them.")
        )
    answers, explanation = text[start + 1 : end].strip(), ""
    if "####" in answers:
        answers, explanation = (part.strip() for part in answers.rsplit("####", 1))
    before, after = text[:start].strip(), text[end + 1 :].strip()
    form = _format(before)
    asked, pictures = _words(f"{before} {_BLANK} {after}" if after else before, form=form)
    body = {"text": asked, **_answers(answers, form)}
    if explanation:
        body["explanation"] = _words(explanation, form=form)[0]
    if pictures:
        body["pictures"] = pictures
    return body


def _format(text: str) -> str:
    """Returns the format named at the beginning of a text; empty if none."""
    found = _FORMAT.match(text)
    return found[1].lower() if found else ""


def _words(text: str, *, form: str) -> tuple[str, list[dict[str, str]]]:
    """Returns (text, pictures).

    A format of its own overrides that of the question; without any, common HTML tags are treated as markup.
    """
    own = _format(text)
    shown = _show(_FORMAT.sub("", text, count=1) if own else text)
    told = own or form
    markup = told in ("html", "moodle") or (not told and _TAGS.search(shown))
    return read_html(shown) if markup else (tidy(shown), [])


def _answers(answers: str, form: str) -> dict[str, Any]:
    if not answers:
        raise Refused(_("An essay cannot be graded here."))
    if answers.startswith("#"):
        return _numeric(answers[1:].strip(), form)
    if answers.startswith(">"):
        raise Refused(_("GIFT has no standard for ordering questions; give them as Moodle XML."))
    if "~" in answers:
        return _choice(answers, form)
    if answers.startswith("=") and "->" in answers:
        return _matching(answers, form)
    word, *feedback = answers.split("#")
    if (said := word.strip().upper()) in ("T", "TRUE", "F", "FALSE"):
        return _true_false(said[0] == "T", [_words(text, form=form)[0] for text in feedback])
    return _short(answers, form)


def _split(answers: str, form: str) -> Iterator[tuple[str, Decimal, str, str]]:
    """Returns (character, weight, text, feedback) of each answer; the weight is 100 after = and 0 after ~ unless one is
    given.
    """
    parts = re.split(r"([=~])", answers)
    if parts[0].strip():
        raise Refused(_("“%(text)s” stands before the first answer.") % {"text": tidy(_show(parts[0]))[:60]})
    for sign, entry in zip(parts[1::2], parts[2::2], strict=True):
        share, rest = HUNDRED if sign == "=" else Decimal(0), entry
        if found := _WEIGHT.match(entry):
            share, rest = item.weight(found[1]), entry[found.end() :]
        text, _mark, feedback = rest.partition("#")
        yield sign, share, text.strip(), _words(feedback.strip(), form=form)[0]


def _choice(answers: str, form: str) -> dict[str, Any]:
    options = []
    for place, (_sign, share, text, feedback) in enumerate(_split(answers, form), 1):
        words, pictures = _words(text, form=form)
        _no_pictures(pictures)
        options.append(item.option(place, words, share, feedback))
    return item.choice(options, single="=" in answers)


def _no_pictures(pictures: list[dict[str, str]]) -> None:
    if pictures:
        raise Refused(_("A picture in an answer cannot be shown; put it into the question."))


def _matching(answers: str, form: str) -> dict[str, Any]:
    pairs, extras = [], []
    for _sign, _share, text, _feedback in _split(answers, form):
        left, arrow, right = text.partition("->")
        if not arrow or not right.strip():
            raise Refused(_("“%(text)s” is no pair: write left -> right.") % {"text": tidy(_show(text))[:60]})
        right_words = _words(right.strip(), form=form)[0]
        if left.strip():
            pairs.append((_words(left.strip(), form=form)[0], right_words))
        else:
            extras.append(right_words)
    return item.matching(pairs, extras)


def _true_false(right: bool, feedback: list[str]) -> dict[str, Any]:
    """The first feedback is for the wrong answer, the second for the right one."""
    body: dict[str, Any] = {"type": "true_false", "answer": right}
    told = {("false" if right else "true"): feedback[0]} if feedback else {}
    if len(feedback) > 1:
        told["true" if right else "false"] = feedback[1]
    return body | ({"feedback": told} if any(told.values()) else {})


def _short(answers: str, form: str) -> dict[str, Any]:
    accepted, otherwise = [], ""
    for _sign, share, text, feedback in _split(answers, form):
        words = tidy(_show(text))
        if words == "*" and share == 0:
            otherwise = feedback
        else:
            accepted.append(
                {"text": words, "weight": item.plain(share), **({"feedback": feedback} if feedback else {})}
            )
    return item.short_answer(accepted, otherwise)


def _numeric(answers: str, form: str) -> dict[str, Any]:
    keys, otherwise = [], ""
    listed = answers if answers.startswith(("=", "~", "%")) else f"={answers}"
    for sign, share, text, feedback in _split(listed if not listed.startswith("%") else f"={listed}", form):
        if sign == "~" or text == "*":
            if text.strip("* ") or share:
                raise Refused(_("“%(text)s” is no number that could be right.") % {"text": tidy(_show(text))})
            otherwise = feedback
            continue
        keys.append(_key(_show(text), share, feedback))
    return item.numeric(keys, otherwise)


def _key(text: str, share: Decimal, feedback: str) -> dict[str, Any]:
    """Reads `value`, `value:tolerance` or `low..high`."""
    if ".." in text:
        low, high = (item.number(half) for half in text.split("..", 1))
        if low > high:
            raise Refused(_("In “%(text)s” the lower end is above the upper one.") % {"text": text})
        key: dict[str, Any] = {"low": item.plain(low), "high": item.plain(high)}
    else:
        value, _mark, tolerance = text.partition(":")
        key = {"value": item.plain(item.number(value))}
        if tolerance.strip():
            key["tolerance"] = item.plain(abs(item.number(tolerance)))
    return (
        key | ({"weight": item.plain(share)} if share != HUNDRED else {}) | ({"feedback": feedback} if feedback else {})
    )
