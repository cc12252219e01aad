"""Two things measured side by side: a call of ours, some of the floor,
a call of ours … so that a busy neighbour slows both alike.
"""

from __future__ import annotations

import functools
import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection

Act = Callable[[], Any]


class Cost(NamedTuple):
    """Seconds of one call: on the clock, and of processors,
    those of the database's own process included where it can be seen.
    """

    wall: float
    cpu: float


def compare(
    ours: Act,
    floor: Act,
    *,
    target: float | None = None,
    durable: bool = False,
    seconds: float = 8,
    floors: int = 5,
    most: int = 300,
) -> dict[str, Any]:
    """`ratio` of the medians of both, by processor time, which neighbours hardly touch; of what must be on disk
    (`durable`) by the clock.

    `spread`: quartiles of the ratio over the rounds; `n`: rounds, each one call of ours and `floors` of the floor.
    """
    for _ in range(3):
        ours()
        floor()
    gc.collect()
    rounds: list[tuple[Cost, Cost]] = []
    end = time.perf_counter() + seconds
    while (len(rounds) < 7 or time.perf_counter() < end) and len(rounds) < most:
        mine = _timed(ours)
        theirs = [_timed(floor) for _ in range(floors)]
        rounds.append((mine, Cost(*map(statistics.median, zip(*theirs, strict=True)))))
    wall, cpu = (_figures([(mine[n], floor[n]) for mine, floor in rounds]) for n in (0, 1))
    counts, other = (wall, cpu) if durable else (cpu, wall)
    return {
        "ratio": counts["ratio"],
        **({"target": target, "met": counts["ratio"] <= target} if target else {}),
        "by": "clock" if durable else "processor",
        **{name: counts[name] for name in ("spread", "ours_ms", "floor_ms")},
        "processor_ratio" if durable else "clock_ratio": other["ratio"],
        "n": len(rounds),
    }


def _timed(act: Act) -> Cost:
    before, wall, cpu = _database(), time.perf_counter(), time.process_time()
    act()
    cpu = time.process_time() - cpu
    return Cost(time.perf_counter() - wall, cpu + _database() - before)


def _database() -> float:
    """Processor seconds of the database's process for our connection; none of its own where the database is a file."""
    path = _backend(connection.connection) if connection.vendor == "postgresql" and connection.connection else None
    return int(path.read_text().split()[0]) / 1e9 if path else 0.0


@functools.lru_cache(maxsize=2)
def _backend(raw: Any) -> Path | None:
    folder = Path(f"/proc/{raw.info.backend_pid}")
    here = (folder / "comm").exists() and "postgres" in (folder / "comm").read_text()
    return folder / "schedstat" if here else None


def _figures(pairs: list[tuple[float, float]]) -> dict[str, Any]:
    ours, floors = (statistics.median(side) for side in zip(*pairs, strict=True))
    low, _middle, high = statistics.quantiles([mine / floor for mine, floor in pairs], n=4)
    return {
        "ratio": round(ours / floors, 2),
        "spread": [round(low, 2), round(high, 2)],
        "ours_ms": round(ours * 1000, 3),
        "floor_ms": round(floors * 1000, 3),
    }
