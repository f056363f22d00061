"""A run from its tasks to the finished folder; may be broken off at any moment and gone on with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from recognizers.errors import reason_of
from scrub.admission import Gate
from scrub.engines.job import EngineError, Failure, Work
from scrub.errors import ScrubError
from scrub.files import OutputError
from scrub.ledger import Entry, Keyed, LedgerWriter
from scrub.manifest import Counts, Manifest, Recipe, Written, read_manifest
from scrub.run.commit import Commit, Move, carry_out, is_prepared, put_away
from scrub.run.gather import gather
from scrub.run.names import OutputNames
from scrub.run.progress import Progress, Watch
from scrub.run.shards import DEFAULT_SHARD, MEGABYTE, Shards
from scrub.run.state import State, check_same, finished
from scrub.run.tasks import Assignment, Limits, Task
from scrub.run.work import KeyHolder, Worker, read_made, task_folder
from scrub.scrubber import Scrubber

# Does the assignments by the work, and yields each with why it was given up, if it was.
Engine = Callable[[Work, Iterable[Assignment]], Iterator[tuple[Assignment, Failure | None]]]
Decide = Callable[[Recipe], AbstractContextManager[Gate]]


class StoppedError(ScrubError):
    """Someone asked the run to stop; what is done is kept."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be done, and how."""

    tasks: Sequence[Task]
    scrubber: Scrubber
    key: KeyHolder
    recipe: Recipe
    # Keyed fingerprints of the input by keyed name.
    files: dict[str, str]
    output: Path
    engine: Engine
    # Opens the gate as of the recipe's moment; None where nobody decides.
    decide: Decide | None
    # Seconds that a conversation may take; None: in proportion to its size.
    limit: float | None = None


def carry_through(run: Run, *, resume: bool, watch: Watch) -> Manifest:
    """Do what is left of a run and return its account; `watch` is told of what is done.

    Raises OutputError where the folder is not this run's, StoppedError where it was stopped.
    """
    if not resume:
        _finished(run, resume=False)
    state = State(run.output)
    with state.locked():
        if (account := _finished(run, resume=resume)) is None:
            recipe = state.begin(run.recipe, run.files, resume=resume)
            if not is_prepared(state.folder):
                state.clear_attempts()
                if recipe.group_by is not None:
                    largest = run.scrubber.policy.conversation_bytes
                    tasks = gather(run.tasks, recipe.group_by, state.folder, largest)
                    run = replace(run, tasks=tasks)
                with ExitStack() as stack:
                    with _left_as_found(state, ScrubError):
                        gate = stack.enter_context(run.decide(recipe)) if run.decide else None
                    with _left_as_found(state, EngineError):
                        _work_off(run, gate, state, watch)
                _prepare(run, recipe, state)
            carry_out(run.output, state.folder)
            account = read_manifest(run.output)
            state.remove()
        elif is_prepared(state.folder):
            # Broken off while it was put away, or something was being taken out.
            carry_out(run.output, state.folder)
            put_away(state.folder)
            account = read_manifest(run.output)
    return account


def _finished(run: Run, *, resume: bool) -> Manifest | None:
    account = finished(run.output)
    if account is not None:
        if not resume:
            raise OutputError(f"{run.output}: holds a finished run; choose another output folder")
        check_same(account.recipe, run.recipe, run.output)
    return account


@contextmanager
def _left_as_found(state: State, cause: type[ScrubError]) -> Iterator[None]:
    """Where the gate cannot be opened or an engine not be reached, nothing was begun."""
    try:
        yield
    except cause:
        if state.is_untouched:
            state.remove()
        raise


def _work_off(run: Run, gate: Gate | None, state: State, watch: Watch) -> None:
    """Do the tasks that are not done."""
    keyed = Keyed(run.key.value)
    limits = Limits(run.limit, run.scrubber.policy.conversation_bytes)
    progress = Progress(run.tasks, gate, keyed, state.folder, limits, watch)
    work = Worker(run.scrubber, run.key, state.folder)
    for assignment, failure in run.engine(work, progress.assignments()):
        progress.end(assignment, failure)
    if left := progress.left:
        raise StoppedError(f"{run.output}: stopped; {left} files are left: go on with --resume")


def _prepare(run: Run, recipe: Recipe, state: State) -> None:
    """Write down what goes where, with the ledger and the manifest."""
    try:
        commit = Commit(run.output, state.folder)
        try:
            account = _account(run, recipe, state, commit)
            commit.prepare(account, replaces=False)
        finally:
            commit.close()
    except OSError as error:
        raise OutputError(f"{run.output}: cannot be written: {reason_of(error)}") from None


def _account(run: Run, recipe: Recipe, state: State, commit: Commit) -> Manifest:
    counts, files = Counts(), dict[str, Written]()
    lines = LedgerWriter(commit.ledger, stamp_of(recipe))
    placed = _sharded if recipe.shards is not None else _mirrored
    for entry in placed(run.tasks, recipe, state, commit, files):
        lines.add(entry)
        counts.add(entry)
    seal = Keyed(run.key.value).seal(lines.head)
    return Manifest(recipe, counts.as_json(), lines.lines, lines.head, seal, files)


def _mirrored(
    tasks: Sequence[Task], _: Recipe, state: State, commit: Commit, files: dict[str, Written]
) -> Iterator[Entry]:
    """Give every file its name, and yield the conversations with their places."""
    names = OutputNames()
    for task in tasks:
        folder = task_folder(state.folder, task)
        made, entries = read_made(folder)
        places: dict[str, str] = {}
        for each in made:
            name = names.free(each.name)
            files[name] = Written(each.size, each.sha256)
            commit.add(Move(f"{folder.relative_to(state.folder).as_posix()}/{each.file}", name))
            for output, member in each.members.items():
                places[str(output)] = f"{name}/{member}" if member else name
        for entry in entries:
            moved = tuple(replace(place, file=places[place.file]) for place in entry.places)
            yield replace(entry, places=moved)


def _sharded(
    tasks: Sequence[Task], recipe: Recipe, state: State, commit: Commit, files: dict[str, Written]
) -> Iterator[Entry]:
    """Pack the files into shards, and yield the conversations with their places."""
    shards = Shards(commit, (recipe.shards or 1) * MEGABYTE, recipe.shard_format or DEFAULT_SHARD)
    for task in tasks:
        folder = task_folder(state.folder, task)
        yield from shards.add(folder, *read_made(folder))
    shards.close()
    files |= shards.files


def stamp_of(recipe: Recipe) -> dict[str, Any]:
    """Return what every line of the ledger says of how it was made."""
    return {"policy": recipe.policy_fingerprint, "rules": recipe.rules, "key_id": recipe.key_id}
