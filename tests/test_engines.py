"""The local engine: a job costs at most itself, whatever it does to the process that works on it."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from scrub.engines.job import Begin, EngineError, Failure
from scrub.engines.local import run_locally
from scrub.errors import ScrubError


@dataclass(frozen=True)
class Task:
    """Something to be done, by name."""

    name: str
    seconds: float = 60.0
    size: int = 1

    def without(self, failure: Failure) -> "Task | None":
        """A job can be done without one of its parts, under another name."""
        return Task(f"do rest of {self.name[-1]}") if failure.part == 1 else None


@dataclass(frozen=True)
class Toy:
    """Work that does to its process what the job says."""

    folder: Path

    def __call__(self, job: Task, begin: Begin) -> None:
        kind, _, name = job.name.partition(" ")
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            log.write(job.name + "\n")
        if kind == "die" or (kind == "once" and not (self.folder / name).exists()):
            (self.folder / name).touch()
            os._exit(9)
        if kind == "fail":
            raise ValueError("canary")
        if kind == "stop":
            raise ScrubError("no room")
        if kind == "hang":
            time.sleep(1000)
        if kind == "slow":
            for part in range(6):
                begin(part, 3.0)
                time.sleep(0.6)
        if kind == "part":
            for part in range(3):
                begin(part, 60.0)
                if part == 1:
                    os._exit(9)
        if kind == "late":
            begin(7, 0.5)
            time.sleep(1000)
        if kind == "eat":
            begin(4, 60.0)
            held = [b"x" * (1 << 26) for _ in range(40)]
            time.sleep(len(held) * 100)
        (self.folder / f"done {name}").touch()


def outcomes(folder: Path, *jobs: Task, workers: int = 2) -> dict[str, Failure | None]:
    done = run_locally(Toy(folder), jobs, workers, lambda: False, 1 << 30)
    return {job.name: failure for job, failure in done}


def test_jobs_cost_at_most_themselves(tmp_path: Path) -> None:
    found = outcomes(
        tmp_path,
        Task("do a"),
        Task("die b"),
        Task("once c"),
        Task("fail d"),
        Task("hang e", 3.0),
        Task("do f"),
    )
    assert found == {
        "do a": None,
        "die b": Failure("the process that worked on it died"),
        "once c": None,
        "fail d": Failure("failed unexpectedly (ValueError)"),
        "hang e": Failure("took too long"),
        "do f": None,
    }
    tries = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert {name: tries.count(name) for name in found} == {
        "do a": 1, "die b": 2, "once c": 2, "fail d": 2, "hang e": 1, "do f": 1,
    }  # fmt: skip


def test_what_was_worked_on_is_told(tmp_path: Path) -> None:
    # A job that goes on from part to part has as much time as it needs, though less was given for the whole.
    found = outcomes(tmp_path, Task("slow a", 3.0), Task("part b"), Task("late c"), Task("eat d"))
    assert found == {
        "slow a": None,
        "do rest of b": None,
        "late c": Failure("took too long", 7),
        "eat d": Failure("took too much memory", 4),
    }


def test_what_no_job_can_go_on_from_ends_the_work(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no room"):
        outcomes(tmp_path, Task("stop a"), *(Task(f"do {number}") for number in range(50)), workers=1)
    assert len(list(tmp_path.glob("done *"))) < 50


def test_when_it_should_stop_what_was_begun_is_finished(tmp_path: Path) -> None:
    finished: list[str] = []
    jobs = (Task(f"do {number}") for number in range(100))
    for job, failure in run_locally(Toy(tmp_path), jobs, 2, lambda: len(finished) >= 3):
        assert failure is None
        finished.append(job.name)
    assert 3 <= len(finished) <= 5
    assert len(list(tmp_path.glob("done *"))) == len(finished)


def test_no_job_is_taken_before_someone_is_free(tmp_path: Path) -> None:
    taken: list[str] = []

    def jobs() -> object:
        for number in range(10):
            taken.append(f"do {number}")
            yield Task(f"do {number}")

    for count, _ in enumerate(run_locally(Toy(tmp_path), jobs(), 1, lambda: False), 1):  # type: ignore[type-var, arg-type]
        assert len(taken) <= count + 1
    assert len(taken) == 10
