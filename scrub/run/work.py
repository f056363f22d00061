"""What a worker does with one task: scrubs its files, writes them and their lines under temporary names."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from scrub.compression import compressed
from scrub.errors import ScrubError
from scrub.files import OutputError, Source, reason_of
from scrub.formats import generic
from scrub.formats.format import Format
from scrub.formats.record import Gap
from scrub.ledger import Entry, Keyed
from scrub.manifest import digest_of
from scrub.outputs import Names
from scrub.redact import Part, ScrubbedFile, joined, scrub_unit
from scrub.run.tally import Admission, Tallies, withheld_entry
from scrub.run.tasks import Assignment, Item, Task, without_names
from scrub.scrubber import Scrubber

ENTRIES: Final = "entries.jsonl"
FILES: Final = "files.json"
_CHANGED: Final = "changed while it was read"
_ALL_PERMISSIONS: Final = 0o777
_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True)
class Made:
    """One file that a task made, under its number; places of entries name outputs by theirs."""

    file: int
    # Its name below the output folder, scrubbed; others may have it too.
    name: str
    size: int
    sha256: str
    # Output number: the name within the file, where that is an archive.
    members: dict[int, str]


class KeyHolder:
    """The key on its way to another process; shows itself to nobody."""

    def __init__(self, key: bytes) -> None:
        self.value = key

    def __repr__(self) -> str:
        return "KeyHolder()"


@dataclass(frozen=True, slots=True)
class Worker:
    """Does tasks and leaves the results in a folder; may be sent to another process."""

    scrubber: Scrubber
    key: KeyHolder
    folder: Path

    def __call__(self, assignment: Assignment) -> None:
        """Do a task whole or not at all; OutputError where nothing can be written."""
        target = task_folder(self.folder, assignment.task)
        try:
            target.parent.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(
                prefix="task-", dir=self.folder, ignore_cleanup_errors=True
            ) as name:
                made = Path(name) / "made"
                made.mkdir()
                _Attempt(self.scrubber, Keyed(self.key.value), assignment, made).run()
                place(made, target)
        except OSError as error:
            raise OutputError(f"{self.folder.parent}: cannot be written: {reason_of(error)}") from None


def task_folder(folder: Path, task: Task) -> Path:
    """Return where the results of a task lie when it is done."""
    return folder / f"tasks-{task.number // 1000:04}" / f"{task.number:07}"


def place(made: Path, target: Path) -> None:
    """Give a folder its name, once what is in it lies on the disk."""
    if target.exists():
        shutil.rmtree(target)
    made.rename(target)


def withhold(assignment: Assignment, keyed: Keyed, folder: Path, reason: str) -> None:
    """Leave the results of a task of which nothing is written."""
    target = task_folder(folder, assignment.task)
    try:
        target.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="task-", dir=folder, ignore_cleanup_errors=True) as name:
            made = Path(name) / "made"
            made.mkdir()
            entries = [
                entry
                for item, admissions in zip(assignment.task.items, assignment.admissions, strict=True)
                for entry in _withheld(item, admissions, keyed, item.failure or reason)
            ]
            with (made / ENTRIES).open("wb") as stream:
                _write_entries(stream, entries)
                _sync(stream)
            _write_files(made, [])
            place(made, target)
    except OSError as error:
        raise OutputError(f"{folder.parent}: cannot be written: {reason_of(error)}") from None


def read_made(folder: Path) -> tuple[list[Made], Iterator[Entry]]:
    """Return the files that a task made, and its entries."""
    files = [
        Made(**{**each, "members": {int(key): name for key, name in each["members"].items()}})
        for each in json.loads((folder / FILES).read_bytes())
    ]
    return files, _read_entries(folder / ENTRIES)


def _read_entries(path: Path) -> Iterator[Entry]:
    with path.open("rb") as stream:
        for line in stream:
            yield Entry.from_json(json.loads(line))


def _withheld(item: Item, admissions: Any, keyed: Keyed, reason: str) -> list[Entry]:
    """Return the lines of conversations none of which is written; where none is known, of the item."""
    if admissions:
        return [withheld_entry(admission, reason) for admission in admissions.values()]
    place = keyed.place(item.label, None)
    return [withheld_entry(Admission(place, place), reason)]


class _Attempt:
    """One task being done."""

    def __init__(self, scrubber: Scrubber, keyed: Keyed, assignment: Assignment, folder: Path) -> None:
        self._scrubber = scrubber
        self._keyed = keyed
        self._assignment = assignment
        self._folder = folder
        self._outputs = 0
        # Files that are written, by number.
        self._written: dict[int, ScrubbedFile] = {}

    def run(self) -> None:
        task = self._assignment.task
        # Names must not depend on what this process has scrubbed before.
        self._scrubber.forget_names()
        with (self._folder / ENTRIES).open("wb") as stream:
            if not task.has_changed:
                for item, admissions in self._items():
                    self._item(item, admissions, stream)
            if task.has_changed:
                self._written.clear()
                _restart(stream, 0)
                for item, admissions in self._items():
                    _write_entries(stream, _withheld(item, admissions, self._keyed, _CHANGED))
            _sync(stream)
        is_archive = any(file.source.member is not None for file in self._written.values())
        made = [self._archive()] if is_archive else [self._file(each) for each in self._written]
        _write_files(self._folder, made)

    def _items(self) -> Iterator[tuple[Item, Any]]:
        return zip(self._assignment.task.items, self._assignment.admissions, strict=True)

    def _item(self, item: Item, admissions: Any, entries: BinaryIO) -> None:
        if item.unit is None:
            reason = item.failure or "cannot be read"
            _write_entries(entries, _withheld(item, admissions, self._keyed, reason))
            return
        tallies = Tallies(item, admissions, self._keyed)
        first, start = self._outputs, entries.tell()
        try:
            for file in scrub_unit(self._scrubber, item.unit, tallies.refuse):
                self._write(file, tallies, entries)
        except OutputError:
            raise
        except ScrubError as error:
            # What was counted up to there is not written.
            for output in range(first, self._outputs):
                self._written.pop(output, None)
            _restart(entries, start)
            reason = without_names(str(error), (source for source, _ in item.unit.members))
            _write_entries(entries, _withheld(item, admissions, self._keyed, reason))
            return
        if tallies.is_empty:
            _write_entries(entries, _withheld(item, admissions, self._keyed, "holds no records"))
        _write_entries(entries, tallies.finished(is_end=True))

    def _write(self, file: ScrubbedFile, tallies: Tallies, entries: BinaryIO) -> None:
        parts = _counted(file, tallies, self._outputs, entries)
        # What comes before the first record that may be written is small: withheld ones have no payload.
        seen: list[Part] = []
        for part in parts:
            seen.append(part)
            if not isinstance(part, Gap) and part.withheld is None:
                break
        else:
            return
        path = self._folder / str(self._outputs)
        self._outputs += 1
        with path.open("xb") as stream, compressed(cast(BinaryIO, stream), file.output_name) as out:
            file.format.writer(out, joined(chain(seen, parts)))
        path.chmod(_permissions(file.source))
        self._written[int(path.name)] = file

    def _file(self, output: int) -> Made:
        return self._made(output, self._written[output].output_name, {output: ""})

    def _archive(self) -> Made:
        """Put the files into an archive again; dates of members are not kept."""
        names = Names()
        members: dict[int, str] = {}
        number = self._outputs
        with zipfile.ZipFile(self._folder / str(number), "x", zipfile.ZIP_DEFLATED) as archive:
            for output, file in self._written.items():
                steps = file.output_name.split("/")[file.source.archive_steps :]
                member = zipfile.ZipInfo(names.free("/".join(steps)))
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = _OWNER_ONLY << 16
                members[output] = member.filename
                path = self._folder / str(output)
                with path.open("rb") as stream, archive.open(member, "w", force_zip64=True) as out:
                    shutil.copyfileobj(stream, out)
                path.unlink()
        (self._folder / str(number)).chmod(_OWNER_ONLY)
        first = next(iter(self._written.values()))
        return self._made(
            number, "/".join(first.output_name.split("/")[: first.source.archive_steps]), members
        )

    def _made(self, number: int, name: str, members: dict[int, str]) -> Made:
        with (self._folder / str(number)).open("rb") as stream:
            os.fsync(stream.fileno())
            written = digest_of(stream)
        return Made(number, name, written.size, written.sha256, members)


def written_format(form: Format) -> str:
    """Return the name of the format that what is written of a file is in."""
    return form.name if form.output_suffix is None else generic.JSON_LINES.name


def _counted(file: ScrubbedFile, tallies: Tallies, output: int, entries: BinaryIO) -> Iterator[Part]:
    row = 0
    for part, _ in file.parts:
        if not isinstance(part, Gap):
            tally = tallies.of(part)
            tally.add(part)
            if part.withheld is None:
                tally.add_written(part, output, written_format(file.format), row)
                row += 1
            _write_entries(entries, tallies.finished())
        yield part


def _permissions(source: Source) -> int:
    return source.path.stat().st_mode & _ALL_PERMISSIONS if source.member is None else _OWNER_ONLY


def _write_entries(stream: BinaryIO, entries: Iterable[Entry]) -> None:
    for entry in entries:
        stream.write(json.dumps(entry.as_json()).encode() + b"\n")


def _restart(stream: BinaryIO, position: int) -> None:
    """Take back what was written after the position."""
    stream.seek(position)
    stream.truncate()


def _sync(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _write_files(folder: Path, made: Sequence[Made]) -> None:
    with (folder / FILES).open("wb") as stream:
        stream.write(json.dumps([asdict(each) for each in made]).encode())
        _sync(stream)
