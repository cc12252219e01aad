"""What changed between two contents of an SOP: every change, and nothing that only got a new number.

Texts are compared in the source language. Two Word files share no ids: there, headings and words say which piece is which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sops.comparison import weight
from sops.comparison.alignment import Entry, match, out_of_order, shingles, similarity
from sops.comparison.change import Change
from sops.comparison.document import FIELDS, Document, form
from sops.comparison.inline import Piece, inline
from sops.comparison.references import Numbers, renumbered
from sops.comparison.tables import Place, TableChange, compare_tables
from sops.document.content import parameter_text, source_language, text_of, value_text

__all__ = ["Change", "Piece", "compare", "inline", "keep_ids"]


def compare(old: Mapping[str, Any], new: Mapping[str, Any], *, same_ids: bool | None = None) -> list[Change]:
    """Changes from `old` to `new`, both source or both frozen contents, in the order of the new document.

    `same_ids`: whether equal block ids mean the same block (drafts of one SOP). None looks whether they do; two Word files have ids by chance.
    A moved step is moved, not removed and added; a step after it that only has a new number is no change.
    """
    return _Comparison(old, new, same_ids).changes()


def keep_ids(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """New block id → old block id, for a revised Word file: whatever is the same piece may keep its old id."""
    comparison = _Comparison(old, new, False)
    return {comparison.b.blocks[j]["id"]: comparison.a.blocks[i]["id"] for i, j in comparison.pairs.items()}


def _ids_hold(a: Document, b: Document) -> bool:
    ours = {block["id"]: block for block in a.blocks}
    common = [(ours[block["id"]], block) for block in b.blocks if block["id"] in ours]
    if not common or len(common) < min(len(a.blocks), len(b.blocks)) / 5:
        return False
    alike = sum(
        x["type"] == y["type"]
        and (x == y or similarity(shingles(a.words(x)), shingles(b.words(y))) >= 0.3 or not a.words(x))
        for x, y in common
    )
    return alike / len(common) >= 0.7


class _Comparison:
    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any], same_ids: bool | None) -> None:
        self.language = source_language(new)
        self.a, self.b = Document(old, self.language), Document(new, self.language)
        self.by_id = _ids_hold(self.a, self.b) if same_ids is None else same_ids
        self.pairs = self._match()
        self.back = {j: i for i, j in self.pairs.items()}
        self.numbers = Numbers(
            {self.a.labels[was["id"]]: self.b.labels[now["id"]] for was, now in self._pairs("section")},
            self._captions("table"), self._captions("figure"),
            {_step(self.a, was): _step(self.b, now) for was, now in self._pairs("step")},
            {str(was["mark"]): str(now["mark"]) for was, now in self._pairs("footnote") if was.get("mark") and now.get("mark")},
        )  # fmt: skip

    def _pairs(self, kind: str) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Blocks of one kind that are the same block, old and new."""
        for i, j in self.pairs.items():
            if self.a.blocks[i]["type"] == self.b.blocks[j]["type"] == kind:
                yield self.a.blocks[i], self.b.blocks[j]

    def _match(self) -> dict[int, int]:
        a, b = self.a, self.b

        def path(document: Document, index: int) -> tuple[str, ...]:
            parent = document.parents[index]
            above = path(document, parent) if parent >= 0 else ()
            return (*above, document.forms(document.blocks[index]).get("title", ""))

        def heads(document: Document) -> tuple[list[int], list[Entry]]:
            places = [k for k, block in enumerate(document.blocks) if block["type"] == "section"]
            return places, [
                Entry(
                    document.blocks[k]["id"],
                    "section",
                    path(document, k)[-1],
                    path(document, k)[-1],
                    path(document, k)[:-1],
                )
                for k in places
            ]

        places_a, heads_a = heads(a)
        places_b, heads_b = heads(b)
        pairs = {places_a[i]: places_b[j] for i, j in match(heads_a, heads_b, by_id=self.by_id).items()}

        def entries(document: Document, home: dict[int, Any]) -> tuple[list[int], list[Entry]]:
            places = [k for k, block in enumerate(document.blocks) if block["type"] != "section"]
            return places, [
                Entry(
                    document.blocks[k]["id"],
                    document.blocks[k]["type"],
                    document.signature(document.blocks[k]),
                    document.words(document.blocks[k]),
                    home.get(document.parents[k], ("new", document.parents[k])),
                )
                for k in places
            ]

        home_a: dict[int, Any] = {**pairs, -1: -1}
        home_a |= {k: ("old", k) for k in places_a if k not in home_a}
        home_b: dict[int, Any] = {k: k for k in places_b} | {-1: -1}
        places_a, blocks_a = entries(a, home_a)
        places_b, blocks_b = entries(b, home_b)
        return pairs | {places_a[i]: places_b[j] for i, j in match(blocks_a, blocks_b, by_id=self.by_id).items()}

    def _captions(self, kind: str) -> dict[str, str]:
        old, new = self.a.captions(kind), self.b.captions(kind)
        return {number: new[self.pairs[i]] for i, number in old.items() if self.pairs.get(i) in new}

    def _moved(self) -> set[int]:
        """Old blocks that stand elsewhere: out of order inside their section, or in another section that is not merely a new heading above them."""
        a, b, moved = self.a, self.b, set()
        homes: dict[int, list[tuple[int, int]]] = {}
        for i, j in self.pairs.items():
            at_home = self.pairs.get(a.parents[i], -1 if a.parents[i] < 0 else None) == b.parents[j]
            if at_home:
                homes.setdefault(b.parents[j], []).append((i, j))
        for pairs in homes.values():
            moved |= out_of_order(pairs)
        # a section inside another section that moved is not told again
        for sections in (True, False):
            blocks = [(i, j) for i, j in self.pairs.items() if (a.blocks[i]["type"] == "section") == sections]
            crossing = out_of_order(blocks)
            for i, j in blocks:
                if self._at_home(i, j) or self._relevelled(i, j):
                    continue
                if self._both_stay(i, j) or i in crossing:
                    moved.add(i)
        return moved

    def _at_home(self, i: int, j: int) -> bool:
        here = self.a.parents[i]
        return self.pairs.get(here, -1 if here < 0 else None) == self.b.parents[j]

    def _both_stay(self, i: int, j: int) -> bool:
        """Whether the section it stood in and the one it stands in are both in both documents: no mere new heading above it."""
        here, there = self.a.parents[i], self.b.parents[j]
        return (here in self.pairs or here < 0) and (there in self.back or there < 0)

    def _relevelled(self, i: int, j: int) -> bool:
        """A section or step that stays and becomes part of another, or a whole of its own: 2.3 → 3, (3) → ア."""
        old, new = self.a.blocks[i], self.b.blocks[j]
        if old["type"] != new["type"] or old["type"] not in {"section", "step"} or not self._both_stay(i, j):
            return False
        return int(old.get("level") or 1) != int(new.get("level") or 1)

    def changes(self) -> list[Change]:
        found: list[tuple[tuple[float, int], Change]] = []
        title = self._text(
            "title", "", "", "title", self.a.content.get("title"), self.b.content.get("title"), None, None
        )
        found += [((-2, 0), change) for change in title]
        moved = self._moved()
        last = -1.0
        after: dict[int, float] = {}
        for i in range(len(self.a.blocks)):
            if i in self.pairs and i not in moved:
                last = max(last, float(self.pairs[i]))
            after[i] = last + 0.5
        for i, block in enumerate(self.a.blocks):
            if i not in self.pairs:
                found += [((after[i], i), change) for change in self._presence("removed", i, block, self.a)]
        for j, block in enumerate(self.b.blocks):
            i = self.back.get(j, -1)
            if i < 0:
                found += [((j, n), change) for n, change in enumerate(self._presence("added", j, block, self.b))]
                continue
            if i in moved:
                found.append(((j, 0), self._move(i, j)))
            found += [((j, n + 1), change) for n, change in enumerate(self._block(i, j))]
        return [change for _place, change in sorted(found, key=lambda item: item[0])]

    # one block against the other

    def _block(self, i: int, j: int) -> Iterator[Change]:
        old, new = self.a.blocks[i], self.b.blocks[j]
        if old["type"] != new["type"]:
            yield self._kind(i, j)
        elif self._relevelled(i, j):
            yield self._change(
                "changed",
                weight.PROCEDURAL,
                i,
                j,
                "text",
                self.a.labels[old["id"]],
                self.b.labels[new["id"]],
                what="level",
            )
        # a text that moved between the fields of one block (title ↔ text) is found by both fields
        for field in FIELDS:
            if field in old or field in new:
                yield from self._text(
                    field,
                    f"{old['id']}.{field}",
                    f"{new['id']}.{field}",
                    new["type"],
                    old.get(field),
                    new.get(field),
                    i,
                    j,
                )
        yield from self._parameters(i, j)
        if new["type"] == "figure" and old.get("image", "") != new.get("image", ""):
            yield self._change(
                "changed", weight.PROCEDURAL, i, j, "image", old.get("image", ""), new.get("image", ""), what="figure"
            )
        if "rows" in old and "rows" in new:
            for change in compare_tables(self.a, old, self.b, new):
                yield from self._table(change, i, j)
            yield from self._other_languages_in_cells(i, j)

    def _text(
        self, field: str, path_old: str, path_new: str, kind: str, old: Any, new: Any, i: int | None, j: int | None
    ) -> Iterator[Change]:
        path_old, path_new = path_old or field, path_new or field
        was, now = form(text_of(old, self.language), field), form(text_of(new, self.language), field)
        if was != now and self._renumbered(was, i) == now:
            was = now
        texts = (_texts(old, self.language), _texts(new, self.language))
        if was != now:
            careful = kind == "warning" or (i is not None and self.a.blocks[i]["type"] == "warning")
            yield self._changed(was, now, kind, i, j, path_old, path_new, texts, careful)
            return
        for language in texts[0].keys() & texts[1].keys() - {self.language}:
            was, now = form(texts[0][language]), form(texts[1][language])
            if was != now:
                change = self._changed(was, now, kind, i, j, path_old, path_new, texts, kind == "warning", language)
                # the source says the same: a better translation, unless its figures changed
                yield change if change.class_ == weight.CRITICAL else replace(change, class_=weight.EDITORIAL)

    def _renumbered(self, text: str, i: int | None) -> str:
        return renumbered(
            text, self.numbers, self.a.section_labels.get(self.a.blocks[i]["id"], "") if i is not None else ""
        )

    def _changed(
        self, was: str, now: str, kind: str, i: int | None, j: int | None, path_old: str, path_new: str,
        texts: tuple[dict[str, str], dict[str, str]], careful: bool, language: str = "",
    ) -> Change:  # fmt: skip
        language = language or self.language
        if not was or not now:
            class_ = weight.of_presence(was or now, kind, language)
        else:
            class_ = weight.of_change(was, now, kind, language, careful=careful)
        change = self._change("changed", class_, i, j, "", was, now, inline=inline(was, now), language=language)
        return replace(change, path_old=path_old, path_new=path_new, old_texts=texts[0], new_texts=texts[1])

    def _parameters(self, i: int, j: int) -> Iterator[Change]:
        old, new = list(self.a.blocks[i].get("parameters", ())), list(self.b.blocks[j].get("parameters", ()))
        if not old and not new:
            return
        pairs = match(
            [
                Entry(
                    p["id"], "p", (self.a.say(p.get("name")), value_text(p, self.language)), self.a.say(p.get("name"))
                )
                for p in old
            ],
            [
                Entry(
                    p["id"], "p", (self.b.say(p.get("name")), value_text(p, self.language)), self.b.say(p.get("name"))
                )
                for p in new
            ],
            by_id=self.by_id,
        )
        back = {y: x for x, y in pairs.items()}
        for y, p in enumerate(new):
            path = f"{self.b.blocks[j]['id']}.p.{p['id']}"
            now = self._value(p, self.b)
            if y not in back:
                change = self._change(
                    "added", weight.CRITICAL, None, j, "", "", now, what="parameter", kind="parameter"
                )
                yield replace(change, path_new=path, new_texts=_values(p, self.language))
                continue
            q = old[back[y]]
            was, path_old = self._value(q, self.a), f"{self.a.blocks[i]['id']}.p.{q['id']}"
            if was != now or any(
                q.get(key) != p.get(key) for key in ("comparator", "value", "low", "high", "tolerance", "unit")
            ):
                change = self._change(
                    "changed",
                    weight.CRITICAL,
                    i,
                    j,
                    "",
                    was,
                    now,
                    what="parameter",
                    kind="parameter",
                    inline=inline(was, now),
                )
                yield replace(
                    change,
                    path_old=path_old,
                    path_new=path,
                    old_texts=_values(q, self.language),
                    new_texts=_values(p, self.language),
                )
            else:
                yield from self._text("name", path_old, path, "parameter", q.get("name"), p.get("name"), i, j)
        for x, q in enumerate(old):
            if x not in pairs:
                change = self._change(
                    "removed",
                    weight.CRITICAL,
                    i,
                    None,
                    "",
                    self._value(q, self.a),
                    "",
                    what="parameter",
                    kind="parameter",
                )
                yield replace(
                    change, path_old=f"{self.a.blocks[i]['id']}.p.{q['id']}", old_texts=_values(q, self.language)
                )

    def _value(self, parameter: Mapping[str, Any], document: Document) -> str:
        name = document.say(parameter.get("name"))
        value = value_text(parameter, self.language)
        return f"{name}: {value}" if name else value

    def _table(self, change: TableChange, i: int, j: int) -> Iterator[Change]:
        if change.what == "cell":
            was, now = (_first(change.old), _first(change.new))
            if self._renumbered(was, i) == now:
                return
            texts = (_cell_texts(change.old, self.language), _cell_texts(change.new, self.language))
            made = self._changed(was, now, "table", i, j, _path(change.old), _path(change.new), texts, False)
            yield replace(made, row=change.name)
            return
        was, now = (" | ".join(place.text for place in places if place.text) for places in (change.old, change.new))
        if change.kind == "moved":
            class_ = weight.of_move("step") if change.numbered else weight.EDITORIAL
        else:
            class_ = weight.of_presence(was or now, "table", self.language)
        made = self._change(change.kind, class_, i, j, "", was, now, what=change.what)
        yield replace(
            made, path_old=_path(change.old), path_new=_path(change.new),
            old_texts=_row_texts(change.old, self.language), new_texts=_row_texts(change.new, self.language),
        )  # fmt: skip

    def _other_languages_in_cells(self, i: int, j: int) -> Iterator[Change]:
        """Translations of cells whose source stayed; cells are held by their place only where the tables are alike."""
        old, new = self.a.blocks[i], self.b.blocks[j]
        if self.a.cells(old) != self.b.cells(new):
            return
        for r, (row_old, row_new) in enumerate(zip(old["rows"], new["rows"], strict=True)):
            for c, (was, now) in enumerate(zip(row_old, row_new, strict=True)):
                if isinstance(was.get("text"), dict) and was.get("text") != now.get("text"):
                    path = f".r{r}c{c}"
                    yield from self._text(
                        "text", old["id"] + path, new["id"] + path, "table", was.get("text"), now.get("text"), i, j
                    )

    # whole blocks

    def _presence(self, kind: str, index: int, block: Mapping[str, Any], document: Document) -> Iterator[Change]:
        words = " ".join(document.forms(block).values())
        rows = [" | ".join(cell for cell in row if cell) for row in document.cells(block)]
        values = [self._value(p, document) for p in block.get("parameters", ())]
        whole = "\n".join([words, *rows, *values]).strip() or block.get("image", "")
        if not whole:
            return
        class_ = weight.of_presence(whole, "parameter" if values else block["type"], self.language)
        if block["type"] == "section":
            class_ = weight.PROCEDURAL
        field = next((f for f in ("text", "title", "caption", "alt") if document.say(block.get(f)).strip()), "text")
        texts = {language: _whole(block, language) for language in _texts(block.get(field), self.language)}
        added = kind == "added"
        made = self._change(
            kind,
            class_,
            None if added else index,
            index if added else None,
            field,
            "" if added else whole,
            whole if added else "",
        )
        yield replace(made, old_texts={} if added else texts, new_texts=texts if added else {})

    def _move(self, i: int, j: int) -> Change:
        new = self.b.blocks[j]
        class_ = weight.of_move(new["type"])
        if new["type"] == "section" and any(
            self.b.blocks[k]["type"] == "step" and self.b.parents[k] == j for k in range(j + 1, len(self.b.blocks))
        ):
            class_ = weight.CRITICAL
        field = next((f for f in ("text", "title", "caption", "alt") if self.b.say(new.get(f)).strip()), "text")
        was, now = " ".join(self.a.forms(self.a.blocks[i]).values()), " ".join(self.b.forms(new).values())
        made = self._change("moved", class_, i, j, field, was, now)
        return replace(
            made,
            old_texts=_texts(self.a.blocks[i].get(field), self.language),
            new_texts=_texts(new.get(field), self.language),
        )

    def _kind(self, i: int, j: int) -> Change:
        old, new = self.a.blocks[i], self.b.blocks[j]
        class_ = weight.CRITICAL if "warning" in {old["type"], new["type"]} else weight.PROCEDURAL
        return self._change("changed", class_, i, j, "text", old["type"], new["type"], what="kind")

    def _formal(self, i: int | None, j: int | None) -> bool:
        return self.b.formal(j) if j is not None else i is not None and self.a.formal(i)

    def _change(
        self, change: str, class_: str, i: int | None, j: int | None, field: str, old: str, new: str, *,
        what: str = "text", kind: str = "", inline: list[Piece] | None = None, language: str = "",
    ) -> Change:  # fmt: skip
        was = self.a.blocks[i] if i is not None else None
        now = self.b.blocks[j] if j is not None else None
        block = now or was
        document = self.b if now else self.a
        block_id = block["id"] if block else ""

        formal = self._formal(i, j)

        def step(d: Document, b: Mapping[str, Any] | None) -> str:
            return d.labels.get(b["id"], "") if b and b["type"] == "step" else ""

        return Change(
            kind=change, class_=weight.EDITORIAL if formal else class_, what=what, language=language or self.language,
            path_old=f"{was['id']}.{field}" if was and field else "", path_new=f"{now['id']}.{field}" if now and field else "",
            block_id=block_id, block_kind=kind or (block["type"] if block else "title"),
            section=document.section_labels.get(block_id, ""), label=step(document, block),
            section_old=self.a.section_labels.get(was["id"], "") if was else "", label_old=step(self.a, was),
            old=old, new=new, inline=inline or [], formal=formal,
        )  # fmt: skip


