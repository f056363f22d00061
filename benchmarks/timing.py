"""Times a piece of work: processor seconds and wall seconds, the median of several runs."""

import gc
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from recognizers.errors import ScrubError

# ru_maxrss is in KiB on Linux.
_RSS_UNIT: Final = 1024


class BenchmarkError(ScrubError):
    """A benchmark that cannot be run; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a piece of work over some bytes took."""

    size: int
    # Of this process and its threads; on a busy machine, the number to trust.
    cpu: float
    wall: float
    runs: int

    @property
    def speed(self) -> float:
        """Megabytes a processor second."""
        return self.size / self.cpu / 1e6 if self.cpu else math.inf

    def to_json(self) -> dict[str, Any]:
        """Return it as the record has it."""
        return {
            "bytes": self.size,
            "cpu_s": round(self.cpu, 6),
            "wall_s": round(self.wall, 6),
            "runs": self.runs,
            "mb_per_cpu_s": round(self.speed, 4),
        }


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took, start to end."""

    wall: float
    cpu: float
    peak_bytes: int
    code: int

    def to_json(self) -> dict[str, Any]:
        """Return it as the record has it."""
        return {
            "wall_s": round(self.wall, 3),
            "cpu_s": round(self.cpu, 3),
            "peak_mb": round(self.peak_bytes / 1e6, 1),
            "code": self.code,
        }


def measure(work: Callable[[], object], size: int, *, runs: int = 3, seconds: float = 20) -> Timing:
    """Return the median of up to so many runs; after `seconds`, no further run is begun."""
    cpus: list[float] = []
    walls: list[float] = []
    for _ in range(runs):
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        cpus.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
        if sum(walls) > seconds:
            break
    return Timing(size, median(cpus), median(walls), len(cpus))


def slope(points: Sequence[tuple[int, float]]) -> float:
    """Return the exponent of seconds over bytes: 1 is linear, 2 is quadratic.

    >>> round(slope([(10, 1.0), (100, 10.0), (1000, 100.0)]), 3)
    1.0
    """
    if len({size for size, _ in points}) < 2:
        raise BenchmarkError("a slope wants two sizes")
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    over = sum((x - middle_x) * (y - middle_y) for x, y in logs)
    return over / sum((x - middle_x) ** 2 for x, _ in logs)


# A forked process counts its parent's memory as its own peak, so a small one does the forking.
_LAUNCHER: Final = """
import json, os, subprocess, sys, time
nowhere = os.open(os.devnull, os.O_RDWR)
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdin=nowhere, stdout=nowhere, stderr=nowhere)
_, status, usage = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
cpu = usage.ru_utime + usage.ru_stime
print(json.dumps([wall, cpu, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""


def run_command(arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command with nowhere to print and return what it took, peak memory included."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCHER, *arguments],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    wall, cpu, peak, code = json.loads(done.stdout)
    return Run(wall, cpu, peak * _RSS_UNIT, code)
