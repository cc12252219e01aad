"""A large institution in rows: 1,000 people, 200 SOPs in four versions, five years of facts, 60,000 texts."""

from __future__ import annotations

import datetime as dt
import functools
import random
import uuid
from typing import Any

from django.db import connection

from bench.rows import bulk, insert, next_id
from core import clock
from core.canonical import canonical
from core.text import fold
from courses.models import Acceptance, Assessment, Attempt, Checklist, Quiz, Submission
from qualification.models import Confirmation, Restriction
from sops.models import Acknowledgement, Release, Requirement, Segment, Sop, SopVersion
from staff.models import Assignment, JobRole, Person, Signature

NAMES = {"vi": "Tên", "en": "Name", "ja": "名前"}
ACCESS = {"grade": "A/B"}
BEGINS = (1500, 900, 400, 60)  # days ago each version took effect
PHRASES = (
    ("vi", "Rửa tế bào gốc hai lần bằng dung dịch đệm rồi ly tâm ở {0} vòng/phút trong năm phút."),
    ("ja", "間葉系幹細胞を緩衝液で二回洗浄し、毎分{0}回転で五分間遠心する。"),
    ("en", "Wash the cells twice with buffer and centrifuge at {0} rpm for five minutes."),
    ("vi", "Kiểm tra nhiệt độ tủ ấm số {0} và ghi vào hồ sơ lô."),
    ("ja", "インキュベーター{0}号の温度を確認し、製造記録に記入する。"),
)


@functools.cache
def ago(days: int) -> Any:
    """A day as this database stores it."""
    return connection.ops.adapt_datefield_value(clock.today() - dt.timedelta(days=days))


@functools.cache
def moment(days: int) -> Any:
    """The beginning of such a day, as this database stores an instant."""
    return connection.ops.adapt_datetimefield_value(clock.start_of(clock.today() - dt.timedelta(days=days)))


