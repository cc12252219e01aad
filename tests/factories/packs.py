"""A person trained, confirmed and later asked about; evidence packs taken apart and put together again."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from core import clock
from courses.domain.practice import Observed, accept_assessment, record_assessment
from qualification.domain.confirmation import confirm_qualification
from sops.domain.acknowledgement import acknowledge
from sops.models import Sop
from staff.models import Person, User
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import release as way
from tests.factories import staff as make

TODAY = clock.today()


def ago(n: int) -> dt.date:
    return TODAY - dt.timedelta(days=n)


def story() -> tuple[Person, Sop]:
    """A version through its own doors, a person trained on it and confirmed by signature."""
    sop = way.draft()
    at = clock.now() - dt.timedelta(days=60)
    with clock.fixed(at):
        version = way.approved(sop, way.team(), clock.site_date(at)).version
    learner = make.user("learner", full_name="Lê Thảo Vy", email="vy@example.test")
    who = learner.person
    role = make.job_role(names={"vi": "Nuôi cấy", "en": "Cell culture", "ja": "培養"})
    facts.requires(role, sop, "practical", runs=1)
    make.assignment(who, role, ago(70), recorded_at=facts.noon(ago(70)))
    acknowledge(version, by=learner, proof=make.proof(learner), language="vi", at=facts.noon(ago(50)))
    teach.passed(teach.quiz(version, 1), learner, at=facts.noon(ago(48)))
    for kind, days in (("run", 40), ("assessment", 36)):
        observed(learner, sop, kind, ago(days))
    qa = make.user("qa_approver", full_name="Ngô Thùy Dương")
    confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(36), at=facts.noon(ago(35)))
    return who, sop


def observed(learner: User, sop: Sop, kind: str, on: dt.date) -> None:
    """Practice, signed by the assessor and by the learner."""
    assessor, at = teach.assessor(), facts.noon(on)
    seen = Observed(person=learner.person, kind=kind, happened_on=on, sop=sop, measured={"p1": "37.0"})
    act = record_assessment(seen, by=assessor, proof=make.proof(assessor), at=at)
    accept_assessment(act, by=learner, proof=make.proof(learner), at=at)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in contents.items():
            pack.writestr(name, data)
    return out.getvalue()


def proved(folder: Path) -> subprocess.CompletedProcess[str]:
    """With plain Python, without site packages or environment."""
    return subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py")], capture_output=True, text=True, check=False
    )


def unpacked(data: bytes, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        pack.extractall(folder)
    return folder
