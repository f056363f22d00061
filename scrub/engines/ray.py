"""Ray Data: jobs are streamed to actors on a laptop or a cluster, each of which has a process do them.

https://docs.ray.io/en/latest/data/data.html

Inputs and the output folder must be where every machine reaches them by the same path: a shared file
system; inputs may be URLs. What an actor does with a job is what the local engine does, so that time,
memory and death are handled alike and the same bytes are written.
"""

import os
import pickle
import signal
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final

from scrub.engines.job import AnyJob, EngineError, Failure, Work
from scrub.engines.local import Pool

# Jobs that are handed to Ray at once: so many that the start of the actors does not show, in so many bytes.
_JOBS_OF_WINDOW: Final = 5_000
_BYTES_OF_WINDOW: Final = 1 << 29
# Small jobs travel together.
_BYTES_OF_BUNDLE: Final = 1 << 20
_JOBS_OF_BUNDLE: Final = 16

# Names a cluster where no address is given: https://docs.ray.io/en/latest/ray-core/api/doc/ray.init.html
_VARIABLE: Final = "RAY_ADDRESS"
# A Ray that is started here tells its makers nothing:
# https://docs.ray.io/en/latest/cluster/usage-stats.html
_USAGE: Final = "RAY_USAGE_STATS_ENABLED"
# Seconds that its head may take to answer.
_PATIENCE: Final = 10.0

_DONE, _FAILED, _NOT_BEGUN, _STOP = range(4)


def run_on_ray(
    work: Work,
    jobs: Iterable[AnyJob],
    workers: int,
    should_stop: Callable[[], bool],
    memory: int | None = None,
    address: str | None = None,
) -> Iterator[tuple[AnyJob, Failure | None]]:
    """Yield each job when it is done, as `run_locally` does.

    `address` is that of a cluster; without one, Ray is started on this machine, unless RAY_ADDRESS names
    another. `workers` actors are asked for, each with one processor.
    """
    try:
        import ray
    except ImportError:
        raise EngineError("--engine ray needs the package ray: install scrub[ray]") from None
    with _handlers_kept():
        _connect(address, workers)
    stop = ray.remote(num_cpus=0)(_Flag).remote()
    waiting, number = iter(jobs), 0
    try:
        while not should_stop():
            window: dict[int, AnyJob] = {}
            bundles = list(_bundles(waiting, window))
            if not window:
                return
            for number, outcome, failure in _outcomes(bundles, (work, memory, stop), workers):
                if should_stop():
                    ray.get(stop.set.remote())
                if outcome == _STOP:
                    raise EngineError(str(failure))
                if outcome != _NOT_BEGUN:
                    yield window.pop(number), failure
    finally:
        ray.shutdown()


def _connect(address: str | None, workers: int) -> None:
    import ray

    _check_answers(address or os.environ.get(_VARIABLE, ""))
    os.environ[_USAGE] = "0"
    # Whose logs could quote what stands in a file stays quiet.
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
    try:
        if address is not None:
            ray.init(address=address, **options)
        else:
            try:
                ray.init(num_cpus=workers, include_dashboard=False, **options)
            except ValueError:
                # RAY_ADDRESS names a cluster, which has its own processors.
                ray.init(**options)
    except (Exception, SystemExit) as error:
        # One that cannot start in time is a plain Exception, or ends the process with what means "withheld".
        raise EngineError(f"Ray cannot be reached or started ({type(error).__name__})") from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    # A machine that goes away takes no job with it.
    context.actor_task_retry_on_errors = False


def _check_answers(address: str) -> None:
    """Raise EngineError where nobody is at the address: Ray itself asks for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if port.isdecimal():
        try:
            socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
        except (OSError, OverflowError) as error:
            raise EngineError(f"no Ray cluster answers at {address} ({type(error).__name__})") from None


def _bundles(jobs: Iterator[AnyJob], window: dict[int, AnyJob]) -> Iterator[bytes]:
    """Yield the next jobs as bytes, some together, and note them in the window by number.

    What travels is little where a job names a file; how long it takes goes by what is in the file.
    """
    bundle: list[tuple[int, AnyJob]] = []
    size = total = 0
    for job in jobs:
        number = len(window)
        window[number] = job
        bundle.append((number, job))
        size += job.size
        if size >= _BYTES_OF_BUNDLE or len(bundle) >= _JOBS_OF_BUNDLE:
            packed = pickle.dumps(bundle)
            yield packed
            total, size, bundle = total + len(packed), 0, []
        if len(window) >= _JOBS_OF_WINDOW or total >= _BYTES_OF_WINDOW:
            break
    if bundle:
        yield pickle.dumps(bundle)


def _outcomes(
    bundles: list[bytes], arguments: tuple[Any, ...], workers: int
) -> Iterator[tuple[int, int, Any]]:
    import ray.data

    data = ray.data.from_items([{"jobs": each} for each in bundles], override_num_blocks=len(bundles))
    done = data.map_batches(
        Actor,
        batch_size=None,
        fn_constructor_args=arguments,
        compute=ray.data.ActorPoolStrategy(size=min(workers, len(bundles))),
        num_cpus=1,
    )
    for row in done.iter_rows():
        yield pickle.loads(row["outcome"])


class Actor:
    """Does bundles of jobs on some machine."""

    def __init__(self, work: Work, memory: int | None, stop: Any) -> None:
        self._pool = Pool[Any](work, 1, memory)
        self._stop = stop

    def __call__(self, batch: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield how each job of a batch ended, in batches of one."""
        import ray

        for bundle in batch["jobs"]:
            for number, job in pickle.loads(bundle):
                if ray.get(self._stop.is_set.remote()):
                    outcome = number, _NOT_BEGUN, None
                else:
                    outcome = number, *self._done(job)
                yield {"outcome": [pickle.dumps(outcome)]}

    def _done(self, job: Any) -> tuple[int, Any]:
        try:
            ((_, failure),) = self._pool.run(iter([job]), lambda: False)
        except EngineError as error:
            self._pool.close()
            return _STOP, str(error)
        return (_DONE, None) if failure is None else (_FAILED, failure)


class _Flag:
    """Says to every actor that no further job is to be begun."""

    def __init__(self) -> None:
        self._is_set = False

    def set(self) -> None:
        """Raise it."""
        self._is_set = True

    def is_set(self) -> bool:
        """Whether it is raised."""
        return self._is_set


@contextmanager
def _handlers_kept() -> Iterator[None]:
    """Ray has its own idea of what a signal means."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    handlers = {number: signal.getsignal(number) for number in numbers}
    yield
    # Elsewhere than in the main thread nobody hears of signals.
    with suppress(ValueError):
        for number, handler in handlers.items():
            signal.signal(number, handler)
