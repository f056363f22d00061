"""The formats of many files, found by several processes at once, so that the work can begin soon."""

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Final

from scrub.files import InputError, Source
from scrub.formats.format import Format
from scrub.units import recognised

# Files from which on the start of a process is worth it, and how many it is given at once.
_LEAST_FILES: Final = 2_000
_CHUNK: Final = 64


def recognise_all(
    sources: Sequence[Source], forced: str | None, workers: int
) -> Iterator[tuple[Source, Format | str]]:
    """Yield each file with its format, or why it cannot be read, in order."""
    recognise = partial(recognised, forced=forced)
    if workers < 2 or len(sources) < _LEAST_FILES:
        yield from zip(sources, map(recognise, sources), strict=True)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_leave_signals)
    try:
        yield from zip(sources, pool.map(recognise, sources, chunksize=_CHUNK), strict=True)
    except BrokenProcessPool:
        raise InputError(
            "a process that looked at the inputs died; begin anew with fewer --workers"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_signals() -> None:
    """Whoever started the run decides what a signal means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
