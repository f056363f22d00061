"""The pieces that a run is done in: a file, the files of one conversation, or an archive."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from scrub.database import WRITE_AHEAD_LOG
from scrub.engines.job import NO_PART, Failure
from scrub.files import STDIN, InputError, Source
from scrub.formats.record import Broken
from scrub.remote import state_of
from scrub.run.recognition import recognise_all
from scrub.units import Unit, UnusableError, grouped

# A worker that takes longer for a conversation than this, and this for each of its bytes, hangs.
_LEAST_SECONDS: Final = 300.0
_SECONDS_A_BYTE: Final = 1 / 5_000
# Of so many conversations that fail, the next costs the task.
_MOST_FAILURES: Final = 5


@dataclass(frozen=True, slots=True)
class Item:
    """Files that are scrubbed together, or one that cannot be read."""

    # The name of the first, told apart from others of that name.
    label: str
    unit: Unit | None
    # Why it cannot be read, without its name.
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of a file that is read: another size or time means another content."""

    path: Path
    size: int
    modified: int
    url: str | None = None
    # Size and time of what SQLite keeps beside a database and reads with it, if there is any.
    log: tuple[int, int] | None = None

    @classmethod
    def of(cls, path: Path, url: str | None = None) -> "Stamp":
        """Look at a file; one that is not there has no size."""
        if url is not None:
            return cls(path, *state_of(url), url)
        size, modified = _state(path)
        log = _state(path.with_name(path.name + WRITE_AHEAD_LOG))
        # Whoever reads a database may leave an empty one.
        return cls(path, size, modified, log=log if log[0] > 0 else None)

    @property
    def state(self) -> tuple[int, ...]:
        """All of it that is not a name."""
        return (self.size, self.modified, *(self.log or ()))


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return -1, 0
    return status.st_size, status.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Task:
    """What is done at once, by one worker, and written or withheld together."""

    number: int
    items: tuple[Item, ...]
    stamps: tuple[Stamp, ...]

    @property
    def size(self) -> int:
        """How many bytes are read for it."""
        return sum(max(0, stamp.size) for stamp in self.stamps)

    @property
    def names(self) -> tuple[str, ...]:
        """What its files are called."""
        units = [item.unit for item in self.items if item.unit is not None]
        return tuple(source.name for unit in units for source, _ in unit.members)

    @property
    def has_changed(self) -> bool:
        """Whether a file is not as it was when the run began."""
        return any(Stamp.of(stamp.path, stamp.url) != stamp for stamp in self.stamps)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one conversation may take."""

    # Seconds; None: in proportion to its size.
    seconds: float | None
    # Bytes.
    size: int


# A record with its row, a gap with none, or what became of a record that could not be read.
Stretch = tuple[int | None, bytes] | Broken


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a large file: its records, and the gaps between them."""

    number: int
    pieces: tuple[Stretch, ...]

    @property
    def rows(self) -> list[int]:
        """The rows of its records."""
        return [piece[0] for piece in self.pieces if piece[0] is not None]

    @property
    def size(self) -> int:
        """How many bytes of the file it is."""
        return sum(piece.size if isinstance(piece, Broken) else len(piece[1]) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task, or a part of one, with the verdicts on its conversations: what a worker is given."""

    task: Task
    # For each item: None where nobody asked for verdicts.
    admissions: tuple[Any, ...]
    limit: float | None = None
    part: Part | None = None
    # Conversations that are left out, by their number in order, and why.
    failed: Mapping[int, str] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """How long it may take until the first conversation is begun: a worker has to start, and to read."""
        return _LEAST_SECONDS + self.task.size * _SECONDS_A_BYTE

    @property
    def size(self) -> int:
        """How many bytes of the input it is."""
        return self.part.size if self.part is not None else self.task.size

    def seconds_for(self, size: int) -> float:
        """How long a conversation of so many bytes may take."""
        return self.limit or _LEAST_SECONDS + size * _SECONDS_A_BYTE

    def without(self, failure: Failure) -> "Assignment | None":
        """Leave out the conversation that failed."""
        if failure.part == NO_PART or failure.part in self.failed or len(self.failed) >= _MOST_FAILURES:
            return None
        return replace(self, failed={**self.failed, failure.part: failure.reason})


def tasks_of(sources: Sequence[Source], forced: str | None = None, workers: int = 1) -> list[Task]:
    """Return the tasks that files make, in order of the first file of each; so many processes look."""
    if any(source.path.name == STDIN or source.once is not None for source in sources):
        raise InputError("a run reads files and folders: a pipe cannot be read again when it is resumed")
    seen: Counter[str] = Counter()
    together: dict[Any, list[tuple[Item, list[Source]]]] = {}
    for number, entry in enumerate(grouped(recognise_all(sources, forced, workers))):
        if isinstance(entry, UnusableError):
            members = [entry.source]
            unit, failure = None, without_names(str(entry), members)
        else:
            members = [source for source, _ in entry.members]
            unit, failure = entry, None
        name = members[0].name
        seen[name] += 1
        label = name if seen[name] == 1 else f"{name}\0{seen[name]}"
        # An archive is written as one.
        place = (members[0].path, members[0].url) if members[0].member is not None else number
        together.setdefault(place, []).append((Item(label, unit, failure), members))
    return [
        Task(
            number, tuple(item for item, _ in items), _stamps(source for _, each in items for source in each)
        )
        for number, items in enumerate(together.values())
    ]


def _stamps(sources: Iterable[Source]) -> tuple[Stamp, ...]:
    return tuple(Stamp.of(*place) for place in dict.fromkeys((each.path, each.url) for each in sources))


def without_names(message: str, sources: Iterable[Source]) -> str:
    """Return a message without the names of files, which may be a person's.

    >>> without_names("a/jane.txt: is empty", [Source(Path("a/jane.txt"), "a/jane.txt")])
    'is empty'
    """
    for source in sources:
        for name in (source.name, str(source.path), source.url or source.name):
            message = message.removeprefix(f"{name}: ").replace(name, "the file")
    return message
