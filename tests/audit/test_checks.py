"""Whatever was altered, `verify_audit` answers to the end."""

from __future__ import annotations

import pytest

from audit import checks

pytestmark = pytest.mark.django_db


def unreadable() -> tuple[int, list[checks.Finding]]:
    raise KeyError("language")


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_checks", {})
    checks.register("odd", unreadable)
    checks.register("by its path", "certificates.verification.check_certificates")


def test_a_check_that_breaks_off_is_a_finding_and_the_others_run(registered) -> None:
    found = {result.name: [(finding.record, finding.why) for finding in result.findings] for result in checks.run()}

    assert found["odd"] == [("odd", "the check broke off: KeyError('language')")]
    assert found["by its path"] == []
    assert {"chain", "triggers"} <= found.keys()
