"""Large files cut into parts that several workers do at once, and put together from what these wrote."""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from scrub.admission import Gate
from scrub.compression import SUFFIXES, compressed
from scrub.errors import FormatError
from scrub.files import Source
from scrub.formats.container import read_document, read_lines, read_records
from scrub.formats.format import Format
from scrub.formats.record import Broken, Gap
from scrub.ledger import Entry, Keyed, Place
from scrub.manifest import digest_of
from scrub.run.seam import BODY, Gaps, Seam
from scrub.run.tally import Admission, admission_of
from scrub.run.tasks import Assignment, Limits, Part, Stretch, Task
from scrub.run.work import Made, read_entries, read_part, results, task_folder, write_results
from scrub.units import pieces_of

# A part ends with the record that reaches so many bytes.
PART_BYTES: Final = 8 << 20
# Bytes, as stored, from which a file is cut.
_LEAST_BYTES: Final = 1 << 20
# Their records are bytes, one after the other, and stay where they are.
_READERS: Final = (read_lines, read_document, read_records)
# Compressed text is about so much larger; only what is shown of the progress depends on it.
_UNPACKED: Final = 8


def is_cut(task: Task) -> bool:
    """Whether a task is a large file of which each record is a conversation of its own."""
    unit = task.items[0].unit
    if len(task.items) > 1 or unit is None or len(unit.members) > 1 or task.size < _LEAST_BYTES:
        return False
    ((source, form),) = unit.members
    return (
        source.member is None
        and form.is_record_by_record
        and form.reader in _READERS
        and form.output_suffix is None
    )


def parts_of(task: Task, largest: int) -> Iterator[Part]:
    """Yield the parts of a task; ScrubError where the file cannot be read to its end, or changed."""
    source, form = _file(task)
    held: list[Stretch] = []
    size = number = 0
    for piece in pieces_of(source, form, largest):
        if isinstance(piece, Broken):
            held.append(piece)
        else:
            held.append((None if isinstance(piece, Gap) else piece.row, piece.data))
            size += len(piece.data)
        if not isinstance(piece, Gap) and size >= PART_BYTES:
            yield Part(number, tuple(held))
            held, size, number = [], 0, number + 1
    if held:
        yield Part(number, tuple(held))
    if task.has_changed:
        raise FormatError("changed while it was read")


def assigned(task: Task, gate: Gate | None, keyed: Keyed, limits: Limits) -> Iterator[Assignment]:
    """Yield the parts of a task with the verdicts on the conversations in each."""
    (item,) = task.items
    assert item.unit is not None
    decisions = gate.decisions(item.unit) if gate is not None else None
    for part in parts_of(task, limits.size):
        admissions: dict[int | None, Admission] | None = None
        if decisions is not None:
            admissions = {}
            for row in part.rows:
                decision = next(decisions, None)
                if decision is None or decision.listed.row != row:
                    raise FormatError("changed while it was read")
                admissions[row] = admission_of(decision, item, keyed)
        yield Assignment(task, (admissions,), limits.seconds, part)


def stored_size(assignment: Assignment) -> int:
    """About how many bytes of its file a part is, as it is stored."""
    assert assignment.part is not None
    source, _ = _file(assignment.task)
    is_packed = source.path.suffix.lower() in SUFFIXES
    return assignment.part.size // _UNPACKED if is_packed else assignment.part.size


def put_together(task: Task, count: int, folder: Path) -> None:
    """Make the results of a task of those of its parts."""
    parts = [task_folder(folder, task, Part(number, ())) for number in range(count)]
    seams = [read_part(part) for part in parts]
    bodies = [part / BODY for part, seam in zip(parts, seams, strict=True) if seam.lead is not None]
    name = next((seam.name for seam in seams if seam.lead is not None), None) or ""
    with results(folder, task) as made:
        files = []
        if bodies:
            path = made / "0"
            with path.open("xb") as stream:
                _join(stream, name, parts, seams)
                stream.flush()
                os.fsync(stream.fileno())
            shutil.copymode(bodies[0], path)
            with path.open("rb") as written:
                digest = digest_of(written)
            files.append(Made(0, name, digest.size, digest.sha256, {0: ""}))
        write_results(made, files, _entries(parts, seams))


def folder_of(folder: Path, task: Task) -> Path:
    """Return where the results of all parts of a task lie."""
    return task_folder(folder, task, Part(0, ())).parent


def _join(out: BinaryIO, name: str, parts: Sequence[Path], seams: Sequence[Seam]) -> None:
    """Write one file; what is compressed stays so, since streams of it may follow one another."""
    gaps = Gaps()
    for part, seam in zip(parts, seams, strict=True):
        _write(out, name, gaps.before(seam))
        if seam.lead is not None:
            with (part / BODY).open("rb") as stream:
                shutil.copyfileobj(stream, out)
    _write(out, name, gaps.after())


def _write(out: BinaryIO, name: str, gap: bytes) -> None:
    if gap:
        with compressed(out, name) as packed:
            packed.write(gap)


def _entries(parts: Sequence[Path], seams: Sequence[Seam]) -> Iterator[Entry]:
    """Yield the conversations of all parts, each with its rows in the whole."""
    start = 0
    for part, seam in zip(parts, seams, strict=True):
        for entry in read_entries(part):
            yield replace(entry, places=tuple(_moved(place, start) for place in entry.places))
        start += seam.rows


def _moved(place: Place, start: int) -> Place:
    assert place.rows is not None
    return replace(place, rows=tuple((first + start, end + start) for first, end in place.rows))


def _file(task: Task) -> tuple[Source, Format]:
    unit = task.items[0].unit
    assert unit is not None
    return unit.members[0]
