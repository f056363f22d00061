"""Fuzzes every target in turn: `python -m tests.fuzz --minutes 60 [--target NAME] [--record FILE]`.

A case that breaks the law, or takes far longer than its size, is kept; those in `found/` are tests.
A record adds up what all runs have tried, so that the hours of a target may be many runs. A case that
ends the process is kept by the next run.
"""

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.fuzz.targets import TARGETS, broken_law, mutated

_FOUND: Final = Path(__file__).with_name("found")
# Of a processor, for a case of at most 60 kB.
_SLOW_SECONDS: Final = 5.0
_TURN_SECONDS: Final = 5.0
# In the folder of what was found, the case that is being tried.
_RUNNING: Final = "running"


def main() -> int:
    """Run the command line; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="of a processor, all targets together")
    parser.add_argument("--target", choices=TARGETS, nargs="+", default=list(TARGETS))
    parser.add_argument("--seed", type=int, help="of one's own where there is no record, else the next")
    parser.add_argument("--record", type=Path, metavar="FILE", help="adds this run to a record")
    parser.add_argument("--found", type=Path, default=_FOUND, metavar="DIR")
    chosen = parser.parse_args()
    record = _Record(chosen.record, chosen.seed, chosen.target)
    draw = random.Random(record.seed)
    kept: set[tuple[str, str]] = set()
    running = chosen.found / _RUNNING
    if running.exists():
        name, _, data = running.read_bytes().partition(b"\n")
        record.add(
            name.decode(), 0, 0.0, [_said(name.decode(), f"died: {_keep(chosen.found, name.decode(), data)}")]
        )
    chosen.found.mkdir(parents=True, exist_ok=True)
    for name in chosen.target:
        # What is imported and made at first is no case's cost.
        for seed in TARGETS[name].seeds():
            broken_law(TARGETS[name], seed)
    spent = dict.fromkeys(chosen.target, 0.0)
    while sum(spent.values()) < 60 * chosen.minutes:
        # Also where earlier runs were broken off, none is left out.
        name = min(chosen.target, key=record.seconds)
        turn, cases, found = time.process_time(), 0, []
        while time.process_time() - turn < _TURN_SECONDS:
            data = mutated(TARGETS[name].seeds(), draw)
            running.write_bytes(name.encode() + b"\n" + data)
            began = time.process_time()
            broken = broken_law(TARGETS[name], data)
            if broken is None and time.process_time() - began > _SLOW_SECONDS:
                broken = "slow"
            cases += 1
            if broken is not None and (name, broken) not in kept:
                kept.add((name, broken))
                found.append(_said(name, f"{broken}: {_keep(chosen.found, name, data)}"))
        spent[name] += time.process_time() - turn
        record.add(name, cases, time.process_time() - turn, found)
    running.unlink(missing_ok=True)
    for line in record.lines():
        _say(line)
    return 1 if kept else 0


class _Record:
    """Cases, seconds and findings of each target, kept in a file where one is named."""

    def __init__(self, path: Path | None, seed: int | None, names: Sequence[str]) -> None:
        self._path = path
        told = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}
        # A run that is the same as the last finds nothing more.
        self.seed: int = told.get("seed", 0) + 1 if seed is None else seed
        self._targets: dict[str, dict[str, Any]] = told.get("targets", {})
        for name in names:
            self._targets.setdefault(name, {"cases": 0, "seconds": 0.0, "found": []})

    def add(self, name: str, cases: int, seconds: float, found: Sequence[str]) -> None:
        target = self._targets[name]
        target["cases"] += cases
        target["seconds"] = round(target["seconds"] + seconds, 1)
        target["found"] += [line for line in found if line not in target["found"]]
        if self._path is not None:
            told = {"seed": self.seed, "targets": self._targets}
            scratch = self._path.with_suffix(".part")
            scratch.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
            scratch.replace(self._path)

    def seconds(self, name: str) -> float:
        return float(self._targets[name]["seconds"])

    def lines(self) -> list[str]:
        told = [
            f"{name:28}{each['cases']:>9,} cases {each['seconds']:7.0f} s {len(each['found'])} found"
            for name, each in self._targets.items()
        ]
        cases = sum(each["cases"] for each in self._targets.values())
        hours = sum(each["seconds"] for each in self._targets.values()) / 3600
        return [*told, f"{cases:,} cases, {hours:.2f} h"]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _said(name: str, finding: str) -> str:
    _say(f"{name}: {finding}")
    return finding


def _keep(found: Path, name: str, data: bytes) -> str:
    path = found / name / hashlib.sha256(data).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path.name


if __name__ == "__main__":
    sys.exit(main())
