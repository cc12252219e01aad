from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sops.guard.check import check, quantities
from tests.sops import texts


def errors(source: str, target: str, source_lang: str = "ja", target_lang: str = "vi") -> list[str]:
    return [f.kind for f in check(source, target, source_lang, target_lang) if f.blocks]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("rows", [texts.sample, texts.demo], ids=["sample", "demo"])
def test_finished_translations_raise_no_alarm(rows, language) -> None:
    alarms = [
        (row["ja"], row[language])
        for row in rows()
        if row.get(language) and errors(row["ja"], row[language], "ja", language)
    ]

    assert alarms == []


def test_every_changed_digit_of_the_sample_is_caught() -> None:
    missed = []
    for row in texts.sample():
        for language in ("vi", "en"):
            for found in re.finditer(r"[0-9⁰¹²³⁴⁵⁶⁷⁸⁹₂]", row[language]):
                digits = "0123456789" if found[0].isascii() else "⁰¹²³⁴⁵⁶⁷⁸⁹" if found[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else "₀₁₂₃₄"
                other = digits[(digits.index(found[0]) + 3) % len(digits)]
                text = row[language][: found.start()] + other + row[language][found.end() :]
                if not errors(row["ja"], text, "ja", language):
                    missed.append((row["ja"], text))

    assert missed == []


SAME = [
    ("0.1 %の溶液5,000 mL", "5.000 mL dung dịch 0,1 %", "ja", "vi"),
    ("0.1 %の溶液5,000 mL", "5,000 mL of 0.1 % solution", "ja", "en"),
    ("３７±１℃で、３０〜３５分間", "37 ± 1 °C trong 30–35 phút", "ja", "vi"),
    ("20〜25℃に戻す。", "Bring to 20–25 °C.", "ja", "en"),
    ("温度は－８０℃とする。", "Nhiệt độ −80 °C.", "ja", "vi"),
    ("保存温度-80℃", "Nhiệt độ bảo quản: -80 °C", "ja", "vi"),
    ("2～8℃で保管する。", "Bảo quản ở 2 – 8 °C.", "ja", "vi"),
    ("4℃-8℃", "4 °C - 8 °C", "ja", "vi"),
    ("4℃-8℃", "4–8 °C", "ja", "vi"),
    ("10⁶個", "1 triệu tế bào", "ja", "vi"),
    ("作業空間は清潔に保つ。", "Không gian thao tác luôn sạch.", "ja", "vi"),
    ("−20℃以下", "≤ −20 °C", "ja", "vi"),
    ("マイナス20℃以下", "Từ -20 °C trở xubg".replace("xubg", "xuống"), "ja", "vi"),
    ("13,000×gで10分間", "13.000×g trong 10 phút", "ja", "vi"),
    ("400×g", "400 × g", "ja", "en"),
    ("75 cm²", "75 cm2", "ja", "vi"),
    ("10分間の静置", "a 10-minute rest", "ja", "en"),
    ("100µL", "100 μl", "ja", "vi"),
    ("≦5 EU/mL", "≤ 5 EU/mL", "ja", "vi"),
    ("80％以上", "từ 80 % trở lên", "ja", "vi"),
    ("80％以上", "ít nhất 80 %", "ja", "vi"),
    ("80％以上", "at least 80 %", "ja", "en"),
    ("24時間以内", "không quá 24 giờ", "ja", "vi"),
    ("24時間以内", "within 24 h", "ja", "en"),
    ("80％未満", "dưới 80 %", "ja", "vi"),
    ("15分を超えた場合", "nếu vượt quá 15 phút", "ja", "vi"),
    ("15分を超えないこと。", "Không được quá 15 phút.", "ja", "vi"),
    ("15分を超えないこと。", "Do not exceed 15 min.", "ja", "en"),
    ("30秒を超えないこと。", "Không ngâm quá 30 giây.", "ja", "vi"),
    ("2名で確認し、2回測定する。", "Hai người kiểm tra và đo hai lần.", "ja", "vi"),
    ("2回測定する。", "Measure twice.", "ja", "en"),
    ("二名で三回確認する。", "Hai người kiểm tra 3 lần.", "ja", "vi"),
    ("令和8年4月1日", "01/04/2026", "ja", "vi"),
    ("2026年4月1日", "ngày 1 tháng 4 năm 2026", "ja", "vi"),
    ("2026年4月1日", "1 April 2026", "ja", "en"),
    ("2026年4月1日", "04/01/2026", "ja", "en"),
    ("令和8年度", "năm 2026", "ja", "vi"),
    ("5×10³ cells/cm²", "5×10³ tế bào/cm²", "ja", "vi"),
    ("100万個", "1 triệu tế bào", "ja", "vi"),
    ("100万個", "1×10⁶ cells", "ja", "en"),
    ("10分の1", "1/10", "ja", "vi"),
    ("組織1 g当たり", "trên 1 g mô", "ja", "vi"),
    ("組織1 g当たり", "per gram of tissue", "ja", "en"),
    ("5％ CO₂", "5 % carbon dioxide", "ja", "en"),
    ("PDL20まで", "đến PDL 20", "ja", "vi"),
    ("P5以下", "từ P5 trở xuống", "ja", "vi"),
    ("様式-DEV-01", "Biểu mẫu DEV-01", "ja", "vi"),
    ("凍結しないこと。", "Không được đông lạnh.", "ja", "vi"),
    ("再使用禁止", "Cấm dùng lại", "ja", "vi"),
    ("触れてはならない。", "Must not be touched.", "ja", "en"),
    ("記録しなければならない。", "Phải ghi hồ sơ.", "ja", "vi"),
    ("次工程への移行の可否を判定する。", "Quyết định có được chuyển tiếp hay không.", "ja", "vi"),
    ("免疫細胞", "tế bào miễn dịch", "ja", "vi"),
    ("pH7.2〜7.4", "pH 7,2–7,4", "ja", "vi"),
    ("検体[*1]を採る。", "Lấy mẫu[*1].", "ja", "vi"),
    ("6.4項に従う。", "Theo mục 6.4.", "ja", "vi"),
]


@pytest.mark.parametrize(("source", "target", "source_lang", "target_lang"), SAME)
def test_the_same_fact_in_another_spelling_is_no_finding(source, target, source_lang, target_lang) -> None:
    assert errors(source, target, source_lang, target_lang) == []


OTHER = [
    ("20分間", "15 phút", "number"),
    ("温度は－８０℃とする。", "Nhiệt độ 80 °C.", "number"),
    ("温度は–80℃とする。", "Nhiệt độ 80 °C.", "number"),
    ("－ ８０℃で保管する。", "Bảo quản ở 80 °C.", "number"),
    ("−20℃", "20 °C", "number"),
    ("−80℃以下", "từ −80 °C trở lên", "comparator"),
    ("80％以上", "không quá 80 %", "comparator"),
    ("80％以上", "80 %", "comparator"),
    ("80％未満", "trên 80 %", "comparator"),
    ("37±1℃", "37 °C, 1 °C", "comparator"),
    ("10分間", "10 giờ", "unit"),
    ("10 mL", "10 µL", "unit"),
    ("5×10³ cells/cm²", "5×10³ tế bào/cm³", "unit"),
    ("5 mM", "5 mm", "unit"),
    ("5 EU/mL", "5 EU/L", "unit"),
    ("2〜8℃", "8–2 °C", "range"),
    ("5×10³ cells", "5×10⁴ tế bào", "number"),
    ("3×10³", "3×103", "number"),
    ("凍結しないこと。", "Đông lạnh.", "negation"),
    ("凍結する。", "Không đông lạnh.", "negation"),
    ("手袋を交換する。触れないこと。", "Thay găng tay. Chạm vào.", "negation"),
    ("SOP-QC-003参照", "xem SOP-QC-004", "code"),
    ("CD73陽性", "CD78 dương tính", "code"),
    ("0.1％（w/v）", "0,1 % (v/v)", "code"),
    ("2026年4月1日", "04/01/2026", "date"),
    ("1.000 mL", "1.000 mL", "separator"),
    ("二名で確認する。", "Ba người kiểm tra.", "number"),
    ("P5以下", "từ P5 trở lên", "comparator"),
    ("MVD²", "MVD2", "code"),
]


@pytest.mark.parametrize(("source", "target", "kind"), OTHER)
def test_another_fact_is_a_finding_of_its_kind(source, target, kind) -> None:
    assert kind in errors(source, target)


def test_source_text_is_no_translation() -> None:
    assert errors("手順書", "手順書") == ["script"]


def test_a_decimal_point_in_vietnamese_is_only_a_hint() -> None:
    findings = check("0.5 mL", "0.5 mL", "ja", "vi")

    assert [(f.kind, f.severity) for f in findings] == [("separator", "warning")]


def test_an_empty_translation_has_no_findings() -> None:
    assert check("37℃", "", "ja", "vi") == []


def test_quantities_are_read_with_their_units() -> None:
    assert quantities("1 mLを接種し、14日間培養する。", "ja") == ["1 mL", "14日間"]


def test_long_texts_do_not_hold_the_guard() -> None:
    assert check("1、" * 3000, "a-" * 3000, "ja", "vi")


NUMBERS = st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False, allow_infinity=False)


def written(number, language: str) -> str:
    text = f"{number:,}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


@given(NUMBERS, st.sampled_from([("℃", "°C"), ("分間", "phút"), ("mL", "mL"), ("％", "%")]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_number_is_itself_in_every_spelling(number, unit, wide) -> None:
    source = written(number, "ja") + unit[0]
    if wide:
        source = source.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789"})

    assert errors(source, f"{written(number, 'vi')} {unit[1]}") == []


@given(NUMBERS, NUMBERS)
@settings(max_examples=150, deadline=None)
def test_two_numbers_are_never_taken_for_one(a, b) -> None:
    assert bool(errors(f"{written(a, 'ja')} mL", f"{written(b, 'vi')} mL")) == (a != b)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(a, b) -> None:
    for finding in check(a, b, "ja", "vi"):
        assert str(finding.message)
        assert finding.severity in {"error", "warning"}


@given(st.text(alphabet="0123456789.,-−–〜~±×^ ℃mLg以上℃分前後超えない", max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_text_agrees_with_itself_in_either_form(text) -> None:
    kinds = errors(text, unicodedata.normalize("NFC", text), "ja", "ja")

    assert "number" not in kinds
    assert "unit" not in kinds
