from __future__ import annotations

from sops.translation.glossary import Glossary, Term, parse, shipped


def test_the_longest_term_wins() -> None:
    hits = Glossary(shipped()).hits("間葉系幹細胞を遠心分離により回収する。")

    assert [hit.form for hit in hits] == ["間葉系幹細胞", "遠心分離", "回収"]


def test_right_wording_admitted_wording_and_missing_wording() -> None:
    glossary = Glossary(shipped())
    found = {w.form: w for w in glossary.wordings("樹状細胞及び間葉系幹細胞の解凍", "Rã đông tế bào tua và MSC", "vi")}

    assert {form: w.right for form, w in found.items()} == {"樹状細胞": True, "間葉系幹細胞": True, "解凍": True}
    missing = glossary.wordings("解凍する。", "Làm tan.", "vi")
    assert [(w.expected, w.right, w.forbidden) for w in missing] == [("rã đông", False, "")]


def test_forbidden_wordings_are_named() -> None:
    glossary = Glossary(shipped())

    assert [w.forbidden for w in glossary.wordings("幹細胞", "Tế bào mầm", "vi")] == ["tế bào mầm"]
    assert [w.forbidden for w in glossary.wordings("照査", "Thẩm định", "vi")] == ["thẩm định"]
    assert [w.forbidden for w in glossary.wordings("樹状細胞", "tế bào đuôi gai", "vi")] == ["tế bào đuôi gai"]


def test_a_wording_right_for_another_term_of_the_text_is_not_forbidden() -> None:
    found = Glossary(shipped()).wordings("バリデーションの照査", "Soát xét thẩm định", "vi")

    assert [(w.form, w.right, w.forbidden) for w in found] == [("バリデーション", True, ""), ("照査", True, "")]


def test_an_abbreviation_inside_a_code_is_no_term() -> None:
    assert Glossary(shipped()).hits("MSC-SOP-ISO-001に従う。") == []


def test_terms_are_found_from_vietnamese_too() -> None:
    assert [hit.term.ja for hit in Glossary(shipped(), "vi").hits("Rã đông tế bào gốc trung mô")] == [
        "解凍",
        "間葉系幹細胞",
    ]


def test_a_glossary_file_is_read_with_several_wordings() -> None:
    rows = list(parse("ja,vi,en,note,admitted_vi,forbidden_vi\n培地,môi trường nuôi cấy,medium,,môi trường; canh,mt\n"))

    assert rows == [
        Term("培地", "môi trường nuôi cấy", "medium", "", "", {"vi": ["môi trường", "canh"]}, {"vi": ["mt"]})
    ]
