"""What a figure was measured on: commit, machine, versions, time."""

import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
_LIBRARIES: Final = ("hyperscan", "orjson", "phonenumbers", "regex")
_COMMIT_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Machine:
    """The circumstances of a run; figures of different ones are not comparable as they stand."""

    time: str
    commit: str
    # Whether files differed from the commit.
    changed: bool
    processor: str
    cores: int
    memory_gb: float
    # Processes that wanted a core when the run began; over `cores`, wall times say little.
    load: float
    system: str
    python: str
    libraries: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return it as the record has it."""
        return asdict(self)


def describe_machine() -> Machine:
    """Return where and when this runs."""
    pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return Machine(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=_git("rev-parse", f"--short={_COMMIT_SHOWN}", "HEAD") or "unknown",
        changed=bool(_git("status", "--porcelain", "--untracked-files=no")),
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_gb=round(pages * page / 1e9, 1),
        load=round(os.getloadavg()[0], 1),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        libraries={name: _version(name) for name in _LIBRARIES},
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
