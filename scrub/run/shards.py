"""Output as shards: JSON Lines, one conversation a line, so many bytes a file.

A line is `{"id", "files": [{"file", "format", "records"}]}`: the id of the ledger, and for each file of the
conversation its scrubbed name, its format, and its records, texts as strings.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, cast

from scrub.compression import compressed
from scrub.files import Source
from scrub.formats import format_named, generic
from scrub.formats.record import Broken, Gap, Record
from scrub.formats.text import TextRecord
from scrub.ledger import Entry, Place
from scrub.manifest import Written, digest_of
from scrub.redact import pieces_of
from scrub.run.commit import Commit, Move
from scrub.run.tally import add_content
from scrub.run.work import Made

MEGABYTE: Final = 1 << 20


class Shards:
    """Packs what tasks wrote into shards, in the order of the tasks."""

    def __init__(self, commit: Commit, size: int) -> None:
        self._commit = commit
        self._size = size
        self._stack = ExitStack()
        self._stream: BinaryIO | None = None
        self._path, self._source, self._name = Path(), "", ""
        self._rows = self._bytes = 0
        self.files: dict[str, Written] = {}

    def add(self, folder: Path, made: Iterable[Made], entries: Iterable[Entry]) -> Iterator[Entry]:
        """Write a line for each conversation of a task and yield all with their new places."""
        files = {str(output): source for each in made for output, source in _sources(folder, each).items()}
        readers = {output: _Reader(source) for output, source in files.items()}
        for entry in entries:
            if entry.places:
                line = _line(entry, readers)
                place = Place(*self._write(line))
                content = hashlib.sha256()
                add_content(content, line)
                entry = replace(entry, places=(place,), digest=content.hexdigest())
            yield entry

    def _write(self, line: bytes) -> tuple[str, str, tuple[tuple[int, int], ...]]:
        if self._stream is None:
            number = len(self.files)
            self._name = f"part-{number:05}.jsonl.zst"
            self._path, self._source = self._commit.path_for(number)
            raw = cast(BinaryIO, self._stack.enter_context(self._path.open("xb")))
            self._stream = self._stack.enter_context(compressed(raw, self._name))
            self._rows = self._bytes = 0
        name, row = self._name, self._rows
        self._stream.write(line + b"\n")
        self._rows += 1
        self._bytes += len(line) + 1
        if self._bytes >= self._size:
            self.close()
        return name, generic.JSON_LINES.name, ((row, row + 1),)

    def close(self) -> None:
        """End the shard that is being written, if one is."""
        if self._stream is None:
            return
        self._stack.close()
        self._stream = None
        with self._path.open("rb") as stream:
            self.files[self._name] = digest_of(stream)
        self._commit.add(Move(self._source, self._name))


def _sources(folder: Path, made: Made) -> Mapping[int, Source]:
    """The outputs that a file holds: itself, or the members of an archive."""
    path = folder / str(made.file)
    if all(not member for member in made.members.values()):
        return {output: Source(path, made.name) for output in made.members}
    with zipfile.ZipFile(path) as archive:
        names = [item.filename for item in archive.infolist()]
    return {
        output: Source(path, f"{made.name}/{member}", names.index(member))
        for output, member in made.members.items()
    }


class _Reader:
    """Gives out the records of one output by row; holds those that are not asked for yet."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._records: Iterator[bytes] | None = None
        self._waiting: dict[int, bytes] = {}
        self._next = 0

    def take(self, form: str, rows: tuple[tuple[int, int], ...] | None) -> Iterator[bytes]:
        """Yield those rows as JSON, or all."""
        if self._records is None:
            self._records = _as_json(pieces_of(self.source, format_named(form)))
        if rows is None:
            yield from self._records
            return
        for start, end in rows:
            for row in range(start, end):
                while self._next <= row:
                    self._waiting[self._next] = next(self._records)
                    self._next += 1
                yield self._waiting.pop(row)


def _as_json(pieces: Iterable[Gap | Broken | Record]) -> Iterator[bytes]:
    for piece in pieces:
        if isinstance(piece, TextRecord):
            yield json.dumps(piece.decoded(piece.data)).encode()
        elif not isinstance(piece, Gap | Broken):
            # Line ends stand only between the tokens of JSON.
            yield piece.data.replace(b"\r", b" ").replace(b"\n", b" ")


def _line(entry: Entry, readers: Mapping[str, _Reader]) -> bytes:
    files = []
    for place in entry.places:
        reader = readers[place.file]
        name, form = json.dumps(reader.source.name).encode(), json.dumps(place.format).encode()
        records = b",".join(reader.take(place.format, place.rows))
        files.append(b'{"file":' + name + b',"format":' + form + b',"records":[' + records + b"]}")
    return b'{"id":' + json.dumps(entry.id).encode() + b',"files":[' + b",".join(files) + b"]}"
