"""Runs towards a confirmation are told by the layer that knows qualifications."""

from __future__ import annotations

import pytest

from core import clock
from courses.practising import RunProgress, run_progress
from qualification import readiness
from tests.factories import courses as make
from tests.factories import staff as people


@pytest.mark.django_db
def test_runs_are_those_that_qualification_counts():
    version, who, today = make.released(), people.person(), clock.today()
    make.checklist(version, runs_required=3)

    assert run_progress(who, version.sop, today) == readiness.run_progress(who, version.sop, today) == RunProgress(0, 3)
