"""Processes on one machine, each with one job at a time; one that dies costs its job alone."""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, Protocol, TypeVar

from scrub.errors import ScrubError

_TRIES: Final = 2
# How often is looked whether a process takes too long, or someone wants to stop.
_PAUSE: Final = 0.2
_METHOD: Final = "spawn"


class EngineError(ScrubError):
    """The work cannot go on, whatever job comes next."""


class Job(Protocol):
    """Something to be done."""

    @property
    def seconds(self) -> float:
        """How long it may take."""


AnyJob = TypeVar("AnyJob", bound=Job)
# Does a job; picklable. A ScrubError that it raises ends the whole work.
Work = Callable[[Any], None]


def run_here(work: Work, jobs: Iterable[AnyJob]) -> Iterator[tuple[AnyJob, str | None]]:
    """Do the jobs in this process and yield each; nothing protects it from them."""
    for job in jobs:
        work(job)
        yield job, None


def run_locally(
    work: Work, jobs: Iterable[AnyJob], workers: int, should_stop: Callable[[], bool]
) -> Iterator[tuple[AnyJob, str | None]]:
    """Yield each job when it is done, with None, or with why it was given up after a second try.

    Jobs are taken when a process is free. When it should stop, those that were begun are finished.
    """
    pool = _Pool[AnyJob](work, workers)
    try:
        yield from pool.run(iter(jobs), should_stop)
    finally:
        pool.close()


@dataclass(slots=True)
class _Worker(Generic[AnyJob]):
    process: BaseProcess
    connection: Connection
    job: AnyJob | None = None
    tries: int = 0
    # By the monotonic clock, which nobody sets back.
    deadline: float = 0.0


@dataclass(slots=True)
class _Pool(Generic[AnyJob]):
    work: Work
    size: int
    workers: list[_Worker[AnyJob]] = field(default_factory=list)
    # Jobs that cost a process its life, to be tried once more.
    again: deque[tuple[AnyJob, int]] = field(default_factory=deque)

    def run(
        self, jobs: Iterator[AnyJob], should_stop: Callable[[], bool]
    ) -> Iterator[tuple[AnyJob, str | None]]:
        is_exhausted = False
        while True:
            while not is_exhausted or self.again:
                worker = self._idle()
                if worker is None:
                    break
                if should_stop():
                    is_exhausted, self.again = True, deque()
                    break
                job, tries = self.again.popleft() if self.again else (next(jobs, None), 0)
                if job is None:
                    is_exhausted = True
                    break
                self._give(worker, job, tries + 1)
            busy = [worker for worker in self.workers if worker.job is not None]
            if not busy:
                return
            yield from self._finished(busy)

    def close(self) -> None:
        """End every process; those that are at work are killed."""
        for worker in self.workers:
            worker.connection.close()
        for worker in self.workers:
            if worker.job is not None:
                worker.process.kill()
            worker.process.join()

    def _idle(self) -> _Worker[AnyJob] | None:
        for worker in self.workers:
            if worker.job is None:
                return worker
        if len(self.workers) >= self.size:
            return None
        worker = self._started()
        self.workers.append(worker)
        return worker

    def _started(self) -> _Worker[AnyJob]:
        context = multiprocessing.get_context(_METHOD)
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker[AnyJob], job: AnyJob, tries: int) -> None:
        worker.job, worker.tries = job, tries
        worker.deadline = time.monotonic() + job.seconds
        # A process that died meanwhile is noticed like one that dies at work.
        with suppress(OSError):
            worker.connection.send(job)

    def _finished(self, busy: list[_Worker[AnyJob]]) -> Iterator[tuple[AnyJob, str | None]]:
        ready = set(wait([worker.connection for worker in busy], _PAUSE))
        for worker in busy:
            job = worker.job
            assert job is not None
            if worker.connection in ready:
                try:
                    outcome, detail = worker.connection.recv()
                except (EOFError, OSError):
                    outcome, detail = "failed", "the process that worked on it died"
                    self._replace(worker)
                if outcome == "stop":
                    raise EngineError(detail)
                worker.job = None
                if outcome == "done":
                    yield job, None
                elif worker.tries < _TRIES:
                    self.again.append((job, worker.tries))
                else:
                    yield job, detail
            elif time.monotonic() > worker.deadline:
                self._replace(worker)
                worker.job = None
                # A second try would take as long.
                yield job, "took too long"

    def _replace(self, worker: _Worker[AnyJob]) -> None:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self.workers[self.workers.index(worker)] = self._started()


def _serve(connection: Connection, work: Work) -> None:
    """Do jobs until the other side goes away."""
    # Whoever started the run decides what a signal means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        try:
            work(job)
            answer: tuple[str, str | None] = ("done", None)
        except ScrubError as error:
            answer = ("stop", str(error))
        except Exception as error:
            # Its message may quote the data.
            answer = ("failed", f"failed unexpectedly ({type(error).__name__})")
        try:
            connection.send(answer)
        except OSError:
            return


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
