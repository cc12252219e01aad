"""The command that checks a pack."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from inspection.domain.packs import make_pack
from tests.factories.packs import files, packed

pytestmark = pytest.mark.django_db


def test_verify_pack_says_what_does_not_hold(story, auditor, tmp_path) -> None:
    who, sop = story
    inside = files(make_pack(who, sop, by=auditor).data)
    path = tmp_path / "pack.zip"
    path.write_bytes(packed({**inside, "answer.json": inside["answer.json"] + b" "}))

    with pytest.raises(CommandError, match=r"answer\.json: was altered"):
        call_command("verify_pack", str(path))
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_pack", str(tmp_path / "nothing.zip"))
