"""How much memory there is, and how much of it a process holds; where the system says so."""

import os
import subprocess
from pathlib import Path
from typing import Final

# What workers may hold of the machine together; the rest is for whoever feeds them and for the files.
_SHARE: Final = 0.8
_KILOBYTE: Final = 1024
# What a container may hold: https://docs.kernel.org/admin-guide/cgroup-v2.html
_CGROUP: Final = Path("/sys/fs/cgroup/memory.max")
# Linux has it; macOS does not.
_PROCESSES: Final = Path("/proc")


def share_of_memory(workers: int) -> int | None:
    """Return how many bytes each of some workers may hold; None where the system does not say."""
    try:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return None
    try:
        allowed = _CGROUP.read_text(encoding="ascii").strip()
    except OSError:
        allowed = ""
    if allowed.isdecimal():
        size = min(size, int(allowed))
    return int(size * _SHARE / workers)


def resident_memory(process: int | None) -> int:
    """Return how many bytes of memory a process holds; 0 where the system does not say."""
    try:
        status = Path(_PROCESSES, str(process), "status").read_bytes()
    except OSError:
        return 0 if (_PROCESSES / "self").exists() else _told_by_ps(process)
    _, _, after = status.partition(b"VmRSS:")
    return int(after.split(maxsplit=1)[0]) * _KILOBYTE if after else 0


def _told_by_ps(process: int | None) -> int:
    """Ask the command that every POSIX system has."""
    command = ["ps", "-o", "rss=", "-p", str(process)]
    try:
        told = subprocess.run(command, capture_output=True, check=False).stdout.strip()
    except OSError:
        return 0
    return int(told) * _KILOBYTE if told.isdigit() else 0
