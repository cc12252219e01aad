"""Footnotes, endnotes and comments."""

from __future__ import annotations

from tests.sops.word.build import h, p, r
from tests.sops.word.files import lost, read, summary


def note(kind: str, note_id: int, *paragraphs: str, attributes: str = "") -> str:
    return f'<w:{kind} w:id="{note_id}"{attributes}>{"".join(paragraphs)}</w:{kind}>'


def reference(kind: str, note_id: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{note_id}"/></w:r>'


def test_notes_are_counted_as_the_text_refers_to_them_and_end_their_section() -> None:
    parts = {
        "footnotes": note("footnote", 2, p("後の注。")) + note("footnote", 3, p("先の注。"), p("続き。")),
        "endnotes": note("endnote", 1, p("巻末の注。")),
    }
    body = (
        p(r("一"), reference("footnote", 3), reference("endnote", 1)),
        p(r("二"), reference("footnote", 2), reference("footnote", 3)),
        h("次の節"),
        p("三"),
    )

    assert summary(read(*body, parts=parts)) == [
        "paragraph 一[*1][*e1]", "paragraph 二[*2][*1]", "footnote 先の注。\n続き。", "footnote 巻末の注。", "footnote 後の注。",
        "section 2 次の節", "paragraph 三",
    ]  # fmt: skip


def test_a_note_that_the_file_lacks_leaves_its_mark() -> None:
    assert summary(read(p(r("一"), reference("footnote", 9)))) == ["paragraph 一[*1]"]


def test_notes_that_nothing_refers_to_are_recorded_with_their_text() -> None:
    parts = {
        "footnotes": (
            note("footnote", 0, p("線"), attributes=' w:type="separator"')
            + note("footnote", 2, p("読まれる。"))
            + note("footnote", 2, p("同じ番号。"))
            + note("footnote", 5, p("余り。"))
            + p("外の文。")
        ),
        "comments": f'<w:comment w:id="1" w:author="甲">{p("余りの注釈")}</w:comment>',
    }

    found = lost(read(p(r("一"), reference("footnote", 2)), parts=parts))

    assert found == [
        ("comment", "余りの注釈"), ("note_unused", "余り。"), ("note_unused", "線"), ("note_unused", "同じ番号。"),
        ("note_unused", "外の文。"),
    ]  # fmt: skip
