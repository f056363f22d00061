"""Brings together what is of one conversation and lies in several files or rows, in memory of one part.

Records are dealt out to files by a digest of their conversation's id; a file that grows too large is dealt
out again by further digits. So all of a conversation lies in one file, which is a task like any other.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from recognizers.errors import reason_of
from scrub.errors import FormatError, ScrubError
from scrub.files import OutputError, Source
from scrub.formats import parquet
from scrub.formats.container import read_document, read_lines, read_records
from scrub.formats.format import Format
from scrub.formats.gathered import ALONE, GATHERED, conversation_of_line, gathered_line
from scrub.formats.record import Broken, Gap, Record
from scrub.run.commit import unreadable_state
from scrub.run.tasks import Item, Stamp, Task, without_names
from scrub.units import Unit, pieces_of

# What one file holds at most, unless one conversation is larger; a worker holds all of it.
LARGEST: Final = 64 << 20
_FILES: Final = 64
_READERS: Final = (read_lines, read_document, read_records, parquet.read_parquet)
_DONE: Final = "gathered"
_PART: Final = "gathering"
_ACCOUNT: Final = "account.json"


def is_gathered(task: Task) -> bool:
    """Whether a task is a file of records that may say which conversation they are of."""
    units = [item.unit for item in task.items]
    return all(
        unit is not None and all(form.reader in _READERS for _, form in unit.members) for unit in units
    ) and all(form.name != "json" and _has_many(form) for _, form in _members(task))


def gather(tasks: Sequence[Task], member: str, folder: Path, largest: int) -> list[Task]:
    """Return the tasks with those that can be gathered replaced by files of whole conversations.

    `member` is what holds the id: a name, or a JSON Pointer. A record of more bytes than `largest` is not
    read. What was gathered before is used again.
    """
    chosen = [task for task in tasks if is_gathered(task)]
    done = folder / _DONE
    try:
        if not done.exists():
            part = folder / _PART
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(mode=0o700)
            failed = _deal(chosen, member, part, largest)
            account = {"failed": failed, "sizes": _sizes(part)}
            (part / _ACCOUNT).write_text(json.dumps(account), encoding="utf-8")
            part.rename(done)
    except OSError as error:
        raise OutputError(f"{folder.parent}: cannot be written: {reason_of(error)}") from None
    failures = _failures(done)
    numbers = {task.number for task in chosen}
    left = [task for task in tasks if task.number not in numbers]
    for task in chosen:
        if task.number in failures:
            items = (Item(task.items[0].label, None, failures[task.number]),)
            left.append(replace(task, items=items))
    start = len(tasks)
    files = sorted(done.glob("*.jsonl"))
    return [*left, *(_task(start + number, path, number) for number, path in enumerate(files))]


def _failures(done: Path) -> dict[int, str]:
    """Return what could not be gathered, and why; OutputError where what was is not as it was written."""
    try:
        account = json.loads((done / _ACCOUNT).read_bytes())
        failures = {int(number): str(reason) for number, reason in account["failed"].items()}
        is_whole = _sizes(done) == account["sizes"]
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        is_whole = False
    if not is_whole:
        raise unreadable_state(done.parents[1])
    return failures


def _sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.glob("*.jsonl")}


def _task(number: int, path: Path, count: int) -> Task:
    name = f"gathered-{count:05}.jsonl"
    item = Item(name, Unit(((Source(path, name), GATHERED),)))
    return Task(number, (item,), (Stamp.of(path),))


def _members(task: Task) -> Iterator[tuple[Source, Format]]:
    for item in task.items:
        if item.unit is not None:
            yield from item.unit.members


def _has_many(form: Format) -> bool:
    return form.is_record_by_record or form is parquet.CONVERSATIONS


def _deal(tasks: Sequence[Task], member: str, folder: Path, largest: int) -> dict[int, str]:
    """Deal out the records of all tasks; return those that could not be read, with the reason."""
    failed: dict[int, str] = {}
    with _Dealer(folder, "", 0) as dealer:
        for task in tasks:
            marks = dealer.marks()
            try:
                for file, (source, form) in enumerate(_members(task)):
                    for piece in pieces_of(source, form, largest):
                        if not isinstance(piece, Gap):
                            place = (task.number << 20) + file
                            name = _named(piece, member, place)
                            dealer.add(name, gathered_line(name, form.name, place, piece))
                if task.has_changed:
                    raise FormatError("changed while it was read")
            except ScrubError as error:
                dealer.take_back(marks)
                failed[task.number] = without_names(str(error), (each for each, _ in _members(task)))
    for path in sorted(folder.glob("*.jsonl")):
        _split(path, folder, 1)
    return failed


def _split(path: Path, folder: Path, depth: int) -> None:
    """Deal out a file again if it is too large and holds more than one conversation."""
    if path.stat().st_size <= LARGEST:
        return
    with path.open("rb") as stream:
        first = conversation_of_line(stream.readline())
        if all(conversation_of_line(line) == first for line in stream):
            return
        stream.seek(0)
        with _Dealer(folder, f"{path.stem}-", depth) as dealer:
            for line in stream:
                dealer.add(conversation_of_line(line), line)
    path.unlink()
    for each in sorted(folder.glob(f"{path.stem}-*.jsonl")):
        _split(each, folder, depth + 1)


class _Dealer:
    """Files that lines are dealt out to."""

    def __init__(self, folder: Path, prefix: str, depth: int) -> None:
        self._folder = folder
        self._prefix = prefix
        self._depth = depth
        self._stack = ExitStack()
        self._files: dict[int, BinaryIO] = {}

    def __enter__(self) -> "_Dealer":
        return self

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    def add(self, name: str, line: bytes) -> None:
        """Write a line to the file of its conversation."""
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        number = digest[self._depth] % _FILES
        if number not in self._files:
            path = self._folder / f"{self._prefix}{number:02}.jsonl"
            path.touch(mode=0o600)
            self._files[number] = cast(BinaryIO, self._stack.enter_context(path.open("wb")))
        self._files[number].write(line)

    def marks(self) -> dict[int, int]:
        """Return how far each file is written."""
        return {number: stream.tell() for number, stream in self._files.items()}

    def take_back(self, marks: dict[int, int]) -> None:
        """Forget what was written since."""
        for number, stream in self._files.items():
            stream.seek(marks.get(number, 0))
            stream.truncate()


def _named(piece: Record | Broken, member: str, place: int) -> str:
    """Return the conversation of a record; what says nothing is one of its own."""
    found = None if isinstance(piece, Broken) else _looked_up(piece.data, member)
    return f"{ALONE}{place} {piece.row}" if found is None else found


def _looked_up(data: bytes, member: str) -> str | None:
    try:
        found = json.loads(data)
        steps = member[1:].split("/") if member.startswith("/") else [member]
        for step in steps:
            found = found[step.replace("~1", "/").replace("~0", "~")]
    except (ValueError, RecursionError, KeyError, TypeError, IndexError):
        return None
    if isinstance(found, bool) or not isinstance(found, str | int):
        return None
    return str(found) or None
