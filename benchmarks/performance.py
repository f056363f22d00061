"""How fast, and in how much memory: beside each figure, in the same run, the work that bounds it."""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.machine import ROOT
from benchmarks.references import copy, parse
from benchmarks.sessions import Material, claude_code, text_of_size, texts_of
from benchmarks.timing import BenchmarkError, Run, Timing, measure, run_command, slope
from scrub.data import Record, Segment
from scrub.detect import Detector
from scrub.errors import ScrubError
from scrub.files import Source
from scrub.formats.record import Broken, Gap
from scrub.kinds import kind_of
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import format_of, pieces_of, units_of

Scan = Callable[[Sequence[str]], None]

_KEY: Final = bytes(32)
# Texts below this size say more about the fixed cost of a call than about the cost of a byte.
SLOPE_FROM: Final = 10_000
_SMALL_FILE: Final = "The build fails on my machine, can you look at src/main.rs?\n"
_LINE_CHARACTERS: Final = 4000
_PATTERNS: Final = 'name = "patterns"\n[detect]\nnames = false\n'
# Copying once is too quick for the clock.
_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a run may take: all of it, or enough to see that nothing broke."""

    runs: int
    text_sizes: tuple[int, ...]
    file_sizes: tuple[int, ...]
    # Size of the session whose peak memory is measured; the smaller one shows what is fixed.
    memory_sizes: tuple[int, ...]
    starts: int
    # Size of the files that are shared out among worker processes, and how many there are.
    shared_size: int
    shared_files: int = 8


FULL: Final = Effort(
    runs=3,
    text_sizes=(1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000),
    file_sizes=(1_000, 10_000, 100_000, 1_000_000, 10_000_000),
    memory_sizes=(20_000_000, 200_000_000),
    starts=7,
    shared_size=4_000_000,
)
QUICK: Final = Effort(
    runs=1,
    text_sizes=(1_000, 10_000, 100_000, 1_000_000),
    file_sizes=(1_000, 10_000, 100_000, 1_000_000),
    memory_sizes=(1_000_000, 10_000_000),
    starts=3,
    shared_size=400_000,
)


def throughput(material: Material, effort: Effort, policy: Policy, scan: Scan) -> dict[str, Any]:
    """Return megabytes a processor second over some sessions, of ours and of what bounds it.

    Detection is by patterns alone; redaction is measured so, and with the policy as it is.
    """
    patterns = replace(policy, names=None)
    data = b"".join(data for _, data in material.files)
    texts = [text for text in texts_of(material) if text]
    text_bytes = sum(len(text.encode()) for text in texts)
    with _folder_of(material) as sources:
        segments = list(_segments(sources))
        # What is compiled or loaded once is no part of a throughput.
        _detect(segments, patterns)
        if policy.names:
            _redact(sources[:1], policy)
        searched = sum(len(segment.text.encode("utf-8", "surrogatepass")) for segment in segments)
        timings = {
            "copy": measure(lambda: _rounds(lambda: copy(data)), len(data) * _ROUNDS, runs=effort.runs),
            "json": measure(lambda: parse(data), len(data), runs=effort.runs),
            "hyperscan": measure(lambda: scan(texts), text_bytes, runs=effort.runs),
            "detect": measure(lambda: _detect(segments, patterns), searched, runs=effort.runs),
            "redact patterns": measure(lambda: _redact(sources, patterns), material.size, runs=effort.runs),
            "redact": measure(lambda: _redact(sources, policy), material.size, runs=effort.runs),
        }
    return {
        "description": material.description,
        "files": len(material.files),
        "bytes": material.size,
        "strings": len(segments),
        "timings": {name: _beside(timing, timings["hyperscan"]) for name, timing in timings.items()},
        "kinds": {
            kind: measure(partial(_detect, some, patterns), size, runs=effort.runs).to_json()
            for kind, some, size in _by_kind(segments)
        },
    }


def by_size(material: Material, effort: Effort, policy: Policy, scan: Scan) -> dict[str, Any]:
    """Return seconds over size for one string and for one session file, with the slope of each."""
    patterns = replace(policy, names=None)
    texts = [text for text in texts_of(material) if len(text) > 200]
    detect: list[Timing] = []
    scans: list[Timing] = []
    redact: list[Timing] = []
    limit = policy.segment_characters
    for size in (size for size in effort.text_sizes if size <= limit):
        text = text_of_size(texts, size)
        length = len(text.encode())
        scans.append(measure(partial(scan, [text]), length, runs=effort.runs))
        detect.append(measure(partial(_detect, [Segment(0, text)], patterns), length, runs=effort.runs))
    for size in effort.file_sizes:
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "session.jsonl"
            _write_session(path, texts, size)
            work = partial(_redact, [Source(path, path.name)], patterns)
            redact.append(measure(work, path.stat().st_size, runs=effort.runs))
    return {
        "detect_one_string": _sizes(detect),
        "hyperscan_one_string": _sizes(scans),
        "redact_one_session": _sizes(redact),
        "longest_string": limit,
    }


def start_up(effort: Effort) -> dict[str, Any]:
    """Return what `scrub detect` takes on a file of one line, beside what Python takes to start."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "small.txt"
        path.write_text(_SMALL_FILE, encoding="utf-8")
        command = [sys.executable, "-m", "scrub", "detect", "--no-names", str(path)]
        # Installed modules are compiled, whatever this environment says of those of a working copy.
        own_cache = {
            "XDG_CACHE_HOME": scratch,
            "PYTHONPYCACHEPREFIX": str(Path(scratch) / "compiled"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        cold = run_command(command, cwd=ROOT, environment=own_cache)
        runs = [run_command(command, cwd=ROOT, environment=own_cache) for _ in range(effort.starts)]
        named = [word for word in command if word != "--no-names"]
        with_names = [run_command(named, cwd=ROOT, environment=own_cache) for _ in range(effort.starts)]
        empty, imported = (
            [run_command([sys.executable, "-c", code], cwd=ROOT) for _ in range(effort.starts)]
            for code in ("pass", "import scrub")
        )
    if any(run.code for run in (cold, *runs, *with_names)):
        raise BenchmarkError("`scrub detect` failed on a file that holds nothing to find")
    return {
        "detect": _median(with_names),
        "detect --no-names": _median(runs),
        # The first of all compiles the expressions.
        "detect --no-names, first": cold.to_json(),
        "python": _median(empty),
        "python, import scrub": _median(imported),
    }


def memory(material: Material, effort: Effort) -> list[dict[str, Any]]:
    """Return peak memory and time of `scrub redact` on session files of some sizes."""
    texts = [text for text in texts_of(material) if len(text) > 200]
    rows = []
    for size in effort.memory_sizes:
        with tempfile.TemporaryDirectory() as scratch:
            path, out = Path(scratch) / "session.jsonl", Path(scratch) / "out.jsonl"
            _write_session(path, texts, size)
            command = [sys.executable, "-m", "scrub", "redact", "--no-names", str(path), "-o", str(out)]
            run = run_command(command, cwd=ROOT)
            if run.code:
                raise BenchmarkError(f"`scrub redact` ended with exit code {run.code} on a session")
            rows.append({"bytes": path.stat().st_size, **run.to_json()})
    return rows


def scaling(material: Material, effort: Effort, workers: Sequence[int]) -> dict[str, Any]:
    """Return what `scrub run` takes on some files with so many workers, and how well they share.

    Efficiency is the time of one worker over that of all of them together: 1 is perfect. Start-up is
    in it, and on a machine with other work it says little.
    """
    texts = [text for text in texts_of(material) if len(text) > 200]
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "sessions"
        folder.mkdir()
        for number in range(effort.shared_files):
            turned = texts[number:] + texts[:number]
            _write_session(folder / f"{number}.jsonl", turned, effort.shared_size)
        size = sum(path.stat().st_size for path in folder.iterdir())
        policy = Path(scratch) / "patterns.toml"
        policy.write_text(_PATTERNS, encoding="utf-8")
        for count in workers:
            out = Path(scratch) / f"out-{count}"
            command = [sys.executable, "-m", "scrub", "run", str(folder), "-o", str(out), "--ad-hoc"]
            run = run_command([*command, "--policy", str(policy), "--workers", str(count)], cwd=ROOT)
            if run.code:
                raise BenchmarkError(f"`scrub run` ended with exit code {run.code} on sessions")
            rows.append({"workers": count, **run.to_json(), "mb_per_s": round(size / run.wall / 1e6, 3)})
    alone = rows[0]["wall_s"]
    return {
        "bytes": size,
        "runs": [row | {"efficiency": round(alone / row["wall_s"] / row["workers"], 3)} for row in rows],
    }


def _rounds(work: Callable[[], object]) -> None:
    for _ in range(_ROUNDS):
        work()


def _detect(segments: Sequence[Segment], policy: Policy) -> None:
    # A new one each time: it remembers short strings.
    detector = Detector(policy)
    for segment in segments:
        detector.find(segment)


def _redact(sources: Sequence[Source], policy: Policy) -> None:
    scrubber = Scrubber(policy, key=_KEY)
    for unit in units_of(sources):
        if isinstance(unit, ScrubError):
            raise unit
        for file in scrub_unit(scrubber, unit):
            for _ in joined(part for part, _ in file.parts):
                pass


def _segments(sources: Sequence[Source]) -> Iterator[Segment]:
    for source in sources:
        for piece in pieces_of(source, format_of(source)):
            if not isinstance(piece, Gap | Broken):
                yield from _searched(piece)


def _searched(record: Record) -> Iterator[Segment]:
    return (segment for segment in record.segments() if segment.marker is None)


def _by_kind(segments: Sequence[Segment]) -> Iterator[tuple[str, list[Segment], int]]:
    groups: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        groups[str(segment.kind or kind_of(segment.text))].append(segment)
    for kind in sorted(groups):
        size = sum(len(segment.text.encode("utf-8", "surrogatepass")) for segment in groups[kind])
        if size:
            yield kind, groups[kind], size


@contextmanager
def _folder_of(material: Material) -> Iterator[list[Source]]:
    with tempfile.TemporaryDirectory() as scratch:
        sources = []
        for name, data in material.files:
            path = Path(scratch) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            sources.append(Source(path, name))
        yield sources


def _write_session(path: Path, texts: Sequence[str], size: int) -> None:
    """Write a session of about so many bytes, its tool results of a usual length."""
    left = size
    number = 0
    with path.open("wb") as stream:
        while left > 0:
            text = texts[number % len(texts)][: min(_LINE_CHARACTERS, left)]
            # The same output twice would be searched once.
            line = claude_code([f"{number}: {text}"], f"s{number}")
            stream.write(line)
            left -= len(line)
            number += 1


def _beside(timing: Timing, bound: Timing) -> dict[str, Any]:
    per_byte = timing.cpu / timing.size / (bound.cpu / bound.size)
    return timing.to_json() | {"times_hyperscan": round(per_byte, 4)}


def _sizes(timings: Sequence[Timing]) -> dict[str, Any]:
    points = [(timing.size, timing.cpu) for timing in timings if timing.size >= SLOPE_FROM * 0.9]
    return {"points": [timing.to_json() for timing in timings], "slope": round(slope(points), 3)}


def _median(runs: Sequence[Run]) -> dict[str, Any]:
    ordered = sorted(runs, key=lambda run: run.cpu)
    return {**ordered[len(ordered) // 2].to_json(), "runs": len(runs)}
