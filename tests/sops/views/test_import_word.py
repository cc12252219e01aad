"""The pages of Word import: upload, preview, decision, evidence."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sops.document.content import segments
from sops.domain.drafts import save_draft
from sops.domain.import_word import accept_upload, stage_upload
from sops.importing.page import counted
from sops.models import Picture, Sop, SopPage, WordSource, WordUpload
from sops.queries import draft_content
from sops.word import LossKind
from staff.models import User
from tests.factories import release as way
from tests.factories import sops as docs
from tests.factories import staff as make
from tests.markup import squeezed
from tests.sops.word.build import docx, h, p
from tests.sops.word.files import sample

pytestmark = pytest.mark.django_db
LIST = "/vi/sops/import/"


@pytest.fixture
def trainer() -> User:
    return make.user("trainer", full_name="Phạm Quốc Bảo")


@pytest.fixture
def desk(trainer: User) -> Client:
    return as_(trainer)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(desk: Client, name: str, data: bytes | None = None) -> Any:
    return desk.post(
        LIST, {"file": SimpleUploadedFile(name, sample(name.removesuffix(".docx")) if data is None else data)}
    )


def preview(desk: Client, name: str) -> str:
    """Uploads a sample; the address of its preview."""
    return send(desk, f"{name}.docx")["Location"]


def shown(desk: Client, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return unescape(squeezed(answer.content.decode()))


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def hidden(page: str) -> dict[str, str]:
    """What the form of acceptance sends along."""
    form = page[page.index("/accept/") :]
    return {
        name: value
        for tag in re.findall(r'<input type="hidden"[^>]*>', form)
        for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', tag)
    }


def accept(desk: Client, address: str, **fields: Any) -> Any:
    page = shown(desk, address)
    base = address.split("?")[0]
    return desk.post(f"{base}accept/", {**hidden(page), "losses_read": "on", **fields})


NEW = {
    "number": "MSC-SOP-QC-201",
    "stage": "QC",
    "title_vi": "Thử vô khuẩn",
    "languages": ["vi"],
    "products": ["MSC"],
    "source_number": "SOP-QC-003",
}


# -- upload ------------------------------------------------------------------------------------------------------------


def test_an_upload_leads_to_its_preview_and_is_listed(desk: Client) -> None:
    address = preview(desk, "SOP-QC-003_rev1")

    assert address == reverse("sop_import_file", args=[WordUpload.objects.get().pk])
    assert (Sop.objects.count(), SopPage.objects.count(), Picture.objects.count()) == (0, 0, 0)
    assert f'href="{address}" lang="ja">無菌試験・エンドトキシン試験・マイコプラズマ否定試験手順書</a>' in shown(
        desk, LIST
    )


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"<script>alert(1)</script>"]
)
def test_a_bad_file_gets_a_sentence_at_its_field(desk: Client, data: bytes) -> None:
    answer = send(desk, "x.docx", data)
    page = squeezed(answer.content.decode())

    assert (answer.status_code, WordUpload.objects.count()) == (400, 0)
    assert 'id="id_file_error"' in page


def test_no_file_and_too_large_a_file_get_a_sentence_too(desk: Client, settings: Any) -> None:
    assert desk.post(LIST).status_code == 400
    settings.WORD_UPLOAD_BYTES = 1024**2
    answer = send(desk, "x.docx", b"x" * (1024**2 + 1))
    assert (answer.status_code, "1 MB" in words(squeezed(answer.content.decode())), WordUpload.objects.count()) == (
        400,
        True,
        0,
    )


def test_the_list_costs_the_same_for_one_and_for_thirty(desk: Client, trainer: User) -> None:
    counts = []
    for number in (1, 19):
        for n in range(number):
            stage_upload(docx(h("目的"), p(f"細胞を分離する。{number}-{n}")), f"{n}.docx", by=trainer)
        desk.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_others_do_not_see_what_one_uploaded(desk: Client) -> None:
    address = preview(desk, "SOP-CUL-002_rev1")
    key = next(iter(WordUpload.objects.get().read["accept"]["images"]))
    for other in (as_(make.user("trainer")), as_(make.user("qa_approver"))):
        for path in (address, f"{address}original/", f"{address}pictures/{key}/"):
            assert other.get(path).status_code == 403
        assert (other.post(f"{address}accept/").status_code, other.post(f"{address}discard/").status_code) == (403, 403)
        assert "SOP-CUL-002" not in squeezed(other.get(LIST).content.decode())

    assert WordUpload.objects.count() == 1


# -- preview -----------------------------------------------------------------------------------------------------------


def test_the_preview_shows_header_text_losses_and_the_proof(desk: Client) -> None:
    page = shown(desk, preview(desk, "SOP-QC-003_rev1"))
    read = WordUpload.objects.get().read["accept"]
    text = words(page)

    assert all(value in text for value in ("SOP-QC-003", "第1版", "2025年10月1日", "品質部門"))
    places = [
        page.index(f'id="b-{block["id"]}"')
        for block in read["content"]["blocks"]
        if block["type"] in ("section", "step", "table")
    ]
    assert places == sorted(places)
    assert [str(LossKind(kind).label) in text for kind in ("ruby", "page_number", "end_mark")] == [True] * 3
    assert [aid in text for aid in ("かくはん", "かくり")] == [True, True]
    found = counted(read)
    assert found.total == len(segments(read["content"])) + len(read["header"]["raw"]) + sum(
        not loss["kept"] for loss in read["losses"]
    )
    assert re.search(rf"\b{found.total}\b.*\b{found.preview}\b.*\b{found.header}\b.*\b{found.report}\b", text)


def test_pictures_of_a_staged_file_are_shown_from_the_file(desk: Client) -> None:
    address = preview(desk, "SOP-CUL-002_rev1")
    source = re.search(rf'src="({address}pictures/[0-9a-f]{{64}}/)"', shown(desk, address))
    assert source is not None
    answer = desk.get(source[1])

    assert (answer.status_code, answer["Content-Type"][:6], answer.content[:4]) == (200, "image/", b"\x89PNG")
    assert desk.get(f"{address}pictures/{'0' * 64}/").status_code == 404


def test_words_of_the_file_are_never_markup(desk: Client, trainer: User) -> None:
    evil = "<script>alert(1)</script>"
    upload = stage_upload(docx(h(evil), p(f"組織を切る。{evil}")), f"{evil}.docx", by=trainer)

    for path in (LIST, reverse("sop_import_file", args=[upload.pk])):
        assert evil not in squeezed(desk.get(path).content.decode())


def test_a_file_with_texts_unaccounted_for_shows_them_and_no_form(desk: Client) -> None:
    address = preview(desk, "SOP-QC-003_rev1")
    upload = WordUpload.objects.get()
    WordUpload.objects.update(
        readings=upload.readings.replace('"unproved":[]', '"unproved":["document.xml: 忘れた一文"]')
    )
    page = shown(desk, address)

    assert "document.xml: 忘れた一文" in page
    assert 'name="number"' not in page


def test_the_number_is_suggested_from_the_stage_the_file_names(desk: Client) -> None:
    docs.sop("MSC-SOP-QC-004")
    page = shown(desk, preview(desk, "SOP-QC-003_rev1"))

    assert re.search(r'name="number" value="MSC-SOP-QC-005"', page)
    assert '<option value="QC" selected>' in page
    assert 'name="source_number" value="SOP-QC-003"' in page


def test_the_original_comes_back_byte_for_byte(desk: Client) -> None:
    address = preview(desk, "SOP-QC-003_rev1")
    answer = desk.get(f"{address}original/")

    assert answer.content == sample("SOP-QC-003_rev1")
    assert answer["Content-Disposition"] == 'attachment; filename="SOP-QC-003_rev1.docx"'


# -- decision ----------------------------------------------------------------------------------------------------------


def test_acceptance_leads_to_the_editor_of_the_new_draft(desk: Client) -> None:
    answer = accept(desk, preview(desk, "SOP-QC-003_rev1"), **NEW)
    sop = Sop.objects.get()

    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[sop.page.pk])
    assert (sop.number, sop.stage, sop.products, sop.languages) == ("MSC-SOP-QC-201", "QC", ["MSC"], ["ja", "vi"])
    assert sop.titles["vi"] == "Thử vô khuẩn"
    assert desk.get(answer["Location"]).status_code == 200


def test_losses_must_be_read_and_everything_typed_stays(desk: Client) -> None:
    address = preview(desk, "SOP-QC-003_rev1")
    fields = {**hidden(shown(desk, address)), **NEW}
    answer = desk.post(f"{address}accept/", fields)
    page = unescape(squeezed(answer.content.decode()))

    assert (answer.status_code, Sop.objects.count()) == (400, 0)
    assert 'id="id_losses_read_error"' in page
    assert 'value="Thử vô khuẩn"' in page
    assert f'href="{address}?into=new' in page


def test_a_refusal_of_the_number_stands_at_the_number(desk: Client) -> None:
    docs.sop("MSC-SOP-QC-201")
    answer = accept(desk, preview(desk, "SOP-QC-003_rev1"), **NEW)

    assert (
        answer.status_code,
        'id="id_number_error"' in squeezed(answer.content.decode()),
        WordSource.objects.count(),
    ) == (
        409,
        True,
        0,
    )


def test_accepted_twice_by_a_double_click_is_one_draft(desk: Client) -> None:
    address = preview(desk, "SOP-QC-003_rev1")
    fields = {**hidden(shown(desk, address)), **NEW, "losses_read": "on"}
    answers = [desk.post(f"{address}accept/", fields).status_code for _ in range(2)]

    assert (answers, Sop.objects.count(), WordSource.objects.count()) == ([302, 409], 1, 1)


def test_open_changes_are_decided_before_the_form_is_there(desk: Client) -> None:
    address = preview(desk, "SOP-CRY-004_rev1")
    undecided, accepted, rejected = (
        shown(desk, address + query) for query in ("", "?tracked=accept", "?tracked=reject")
    )

    assert ['name="number"' in page for page in (undecided, accepted, rejected)] == [False, True, True]
    for page in (undecided, accepted, rejected):
        assert [page.count(mark) for mark in ("<del>", "<ins>")] == [1, 2]
    assert [words(page).count("添加した後、30分以内に") for page in (accepted, rejected)] == [0, 1]
    fields = {**hidden(accepted), "number": "MSC-SOP-CRY-201", "languages": ["vi"], "losses_read": "on", "tracked": ""}
    assert desk.post(f"{address}accept/", fields).status_code == 400
    assert Sop.objects.count() == 0

    accept(desk, f"{address}?tracked=reject", number="MSC-SOP-CRY-201", languages=["vi"])
    assert "添加した後、30分以内に" in str(draft_content(Sop.objects.get()))


def test_a_discarded_file_is_gone(desk: Client) -> None:
    address = preview(desk, "SOP-QC-003_rev1")

    assert desk.post(f"{address}discard/")["Location"] == LIST
    assert "SOP-QC-003_rev1.docx" in words(shown(desk, LIST))
    assert (WordUpload.objects.count(), desk.get(address).status_code) == (0, 404)


# -- revision of a document that exists --------------------------------------------------------------------------------


@pytest.fixture
def known(trainer: User) -> Sop:
    upload = stage_upload(sample("SOP-ISO-001_rev1"), "SOP-ISO-001_rev1.docx", by=trainer)
    return accept_upload(upload, number="MSC-SOP-ISO-201", by=trainer, losses_read=True).sop


def test_a_file_of_a_known_source_number_is_compared_with_that_document(desk: Client, known: Sop) -> None:
    address = preview(desk, "SOP-ISO-001_rev2")
    page = shown(desk, address)

    assert page.count('<span class="sign indigo">') == 1  # the step that moved
    assert "45分間" in words(shown(desk, f"{address}?show=text"))
    assert 'name="number"' in shown(desk, f"{address}?into=new")
    assert desk.get(f"{address}?into=MSC-SOP-ISO-999").status_code == 404


def test_the_accepted_revision_is_the_next_draft(desk: Client, known: Sop) -> None:
    answer = accept(desk, preview(desk, "SOP-ISO-001_rev2"))

    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[known.page.pk])
    assert (Sop.objects.count(), draft_content(known)["source"]["version"]) == (1, "第2版")


def test_edits_of_the_draft_must_be_given_up_knowingly(desk: Client, known: Sop) -> None:
    content = draft_content(known)
    content["blocks"][0]["text"] = "手で直した。"
    save_draft(known, content, by=make.user("trainer", full_name="Vũ Đức Long"))
    address = preview(desk, "SOP-ISO-001_rev2")

    assert "Vũ Đức Long" in words(shown(desk, address))
    refused = accept(desk, address)
    assert (
        refused.status_code,
        'id="id_replace_error"' in squeezed(refused.content.decode()),
        draft_content(known),
    ) == (
        400,
        True,
        content,
    )
    assert accept(desk, address, replace="on").status_code == 302


def test_a_candidate_in_review_leaves_no_form(desk: Client, known: Sop) -> None:
    who = way.team()
    way.submitted(known, who)
    page = shown(desk, preview(desk, "SOP-ISO-001_rev2"))

    assert ('name="losses_read"' in page, reverse("sop_release", args=[known.number]) in page) == (False, True)


# -- evidence ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["technical_reviewer", "qa_approver", "auditor"])
def test_what_was_accepted_is_there_for_all_who_review(desk: Client, known: Sop, role: str) -> None:
    other = as_(make.user(role))
    address = reverse("sop_import_file", args=[WordUpload.objects.get().pk])
    page = words(shown(other, address))

    assert all(
        text in page for text in ("Phạm Quốc Bảo", WordSource.objects.get().sha256, str(LossKind.END_MARK.label))
    )
    assert other.get(f"{address}original/").content == sample("SOP-ISO-001_rev1")
    assert address in shown(other, reverse("sop_release", args=[known.number]))


def test_a_learner_sees_no_word_files(known: Sop) -> None:
    learner = as_(make.user("learner"))
    address = reverse("sop_import_file", args=[WordUpload.objects.get().pk])

    assert [learner.get(path).status_code for path in (LIST, address, f"{address}original/")] == [403, 403, 403]
