"""One turn of a target: libFuzzer in a process of its own, guided by the code that its cases reach.

https://llvm.org/docs/LibFuzzer.html, https://github.com/google/atheris. What breaks the law is kept, and the
turn goes on; what ends the process is left by libFuzzer in a file, and kept when the turn has ended.
"""

import hashlib
import os
import random
import re
import signal
import time
import traceback
from pathlib import Path
from resource import struct_rusage
from typing import Final, NamedTuple

import atheris

from tests.fuzz.mutations import LONGEST, mutated
from tests.fuzz.record import Turn
from tests.fuzz.targets import Target, broken_law

# Of a processor, for a case of at most `LONGEST`; code that counts where it goes is up to 3 times as slow.
_SLOW_SECONDS: Final = 15.0
_SHRINK_SECONDS: Final = 10.0
# Of a clock, on a machine that has more to do: for what never ends.
_TIMEOUT_SECONDS: Final = 300
_MOST_MEGABYTES: Final = 2048
# A turn is so many times as long as it takes to read the corpus, at least.
_TIMES_AS_LONG: Final = 4
_FOUND: Final = "found: "
# https://github.com/llvm/llvm-project/blob/main/compiler-rt/lib/fuzzer/FuzzerOptions.h
_INTERRUPTED: Final = (72, -signal.SIGINT)


class Place(NamedTuple):
    """Where the cases of one target are."""

    name: str
    corpus: Path
    found: Path

    def inputs(self) -> Path:
        return self.corpus / self.name

    def kept(self) -> Path:
        return self.found / self.name

    def log(self) -> Path:
        return self.corpus / f"{self.name}.log"

    def left(self) -> Path:
        """What libFuzzer leaves where the process ends."""
        return self.corpus / f"{self.name}.left"

    def keep(self, data: bytes) -> str:
        path = self.kept() / hashlib.sha256(data).hexdigest()[:16]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path.name


def begin(target: Target, place: Place, seconds: float, known: set[str]) -> int:
    """Start a turn, and return the process that it runs in; what is known to be broken is not kept again."""
    place.inputs().mkdir(parents=True, exist_ok=True)
    place.left().mkdir(exist_ok=True)
    place.log().write_bytes(b"")
    process = os.fork()
    if process:
        return process
    try:
        _run(target, place, seconds, known)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def ended(place: Place, status: int, usage: struct_rusage) -> Turn:
    """Return what a turn has tried and found, when its process has ended."""
    log = place.log().read_text(encoding="utf-8", errors="replace")
    found = [line.removeprefix(_FOUND) for line in log.splitlines() if line.startswith(_FOUND)]
    left = sorted(place.left().iterdir())
    for path in left:
        # Such as crash, timeout, oom.
        kind = path.name.partition("-")[0]
        found.append(f"{kind}: {place.keep(path.read_bytes())}")
        path.unlink()
    place.left().rmdir()
    code = os.waitstatus_to_exitcode(status)
    died = code not in (0, *_INTERRUPTED)
    if died and not left:
        found.append(f"ended: {code}, see {place.log().name}")
    # What the corpus began with was tried before.
    cases = _last(r"^stat::number_of_executed_units: +(\d+)", log) - _last(r"^#(\d+)\s+INITED", log)
    seconds = usage.ru_utime + usage.ru_stime
    return Turn(max(0, cases), seconds, _last(r"\bcov: (\d+)", log), found, died)


def _last(pattern: str, log: str) -> int:
    return max((int(number) for number in re.findall(pattern, log, re.MULTILINE)), default=0)


def _run(target: Target, place: Place, seconds: float, known: set[str]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    log = os.open(place.log(), os.O_WRONLY | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    seeds = target.seeds()
    for seed in seeds:
        (place.inputs() / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    broken_before = set(known)
    end: float | None = None

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        nonlocal end
        # The corpus has been read when the first case is to be mutated.
        now = time.process_time()
        end = end or now + max(seconds, _TIMES_AS_LONG * now)
        if now > end:
            os.kill(os.getpid(), signal.SIGINT)
        draw = random.Random(seed)
        if draw.randrange(2):
            return bytes(atheris.Mutate(data, longest))
        return mutated(data, seeds, draw, longest)

    def check(data: bytes) -> None:
        began = time.process_time()
        broken = broken_law(target, data)
        if broken is None and time.process_time() - began > _SLOW_SECONDS:
            broken = "slow"
        if broken is not None and broken not in broken_before:
            broken_before.add(broken)
            kept = data if broken == "slow" else _shrunk(target, data, broken)
            os.write(2, f"{_FOUND}{broken}: {place.keep(kept)}\n".encode())

    # What was found is tried first: what ends the process is mended before a target goes on.
    folders = [str(place.inputs()), *([str(place.kept())] if place.kept().is_dir() else [])]
    options = [
        f"-timeout={_TIMEOUT_SECONDS}",
        f"-report_slow_units={_TIMEOUT_SECONDS}",
        f"-rss_limit_mb={_MOST_MEGABYTES}",
        f"-max_len={LONGEST}",
        # A mutation that is ours makes many changes at once.
        "-mutate_depth=2",
        "-entropic_scale_per_exec_time=1",
        "-print_final_stats=1",
        f"-artifact_prefix={place.left()}/",
    ]
    atheris.Setup([place.name, *folders, *options], check, custom_mutator=mutate)
    atheris.Fuzz()


def _shrunk(target: Target, data: bytes, broken: str) -> bytes:
    """Return a case without what it does not need in order to break the same, as far as the time goes."""
    end = time.process_time() + _SHRINK_SECONDS
    length = len(data) // 2
    while length:
        at = 0
        while at < len(data):
            if time.process_time() > end:
                return data
            shorter = data[:at] + data[at + length :]
            if broken_law(target, shorter) == broken:
                data = shorter
            else:
                at += length
        length //= 2
    return data
