"""Losses that wait for their block."""

from __future__ import annotations

from sops.word.pending import MAX_ENTRY, PendingLosses


def texts(losses: PendingLosses) -> list[tuple[str, str]]:
    return [(loss.kind, loss.text) for loss in losses.take()]


def test_runs_in_a_row_are_one_entry_until_the_paragraph_ends() -> None:
    losses = PendingLosses()
    losses.begin_paragraph()
    for text in ("見え", "ない"):
        losses.add_run("hidden", text)
    losses.add_run("strike", "旧", kept=True)
    losses.add_run("hidden", "別")
    losses.begin_paragraph()
    losses.add_run("hidden", "次")

    assert texts(losses) == [("hidden", "見えない"), ("strike", "旧"), ("hidden", "別"), ("hidden", "次")]


def test_each_page_number_is_an_entry_and_blanks_are_none() -> None:
    losses = PendingLosses()
    for text in ("1", "2", " "):
        losses.add_run("page_number", text)

    assert texts(losses) == [("page_number", "1"), ("page_number", "2")]


def test_a_long_text_continues_in_the_next_entry() -> None:
    losses = PendingLosses()
    for text in ("あ" * MAX_ENTRY, "い"):
        losses.add_run("hidden", text)

    assert texts(losses) == [("hidden", "あ" * MAX_ENTRY), ("hidden", "い")]


def test_losses_are_handed_over_once() -> None:
    losses = PendingLosses()
    losses.add("link", detail="か\u3099")

    assert bool(losses)
    assert [loss.detail for loss in losses.take()] == ["が"]
    assert (bool(losses), losses.take()) == (False, [])
