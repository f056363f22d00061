"""The local engine: a job costs at most itself, whatever it does to the process that works on it."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from scrub.engines.local import EngineError, run_locally
from scrub.errors import ScrubError


@dataclass(frozen=True)
class Task:
    """Something to be done, by name."""

    name: str
    seconds: float = 60.0


@dataclass(frozen=True)
class Toy:
    """Work that does to its process what the job says."""

    folder: Path

    def __call__(self, job: Task) -> None:
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
        (self.folder / f"done {name}").touch()


def outcomes(folder: Path, *jobs: Task, workers: int = 2) -> dict[str, str | None]:
    return {job.name: failure for job, failure in run_locally(Toy(folder), jobs, workers, lambda: False)}


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
        "die b": "the process that worked on it died",
        "once c": None,
        "fail d": "failed unexpectedly (ValueError)",
        "hang e": "took too long",
        "do f": None,
    }
    tries = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert {name: tries.count(name) for name in found} == {
        "do a": 1, "die b": 2, "once c": 2, "fail d": 2, "hang e": 1, "do f": 1,
    }  # fmt: skip


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
