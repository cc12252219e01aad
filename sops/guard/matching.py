"""Compares facts of the source with facts of the translation. Rows are (kind, source, target, severity, message)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.units.reading import cannot_be_left_out, mentions
from sops.guard.facts import Facts
from sops.guard.negation import Negations
from sops.guard.numbers import Code, Number, compact
from sops.guard.words import counted_words, kanji_numbers, word_values

Row = tuple[str, str, str, str, Any]
_FORMULAS = {
    "CO2": r"二酸化炭素|carbon dioxide|carbon dioxit|carbonic",
    "N2": r"窒素|nitơ|nitrogen",
    "LN2": r"液体窒素|nitơ lỏng|liquid nitrogen",
    "O2": r"酸素|oxy|oxygen",
    "H2O": r"水|nước|water",
    "H2O2": r"過酸化水素|hydrogen peroxide|hydro peroxid|oxy già",
    "CA^2+": r"カルシウム|calci|calcium",
    "MG^2+": r"マグネシウム|magie|magnesi",
}
_LEVEL = re.compile(r"[A-Za-z]{1,3}\d{1,3}")  # P5, D14: codes with an order


def _say(template: Any, **values: Any) -> Any:
    return format_lazy(template, **values)


def match_codes(a: Facts, b: Facts) -> Iterator[Row]:
    left, right = Counter(compact(c.token) for c in a.codes), Counter(compact(c.token) for c in b.codes)
    shown = {compact(c.token): c.token for c in [*b.codes, *a.codes]}
    missing, extra = left - right, right - left
    # a code written apart on the other side (PDL20 / PDL 20) is read there as letters and a number
    for codes, owner, other in ((missing, a, b), (extra, b, a)):
        for code in list(codes):
            if code in compact(other.text) or (
                code in _FORMULAS and re.search(_FORMULAS[code], other.text, re.IGNORECASE)
            ):
                if code not in _FORMULAS:
                    _as_number(code, owner)
                del codes[code]
    # how often the same code is repeated is a matter of style
    for code in list(missing):
        if code in right:
            del missing[code]
    for code in list(extra):
        if code in left:
            del extra[code]
    for s in a.codes:
        same = [t for t in b.codes if compact(t.token) == compact(s.token)]
        if (
            len(same) == 1
            and _LEVEL.fullmatch(s.token)
            and left[compact(s.token)] == 1
            and not _comparators_agree(s, same[0])
        ):
            yield (
                "comparator", s.token, same[0].token, "error",
                _say(
                    _("Limit: the source says {source} {number}, the translation {target} {number}."),
                    source=_signs(s), target=_signs(same[0]), number=s.token,
                ),
            )  # fmt: skip
    gone, new = sorted(missing), sorted(extra)
    while gone and new:
        old = gone.pop(0)
        other_code = min(new, key=lambda n: (_distance(old, n), n))
        new.remove(other_code)
        yield (
            "code", shown[old], shown[other_code], "error",
            _say(_("The source says {source}, the translation {target}."), source=shown[old], target=shown[other_code]),
        )  # fmt: skip
    for code in gone:
        yield ("code", shown[code], "", "error", _say(_("{source} is missing in the translation."), source=shown[code]))
    for code in new:
        yield ("code", "", shown[code], "error", _say(_("{target} does not stand in the source."), target=shown[code]))


def _as_number(code: str, facts: Facts) -> None:
    for digits in re.findall(r"\d+", code):
        facts.numbers.append(Number(digits, -1, -1, Decimal(digits)))


def _distance(a: str, b: str) -> int:
    return abs(len(a) - len(b)) + sum(x != y for x, y in zip(a, b, strict=False))


def match_dates(a: Facts, b: Facts) -> Iterator[Row]:
    left, right = list(a.dates), list(b.dates)
    for date in a.dates:
        if found := next((other for other in right if date[1] & other[1]), None):
            right.remove(found)
            left.remove(date)
    for written, days in list(left):
        if any(days & other[1] for other in b.dates):
            left.remove((written, days))
    right = [other for other in right if not any(other[1] & date[1] for date in a.dates)]
    for i, (written, _days) in enumerate(left):
        other_date = right[i][0] if i < len(right) else ""
        message = (
            _say(_("The source gives the date {source}, the translation {target}."), source=written, target=other_date)
            if other_date
            else _say(_("The date {source} is missing in the translation."), source=written)
        )
        yield ("date", written, other_date, "error", message)
    for written, _days in right[len(left) :]:
        yield ("date", "", written, "error", _say(_("The date {target} does not stand in the source."), target=written))


def match_numbers(a: Facts, b: Facts) -> Iterator[Row]:
    left, right = list(a.numbers), list(b.numbers)
    pairs = _pair(left, right, lambda s, t: bool(s.values & t.values))
    doubtful = _pair(
        left, right, lambda s, t: bool((s.values & t.doubtful) | (s.doubtful & t.values) | (s.doubtful & t.doubtful))
    )
    for s, t in pairs:
        yield from _compare(s, t, a, b)
    for s, t in doubtful:
        yield (
            "separator",
            s.raw,
            t.raw,
            "error",
            _say(
                _("{target} is another number in this language; the source says {source}."),
                source=s.raw,
                target=t.raw,
            ),
        )
    yield from _leftover(left, right, pairs, a, b)


def _pair(left: list[Number], right: list[Number], fits: Any) -> list[tuple[Number, Number]]:
    """Returns the best pairs among matching numbers, removed from both lists: same unit first, then same comparator,
    then order.
    """
    candidates = sorted(
        (
            (_cost(s, t), abs(i / max(len(left), 1) - j / max(len(right), 1)), i, j)
            for i, s in enumerate(left)
            for j, t in enumerate(right)
            if fits(s, t)
        ),
    ) if len(left) * len(right) <= 40_000 else _in_order(left, right, fits)  # fmt: skip
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for *_rank, i, j in candidates:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((left[i], right[j]))
    left[:] = [n for i, n in enumerate(left) if i not in used_left]
    right[:] = [n for j, n in enumerate(right) if j not in used_right]
    return pairs


def _in_order(left: list[Number], right: list[Number], fits: Any) -> list[tuple[int, float, int, int]]:
    """For texts of hundreds of numbers: pairs equal values in their order."""
    places: dict[Decimal, list[int]] = defaultdict(list)
    for j, t in enumerate(right):
        for value in t.values:
            places[value].append(j)
    found = []
    for i, s in enumerate(left):
        for value in s.values:
            if places[value] and fits(s, right[places[value][0]]):
                found.append((0, 0.0, i, places[value].pop(0)))
                break
    return found


def _cost(s: Number, t: Number) -> int:
    return (
        8 * (not _units_agree(s, t)) + 4 * (not _comparators_agree(s, t)) + 2 * (s.unit != t.unit) + (s.role != t.role)
    )


def _units_agree(s: Number, t: Number) -> bool:
    su, tu = s.unit or s.near_unit, t.unit or t.near_unit
    if not su or not tu or su == tu:
        return True
    # a counter on one side of a quotient (回/日, lần/ngày)
    return su.lstrip("/") == tu.lstrip("/") or (s.unit is None or t.unit is None)


def _comparators_agree(s: Number | Code, t: Number | Code) -> bool:
    return s.strong <= t.strong | t.soft and t.strong <= s.strong | s.soft


def _compare(s: Number, t: Number, a: Facts, b: Facts) -> Iterator[Row]:
    if not _units_agree(s, t):
        yield (
            "unit", s.raw, t.raw, "error",
            _say(_("Unit: the source says {source}, the translation {target}."), source=s.raw, target=t.raw),
        )  # fmt: skip
    elif s.unit and not (t.unit or t.near_unit) and not mentions(b.text, s.unit) and cannot_be_left_out(s.unit):
        yield (
            "unit",
            s.raw,
            t.raw,
            "error",
            _say(_("The unit of {source} is missing in the translation."), source=s.raw),
        )
    if not _comparators_agree(s, t):
        yield (
            "comparator", s.raw, t.raw, "error",
            _say(
                _("Limit: the source says {source} {number}, the translation {target} {number}."),
                source=_signs(s), target=_signs(t), number=s.raw,
            ),
        )  # fmt: skip
    if {s.role, t.role} == {"lo", "hi"}:
        yield (
            "range",
            s.raw,
            t.raw,
            "error",
            _say(_("The range of {source} is turned round in the translation."), source=s.raw),
        )
    if t.foreign_separator and not s.foreign_separator and t.unit:
        yield (
            "separator", s.raw, t.raw, "warning",
            _say(_("Decimal mark: write {target} the way this language does."), target=t.raw),
        )  # fmt: skip


def _signs(number: Number | Code) -> str:
    return "".join(sorted(number.strong)) or "="


def _leftover(
    left: list[Number], right: list[Number], pairs: list[tuple[Number, Number]], a: Facts, b: Facts
) -> Iterator[Row]:
    spelled = kanji_numbers(a.text) if a.language == "ja" else []
    if not (left or right or spelled):
        return
    target_words, source_words = word_values(b.text, b.language), word_values(a.text, a.language)
    words = {value for _raw, value in spelled}
    figures = {v for n in b.numbers for v in n.values}
    unspoken = [(raw, value) for raw, value in spelled if value > 1 and value not in target_words | figures]
    other_words = counted_words(b.text, b.language) - source_words - words - {v for n in a.numbers for v in n.values}
    missing = [n for n in left if not n.values & target_words]
    # words that only may be numbers (各, each) explain a surplus figure where nothing is missing
    extra = [n for n in right if not n.values & (words if left else source_words | words)]
    said = {v for s, t in pairs for v in s.values | t.values}
    if any(n.values & said for n in extra):
        missing = left[:]  # a repeated figure replaces another one
    both = bool(missing) and bool(extra)
    for s, t in zip(missing[:], extra[:], strict=False):
        missing.remove(s)
        extra.remove(t)
        if -s.value in t.values:
            message = _say(_("Sign: the source says {source}, the translation {target}."), source=s.raw, target=t.raw)
        else:
            message = _say(_("The source says {source}, the translation {target}."), source=s.raw, target=t.raw)
        yield ("number", s.raw, t.raw, "error", message)
    for s in missing:
        again = bool(s.values & said) and not both
        yield (
            "number", s.raw, "", "warning" if again else "error",
            _say(_("{source} is missing in the translation."), source=s.raw),
        )  # fmt: skip
    for t in extra:
        again = bool(t.values & said) and not both
        yield (
            "number", "", t.raw, "warning" if again else "error",
            _say(_("{target} does not stand in the source."), target=t.raw),
        )  # fmt: skip
    for raw, _value in unspoken:
        # `二名で` may correctly be translated by naming the two; another number of persons or times may not
        yield (
            "number",
            raw,
            "",
            "error" if other_words else "warning",
            _say(_("{source} is missing in the translation."), source=raw),
        )


def match_negation(a: Facts, b: Facts) -> Iterator[Row]:
    """Compares negations: a prohibition must be one in the translation too; if the sentences are not parallel, the
    whole texts are compared.
    """
    whole, other = _sum(a), _sum(b)
    pairs = zip(a.negations, b.negations, strict=False) if len(a.negations) == len(b.negations) else ()
    dropped = whole.strong and not other.strong + other.other
    if whole.strong > other.strong:
        dropped = dropped or any(s.strong and not t.strong + t.other for s, t in pairs)
    added = other.strong and not whole.strong + whole.weak + whole.limits
    if dropped:
        yield ("negation", "", "", "error", _("The source forbids or denies something; the translation does not."))
    elif added:
        yield ("negation", "", "", "error", _("The translation forbids or denies something; the source does not."))
    elif a.language == "ja" and whole.strong > other.strong + other.other:
        yield ("negation", "", "", "warning", _("The source forbids or denies more than the translation does."))


def _sum(facts: Facts) -> Negations:
    return Negations(
        *(sum(getattr(n, name) for n in facts.negations) for name in ("strong", "other", "weak", "limits"))
    )


_KANA = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def match_script(a: Facts, b: Facts) -> Iterator[Row]:
    """Reports source text left in a translation: it is never shown as if translated (domain (c) 2)."""
    if b.language == "ja" or a.language != "ja":
        return
    if _KANA.search(b.text) or _HAN.search(b.text):
        same = a.text.strip() == b.text.strip()
        yield ("script", "", "", "error" if same else "warning", _("Japanese characters stand in the translation."))
