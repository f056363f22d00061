"""The record of fuzzing: adds up what all runs have tried, so that the hours of a target may be many runs."""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple


class Turn(NamedTuple):
    """What one turn of a target has tried."""

    cases: int
    # Of a processor.
    seconds: float
    # Of the code, that its cases have gone along.
    edges: int
    found: list[str]
    # Whether a case has ended the process.
    died: bool = False


class Record:
    """Cases, seconds, edges and findings of each target, kept in a file that several runs may write to."""

    def __init__(self, path: Path | None, names: Iterable[str]) -> None:
        self._path = path
        self._names = tuple(names)
        self._targets: dict[str, dict[str, Any]] = {}
        with self._held():
            pass

    def add(self, name: str, turn: Turn) -> None:
        with self._held():
            target = self._targets[name]
            target["cases"] += turn.cases
            target["seconds"] = round(target["seconds"] + turn.seconds, 1)
            target["edges"] = max(target.get("edges", 0), turn.edges)
            target["found"] += [line for line in turn.found if line not in target["found"]]
            if self._path is not None:
                scratch = self._path.with_suffix(".part")
                scratch.write_text(json.dumps({"targets": self._targets}, indent=2) + "\n", encoding="utf-8")
                scratch.replace(self._path)

    def seconds(self, name: str) -> float:
        return float(self._targets[name]["seconds"])

    def lines(self) -> list[str]:
        told = [
            f"{name:28}{each['cases']:>9,} cases {each['seconds']:7.0f} s "
            f"{each.get('edges', 0):6,} edges {len(each['found'])} found"
            for name, each in self._targets.items()
        ]
        cases = sum(each["cases"] for each in self._targets.values())
        hours = sum(each["seconds"] for each in self._targets.values()) / 3600
        return [*told, f"{cases:,} cases, {hours:.2f} h"]

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the file, as it is now: another run may have added to it."""
        if self._path is None:
            self._fill()
            yield
            return
        # The folder is locked, as the file is replaced.
        folder = os.open(self._path.absolute().parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            if self._path.exists():
                self._targets = json.loads(self._path.read_text(encoding="utf-8"))["targets"]
            self._fill()
            yield
        finally:
            os.close(folder)

    def _fill(self) -> None:
        for name in self._names:
            self._targets.setdefault(name, {"cases": 0, "seconds": 0.0, "edges": 0, "found": []})
