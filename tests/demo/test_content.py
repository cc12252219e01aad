"""The demo content holds together: ids, references, numbers in three languages, days in order, signers on duty."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from decimal import Decimal

import pytest

from demo import content

SOPS = {sop.number: sop for sop in content.sops()}
PEOPLE = {person["key"]: person for person in content.read("people.yaml")["people"]}
ROLES = {role["id"]: role for role in content.read("roles.yaml")["job_roles"]}
HISTORY = content.read("history.yaml")
CHECKLISTS = {row["slug"]: row for row in content.read("checklists.yaml")["checklists"]}
QUIZZES = content.read_all("quizzes")
VERSIONS = [
    pytest.param(sop, version, id=f"{sop.number}-v{version.number}")
    for sop in SOPS.values()
    for version in sop.versions
    if version.state != "draft"
]


def blocks(number, version):
    found = next(v for v in SOPS[number].versions if v.number == version)
    return {block["id"]: block for block in found.content["blocks"]}


FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def numbers(text, language):
    text = text.translate(FULL_WIDTH)
    text = re.sub(r"(MSC-[A-Z]+-[A-Z]+-[\d-]+|MTF-[A-Z]+-\d+|DEV-[\d-]+|LN2|CD\d+)", "", text)
    if language == "vi":
        text = re.sub(r"(?<=\d)\.(?=\d{3}(\D|$))", "", text)
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    else:
        text = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", text)
    return Counter(re.findall(r"\d+(?:\.\d+)?", text))


def texts(value):
    if isinstance(value, dict):
        if set(value) == {"ja", "vi", "en"}:
            yield value
            return
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_files_are_nfc():
    for path in content.ROOT.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.normalize("NFC", text) == text, path.name


@pytest.mark.parametrize(("sop", "version"), VERSIONS)
def test_version_is_whole(sop, version):
    ids = [block["id"] for block in version.content["blocks"]]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if "b" not in i] == [f"s{n}" for n in range(1, 11)]
    parameters = [p["id"] for block in version.content["blocks"] for p in block.get("parameters", [])]
    assert len(parameters) == len(set(parameters))
    assert all(text[language].strip() for text in texts(version.content) for language in content.LANGUAGES)


@pytest.mark.parametrize(("sop", "version"), VERSIONS)
def test_numbers_agree_in_three_languages(sop, version):
    for block in version.content["blocks"]:
        for text in texts(block):
            assert numbers(text["ja"], "ja") == numbers(text["vi"], "vi") == numbers(text["en"], "en"), block["id"]


@pytest.mark.parametrize(("sop", "version"), VERSIONS)
def test_typed_parameters_stand_in_each_text(sop, version):
    for block in version.content["blocks"]:
        for parameter in block.get("parameters", []):
            for key in ("value", "low", "high", "tolerance"):
                if (value := parameter[key]) is not None:
                    for language in content.LANGUAGES:
                        found = {Decimal(n) for n in numbers(block["text"][language], language)}
                        assert Decimal(value.lstrip("-")) in found, (block["id"], parameter["id"], language)


def test_patch_replaces_inserts_removes_and_moves():
    sections = [
        {"id": "s1", "blocks": [{"id": "a", "text": 1}, {"id": "b"}, {"id": "c"}]},
        {"id": "s2", "blocks": [{"id": "d"}]},
    ]
    change = {
        "blocks": [{"id": "a", "text": 2}, {"id": "x", "after": "b"}, {"id": "y", "after": "x"}],
        "removed": ["c"],
        "moved": [{"id": "b", "after": "d"}],
    }

    patched = content.patch(sections, change)

    assert patched == [
        {"id": "s1", "blocks": [{"id": "a", "text": 2}, {"id": "x"}, {"id": "y"}]},
        {"id": "s2", "blocks": [{"id": "d"}, {"id": "b"}]},
    ]
    assert sections[0]["blocks"][0] == {"id": "a", "text": 1}


def test_patch_refuses_an_unknown_place():
    with pytest.raises(ValueError):
        content.patch([{"id": "s1", "blocks": []}], {"blocks": [{"id": "x", "after": "nowhere"}]})


def test_calendar_writes_days_in_each_language():
    calendar = content.Calendar(dt.date(2026, 3, 10))

    assert calendar.on(-10) == dt.date(2026, 2, 28)
    assert calendar.on(dt.date(2020, 1, 1)) == dt.date(2020, 1, 1)
    assert calendar.fill("0301/{year}/CME, {yy}", -100) == "0301/2025/CME, 25"
    assert calendar.fill_all({"vi": "{day:-10}", "en": "{day:-10}", "ja": "{day:-10}"}) == {
        "vi": "28/02/2026",
        "en": "28 February 2026",
        "ja": "2026年2月28日",
    }


def test_questions_point_to_blocks_of_their_version():
    for quiz in QUIZZES:
        for question in quiz["questions"]:
            if question.get("block"):
                number = question["sop"]
                version = quiz["version"] if quiz.get("sop") == number else in_force(number)
                assert question["block"] in blocks(number, version), (quiz["slug"], question["id"])


def test_checklist_lines_repeat_the_limits_of_their_blocks():
    for checklist in CHECKLISTS.values():
        found = blocks(checklist["sop"], checklist["version"])
        for line in checklist["lines"]:
            parameters = {p["id"]: p for p in found[line["block"]].get("parameters", [])}
            for measure in line["measures"]:
                if measure["parameter"]:
                    limit = parameters[measure["parameter"]]
                    keys = ("comparator", "value", "low", "high", "tolerance", "unit")
                    assert [measure.get(k) for k in keys] == [limit.get(k) for k in keys], (
                        checklist["slug"],
                        line["id"],
                    )


def test_training_goes_in_order_and_signers_are_on_duty():
    for row in HISTORY["training"]:
        tag = (row["person"], row["sop"], row["version"])
        days = [row["read"]["day"]] if "read" in row else []
        days += [attempt["day"] for attempt in row.get("quiz", [])] + [run["day"] for run in row.get("runs", [])]
        for run in row.get("runs", []):
            if "supervisor" in run:
                assert on_duty(run["supervisor"], "practical_assessor", run["day"], row["sop"]), tag
        if act := row.get("assessment"):
            days.append(act["day"])
            assert act["assessor"] != row["person"]
            assert on_duty(act["assessor"], "practical_assessor", act["day"], row["sop"]), tag
            assert within_limits(row), tag
        if act := row.get("qualified"):
            days.append(act["from"])
            assert on_duty(act["by"], "qa_approver", act.get("signed", act["from"])), tag
        assert days == sorted(days), tag
        assert days[-1] <= 0, tag


def test_media_fills_have_a_supervisor_and_a_valid_gowning():
    for fill in HISTORY["aps"]:
        assert on_duty(fill["supervisor"], "practical_assessor", fill["day"], "MSC-SOP-ENV-004"), fill
        assert fill["read"] == fill["day"] + 14
        assert not (fill["contaminated"] and fill["result"] == "pass")
        gowning = [
            r["qualified"]
            for r in HISTORY["training"]
            if r["person"] == fill["person"] and r["sop"] == "MSC-SOP-ENV-001" and "qualified" in r
        ]
        assert any(act["from"] <= fill["day"] <= act["valid_to"] for act in gowning), fill


def test_certificates_follow_from_classes_and_qualifications():
    numbers_ = [row["number"] for row in HISTORY["certificates"]]
    codes = [row["check_code"] for row in HISTORY["certificates"]]
    assert len(set(numbers_)) == len(numbers_)
    assert len(set(codes)) == len(codes)
    issued = {learner.get("certificate") for row in HISTORY["classes"] for learner in row["learners"]}
    for row in HISTORY["certificates"]:
        assert on_duty(row["signer"], "director", row["issued"])
        if row["kind"] == "cme":
            assert row["number"] in issued or "supersedes" in row


def test_hours_from_outside_are_looked_at_by_the_office_once_the_person_is_here():
    for row in HISTORY["cme_external"]:
        if row["verified"]:
            day = row["verified"]["day"]
            assert day >= row["to"]
            assert day >= PEOPLE[row["person"]]["employed"]["from"], row
            assert on_duty(row["verified"]["by"], "cme_office", day), row


def within_limits(row):
    limits = {p["id"]: p for block in blocks(row["sop"], row["version"]).values() for p in block.get("parameters", [])}
    return all(holds(limits[key], Decimal(value)) for key, value in row["assessment"]["measured"].items())


def holds(limit, value):
    number = {key: Decimal(limit[key]) for key in ("value", "low", "high", "tolerance") if limit[key] is not None}
    return {
        "±": lambda: abs(value - number["value"]) <= number["tolerance"],
        "range": lambda: number["low"] <= value <= number["high"],
        "≥": lambda: value >= number["value"],
        "≤": lambda: value <= number["value"],
        "<": lambda: value < number["value"],
        "=": lambda: value == number["value"],
    }[limit["comparator"]]()


def on_duty(person, duty, day, sop=""):
    return any(
        row["duty"] == duty
        and row["from"] <= day
        and (row["to"] is None or day <= row["to"])
        and (not sop or row.get("scope", "all") == "all" or sop in row["scope"])
        for row in PEOPLE[person]["duties"]
    )


def in_force(number):
    return max(
        v.number
        for v in SOPS[number].versions
        if v.effective is not None and v.effective <= 0 and v.state != "withdrawn"
    )