def _step(document: Document, block: Mapping[str, Any]) -> tuple[str, str]:
    """Section and bare number of a step; sub-steps (ア, ①) are referred to in their own script and are not told apart here."""
    return document.section_labels[block["id"]], document.labels[block["id"]].strip("()")


def _texts(value: Any, language: str) -> dict[str, str]:
    if isinstance(value, str):
        return {language: value} if value else {}
    return dict(value or {})


def _whole(block: Mapping[str, Any], language: str) -> str:
    """Everything a block says in one language."""
    fields = [text_of(block.get(f), language) for f in FIELDS]
    rows = [" | ".join(text_of(cell.get("text"), language) for cell in row) for row in block.get("rows", ())]
    return "\n".join(
        t for t in [*fields, *rows, *(parameter_text(p, language) for p in block.get("parameters", ()))] if t.strip()
    )


def _values(parameter: Mapping[str, Any], language: str) -> dict[str, str]:
    names = _texts(parameter.get("name"), language) or {language: ""}
    return {
        code: f"{name}: {value_text(parameter, code)}" if name else value_text(parameter, code)
        for code, name in names.items()
    }


def _first(places: list[Place]) -> str:
    return places[0].text if places else ""


def _path(places: list[Place]) -> str:
    return places[0].path if places else ""


def _cell_texts(places: list[Place], language: str) -> dict[str, str]:
    return _texts(places[0].cell.get("text"), language) if places else {}


def _row_texts(places: list[Place], language: str) -> dict[str, str]:
    rows = [_texts(place.cell.get("text"), language) for place in places]
    codes = {code for row in rows for code in row}
    return {code: " | ".join(row[code] for row in rows if row.get(code)) for code in codes}
