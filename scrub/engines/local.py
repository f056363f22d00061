"""Processes on one machine, each with one job at a time; one that dies costs its job alone."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Final, Generic

from scrub.engines.job import AnyJob, EngineError, Failure, Work
from scrub.engines.worker import Stop, Worker

# A part of a job at which so many tries fail is to blame, and a job that fails so often anywhere.
_TRIES_OF_PART: Final = 2
_TRIES: Final = 8
# How often is looked whether a process takes too much, or someone wants to stop.
_PAUSE: Final = 0.2


def run_here(work: Work, jobs: Iterable[AnyJob]) -> Iterator[tuple[AnyJob, Failure | None]]:
    """Do the jobs in this process and yield each; nothing protects it from them."""
    for job in jobs:
        work(job, lambda part, seconds: None)
        yield job, None


def run_locally(
    work: Work,
    jobs: Iterable[AnyJob],
    workers: int,
    should_stop: Callable[[], bool],
    memory: int | None = None,
) -> Iterator[tuple[AnyJob, Failure | None]]:
    """Yield each job when it is done, with None, or with why it was given up after a second try.

    Where only a part of it is to blame, the rest is done without that part, and comes out as a job done.
    Jobs are taken when a process is free, so no more of them are held than there are processes. When it
    should stop, those that were begun are finished. A process may hold `memory` bytes.
    """
    pool = Pool[AnyJob](work, workers, memory)
    try:
        yield from pool.run(iter(jobs), should_stop)
    finally:
        pool.close()


@dataclass(slots=True)
class Pool(Generic[AnyJob]):
    """Some processes that do one kind of work."""

    work: Work
    size: int
    memory: int | None = None
    workers: list[Worker[AnyJob]] = field(default_factory=list)
    # Jobs that failed, to be tried once more, with what was worked on each time.
    again: deque[tuple[AnyJob, tuple[int, ...]]] = field(default_factory=deque)

    def run(
        self, jobs: Iterator[AnyJob], should_stop: Callable[[], bool]
    ) -> Iterator[tuple[AnyJob, Failure | None]]:
        """Do jobs until there are none; may be called again."""
        is_exhausted = False
        while True:
            while not is_exhausted or self.again:
                worker = self._idle()
                if worker is None:
                    break
                if should_stop():
                    is_exhausted, self.again = True, deque()
                    break
                job, earlier = self.again.popleft() if self.again else (next(jobs, None), ())
                if job is None:
                    is_exhausted = True
                    break
                worker.give(job, earlier)
            busy = [worker for worker in self.workers if worker.job is not None]
            if not busy:
                return
            yield from self._finished(busy)

    def close(self) -> None:
        """End every process; those that are at work are killed."""
        for worker in self.workers:
            if worker.job is not None:
                worker.kill()
            else:
                worker.dismiss()
        self.workers.clear()

    def _idle(self) -> Worker[AnyJob] | None:
        for worker in self.workers:
            if worker.job is None:
                return worker
        if len(self.workers) >= self.size:
            return None
        self.workers.append(Worker(self.work, self.memory))
        return self.workers[-1]

    def _finished(self, busy: list[Worker[AnyJob]]) -> Iterator[tuple[AnyJob, Failure | None]]:
        ready = set(wait([worker.connection for worker in busy], _PAUSE))
        for worker in busy:
            job = worker.job
            assert job is not None
            if worker.connection in ready:
                try:
                    failure = worker.receive()
                except Stop as error:
                    raise EngineError(str(error)) from None
                worker.job = None
                if worker.is_lost:
                    self._replace(worker)
                if failure is not None and _may_try_again(parts := (*worker.earlier, failure.part)):
                    self.again.append((job, parts))
                else:
                    yield from self._ended(job, failure)
            elif (failure := worker.overrun()) is not None:
                # It would again.
                self._replace(worker)
                yield from self._ended(job, failure)

    def _ended(self, job: AnyJob, failure: Failure | None) -> Iterator[tuple[AnyJob, Failure | None]]:
        """Yield a job that is over, unless something is left of it without the part that failed."""
        rest = job.without(failure) if failure is not None else None
        if rest is None:
            yield job, failure
        else:
            self.again.append((rest, ()))

    def _replace(self, worker: Worker[AnyJob]) -> None:
        worker.kill()
        self.workers[self.workers.index(worker)] = Worker(self.work, self.memory)


def _may_try_again(parts: tuple[int, ...]) -> bool:
    return parts.count(parts[-1]) < _TRIES_OF_PART and len(parts) < _TRIES
