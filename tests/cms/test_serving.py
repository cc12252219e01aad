"""What watches over web server and task worker, with small processes in their place: real signals, real ports."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Each says its name and process, and what it was told, a line at once: two speak at the same time. SIGTERM ends it,
# SIGINT it only reports.
CHILD = """
import os, signal, sys, time
def say(words):
    os.write(1, f"{sys.argv[1]} {words}\\n".encode())
def told(number, frame):
    say(f"told {signal.Signals(number).name}")
    if number == signal.SIGTERM:
        sys.exit(0)
signal.signal(signal.SIGTERM, told); signal.signal(signal.SIGINT, told)
say(f"is {os.getpid()}")
time.sleep(60)
"""
WATCH = """
import sys
from cms.serving import CannotServe, Child, Watch
child, port = sys.argv[1], int(sys.argv[2])
commands = {name: [sys.executable, "-c", child, name] for name in ("web", "jobs")}
if len(sys.argv) > 3:
    commands["jobs"] = [sys.executable, "-c", "raise SystemExit('no table')"]
try:
    Watch(port, [Child(name, command) for name, command in commands.items()]).run()
except CannotServe as why:
    sys.exit(str(why))
"""


class Watched:
    def __init__(self, log: Path, port: int, *arguments: str) -> None:
        self.log = log
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-c", WATCH, CHILD, str(port), *arguments],
                cwd=ROOT,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )

    def lines(self) -> list[str]:
        return self.log.read_text().splitlines()

    def pid(self, name: str) -> int:
        """The process that plays `name` now."""
        self.wait_for(lambda lines: any(line.startswith(f"{name} is ") for line in lines))
        return int([line for line in self.lines() if line.startswith(f"{name} is ")][-1].split()[-1])

    def wait_for(self, seen) -> None:
        until = time.monotonic() + 20
        while not seen(self.lines()):
            assert time.monotonic() < until, self.lines()
            time.sleep(0.02)


def gone(pid: int) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def watched(tmp_path: Path, port: int) -> Iterator[Watched]:
    made = Watched(tmp_path / "log", port)
    yield made
    if made.process.poll() is None:
        os.killpg(made.process.pid, signal.SIGKILL)
        made.process.wait()


def test_sigterm_ends_both(watched):
    web, jobs = watched.pid("web"), watched.pid("jobs")

    watched.process.terminate()

    assert watched.process.wait(20) == 0
    assert gone(web)
    assert gone(jobs)


def test_ctrl_c_reaches_each_child_once_before_it_is_asked_again(watched):
    watched.pid("web"), watched.pid("jobs")

    os.killpg(watched.process.pid, signal.SIGINT)  # as a terminal does
    watched.wait_for(lambda lines: {"web told SIGINT", "jobs told SIGINT"} <= set(lines))
    time.sleep(1)

    assert [line for line in watched.lines() if "told SIGTERM" in line] == []
    assert watched.process.wait(20) == 0


@pytest.mark.parametrize("name", ["web", "jobs"])
def test_a_killed_process_is_started_again(watched, name):
    first = watched.pid(name)
    other = watched.pid("jobs" if name == "web" else "web")

    os.kill(first, signal.SIGKILL)
    watched.wait_for(lambda lines: f"{name} was ended by SIGKILL; it is started again." in lines)
    watched.wait_for(lambda lines: sum(line.startswith(f"{name} is ") for line in lines) == 2)

    assert watched.pid(name) != first
    assert not Path(f"/proc/{first}").exists()
    assert Path(f"/proc/{other}").exists()


def test_nothing_is_left_when_the_watch_itself_is_killed(watched):
    web, jobs = watched.pid("web"), watched.pid("jobs")

    watched.process.kill()

    assert gone(web)
    assert gone(jobs)


def test_a_process_that_cannot_start_ends_all_with_a_sentence(tmp_path, port):
    watched = Watched(tmp_path / "log", port, "broken")

    assert watched.process.wait(20) == 1
    assert watched.lines()[-1] == "jobs ended with code 1 at its start; the lines above say why."
    with pytest.raises(ProcessLookupError):
        os.killpg(watched.process.pid, 0)  # nobody of the group is left


def test_a_busy_port_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        watched = Watched(tmp_path / "log", port)

        assert watched.process.wait(30) == 1
    assert watched.lines() == [
        f"Port {port} is in use. Stop what serves there, or choose another: PORT={port + 1} make run"
    ]


def test_a_port_that_is_being_given_up_is_waited_for(tmp_path):
    other = socket.socket()
    other.bind(("127.0.0.1", 0))
    other.listen()
    watched = Watched(tmp_path / "log", other.getsockname()[1])
    time.sleep(0.5)
    assert watched.lines() == []

    other.close()

    assert watched.pid("web")
    watched.process.terminate()
    assert watched.process.wait(20) == 0
