"""Each request has a code that stands in the log, in the header of the answer and on the error page."""

from __future__ import annotations

import json
import logging
import logging.config
import re
from typing import Any, NoReturn

import pytest
from django.conf import settings as site
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.translation import override

from cms import urls as site_urls
from core.request_id import HEADER, answering, current
from staff.views.access import open_to_public
from tests.factories import staff as make


@open_to_public
def broken(request: HttpRequest) -> NoReturn:
    raise RuntimeError("the disk is full")


urlpatterns = [path("broken", broken), *site_urls.urlpatterns]


def line_of(record: logging.LogRecord, form: str) -> str:
    """A record as the log of the site writes it."""
    config = logging.config.DictConfigurator(site.LOGGING)
    line = config.configure_filter(config.config["filters"]["request_id"])
    assert line.filter(record)
    return config.configure_formatter(config.config["formatters"][form]).format(record)


@pytest.mark.parametrize("given", ["proxy-7f3a.19_c", "a" * 64])
def test_a_well_formed_code_of_a_proxy_is_kept(client, given):
    assert client.get("/healthz", headers={HEADER: given}).headers[HEADER] == given


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "abcdefgh\n2026 ERROR forged", "<script>alert(1)", "mã số 12345"]
)
def test_any_other_is_replaced_by_a_new_one(client, given):
    codes = {client.get("/healthz", META={}, HTTP_X_REQUEST_ID=given).headers[HEADER] for _ in range(2)}

    assert len(codes) == 2
    assert all(re.fullmatch("[0-9a-f]{12}", code) for code in codes)


def test_outside_of_a_request_there_is_none():
    assert current() == "-"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Nếu cần hỏi, nêu mã này: {}"),
        ("en", "If you need to ask about this, give this code: {}"),
        ("ja", "お問い合わせの際は、次のコードをお知らせください：{}"),
    ],
)
@pytest.mark.parametrize("address", ["sops/no-such/", "sops/?q=%00"])
def test_a_refusal_names_its_code(client, language, words, address):
    client.force_login(make.user("auditor"))

    response = client.get(f"/{language}/{address}")

    assert 400 <= response.status_code < 500
    assert words.format(response.headers[HEADER]) in response.content.decode()


@pytest.mark.django_db
def test_an_error_of_ours_names_its_code_and_the_log_has_it(settings, caplog):
    settings.ROOT_URLCONF = __name__

    response = Client(raise_request_exception=False).get("/broken", headers={"Accept-Language": "vi"})

    code = response.headers[HEADER]
    assert (response.status_code, f"Nếu cần hỏi, nêu mã này: {code}" in response.content.decode()) == (500, True)
    error = next(record for record in caplog.records if record.levelno == logging.ERROR)
    told = json.loads(line_of(error, "json"))
    assert (told["level"], told["logger"], told["request_id"]) == ("ERROR", "django.request", code)
    assert "the disk is full" in told["exc_info"]


def record(**extra: Any) -> logging.LogRecord:
    return logging.getLogger("sops").makeRecord(
        "sops", logging.WARNING, __file__, 1, "Word file of %s bytes refused", (12,), None, extra=extra
    )


def test_a_line_is_json_where_the_setting_says_so():
    with answering("0123456789ab"):
        told = json.loads(line_of(record(), "json"))

    assert told.pop("time")
    assert told == {
        "level": "WARNING", "logger": "sops", "request_id": "0123456789ab", "message": "Word file of 12 bytes refused",
    }  # fmt: skip


def test_a_line_is_text_otherwise():
    with answering("0123456789ab"):
        line = line_of(record(), "text")

    assert line.endswith(" WARNING 0123456789ab sops: Word file of 12 bytes refused")


def test_a_line_about_a_refused_request_has_its_code_and_not_the_request():
    """Django writes it after the last middleware has ended, with the whole request attached."""
    request = RequestFactory().get("/vi/", REQUEST_ID="0123456789ab")
    told = json.loads(line_of(record(request=request, status_code=404), "json"))

    assert (told["request_id"], told["status_code"], "request" in told) == ("0123456789ab", 404, False)


def test_a_slow_request_is_noted_with_its_path_and_no_query(client, settings, caplog):
    settings.SLOW_REQUEST_SECONDS = 0
    client.get("/healthz?q=Nguyễn")

    (slow,) = [record for record in caplog.records if record.name == "core.request_id"]
    assert re.fullmatch(r"Slow request: GET /healthz took \d+\.\d s", slow.getMessage())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Trang này mở quá lâu."),
        ("en", "This page has been open for too long."),
        ("ja", "ページを開いてから時間が経ちすぎました。"),
    ],
)
def test_a_form_without_its_token_is_refused_with_a_sentence(language, words):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.user("trainer"))

    with override(language):
        response = client.post(f"/{language}/courses/quizzes/add/", {"title_vi": "x"})

    assert (response.status_code, response.templates[0].name) == (403, "refused.html")
    assert words in response.content.decode()
    assert response.headers[HEADER] in response.content.decode()
