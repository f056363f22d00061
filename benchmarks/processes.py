"""Runs a command and looks at every process that it starts: processor time and most memory of each."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_PAUSE: Final = 0.1
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_KILOBYTE: Final = 1024


@dataclass(slots=True)
class Process:
    """What one process took."""

    cpu: float = 0.0
    peak: int = 0


@dataclass(slots=True)
class Watched:
    """What a command and all that it started took, as seen every tenth of a second."""

    wall: float = 0.0
    code: int = 0
    first: Process = field(default_factory=Process)
    others: dict[int, Process] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        """Processor seconds of all."""
        return self.first.cpu + sum(other.cpu for other in self.others.values())

    @property
    def largest(self) -> Process:
        """The other process that worked most."""
        return max(self.others.values(), key=lambda other: other.cpu, default=Process())

    @property
    def longest_path(self) -> float:
        """Processor seconds until the end where nobody waits for a core: the first, then the busiest other.

        The first process works beside the others for some of its time, so that it takes less.
        """
        return self.first.cpu + self.largest.cpu

    @property
    def peak(self) -> int:
        """Most memory of one of the others, or of the first where there is none."""
        return max((other.peak for other in self.others.values()), default=self.first.peak)


def watch(arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> Watched:
    """Run a command to its end with nowhere to print."""
    seen = Watched()
    start = time.perf_counter()
    process = subprocess.Popen(
        arguments,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None:
        _look(process.pid, seen)
        time.sleep(_PAUSE)
    seen.wall = time.perf_counter() - start
    seen.code = process.returncode
    return seen


def _look(first: int, seen: Watched) -> None:
    parents: dict[int, int] = {}
    cpus: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        number = int(path.parent.name)
        parents[number] = int(fields[1])
        cpus[number] = (int(fields[11]) + int(fields[12])) / _TICKS
    for number in parents:
        if number == first or _descends(number, first, parents):
            process = seen.first if number == first else seen.others.setdefault(number, Process())
            process.cpu, process.peak = cpus[number], max(process.peak, _peak(number))


def _descends(number: int, first: int, parents: Mapping[int, int]) -> bool:
    while number in parents:
        number = parents[number]
        if number == first:
            return True
    return False


def _peak(number: int) -> int:
    try:
        status = Path(f"/proc/{number}/status").read_bytes()
    except OSError:
        return 0
    _, _, after = status.partition(b"VmHWM:")
    return int(after.split(maxsplit=1)[0]) * _KILOBYTE if after else 0
