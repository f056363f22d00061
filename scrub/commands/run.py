"""`scrub run`: many files into a folder, each conversation judged, scrubbed and accounted for."""

import json
import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Final

from recognizers.nearest import unknown
from scrub import ledger
from scrub.admission import Gate, repeated_names
from scrub.commands.gate import moment_of, rules_of
from scrub.engines.local import run_here, run_locally
from scrub.engines.memory import share_of_memory
from scrub.errors import PolicyError
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations
from scrub.files import InputError, OutputError, Source, find_sources
from scrub.keys import VARIABLE, find_key, random_key
from scrub.ledger import Keyed
from scrub.manifest import Manifest, Recipe, rules_version
from scrub.policy import Policy
from scrub.remote import is_url
from scrub.run.pipeline import Engine, Run, StoppedError, carry_through
from scrub.run.shard import SHARDS
from scrub.run.shards import DEFAULT_SHARD, MEGABYTE
from scrub.run.tasks import Stamp, Task, tasks_of
from scrub.run.watch import log_line, watched
from scrub.run.work import KeyHolder
from scrub.scrubber import Scrubber
from scrub.summary import counted
from scrub.timestamps import parse_timestamp

_DONE, _WITHHELD = 0, 1
_STOPPED: Final = 128
_KEY_NOTE: Final = (
    f"scrub: no key given ({VARIABLE} or --key-file): one was made for this run, which can then not be "
    "resumed or judged again, and stand-ins will differ next time"
)
ENGINES: Final = ("local", "ray")


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of the command."""

    inputs: tuple[str, ...]
    output: Path
    accounts: Path | None = None
    conversations: Path | None = None
    ad_hoc: bool = False
    now: str | None = None
    engine: str = "local"
    # Of a Ray cluster.
    address: str | None = None
    workers: int | None = None
    resume: bool = False
    input_format: str | None = None
    key_file: Path | None = None
    time_limit: float | None = None
    memory_limit: int | None = None
    # The member that says which conversation a record is of.
    group_by: str | None = None
    shards: int | None = None
    shard_format: str | None = None
    log_format: str = "text"
    # A file for Prometheus.
    metrics: Path | None = None
    # The same files as the input, which is also what is written where no shards are asked for.
    mirror: bool = False


def run_run(policy: Policy, options: RunOptions) -> int:
    """Do the run, or what is left of it, and return the exit code."""
    _check(options)
    sources = _sources(options)
    key = find_key(options.key_file)
    if key is None:
        _say(_KEY_NOTE)
        key = random_key()
    keyed = Keyed(key)
    tasks = tasks_of(sources, options.input_format, _workers(options))
    files = _fingerprints(tasks, keyed)
    recipe = _recipe(policy, options, keyed, files)
    with (
        _stoppable() as stopped,
        watched(sum(task.size for task in tasks), options.log_format, options.metrics) as watch,
    ):
        run = Run(
            tasks,
            Scrubber(policy, key=key),
            KeyHolder(key),
            recipe,
            files,
            options.output,
            _engine(options, lambda: stopped.signal is not None),
            None
            if options.accounts is None
            else partial(_gate, policy, options.accounts, options.conversations, repeated_names(sources)),
            policy.seconds if options.time_limit is None else options.time_limit,
        )
        try:
            account = carry_through(run, resume=options.resume, watch=watch)
        except StoppedError as error:
            _say(f"scrub: {error}")
            return _STOPPED + (stopped.signal or signal.SIGINT)
    if options.log_format == "json":
        log_line(sys.stderr, "summary", {"counts": account.counts, "key_id": account.recipe.key_id})
    else:
        for line in summary_lines(account):
            _say(line)
    return (
        _WITHHELD if account.counts["conversations"][ledger.WITHHELD] or account.counts["withheld"] else _DONE
    )


def summary_lines(account: Manifest) -> Iterator[str]:
    """Yield the account of a run as lines of plain text."""
    for noun in ("conversation", "record"):
        counts = account.counts[f"{noun}s"]
        yield (
            f"{counted(counts['in'], noun)}: {counts[ledger.WRITTEN]} written, "
            f"{counts[ledger.REFUSED]} refused, {counts[ledger.WITHHELD]} withheld"
        )
    yield f"{sum(account.counts['found'].values())} redacted, {account.counts['dropped']} payloads dropped"
    for title in (ledger.REFUSED, ledger.WITHHELD):
        for reason, count in sorted(account.counts[title].items(), key=lambda each: (-each[1], each[0])):
            yield f"  {title} {count:8}  {reason}"
    yield f"policy {account.recipe.policy} ({account.recipe.policy_fingerprint}), key {account.recipe.key_id}"


def _check(options: RunOptions) -> None:
    if options.ad_hoc == (options.accounts is not None):
        raise PolicyError(
            "say whose conversations may be used with --accounts FILE, "
            "or that nobody needs to be asked with --ad-hoc: one of the two"
        )
    if options.conversations is not None and options.accounts is None:
        raise PolicyError("--conversations needs --accounts")
    if options.mirror and options.shards:
        raise PolicyError("--mirror writes the same files as the input, --shards others: one of the two")
    if options.shard_format is not None and options.shards is None:
        raise PolicyError("--shard-format needs --shards")
    if options.shard_format not in (None, *SHARDS):
        raise PolicyError(unknown("form of shards", options.shard_format, SHARDS))
    if options.address is not None and options.engine != "ray":
        raise PolicyError("--address needs --engine ray")
    if options.engine not in ENGINES:
        raise PolicyError(unknown("engine", options.engine, ENGINES))
    if options.workers is not None and options.workers < 0:
        raise PolicyError("--workers: at least 1, or 0 to work in this process")


def _sources(options: RunOptions) -> list[Source]:
    """Find the inputs, without the files of facts that may lie among them."""
    output = options.output.resolve()
    facts = {path.resolve() for path in (options.accounts, options.conversations) if path is not None}
    for argument in (each for each in options.inputs if not is_url(each)):
        folder = Path(argument).expanduser().resolve()
        if output == folder or folder in output.parents or output in folder.parents:
            raise _overlap(options)
    sources = []
    for source in find_sources(options.inputs):
        path = source.path.absolute()
        if source.url is None and output in path.parents:
            raise _overlap(options)
        if source.url is not None or path.resolve() not in facts:
            sources.append(source)
    if not sources:
        raise InputError("there is nothing to read besides the files of facts")
    return sources


def _overlap(options: RunOptions) -> OutputError:
    return OutputError(f"{options.output}: lies within an input or around it; choose another output folder")


def _fingerprints(tasks: Sequence[Task], keyed: Keyed) -> dict[str, str]:
    """The state of each task's files, by a name that says nothing without the key."""
    return {
        keyed.input(task.items[0].label): keyed.input(
            json.dumps([[item.label for item in task.items], task.names, _states(task.stamps)])
        )
        for task in tasks
    }


