"""Web server and task worker side by side, for `make run`: both stop together, and one that was killed is started
again.

No Django in here: the process that watches is small and there at once.
"""

from __future__ import annotations

import argparse
import ctypes
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
STEADY = 10.0  # seconds; a process that ends by itself sooner could not start, and would not the next time
PORT_FREE = 5.0  # seconds a server that is being stopped has to leave its port
GRACE = 30.0  # seconds for requests and a task under way at the end
PR_SET_PDEATHSIG = 1  # Linux: whoever kills this process with -9 leaves no server behind


class CannotServe(Exception):
    """The site cannot be served; one sentence says why."""


def _say(line: str, stream: TextIO = sys.stderr) -> None:
    stream.write(f"{line}\n")
    stream.flush()


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process, in this process group: whatever ends the group ends it too."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] = field(init=False)
    since: float = field(init=False)

    def start(self) -> None:
        self.since = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=ROOT, preexec_fn=_end_with_parent)  # noqa: S603  # our own command line, one thread

    def how_it_ended(self) -> str:
        code = self.process.returncode
        return (
            f"{self.name} was ended by {signal.Signals(-code).name}"
            if code < 0
            else f"{self.name} ended with code {code}"
        )

    def could_not_start(self) -> bool:
        return self.process.returncode >= 0 and time.monotonic() - self.since < STEADY

    def stop_by(self, moment: float) -> None:
        try:
            self.process.wait(timeout=max(0.0, moment - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def site(port: int, workers: int, threads: int) -> list[Child]:
    """The processes that make up the site."""
    web = [
        sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", f"127.0.0.1:{port}", "--preload",
        "--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads),
        "--max-requests", "5000", "--max-requests-jitter", "500", "--no-control-socket",
    ]  # fmt: skip
    jobs = [sys.executable, "manage.py", "db_worker", "--backend", "jobs", "--queue-name", "*", "--skip-checks"]
    return [Child("The web server", web), Child("The task worker", jobs)]


class Watch:
    """Supervises processes from start to stop."""

    def __init__(self, port: int, children: list[Child]) -> None:
        self.port = port
        self.children = children
        self.asked_to_stop = 0

    def run(self) -> None:
        """Runs until SIGTERM, Ctrl-C or a closed terminal. Raises CannotServe."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        if not self._port_is_free():
            raise CannotServe(
                f"Port {self.port} is in use. Stop what serves there, or choose another: PORT={self.port + 1} make run"
            )
        started = []
        try:
            for child in self.children:
                child.start()
                started.append(child)
            _say(f"http://127.0.0.1:{self.port}/", sys.stdout)
            while not self.asked_to_stop:
                time.sleep(0.2)
                self._start_again_what_ended()
        finally:
            self._end(started)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = number

    def _port_is_free(self) -> bool:
        """Whether the port is free; one that is just being released is waited for."""
        until = time.monotonic() + PORT_FREE
        while not self.asked_to_stop:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", self.port))
                except OSError:
                    if time.monotonic() > until:
                        return False
                else:
                    return True
            time.sleep(0.2)
        return True

    def _start_again_what_ended(self) -> None:
        for child in self.children:
            if self.asked_to_stop or child.process.poll() is None:
                continue
            if child.could_not_start():
                raise CannotServe(f"{child.how_it_ended()} at its start; the lines above say why.")
            _say(f"{child.how_it_ended()}; it is started again.")
            child.start()

    def _end(self, children: list[Child]) -> None:
        """Lets requests and tasks finish. Ctrl-C has reached the children already: a second signal would break a task
        off.
        """
        until = time.monotonic() + GRACE
        if self.asked_to_stop == signal.SIGINT:
            while time.monotonic() < until - GRACE + 5 and any(child.process.poll() is None for child in children):
                time.sleep(0.1)
        for child in children:
            child.process.terminate()
        for child in children:
            child.stop_by(until)


def serve(*, port: int, workers: int, threads: int) -> int:
    try:
        Watch(port, site(port, workers, threads)).run()
    except CannotServe as why:
        _say(str(why))
        return 1
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    sys.exit(serve(**vars(parser.parse_args())))