class World:
    """The rows, table after table; each method needs those before it."""

    def __init__(self, people: int, sops: int, segments: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people = [next_id() for _ in range(people)]
        self.sops = [next_id() for _ in range(sops)]
        self.versions = {sop: [next_id() for _ in BEGINS] for sop in self.sops}
        self.segments = segments

    def signatures(self, people: list[int]) -> list[int]:
        ids = [next_id() for _ in people]
        insert(
            Signature, ("id", "person_id", "subject_id", "hash"),
            ((n, person, str(n), f"bench {n}") for n, person in zip(ids, people, strict=True)),
            printed_name="Bench", meaning="read", subject_type="bench", subject_name="", content_hash="",
            signed_at=clock.now(), signed_at_text="",
            zone="UTC", method="bench",
        )  # fmt: skip
        return ids

    def documents(self) -> None:
        insert(
            Person,
            ("id", "full_name"),
            ((pk, f"Nguyễn Văn {n}") for n, pk in enumerate(self.people)),
            employed_from=clock.today() - dt.timedelta(2000),
        )
        insert(
            Sop,
            ("id", "number"),
            ((pk, f"MSC-SOP-CUL-{n:03}") for n, pk in enumerate(self.sops)),
            stage="CUL",
            titles=NAMES,
            created_at=clock.now(),
        )
        Checklist.objects.create(
            slug="bench-gowning", kind="gowning", sop_id=self.sops[0], titles=NAMES, lines=[], runs_required=3,
            other_misses_allowed=2,
        )  # fmt: skip
        self.quizzes = {sop: next_id() for sop in self.sops[::2]}
        insert(
            Quiz,
            ("id", "slug", "sop_id"),
            ((pk, f"bench-{pk}", sop) for sop, pk in self.quizzes.items()),
            kind="sop",
            titles=NAMES,
            pass_mark=80,
            max_attempts=3,
            wait_hours=24,
        )
        content = canonical({"schema": 1, "title": NAMES, "source": {}, "blocks": []})
        insert(
            SopVersion, ("id", "sop_id", "sha256"),
            ((pk, sop, f"bench {pk}") for sop, four in self.versions.items() for pk in four),
            content=content, source_sha256="", languages=["ja", "vi"], author_id=self.people[0],
            submitted_at=clock.now(),
        )  # fmt: skip
        begun = [(pk, sop, n) for sop, four in self.versions.items() for n, pk in enumerate(four)]
        signed = self.signatures([self.people[0]] * len(begun))
        classes = ("editorial", "procedural", "critical")
        insert(
            Release,
            ("id", "version_id", "sop_id", "number", "effective_on", "change_class", "approved_at", "signature_id"),
            (
                (next_id(), pk, sop, n + 1, ago(BEGINS[n]), self.chance.choice(classes), moment(BEGINS[n] + 20), s)
                for (pk, sop, n), s in zip(begun, signed, strict=True)
            ),
            approved_by_id=self.people[0],
        )

    def texts(self) -> None:
        """Of the versions in force."""
        live = [four[-1] for four in self.versions.values()]
        rows = []
        for n in range(self.segments):
            language, phrase = PHRASES[n % len(PHRASES)]
            text = phrase.format(n)
            rows.append((next_id(), live[n % len(live)], f"b{n}.text", n // len(live), language, text, fold(text)))
        insert(
            Segment,
            ("id", "version_id", "path", "position", "language", "text", "folded"),
            rows,
            kind="step",
            source_hash="",
        )

    def jobs(self, roles: int = 40, per_role: int = 18) -> None:
        asked: dict[int, list[int]] = {
            next_id(): [self.sops[0], *self.chance.sample(self.sops[1:], per_role)] for _ in range(roles)
        }
        for n, pk in enumerate(asked):
            JobRole.objects.create(pk=pk, code=f"bench-{n}", names=NAMES, access=ACCESS if n % 2 else None)
        rules = [
            (next_id(), job, sop, self.chance.choice(("read", "quiz", "practical")))
            for job, sops in asked.items()
            for sop in sops
        ]
        insert(
            Requirement,
            ("id", "job_role_id", "sop_id", "depth"),
            rules,
            runs=3,
            requalification_months=24,
            valid_from=clock.today() - dt.timedelta(2000),
            recorded_at=clock.now() - dt.timedelta(2000),
        )
        holds = [
            (person, job)
            for person in self.people
            for job in self.chance.sample(list(asked), self.chance.choice([1, 1, 2]))
        ]
        insert(
            Assignment, ("id", "person_id", "job_role_id"), ((next_id(), *pair) for pair in holds),
            valid_from=clock.today() - dt.timedelta(1400),
            recorded_at=clock.now() - dt.timedelta(1400),
        )  # fmt: skip
        self.pairs = sorted({(person, sop) for person, job in holds for sop in asked[job]})

    def acts(self) -> None:
        """What each did for each version: reading, quiz, one run, assessment, confirmation, mostly."""
        chance = self.chance
        acts = [
            (person, sop, pk, max(BEGINS[n] - chance.randint(-10, 20), 0))
            for person, sop in self.pairs
            for n, pk in enumerate(self.versions[sop])
            if n and chance.random() < 0.93
        ]
        signed = self.signatures([act[0] for act in acts])
        insert(
            Acknowledgement,
            ("id", "person_id", "version_id", "happened_on", "recorded_at", "signature_id"),
            (
                (next_id(), person, pk, ago(day), moment(day), s)
                for (person, _sop, pk, day), s in zip(acts, signed, strict=True)
            ),
            language="vi",
        )
        turn: dict[tuple[int, int], int] = {}
        tried = []
        for person, sop, pk, day in acts:
            if sop in self.quizzes and chance.random() < 0.95:
                turn[person, sop] = turn.get((person, sop), 0) + 1
                tried.append((next_id(), person, self.quizzes[sop], pk, turn[person, sop], moment(day), day))
        insert(
            Attempt, ("id", "person_id", "quiz_id", "sop_version_id", "number", "started_at"),
            (row[:6] for row in tried), language="vi", questions="[]",
            pass_mark=80,
        )  # fmt: skip
        insert(
            Submission, ("id", "attempt_id", "submitted_at", "happened_on", "passed"),
            ((next_id(), row[0], row[5], ago(row[6]), chance.random() < 0.9) for row in tried), result="{}", points=5,
            max_points=5, sha256="",
        )  # fmt: skip
        insert(
            Confirmation,
            ("id", "person_id", "version_id", "qualified_from", "valid_to", "recorded_at"),
            (
                (next_id(), person, pk, ago(day), ago(day - 730), moment(day))
                for person, _sop, pk, day in acts
                if chance.random() < 0.9
            ),
            by_id=self.people[0],
            sha256="",
        )
        self.practice(
            [
                *((p, s, v, d, kind) for kind in ("run", "assessment") for p, s, v, d in acts if chance.random() < 0.9),
                *self._media_fills(),
            ]
        )

    def _media_fills(self) -> list[tuple[int, int, int | None, int, str]]:
        days = (900, 880, 860, 700, 520, 340, 160)
        return [
            (person, self.sops[0], None, day + self.chance.randint(0, 25), "aps")
            for person in self.people
            for day in days
        ]

    def practice(self, done: list[tuple[int, int, int | None, int, str]]) -> None:
        """Each act observed by one of thirty assessors and signed by both."""
        assessors = [self.people[n % 30] for n in range(len(done))]
        by_assessor, by_person = self.signatures(assessors), self.signatures([row[0] for row in done])
        plain = (lambda key: key) if connection.features.has_native_uuid_field else (lambda key: key.hex)
        keys = [plain(uuid.UUID(int=n + 1)) for n in range(len(done))]
        insert(
            Assessment,
            ("id", "person_id", "sop_id", "sop_version_id", "happened_on", "result_on", "recorded_at", "kind", "passed",
             "assessor_id", "signature_id"),
            ((key, p, sop, v, ago(d), ago(d), moment(d), kind, self.chance.random() < 0.97, who, s)
             for key, (p, sop, v, d, kind), who, s in zip(keys, done, assessors, by_assessor, strict=True)),
            content="{}", sha256="",
        )  # fmt: skip
        insert(
            Acceptance, ("id", "assessment_id", "recorded_at", "signature_id"),
            ((next_id(), key, moment(row[3]), s) for key, row, s in zip(keys, done, by_person, strict=True)),
        )  # fmt: skip

    def bars(self) -> None:
        rows = ((next_id(), person, ago(30), moment(30)) for person in self.people[::50])
        insert(
            Restriction,
            ("id", "person_id", "from_on", "recorded_at"),
            rows,
            kind="suspension",
            scope="all",
            reasons=NAMES,
            by_id=self.people[0],
        )


@functools.cache
def build(people: int = 1000, sops: int = 200, segments: int = 60_000, seed: int = 7) -> World:
    """Fill the database, once in a run."""
    world = World(people, sops, segments, seed)
    with bulk():
        for step in (world.documents, world.texts, world.jobs, world.acts, world.bars):
            step()
    return world
