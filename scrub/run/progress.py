"""What is left to do of a run: tasks, and parts of large ones, given out one by one and noted when done."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scrub.admission import Gate
from scrub.engines.job import Failure
from scrub.errors import ScrubError
from scrub.files import OutputError
from scrub.ledger import Entry, Keyed
from scrub.run import parts
from scrub.run.tally import Admission, admission_of
from scrub.run.tasks import Assignment, Item, Limits, Task, without_names
from scrub.run.work import read_entries, task_folder, withhold

# Told how many bytes of the input are done, and which conversations that were.
Watch = Callable[[int, Iterable[Entry]], None]


@dataclass(slots=True)
class _Cut:
    """A large file whose parts are being done."""

    # How many parts there are, once the file was read to its end.
    count: int | None = None
    waiting: int = 0
    # Bytes of the file, about, that are done.
    size: int = 0


class Progress:
    """Gives out what is not done yet, and knows what is left."""

    def __init__(
        self,
        tasks: Sequence[Task],
        gate: Gate | None,
        keyed: Keyed,
        folder: Path,
        limits: Limits,
        watch: Watch,
    ) -> None:
        self._gate = gate
        self._keyed = keyed
        self._folder = folder
        self._limits = limits
        self._watch = watch
        self._cuts: dict[int, _Cut] = {}
        self._waiting: list[Task] = []
        for task in tasks:
            done = task_folder(folder, task)
            if done.exists():
                watch(task.size, read_entries(done))
            else:
                self._waiting.append(task)
        # The largest first, so that no worker is left with one when the others are done.
        self._waiting.sort(key=lambda task: (-task.size, task.number))

    @property
    def left(self) -> int:
        """How many tasks are not done."""
        return sum(1 for task in self._waiting if not task_folder(self._folder, task).exists())

    def assignments(self) -> Iterator[Assignment]:
        """Yield what is to be done, each looked at when it is asked for."""
        for task in self._waiting:
            if not parts.is_cut(task):
                yield _assigned(task, self._gate, self._keyed, self._limits.seconds)
                continue
            cut = self._cuts[task.number] = _Cut()
            count = 0
            try:
                for assignment in parts.assigned(task, self._gate, self._keyed, self._limits):
                    count += 1
                    done = task_folder(self._folder, task, assignment.part)
                    if done.exists():
                        self._note(cut, assignment)
                    else:
                        cut.waiting += 1
                        yield assignment
            except OutputError:
                raise
            except ScrubError as error:
                unit = task.items[0].unit
                assert unit is not None
                reason = without_names(str(error), (source for source, _ in unit.members))
                self._withhold(_assigned(task, self._gate, self._keyed, self._limits.seconds), reason)
                continue
            cut.count = count
            self._join(task, cut)

    def end(self, assignment: Assignment, failure: Failure | None) -> None:
        """Note that something is done, or was given up."""
        if failure is not None:
            self._withhold(assignment, failure.reason)
        elif assignment.part is None:
            self._watch(assignment.task.size, read_entries(task_folder(self._folder, assignment.task)))
        if assignment.part is not None:
            cut = self._cuts[assignment.task.number]
            cut.waiting -= 1
            self._note(cut, assignment)
            self._join(assignment.task, cut)

    def _note(self, cut: _Cut, assignment: Assignment) -> None:
        size = min(parts.stored_size(assignment), assignment.task.size - cut.size)
        cut.size += size
        self._watch(size, read_entries(task_folder(self._folder, assignment.task, assignment.part)))

    def _join(self, task: Task, cut: _Cut) -> None:
        """Put a file together when all parts of it are done."""
        if cut.count is not None and not cut.waiting:
            parts.put_together(task, cut.count, self._folder)
            shutil.rmtree(parts.folder_of(self._folder, task), ignore_errors=True)
            self._watch(task.size - cut.size, ())

    def _withhold(self, assignment: Assignment, reason: str) -> None:
        withhold(assignment, self._keyed, self._folder, reason)
        if assignment.part is None:
            folder = task_folder(self._folder, assignment.task)
            self._watch(assignment.task.size, read_entries(folder))


def _assigned(task: Task, gate: Gate | None, keyed: Keyed, limit: float | None) -> Assignment:
    """Give each conversation of a task its verdict."""
    if gate is None:
        return Assignment(task, (None,) * len(task.items), limit)
    items: list[Item] = []
    admissions: list[dict[int | None, Admission]] = []
    for item in task.items:
        known: dict[int | None, Admission] = {}
        try:
            if item.unit is not None:
                for decision in gate.decisions(item.unit):
                    known[decision.listed.row] = admission_of(decision, item, keyed)
        except ScrubError as error:
            assert item.unit is not None
            sources = (source for source, _ in item.unit.members)
            item = replace(item, unit=None, failure=without_names(str(error), sources))
        items.append(item)
        admissions.append(known)
    return Assignment(replace(task, items=tuple(items)), tuple(admissions), limit)
