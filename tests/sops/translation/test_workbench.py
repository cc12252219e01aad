"""The workbench as drawn: which texts are listed, what stands around the one in hand, what may be done with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from sops.domain import translation as acts
from sops.models import Sop
from sops.translation import workbench
from sops.translation.glossary import Glossary, shipped
from sops.translation.lines import Line
from sops.translation.workbench import Desk, checks_of, desk, emphasised, icon_of
from staff.models import User
from tests.factories import release
from tests.factories import staff as people

GLOSSARY = Glossary(shipped())
SOURCE, RIGHT, WRONG = "37℃で30分間加温する。", "Ủ ở 37 °C trong 30 phút.", "Ủ ở 37 °C trong 20 phút."


# -- one text --


def test_figures_that_agree_are_shown_as_they_were_read() -> None:
    found = checks_of(SOURCE, RIGHT, "ja", "vi", GLOSSARY)

    assert (found.blocking, found.quantities, found.written) == ([], ["37 °C", "30 phút"], True)


def test_figures_are_not_shown_as_agreeing_where_one_does_not() -> None:
    found = checks_of(SOURCE, WRONG, "ja", "vi", GLOSSARY)

    assert ([finding.kind for finding in found.blocking], found.quantities) == (["number"], [])


def test_nothing_is_checked_before_something_is_written() -> None:
    found = checks_of(SOURCE, "", "ja", "vi", GLOSSARY)

    assert (found.findings, found.quantities, found.written) == ([], [], False)


def test_terms_are_counted_against_the_glossary() -> None:
    found = checks_of("幹細胞の解凍", "Rã đông tế bào mầm", "ja", "vi", GLOSSARY)

    with override("en"):
        assert found.terms == "1 of 2 terms as in the glossary"
    assert (found.all_right, [wording.forbidden for wording in found.wrong]) == (False, ["tế bào mầm"])


def test_terms_and_figures_of_the_source_are_emphasised_and_nothing_is_lost() -> None:
    text = "間葉系幹細胞を37±0.5℃で30〜45分間加温する。"
    found = emphasised(text, GLOSSARY)

    assert "".join(piece for piece, _kind in found) == text
    assert [piece for piece, kind in found if kind == "figure"] == ["37±0.5℃", "30〜45分間"]
    assert next(piece for piece, kind in found if kind == "term") == "間葉系幹細胞"


# -- the list --


@pytest.fixture
def sop() -> Sop:
    return release.draft()


@pytest.fixture
def translator(sop: Sop) -> User:
    """Has translated two texts of six, one of them wrongly."""
    who = people.user("translator")
    acts.save_translation(sop, "vi", "b1.text", WRONG, by=who)
    acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=who)
    return who


def shown(sop: Sop, by: User, **asked: Any) -> list[str]:
    return [line.path for line in desk(sop, "vi", by=by, **asked).shown]


OPEN = ["title", "s1.title", "b1.title", "b1.p.p1"]


@pytest.mark.django_db
def test_everybody_opens_on_the_own_work(sop: Sop, translator: User) -> None:
    reviewer = people.user("technical_reviewer")

    assert (shown(sop, translator), shown(sop, reviewer)) == (OPEN, ["b1.text", "b2.text"])


@pytest.mark.django_db
def test_without_own_work_the_work_of_others_is_listed(sop: Sop) -> None:
    reviewer = people.user("technical_reviewer")

    assert desk(sop, "vi", by=reviewer).show == "translate"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ({"show": "verify"}, ["b1.text", "b2.text"]),
        ({"show": "critical"}, ["b1.title", "b1.text", "b1.p.p1"]),
        ({"show": "questions"}, ["b2.text"]),
        ({"show": "changed"}, []),
        ({"show": "verified"}, []),
        ({"show": "all", "query": "ho so"}, ["b2.text"]),
        ({"show": "all", "query": "加温する"}, ["b1.text"]),
        ({"show": "all", "query": "xyz"}, []),
        ({"show": "nonsense"}, OPEN),
    ],
)
def test_lists_and_search(sop: Sop, translator: User, asked: dict[str, str], paths: list[str]) -> None:
    acts.comment_segment(sop, "vi", "b2.text", by=translator, text="Ghi vào đâu?")

    assert shown(sop, translator, **asked) == paths


@pytest.mark.django_db
def test_the_text_in_hand_has_its_neighbours_in_the_list(sop: Sop, translator: User) -> None:
    found = desk(sop, "vi", by=translator, show="translate", at="b1.text")
    around = (found.previous, found.current, found.following)

    assert [line and line.path for line in around] == ["b1.title", "b1.text", "b1.p.p1"]
    assert [line.path for line in found.window] == ["title", "s1.title", "b1.title", "b1.text", "b1.p.p1"]


@pytest.mark.django_db
def test_a_text_that_is_gone_opens_the_first_of_the_list(sop: Sop, translator: User) -> None:
    current = desk(sop, "vi", by=translator, at="nowhere").current

    assert current is not None
    assert current.path == "title"


def test_of_a_long_list_only_the_part_around_the_text_in_hand_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbench, "AROUND", 2)
    lines = [Line(n, f"p{n}", f"p{n}", "text", "1", "文", "", False) for n in range(10)]
    made = Desk(Sop(), "vi", lines, lines, "all", "", {}, lines[5])
    workbench._place(made)

    assert [line.number for line in made.window] == [3, 4, 5, 6, 7]
    assert (made.hidden_before, made.hidden_after) == (3, 2)


# -- what may be done --


def rights(found: Desk) -> dict[str, bool]:
    return {name: getattr(found, f"may_{name}") for name in ("translate", "verify", "return", "override", "comment")}


@pytest.mark.django_db
def test_each_role_is_offered_what_it_may(sop: Sop, translator: User) -> None:
    def offered(role: str) -> set[str]:
        return {name for name, may in rights(desk(sop, "vi", by=people.user(role), at="b1.text")).items() if may}

    assert {role: offered(role) for role in ("translator", "technical_reviewer", "qa_approver", "trainer")} == {
        "translator": {"translate", "comment"},
        "technical_reviewer": {"translate", "verify", "return", "override", "comment"},
        "qa_approver": {"return", "override", "comment"},  # a critical text wants a technical reviewer
        "trainer": set(),
    }


@pytest.mark.django_db
def test_who_cannot_verify_reads_why(sop: Sop) -> None:
    both = people.user("technical_reviewer")
    acts.save_translation(sop, "vi", "b2.text", "Ghi hồ sơ.", by=both)

    with override("en"):
        found = desk(sop, "vi", by=both, at="b2.text")

    assert (found.may_verify, found.why_not) == (
        False,
        "Whoever wrote a translation does not verify it: a second person must.",
    )


@pytest.mark.django_db
def test_a_changed_source_shows_what_became_of_it(sop: Sop, translator: User) -> None:
    blocks = [release.BLOCKS[0], {**release.STEP, "text": "37℃で45分間加温する。"}, release.BLOCKS[2]]
    release.draft(blocks=blocks)
    found = desk(sop, "vi", by=translator, at="b1.text")

    assert found.difference == [("=", "37℃で"), ("-", "30"), ("+", "45"), ("=", "分間加温する。")]
    assert shown(sop, translator, show="changed") == ["b1.text"]


@pytest.mark.django_db
def test_an_open_question_stands_before_the_state(sop: Sop, translator: User) -> None:
    acts.comment_segment(sop, "vi", "b2.text", by=translator, text="Ghi vào đâu?")
    lines = {line.path: line for line in desk(sop, "vi", by=translator, show="all").lines}

    assert [icon_of(lines[path])[0] for path in ("b2.text", "b1.text", "title")] == ["await", "review", "draft"]
