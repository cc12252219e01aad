"""The five sample files, difficulty by difficulty (see the README beside them)."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from sops.document.content import labels
from sops.word import LossKind
from tests.sops.word.files import imported, lost, texts

NAMES = ("SOP-ISO-001_rev1", "SOP-ISO-001_rev2", "SOP-CUL-002_rev1", "SOP-QC-003_rev1", "SOP-CRY-004_rev1")
HEADERS = {  # number, title, version, established, revised, effective, department
    "SOP-ISO-001_rev1": (
        "SOP-ISO-001", "脂肪組織由来間葉系幹細胞 分離手順書", "第1版", "2025年10月1日", "―", "2025年11月1日", "製造部門",
    ),
    "SOP-ISO-001_rev2": (
        "SOP-ISO-001", "脂肪組織由来間葉系幹細胞 分離手順書", "第2版", "2025年10月1日", "2026年2月16日", "2026年3月16日", "製造部門",
    ),
    "SOP-CUL-002_rev1": (
        "SOP-CUL-002", "間葉系幹細胞 培養・継代手順書", "第1版", "2025年10月1日", "―", "2025年11月1日", "製造部門",
    ),
    "SOP-QC-003_rev1": (
        "SOP-QC-003", "無菌試験・エンドトキシン試験・マイコプラズマ否定試験手順書", "第1版", "2025年10月1日", "―", "2025年11月1日",
        "品質部門",
    ),
    "SOP-CRY-004_rev1": (
        "SOP-CRY-004", "凍結保存及び液体窒素気相保管手順書", "第1版", "2025年10月1日", "―", "2025年11月1日", "製造部門",
    ),
}  # fmt: skip
CHAPTERS = [
    "1 目的", "2 適用範囲", "3 用語の定義", "4 責任と権限", "5 使用機器・試薬・資材", "6 手順", "7 管理値・判定基準", "8 異常時・逸脱時の措置",
    "9 記録・様式・保管期間", "10 関連文書", "11 改訂履歴",
]  # fmt: skip
PARTS = {
    "SOP-ISO-001_rev1": [
        "5.1 使用機器", "5.2 試薬", "5.3 資材", "6.1 準備", "6.2 受入確認", "6.3 組織の洗浄", "6.4 酵素処理", "6.5 細胞の回収",
        "6.6 細胞数及び生細胞率の測定", "6.7 播種及び引渡し", "6.8 片付け",
    ],
    "SOP-CUL-002_rev1": [
        "5.1 使用機器", "5.2 試薬及び資材", "6.1 培地の準備", "6.2 観察及び培地交換", "6.3 継代の判断", "6.4 細胞の剥離", "6.5 細胞数の測定及び播種",
    ],
    "SOP-QC-003_rev1": [
        "6.1 検体の採取及び受入れ", "6.2 無菌試験（直接法）", "6.3 エンドトキシン試験（比濁時間分析法）", "6.4 マイコプラズマ否定試験（NAT法）",
        "6.5 陽性又は規格外となった場合の確認",
    ],
    "SOP-CRY-004_rev1": ["6.1 準備", "6.2 細胞懸濁液の調製", "6.3 凍結", "6.4 気相保管への移送", "6.5 保管中の管理", "6.6 解凍確認試験"],
}  # fmt: skip
PARTS["SOP-ISO-001_rev2"] = PARTS["SOP-ISO-001_rev1"]


def outline(name: str) -> list[str]:
    content = imported(name).content
    numbers = labels(content)
    return [f"{numbers[block['id']]} {block['title']}" for block in content["blocks"] if block["type"] == "section"]


def table(name: str, place: int) -> dict:
    return [block for block in imported(name).content["blocks"] if block["type"] == "table"][place]


def rows(found: dict) -> list[list[str | tuple]]:
    """Rows of a table; a merged cell as (text, columns, rows)."""
    return [
        [
            cell["text"]
            if (cell["colspan"], cell["rowspan"]) == (1, 1)
            else (cell["text"], cell["colspan"], cell["rowspan"])
            for cell in row
        ]
        for row in found["rows"]
    ]


def steps(name: str, section: str) -> list[str]:
    """Label and text of the steps of one section."""
    content = imported(name).content
    numbers = labels(content)
    found, here = [], ""
    for block in content["blocks"]:
        if block["type"] == "section":
            here = numbers[block["id"]]
        elif block["type"] == "step" and here == section:
            found.append(f"{numbers[block['id']]} {block['text']}")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_header_from_the_page_header(name) -> None:
    header = imported(name).header

    found = tuple(
        header[key] for key in ("number", "title", "version", "established", "revised", "effective", "department")
    )

    assert found == HEADERS[name]
    assert imported(name).content["source"] == {
        "organisation": "Mt. Fuji GX Holdings 細胞加工施設",
        "number": HEADERS[name][0],
        "version": HEADERS[name][2],
        "language": "ja",
    }
    assert [pair["value"] for pair in header["raw"] if pair["part"] == "footer"] == [
        "見本/illustrative, not for clinical use"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_sections_have_the_numbers_of_the_paper(name) -> None:
    found = outline(name)

    assert [line for line in found if "." not in line.split()[0]] == CHAPTERS
    assert [line for line in found if "." in line.split()[0]] == PARTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_in_the_import_or_named(name) -> None:
    assert imported(name).unproved == []


@pytest.mark.parametrize("name", NAMES)
def test_only_the_last_line_is_the_end_mark(name) -> None:
    assert [loss.text for loss in imported(name).losses if loss.kind == "end_mark"] == ["以上"]


def test_isolation_loses_nothing() -> None:
    assert lost(imported("SOP-ISO-001_rev1")) == []
    assert lost(imported("SOP-ISO-001_rev2")) == []


def test_isolation_computed_numbers_signs_and_formula() -> None:
    assert steps("SOP-ISO-001_rev1", "6.4") == [
        "(1) 37℃に加温した0.1％（w/v）コラゲナーゼ溶液を、組織と等量加える。",
        "(2) 恒温振とう水槽で、37±1℃、100 rpmにて60分間振とうする。",
        "(3) 酵素処理の開始時刻及び終了時刻を製造指図記録書に記録する。",
        "(4) 懸濁液を2本の50 mL遠心管に分け、それぞれに等量の完全培地を加えて酵素反応を停止する。",
    ]
    assert steps("SOP-ISO-001_rev1", "6.7")[0] == "(1) 細胞を5×10³ cells/cm²の密度でT-75フラスコに播種する。"
    assert rows(table("SOP-ISO-001_rev1", 3))[2] == ["D-PBS(−)", "Ca²⁺・Mg²⁺不含、無菌", "室温", "当日限り"]
    assert "有核細胞数（cells/g）＝細胞濃度（cells/mL）×液量（mL）÷組織重量（g）" in texts(
        imported("SOP-ISO-001_rev1"), "paragraph"
    )


def test_isolation_warning_is_a_shaded_cell_and_note_a_small_paragraph() -> None:
    blocks = imported("SOP-ISO-001_rev1").content["blocks"]

    assert [(b["kind"], b["title"], b["text"]) for b in blocks if b["type"] == "warning"] == [
        (
            "warning",
            "",
            "警告：酵素処理時間の超過は生細胞率の低下を招く。タイマーを2台使用し、許容範囲の上限を超えないこと。",
        )
    ]
    assert texts(imported("SOP-ISO-001_rev1"), "note") == [
        "注記：採取から24時間を超えた組織は処理せず、8項に従って品質部門に連絡する。",
        "注記：沈渣に赤血球がほとんど認められない場合は、溶血処理を省略してもよい。",
    ]


def test_isolation_second_revision_merges_the_cells_of_its_history() -> None:
    history = rows(table("SOP-ISO-001_rev2", -1))

    assert history[1] == ["第1版", "2025年10月1日", "―", "新規制定", "見本", "例示", "架空"]
    assert history[2] == [
        ("第2版", 1, 6), ("2026年2月16日", 1, 6), "6.4、7 表1",
        "酵素処理時間を60分（55〜65分）から45分（40〜50分）に変更。生細胞率の向上を確認したため（変更管理番号 CC-2025-018）。",
        ("見本", 1, 6), ("例示", 1, 6), ("架空", 1, 6),
    ]  # fmt: skip
    assert [row[0] for row in history[3:]] == ["6.1", "6.4", "6.1、6.3", "6.5", "5.2"]


def test_culture_three_levels_and_a_list_that_continues() -> None:
    assert steps("SOP-CUL-002_rev1", "6.1") == [
        "(1) 完全培地の製造番号、使用期限及び外観（沈殿、混濁、変色のないこと）を確認する。",
        "(2) 使用量を次のとおり分取する。",
        "ア T-75フラスコ：15 mL",
        "イ T-175フラスコ：35 mL",
        "ウ 5層フラスコ：150 mL",
        "① 注入時に気泡を入れないこと。",
        "② 各層の液面が水平であることを確認すること。",
        "(3) 37℃の恒温槽で30分以内に加温する。加温した培地は、当日中に使用する。",
    ]
    assert [line.split()[0] for line in steps("SOP-CUL-002_rev1", "6.2")] == ["(1)", "(2)", "ア", "イ", "ウ", "(3)"]


def test_culture_character_styles_keep_the_dose() -> None:
    assert (
        steps("SOP-CUL-002_rev1", "6.5")[2]
        == "(3) 3×10³ cells/cm²（許容範囲：2×10³〜4×10³ cells/cm²）の密度で播種する。"
    )
    assert "PDL＝3.32×log₁₀（回収細胞数÷播種細胞数）＋前継代のPDL" in texts(imported("SOP-CUL-002_rev1"), "paragraph")
    assert rows(table("SOP-CUL-002_rev1", 2))[1] == ["CO₂インキュベーター", "37±0.5℃、5.0±0.5％ CO₂、湿度95％以上"]


def test_culture_boxes_of_three_builds() -> None:
    blocks = imported("SOP-CUL-002_rev1").content["blocks"]

    assert [(b["kind"], b["title"], b["text"]) for b in blocks if b["type"] == "warning"] == [
        ("warning", "警告", "加温した培地を冷蔵庫に戻してはならない。残った培地は廃棄する。"),
        (
            "caution",
            "",
            "！注意　培地が黄色に変色した場合（pH 6.8未満）は、交換予定日を待たずに培地を交換し、記録する。",
        ),
        (
            "warning",
            "警告",
            "剥離時間の超過は細胞膜を損傷し、生細胞率を低下させる。剥離開始から停止までを必ずタイマーで管理すること。",
        ),
    ]


def test_culture_table_with_two_head_rows_and_spans() -> None:
    found = table("SOP-CUL-002_rev1", 4)

    assert (found["caption"], found["head_rows"]) == ("表2　培養容器ごとの液量及び播種細胞数", 2)
    assert rows(found)[:3] == [
        [
            ("培養容器", 1, 2),
            ("培養面積\n（cm²）", 1, 2),
            ("液量（mL）", 3, 1),
            ("播種細胞数\n（3×10³ cells/cm²）", 1, 2),
        ],
        ["洗浄", "剥離", "培養"],
        ["T-75", "75", "10", "3", "15", "2.25×10⁵"],
    ]


def test_culture_picture_comes_with_bytes_caption_alt_and_a_word_about_its_words() -> None:
    result = imported("SOP-CUL-002_rev1")
    (figure,) = [block for block in result.content["blocks"] if block["type"] == "figure"]

    assert (figure["caption"], figure["alt"]) == (
        "図1　コンフルエンスの目安",
        "コンフルエンスの目安（約30％、約80％、100％）",
    )
    data, mime = result.images[figure["image"]]
    assert mime == "image/png"
    assert Image.open(io.BytesIO(data)).format == "PNG"
    assert [(loss.kind, loss.block) for loss in result.losses if loss.kind == LossKind.PICTURE_WORDS] == [
        ("picture_words", figure["id"])
    ]


def test_quality_control_digits_kana_and_signs_stay_as_typed() -> None:
    assert steps("SOP-QC-003_rev1", "6.2")[2] == "(3) FTMは３０〜３５℃、SCDは２０〜２５℃で、１４日間以上培養する。"
    assert rows(table("SOP-QC-003_rev1", 2))[0] == ["名称", "規格・条件", "ﾛｯﾄ管理"]
    assert steps("SOP-QC-003_rev1", "6.3")[2:6] == [
        "(3) 検体及び標準液100 μLに、等量のライセート試薬を加える。",
        "(4) ３７±１℃で６０分間、透過光量の変化を測定する。",
        "(5) 検量線の相関係数の絶対値が |r| ≥ 0.980 であることを確認する。",
        "(6) 添加回収率（PPC）が50～200％であることを確認する。",
    ]
    assert steps("SOP-QC-003_rev1", "6.4")[0:3:2] == [
        "(1) 細胞懸濁液から1×10⁶ cells以上を採取し、培養上清1 mLと混合する。",
        "(3) 沈渣から核酸を抽出し、鋳型溶液5 µLを反応液20 µLに加える。",
    ]


def test_quality_control_furigana_keeps_the_base_once_and_reports_the_reading() -> None:
    result = imported("SOP-QC-003_rev1")

    assert steps("SOP-QC-003_rev1", "6.2")[0] == "(1) 清浄度グレードAの安全キャビネット内で、検体を穏やかに攪拌する。"
    assert [(loss.text, loss.detail, loss.where) for loss in result.losses if loss.kind == "ruby"] == [
        ("かくはん", "攪拌", "6.2 (1)"),
        ("かくり", "隔離", "6.5 (3)"),
    ]


def test_quality_control_footnotes_stand_in_their_sentence_and_at_the_end_of_their_section() -> None:
    blocks = imported("SOP-QC-003_rev1").content["blocks"]
    notes = [(block["mark"], block["text"]) for block in blocks if block["type"] == "footnote"]

    assert notes == [
        ("1", "本手順書でいう「工程内検体」は、回収直前の培養上清及び細胞懸濁液をいう。"),
        ("2", "培養期間中に休日が含まれる場合でも、観察日を変更してはならない。"),
        ("3", "最大有効希釈倍数（MVD）＝エンドトキシン規格値×検体濃度÷リムルス試薬表示感度（λ）。"),
    ]
    assert steps("SOP-QC-003_rev1", "6.3")[0] == "(1) 検体を注射用水で10倍に希釈する。希釈倍数はMVD[*3]を超えないこと。"
    assert [b["type"] for b in blocks[:5]] == ["table", "section", "paragraph", "footnote", "section"]


def test_quality_control_fields_show_results_not_codes() -> None:
    result = imported("SOP-QC-003_rev1")

    assert "判定は表2による。試験ごとの手順は6.2項から6.4項まで、不適合時の確認は6.5項を参照する。" in texts(
        result, "paragraph"
    )
    assert [b["caption"] for b in result.content["blocks"] if b["type"] == "table" and b["caption"]] == [
        "表1　使用機器・試薬一覧",
        "表2　判定基準（規格値及び処置値）",
    ]
    assert [text for text in map(str, result.content["blocks"]) if "REF " in text or "SEQ " in text] == []


def test_quality_control_acceptance_table_with_merges_both_ways() -> None:
    found = rows(table("SOP-QC-003_rev1", 3))

    assert found[:4] == [
        [("試験項目", 1, 2), ("検体", 1, 2), ("試験法", 1, 2), ("判定基準", 2, 1)],
        ["規格値", "処置値"],
        [
            ("無菌試験", 1, 2), "工程内検体", ("直接法\n（FTM　３０〜３５℃\nSCD　２０〜２５℃）", 1, 2), "発育を認めない（７日間）",
            ("発育を認めた時点で次工程への移行を停止", 1, 2),
        ],
        ["最終製品", "発育を認めない（１４日間）"],
    ]  # fmt: skip
    assert found[-1] == [
        (
            "備考：体重60 kgの患者に1×10⁸ cells（50 mL）を投与する場合、≤ 0.5 EU/mLは総量25 EU、すなわち約0.42 EU/kgに相当する。",
            5,
            1,
        )
    ]


def test_quality_control_substeps_are_a_level_of_their_own() -> None:
    assert steps("SOP-QC-003_rev1", "6.2")[5:] == [
        "(6) 細胞による混濁のため目視判定ができない場合は、次のとおり継代する。",
        "ア １４日目に、混濁した培地から1 mLを新しい同種の培地100 mLに移す。",
        "イ 同じ温度でさらに４日間以上培養し、発育の有無を観察する。",
    ]


def test_cryopreservation_typed_numbers_are_taken_off_and_remembered() -> None:
    result = imported("SOP-CRY-004_rev1")

    assert list(result.numbers.values())[:10] == [
        "１．", "２．", "３．", "４．", "５．", "６．", "６．１　", "①\t", "②\t", "③\t",
    ]  # fmt: skip
    assert (
        steps("SOP-CRY-004_rev1", "6.1")[0]
        == "(1) プログラムフリーザー及び液体窒素保管容器に警報が発生していないことを確認する。"
    )
    assert [loss.detail for loss in result.losses if loss.kind == "number_form"] == [
        "① → (1); ② → (2); ③ → (3); ④ → (4); ⑤ → (5)"
    ]


def test_cryopreservation_open_changes_have_both_readings_and_no_silent_choice() -> None:
    accepted, rejected = imported("SOP-CRY-004_rev1"), imported("SOP-CRY-004_rev1", "reject")
    sentence = "凍結保護液を添加した後、{}分以内にプログラムフリーザーへ移す。"

    assert sentence.format(15) in texts(accepted, "step")
    assert sentence.format(30) in texts(rejected, "step")
    added = "収納後、保管容器の温度が15分以内に−150℃以下へ回復したことを確認する。"
    assert (added in texts(accepted, "step"), added in texts(rejected, "step")) == (True, False)
    for result in (accepted, rejected):
        assert [(c.kind, c.text, c.author, c.accepted, c.rejected) for c in result.tracked] == [
            ("delete", "30", "例示 花子", f"⑤ {sentence.format(15)}", f"⑤ {sentence.format(30)}"),
            ("insert", "15", "例示 花子", f"⑤ {sentence.format(15)}", f"⑤ {sentence.format(30)}"),
            ("insert", f"④\t{added}", "例示 花子", f"④ {added}", ""),
        ]
        assert result.unproved == []
    assert [(loss.kind, loss.text, loss.kept) for loss in rejected.losses if loss.kind.startswith("tracked")] == [
        ("tracked_delete", "30", True),
        ("tracked_insert", "15", False),
        ("tracked_insert", f"④\t{added}", False),
    ]


def test_cryopreservation_comment_names_its_author_words_and_place() -> None:
    (comment,) = [loss for loss in imported("SOP-CRY-004_rev1").losses if loss.kind == "comment"]

    assert (comment.text, comment.detail, comment.where) == (
        "移転先の保管容器の温度分布測定が終わるまで、この値を暫定値とするか確認してください。",
        "例示 花子: −150℃以下",
        "6.4 (2)",
    )


def test_cryopreservation_stamps_stay_behind_and_copies_are_kept() -> None:
    result = imported("SOP-CRY-004_rev1")

    assert [loss.detail for loss in result.losses if loss.kind == "stamp"] == [
        "承認印：見本",
        "承認印：例示",
        "承認印：架空",
    ]
    assert rows(table("SOP-CRY-004_rev1", 0))[0] == [("承認印欄", 1, 4), "作成", "照査", "承認"]
    assert rows(table("SOP-CRY-004_rev1", 1)) == [
        ["配付先", "製造部門", "品質部門", "保管管理担当", "Mescells（移転先）"],
        ["配付番号", "1", "2", "3", "4"],
        ["区分", "管理本", "管理本", "管理本", "非管理本"],
    ]
    assert len(result.images) == 1  # the freezing curve; the seals are not carried along


def test_cryopreservation_negative_numbers() -> None:
    assert rows(table("SOP-CRY-004_rev1", 4))[4] == ["4", "−7℃", "−40℃", "−1℃/分", "―"]
    assert rows(table("SOP-CRY-004_rev1", 5))[2] == ["冷却速度（4℃から−40℃まで）", "CPP", "−1℃/分（±0.2℃/分）"]
