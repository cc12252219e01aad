"""Pictures and other drawings of a paragraph."""

from __future__ import annotations

import pytest

from tests.sops.word import pictures
from tests.sops.word.build import OFFICE, SPACES, p, r
from tests.sops.word.changes import BY, both_readings
from tests.sops.word.files import lost, read, summary
from tests.sops.word.inline import box


def test_a_picture_in_a_sentence_follows_it() -> None:
    result = read(
        p(r("図のとおり"), pictures.drawing("rP", "流路"), r("組み立てる。")), **pictures.part("rP", pictures.png())
    )

    assert summary(result) == ["paragraph 図のとおり組み立てる。", "figure  (流路)"]
    assert [loss.kind for loss in result.losses if loss.kind.startswith("picture")] == [
        "picture_moved",
        "picture_words",
    ]
    assert list(result.images) == [result.content["blocks"][2]["image"]]


def test_the_same_picture_twice_is_kept_once() -> None:
    result = read(pictures.inline("rP"), p("間。"), pictures.inline("rP"), **pictures.part("rP", pictures.png()))

    assert [block["type"] for block in result.content["blocks"][1:]] == ["figure", "paragraph", "figure"]
    assert len(result.images) == 1


def test_a_picture_missing_in_the_file_is_recorded() -> None:
    result = read(pictures.inline("rX"), p("文。"))

    assert [(loss.kind, loss.detail) for loss in result.losses if loss.kind == "picture"] == [("picture", "rX?")]


def test_huge_pictures_and_formats_no_browser_shows_are_recorded_not_drawn() -> None:
    header = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x06\x00\x00\x00" + b"\0" * 40
    )
    kinds = {
        "PNG 3600 MP": header,
        "EMF": b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(40),
        "WMF": b"\xd7\xcd\xc6\x9a" + bytes(40),
        "TIFF": b"II*\x00" + bytes(40),
        "GIF": b"GIF89a" + bytes(40),
        "BMP": b"BM" + bytes(60),
        "SVG": b"<svg onload='alert(1)'/>",
        "?": b"nothing known",
    }
    for name, data in kinds.items():
        result = read(pictures.inline("rP", "凍結曲線"), p("図1　曲線"), **pictures.part("rP", data))
        assert [(loss.kind, loss.detail) for loss in result.losses if loss.kind == "picture"] == [
            ("picture", f"{name} (image1.png)")
        ]
        assert summary(result) == ["figure 図1　曲線 (凍結曲線)"]
        assert result.images == {}


def test_pictures_and_links_to_other_addresses_are_recorded_never_fetched() -> None:
    link = f'<Relationship Id="rP" Type="{OFFICE}/image" Target="https://evil.test/x.png" TargetMode="External"/>'
    script = f'<Relationship Id="rL" Type="{OFFICE}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>'
    result = read(
        pictures.inline("rP"), p(f'<w:hyperlink r:id="rL">{r("様式")}</w:hyperlink>'), relations=link + script
    )

    assert [(loss.kind, loss.detail) for loss in result.losses if loss.kind in ("picture_outside", "link")] == [
        ("picture_outside", "https://evil.test/x.png"),
        ("link", "javascript:alert(1)"),
    ]
    assert summary(result) == ["paragraph 様式"]


def test_text_drawn_without_a_text_box_is_recorded() -> None:
    body = "<a:txBody><a:p><a:r><a:t>図中の文字</a:t></a:r></a:p></a:txBody>"
    lettering = f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/>{body}</wp:inline></w:drawing></w:r>'
    art = '<w:r><w:pict><v:shape><v:textpath string="見本"/></v:shape></w:pict></w:r>'

    assert lost(read(p(r("文。"), lettering), p(r("文。"), art))) == [("drawing", "図中の文字"), ("word_art", "見本")]


def test_deleted_pictures_and_text_boxes_are_recorded_and_not_shown() -> None:
    body = p(r("文。"), f"<w:del {BY}>{pictures.drawing('rP', '旧い図')}{box(p('箱の文。'))}</w:del>")
    more = pictures.part("rP", pictures.png())

    accepted, rejected = both_readings(body, **more)

    assert accepted == ["paragraph 文。"]
    assert rejected == ["paragraph 文。", "figure  (旧い図)", "paragraph 箱の文。"]
    assert [(c.kind, c.text) for c in read(body, **more).tracked] == [("delete", "旧い図"), ("delete", "箱の文。")]
    assert read(body, **more).images == {}


@pytest.mark.parametrize(
    ("preview", "figures"), [(b"\xd7\xcd\xc6\x9a" + bytes(40), 0), (pictures.png(), 1)], ids=["WMF", "PNG"]
)
def test_the_preview_of_an_object_is_a_picture_only_where_a_browser_shows_it(preview, figures) -> None:
    preview_of_object = (
        '<v:shape><v:imagedata r:id="rP" o:title="表計算"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/>'
    )
    result = read(p(f"<w:r><w:object>{preview_of_object}</w:object></w:r>", r("文。")), **pictures.part("rP", preview))

    assert [block["type"] for block in result.content["blocks"]].count("figure") == figures
    assert [loss.detail for loss in result.losses if loss.kind == "object"] == ["Excel.Sheet.12"]
    assert len([loss for loss in result.losses if loss.kind == "picture"]) == 1 - figures


def test_text_of_charts_and_diagrams_is_recorded() -> None:
    part = f"<c:chartSpace {SPACES}><c:v>30</c:v><a:t>生細胞率</a:t></c:chartSpace>"
    relation = f'<Relationship Id="rC" Type="{OFFICE}/chart" Target="charts/chart1.xml"/>'
    chart = '<w:r><w:drawing><wp:inline><c:chart r:id="rC"/></wp:inline></w:drawing></w:r>'

    result = read(p(r("文。"), chart), parts={"charts/chart1.xml": part}, relations=relation)

    assert lost(result) == [("chart", "30\n生細胞率")]
