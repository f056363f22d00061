"""One process that does jobs, seen from the one that gives them out."""

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic

from scrub.engines.job import NO_PART, AnyJob, Failure, Work
from scrub.engines.memory import resident_memory
from scrub.errors import ScrubError

_METHOD: Final = "spawn"
_MILLISECONDS: Final = 1000
DIED: Final = "the process that worked on it died"
TOO_LONG: Final = "took too long"
TOO_LARGE: Final = "took too much memory"


class Stop(Exception):
    """The work said that it cannot go on."""


class Worker(Generic[AnyJob]):
    """A process and the job that it does."""

    def __init__(self, work: Work, memory: int | None = None) -> None:
        context = multiprocessing.get_context(_METHOD)
        self._memory = memory
        # Written by the process, read here: how many parts it began, which, and how long that one may take.
        self._progress = context.RawArray("q", (0, NO_PART, 0))
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._progress, work), daemon=True)
        self._process.start()
        theirs.close()
        self.job: AnyJob | None = None
        # What was worked on whenever the job failed before.
        self.earlier: tuple[int, ...] = ()
        self.is_lost = False
        self._seen = 0
        # By the monotonic clock, which nobody sets back.
        self._deadline = 0.0

    def give(self, job: AnyJob, earlier: tuple[int, ...] = ()) -> None:
        """Send a job, which failed before at these parts."""
        self.job, self.earlier = job, earlier
        self._seen, self._progress[1] = self._progress[0], NO_PART
        self._deadline = time.monotonic() + job.seconds
        try:
            self.connection.send(job)
        except OSError:
            # A process that died meanwhile is noticed like one that dies at work.
            return

    def receive(self) -> Failure | None:
        """Return how its job ended, once there is something to receive; Stop where nothing can go on."""
        try:
            outcome, detail = self.connection.recv()
        except (EOFError, OSError):
            self.is_lost = True
            return self._failure(DIED)
        if outcome == "stop":
            raise Stop(detail)
        return None if outcome == "done" else self._failure(detail)

    def _failure(self, reason: str) -> Failure:
        return Failure(reason, self._progress[1])

    def overrun(self) -> Failure | None:
        """Return why it must be ended, if it takes more time or memory than it may."""
        if self._progress[0] != self._seen:
            self._seen = self._progress[0]
            self._deadline = time.monotonic() + self._progress[2] / _MILLISECONDS
        if time.monotonic() > self._deadline:
            return self._failure(TOO_LONG)
        if self._memory is not None and resident_memory(self._process.pid) > self._memory:
            return self._failure(TOO_LARGE)
        return None

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self.dismiss()

    def dismiss(self) -> None:
        """Let the process end, which it does when nobody speaks to it any more."""
        self.connection.close()
        self._process.join()


def _serve(connection: Connection, progress: Any, work: Work) -> None:
    """Do jobs until the other side goes away."""
    # Whoever started the run decides what a signal means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()

    def begin(part: int, seconds: float) -> None:
        progress[1], progress[2] = part, int(seconds * _MILLISECONDS)
        progress[0] += 1

    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        try:
            work(job, begin)
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
