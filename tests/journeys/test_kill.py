"""Twenty learners answer at once, the server is killed with -9 in the middle, twice, and started again:
every acknowledged answer is there.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.server import ROOT, NewDatabase, Server

LEARNERS, QUESTIONS, ROUNDS = 20, 5, 4
TOKEN = "a" * 32  # the CSRF cookie and its header; any value a browser could have been given


def _world(server: Server) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.journeys.kill_world", str(LEARNERS), str(QUESTIONS)]
    env = {**server.env, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.rpartition("RESULT")[2])


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _stored(server: Server) -> dict[int, dict[str, str]]:
    """The answers in the database, by attempt."""
    found: dict[int, dict[str, str]] = {}
    for attempt, key, data in server.rows('SELECT attempt_id, "key", data FROM courses_answer'):
        found.setdefault(attempt, {})[key] = _plain(data)["text"]
    return found


def _submitted(server: Server) -> dict[int, dict[str, str]]:
    """The answers as graded and frozen, by attempt."""
    rows = server.rows("SELECT attempt_id, result FROM courses_submission")
    return {
        attempt: {entry["key"]: entry["answer"]["text"] for entry in _plain(result)["questions"]}
        for attempt, result in rows
    }


class Stay(urllib.request.HTTPRedirectHandler):
    """Where a form leads on to is a page, and its style sheets are not there."""

    def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        return fp


OPENER = urllib.request.build_opener(Stay)


class Learner(threading.Thread):
    """Answers every question several times over, each time another number;
    keeps on trying while the server is away, as the page does.
    """

    def __init__(self, url: str, facts: dict[str, Any], until: float) -> None:
        super().__init__()
        self.url, self.facts, self.until = url, facts, until
        self.acknowledged: dict[str, str] = {}
        self.sent: dict[str, set[str]] = {}
        self.count = 0
        self.failures: list[str] = []
        self.lost = 0

    def run(self) -> None:
        for turn in range(1, ROUNDS + 1):
            for key in self.facts["keys"]:
                if not self.answer(key, str(turn * 100 + self.facts["attempt"] % 50)):
                    return

    def answer(self, key: str, text: str) -> bool:
        self.sent.setdefault(key, set()).add(text)
        while time.monotonic() < self.until:
            try:
                said = self.post("answer/", {"key": key, "text": text})
            except (
                OSError,
                http.client.HTTPException,
            ) as error:  # also cut off within the answer: nothing was acknowledged
                if isinstance(error, urllib.error.HTTPError) and error.code < 500:
                    self.failures.append(f"{error.code} {error.read()[:200]!r}")
                    return False
                self.lost += 1
                time.sleep(0.1)
                continue
            if not (said.get("saved") and said.get("newest")):
                self.failures.append(f"{key}={text}: {said}")
                return False
            self.acknowledged[key] = text
            self.count += 1
            return True
        self.failures.append("gave up")
        return False

    def post(self, act: str, fields: dict[str, str]) -> dict[str, Any]:
        request = urllib.request.Request(
            f"{self.url}/vi/attempts/{self.facts['attempt']}/{act}",
            data=urllib.parse.urlencode(fields).encode(),
            headers={
                "Accept": "application/json",
                "Cookie": f"sessionid={self.facts['session']}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
            },
        )
        with OPENER.open(request, timeout=20) as answer:
            body = answer.read()
            return (
                json.loads(body)
                if "json" in answer.headers["content-type"]
                else {"leads to": answer.headers["location"]}
            )


@pytest.mark.slow
@pytest.mark.django_db
def test_every_acknowledged_answer_survives_kill_9(new_database: NewDatabase, tmp_path: Path) -> None:
    server = Server(tmp_path / "kill", "kill")
    server.folder.mkdir()
    try:
        server.prepare(new_database)
        world = _world(server)
        server.start()
        learners = [Learner(server.url, facts, until=time.monotonic() + 300) for facts in world]
        for learner in learners:
            learner.start()
        for share in (0.25, 0.6):
            while sum(learner.count for learner in learners) < share * LEARNERS * QUESTIONS * ROUNDS and any(
                learner.is_alive() for learner in learners
            ):
                time.sleep(0.005)
            server.kill()
            server.start()
        for learner in learners:
            learner.join()

        assert [learner.failures for learner in learners if learner.failures] == []
        assert sum(learner.lost for learner in learners) > 0, "nobody noticed the kill: it came too late"
        stored = _stored(server)
        for learner in learners:
            # each person answers one after the other: what was acknowledged last is what stands
            assert stored[learner.facts["attempt"]] == learner.acknowledged
            assert len(learner.acknowledged) == QUESTIONS

        for learner in learners:
            assert learner.post("submit/", {}) == {"leads to": f"/vi/attempts/{learner.facts['attempt']}/"}
        assert _submitted(server) == {learner.facts["attempt"]: learner.acknowledged for learner in learners}
    finally:
        server.close()