def _states(stamps: Sequence[Stamp]) -> list[tuple[int, ...]]:
    return [stamp.state for stamp in stamps]


def _recipe(policy: Policy, options: RunOptions, keyed: Keyed, files: dict[str, str]) -> Recipe:
    facts = [Stamp.of(path) for path in (options.accounts, options.conversations) if path is not None]
    return Recipe(
        policy=policy.name,
        policy_fingerprint=policy.fingerprint,
        rules=rules_version(),
        key_id=keyed.key_id,
        gated=not options.ad_hoc,
        now=None if options.ad_hoc else moment_of(options.now).astimezone(UTC).isoformat(),
        inputs=keyed.input(json.dumps(list(files.items()))),
        facts=keyed.input(json.dumps([options.conversations is not None, *_states(facts)]))
        if facts
        else None,
        group_by=options.group_by,
        shards=options.shards,
        shard_format=(options.shard_format or DEFAULT_SHARD) if options.shards else None,
    )


@contextmanager
def _gate(
    policy: Policy, accounts: Path, conversations: Path | None, repeated: Collection[str], recipe: Recipe
) -> Iterator[Gate]:
    """Open the facts as of the moment that the run began."""
    rules = rules_of(policy)
    now = parse_timestamp(recipe.now) if recipe.now is not None else datetime.now(UTC)
    with ExitStack() as stack:
        known = stack.enter_context(Accounts(accounts, rules))
        index = (
            stack.enter_context(Conversations(conversations, rules)) if conversations is not None else None
        )
        yield Gate(known, index, rules, now, policy.conversation_bytes, repeated)


def _engine(options: RunOptions, should_stop: Callable[[], bool]) -> Engine:
    workers = _workers(options)
    if not workers:
        return run_here
    memory = options.memory_limit * MEGABYTE if options.memory_limit else share_of_memory(workers)
    if options.engine == "ray":
        from scrub.engines.ray import run_on_ray

        return lambda work, jobs: run_on_ray(work, jobs, workers, should_stop, memory, options.address)
    return lambda work, jobs: run_locally(work, jobs, workers, should_stop, memory)


def _workers(options: RunOptions) -> int:
    """Return how many processes work; 0 where there is none but this."""
    if options.workers == 0 and options.engine == "local":
        return 0
    return options.workers or os.cpu_count() or 1


class _Stopped:
    """Which signal asked the run to stop, if one did."""

    signal: int | None = None


@contextmanager
def _stoppable() -> Iterator[_Stopped]:
    """Note the first signal to stop, so that tasks that were begun are finished; the second ends at once."""
    stopped = _Stopped()

    def note(number: int, _: FrameType | None) -> None:
        if stopped.signal is not None:
            raise KeyboardInterrupt
        stopped.signal = number
        _say("scrub: finishing what was begun; once more to stop at once")

    try:
        earlier = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:
        # Not the main thread, which alone hears of signals.
        yield stopped
        return
    try:
        yield stopped
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")
