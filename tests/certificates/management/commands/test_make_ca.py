"""The command that makes the authority and the seal of an installation."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command


def test_make_ca_command_once(settings, tmp_path, capsys):
    settings.KEYS_DIR = tmp_path / "deep" / "keys"
    call_command("make_ca", organisation="Viện Mescells")
    assert "Viện Mescells" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("make_ca")
    call_command("make_ca", renew=True, json=True)
    assert '"holder": "Viện Mescells"' in capsys.readouterr().out
