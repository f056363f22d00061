"""What a worker does with one task: scrubs its files, writes them and their lines under temporary names."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from recognizers.errors import reason_of
from scrub.compression import compressed
from scrub.engines.job import NO_PART, Begin
from scrub.errors import ScrubError
from scrub.files import OutputError, Source
from scrub.formats import written_as
from scrub.formats.format import Format
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.record import Broken, Gap, Piece, Record
from scrub.ledger import Entry, Keyed, LedgerError
from scrub.manifest import digest_of
from scrub.outputs import Names
from scrub.redact import Part as ScrubbedPart
from scrub.redact import Refuse, ScrubbedFile, joined, scrub_pieces, scrub_unit
from scrub.run.commit import unreadable_state
from scrub.run.seam import BODY, Seam, read_seam, unwritten
from scrub.run.tally import Admission, Tallies, withheld_entry
from scrub.run.tasks import Assignment, Item, Part, Stretch, Task, without_names
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

    def __call__(self, assignment: Assignment, begin: Begin) -> None:
        """Do a task whole or not at all; OutputError where nothing can be written."""
        with results(self.folder, assignment.task, assignment.part) as made:
            _Attempt(self.scrubber, Keyed(self.key.value), assignment, made, begin).run()


def task_folder(folder: Path, task: Task, part: Part | None = None) -> Path:
    """Return where the results of a task, or of a part of one, lie when it is done."""
    if part is not None:
        return folder / f"parts-{task.number:07}" / f"{part.number:06}"
    return folder / f"tasks-{task.number // 1000:04}" / f"{task.number:07}"


@contextmanager
def results(folder: Path, task: Task, part: Part | None = None) -> Iterator[Path]:
    """Make a folder for the results of a task, which has its name when the block ends well."""
    target = task_folder(folder, task, part)
    try:
        target.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="task-", dir=folder, ignore_cleanup_errors=True) as name:
            made = Path(name) / "made"
            made.mkdir()
            yield made
            if target.exists():
                # Half of it would be taken for all of it.
                target.rename(Path(name) / "before")
            made.rename(target)
    except OSError as error:
        raise OutputError(f"{folder.parent}: cannot be written: {reason_of(error)}") from None


def withhold(assignment: Assignment, keyed: Keyed, folder: Path, reason: str) -> None:
    """Leave the results of a task of which nothing is written."""
    task, part = assignment.task, assignment.part
    entries = [
        entry
        for item, admissions in zip(task.items, assignment.admissions, strict=True)
        for entry in _withheld(item, admissions, keyed, item.failure or reason, part)
    ]
    with results(folder, task, part) as made:
        write_results(made, [], entries)
        if part is not None:
            unwritten(part.pieces).dump(made, None, _lines(made))


def write_results(folder: Path, made: Sequence[Made], entries: Iterable[Entry]) -> None:
    """Write down what a task made, and its entries."""
    with (folder / ENTRIES).open("wb") as stream:
        _write_entries(stream, entries)
        sync(stream)
    _write_files(folder, made)


def read_made(folder: Path) -> tuple[list[Made], Iterator[Entry]]:
    """Return the files that a task made, and its entries; OutputError where they are not whole."""
    try:
        stored = json.loads((folder / FILES).read_bytes())
        files = [
            Made(**{**each, "members": {int(key): name for key, name in each["members"].items()}})
            for each in stored["files"]
        ]
        is_whole = all((folder / str(each.file)).stat().st_size == each.size for each in files)
        is_whole &= _lines(folder) == stored["entries"]
    except (OSError, ValueError, RecursionError, TypeError, LookupError, AttributeError):
        is_whole = False
    if not is_whole:
        raise _unreadable(folder)
    return files, read_entries(folder)


def read_part(folder: Path) -> Seam:
    """Return the seam of a part; OutputError where it, its entries or what it wrote are not whole."""
    try:
        seam = read_seam(folder)
        is_whole = _lines(folder) == seam.entries
    except (OSError, ValueError):
        is_whole = False
    if not is_whole:
        raise _unreadable(folder)
    return seam


def _unreadable(folder: Path) -> OutputError:
    return unreadable_state(folder.parents[2])


def read_entries(folder: Path) -> Iterator[Entry]:
    """Yield the entries of a task; OutputError where they cannot be read."""
    try:
        with (folder / ENTRIES).open("rb") as stream:
            for line in stream:
                yield Entry.from_json(json.loads(line))
    except (OSError, ValueError, RecursionError, LedgerError):
        raise _unreadable(folder) from None


def _lines(folder: Path) -> int:
    with (folder / ENTRIES).open("rb") as stream:
        return sum(1 for _ in stream)


def _withheld(
    item: Item, admissions: Any, keyed: Keyed, reason: str, part: Part | None = None
) -> list[Entry]:
    """Return the lines of conversations none of which is written; where none is known, of the item."""
    if admissions:
        return [withheld_entry(admission, reason) for admission in admissions.values()]
    places = [keyed.place(item.label, row) for row in (part.rows if part is not None else [None])]
    return [withheld_entry(Admission(place, place), reason) for place in places]


class _Attempt:
    """One task being done."""

    def __init__(
        self, scrubber: Scrubber, keyed: Keyed, assignment: Assignment, folder: Path, begin: Begin
    ) -> None:
        self._scrubber = scrubber
        self._keyed = keyed
        self._assignment = assignment
        self._folder = folder
        self._begin = begin
        self._outputs = self._conversations = 0
        # Files that are written, by number.
        self._written: dict[int, ScrubbedFile] = {}

    def run(self) -> None:
        task = self._assignment.task
        if self._assignment.part is not None:
            self._part(self._assignment.part)
            return
        with (self._folder / ENTRIES).open("wb") as stream:
            if not task.has_changed:
                for item, admissions in self._items():
                    self._item(item, admissions, stream)
            if task.has_changed:
                self._written.clear()
                _restart(stream, 0)
                for item, admissions in self._items():
                    _write_entries(stream, _withheld(item, admissions, self._keyed, _CHANGED))
            sync(stream)
        is_archive = any(file.source.member is not None for file in self._written.values())
        made = [self._archive()] if is_archive else [self._file(each) for each in self._written]
        _write_files(self._folder, made)

    def _part(self, part: Part) -> None:
        """Write a part of a file, whose bytes were read already."""
        (item,), (admissions,) = self._assignment.task.items, self._assignment.admissions
        assert item.unit is not None
        ((source, form),) = item.unit.members
        tallies = Tallies(item, admissions, self._keyed)
        pieces = (_piece(stretch, form) for stretch in part.pieces)
        seam = Seam()
        try:
            file = scrub_pieces(self._scrubber, source, form, pieces, self._refuse(tallies), tallies.owner)
        except ScrubError as error:
            reason = without_names(str(error), [source])
            write_results(self._folder, [], _withheld(item, admissions, self._keyed, reason, part))
            unwritten(part.pieces).dump(self._folder, None, _lines(self._folder))
            return
        with (self._folder / ENTRIES).open("wb") as entries:
            body = self._folder / BODY
            with body.open("xb") as stream, compressed(cast(BinaryIO, stream), file.output_name) as out:
                for data in seam.joined(self._counted(file, tallies, 0, entries)):
                    out.write(data)
            with body.open("rb") as written:
                os.fsync(written.fileno())
            _write_entries(entries, tallies.finished(is_end=True))
            sync(entries)
        body.chmod(_permissions(source))
        seam.dump(self._folder, file.output_name, _lines(self._folder))

    def _refuse(self, tallies: Tallies) -> Refuse:
        """Have each conversation begun, and leave out those that failed before."""

        def refuse(form: Format, group: Sequence[Record | Broken]) -> str | None:
            number = self._conversations
            self._conversations += 1
            reason = tallies.refuse(form, group)
            if reason is None and (reason := self._assignment.failed.get(number)) is None:
                size = sum(piece.size if isinstance(piece, Broken) else len(piece.data) for piece in group)
                self._begin(number, self._assignment.seconds_for(size))
            return reason

        return refuse

    def _counted(
        self, file: ScrubbedFile, tallies: Tallies, output: int, entries: BinaryIO
    ) -> Iterator[ScrubbedPart]:
        row = 0
        for part, _ in file.parts:
            if not isinstance(part, Gap):
                self._begin(NO_PART, self._assignment.seconds)
                tally = tallies.of(part)
                tally.add(part)
                if part.withheld is None:
                    tally.add_written(part, output, written_as(file.format).name, row)
                    row += 1
                _write_entries(entries, tallies.finished())
            yield part

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
            for file in scrub_unit(self._scrubber, item.unit, self._refuse(tallies), tallies.owner):
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
        parts = self._counted(file, tallies, self._outputs, entries)
        # What comes before the first record that may be written is small: withheld ones have no payload.
        seen: list[ScrubbedPart] = []
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


def _piece(stretch: Stretch, form: Format) -> Piece:
    if isinstance(stretch, Broken):
        return stretch
    row, data = stretch
    return Gap(data) if row is None else JsonRecord(row, data, form.schema)


def _permissions(source: Source) -> int:
    if source.member is not None or source.url is not None:
        return _OWNER_ONLY
    try:
        return source.path.stat().st_mode & _ALL_PERMISSIONS
    except OSError:
        # Removed while it was read, which is noticed when all of it is.
        return _OWNER_ONLY


def _write_entries(stream: BinaryIO, entries: Iterable[Entry]) -> None:
    for entry in entries:
        stream.write(json.dumps(entry.as_json()).encode() + b"\n")


def _restart(stream: BinaryIO, position: int) -> None:
    """Take back what was written after the position."""
    stream.seek(position)
    stream.truncate()


def sync(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _write_files(folder: Path, made: Sequence[Made]) -> None:
    with (folder / FILES).open("wb") as stream:
        content = {"entries": _lines(folder), "files": [asdict(each) for each in made]}
        stream.write(json.dumps(content).encode())
        sync(stream)
