"""What an operator finds in the log, and what no line of it may hold: names, addresses, contents."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.seal.sealing import SealMissing
from certificates.seal.sealing import current as current_seal
from staff.domain.authentication import WrongSecret, reauthenticate
from staff.values import value
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_refused_and_locked_log_ins_are_noted_without_the_address(client, caplog):
    who = make.user("learner", email="hien@example.test")

    for _try in range(6):
        client.post(reverse("account_login"), {"login": who.email, "password": "wrong"})

    lines = [record.getMessage() for record in caplog.records if record.name.startswith(("audit", "staff"))]
    assert lines == ["Log-in refused: wrong address or password"] * 5 + ["Log-in locked after too many failed tries"]
    assert who.email not in caplog.text


def test_wrong_secrets_and_locked_signatures_name_the_account_by_its_id(caplog):
    who, tries = make.user("learner"), value("sign_failures")

    for _try in range(tries + 1):
        with pytest.raises(WrongSecret):
            reauthenticate(who, "wrong")

    lines = [record.getMessage() for record in caplog.records]
    refused = f"Signature refused: wrong password of account {who.pk}"
    assert lines == [refused] * tries + [f"Signing locked for account {who.pk} after {tries} wrong secrets"]


def test_a_missing_seal_is_an_error(settings, tmp_path, caplog):
    settings.KEYS_DIR = tmp_path

    with pytest.raises(SealMissing):
        current_seal()

    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_refused_file_is_noted_without_its_name(client, caplog):
    trainer = make.user("trainer")
    client.force_login(trainer)

    client.post(reverse("sop_import"), {"file": SimpleUploadedFile("Bệnh án Nguyễn Văn A.docx", b"no Word file")})

    lines = [record.getMessage() for record in caplog.records if record.name == "sops.views.import_word"]
    assert lines == [f"Word file of 12 bytes refused, account {trainer.pk}"]
    assert "Nguyễn" not in caplog.text
