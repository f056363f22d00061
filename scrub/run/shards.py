"""Output as shards: one conversation a row, so many bytes a file; `scrub.run.shard` has the forms."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from scrub.archives import opened
from scrub.files import Source
from scrub.formats import format_named
from scrub.formats.record import Broken, Gap, Record
from scrub.formats.text import TextRecord
from scrub.ledger import Entry, Place
from scrub.manifest import Written, digest_of
from scrub.run.commit import Commit, Move
from scrub.run.shard import SHARDS, Shard, StoredFile
from scrub.run.tally import add_content
from scrub.run.work import Made
from scrub.units import pieces_of

MEGABYTE: Final = 1 << 20
DEFAULT_SHARD: Final = "jsonl.zst"


class Shards:
    """Packs what tasks wrote into shards, in the order of the tasks."""

    def __init__(self, commit: Commit, size: int, form: str) -> None:
        self._commit = commit
        self._size = size
        self._form = form
        self._shard: Shard | None = None
        self._path, self._source, self._name = Path(), "", ""
        self.files: dict[str, Written] = {}

    def add(self, folder: Path, made: Iterable[Made], entries: Iterable[Entry]) -> Iterator[Entry]:
        """Write a row for each conversation of a task and yield all with their new places."""
        files = {str(output): source for each in made for output, source in _sources(folder, each).items()}
        readers = {output: _Reader(source) for output, source in files.items()}
        for entry in entries:
            if entry.places:
                place, stored = self._write(entry.id, _files(entry, readers))
                content = hashlib.sha256()
                add_content(content, stored)
                entry = replace(entry, places=(place,), digest=content.hexdigest())
            yield entry

    def _write(self, name: str, files: Sequence[StoredFile]) -> tuple[Place, bytes]:
        if self._shard is None:
            number = len(self.files)
            self._name = f"part-{number:05}.{self._form}"
            self._path, self._source = self._commit.path_for(number)
            self._shard = SHARDS[self._form](self._path, self._name)
        shard, row = self._shard, self._shard.rows
        stored = shard.add(name, files)
        place = Place(self._name, shard.format_name, ((row, row + 1),))
        if shard.size >= self._size:
            self.close()
        return place, stored

    def close(self) -> None:
        """End the shard that is being written, if one is."""
        if self._shard is None:
            return
        self._shard.close()
        self._shard = None
        with self._path.open("rb") as stream:
            os.fsync(stream.fileno())
            self.files[self._name] = digest_of(stream)
        self._commit.add(Move(self._source, self._name))


def _sources(folder: Path, made: Made) -> Mapping[int, Source]:
    """The outputs that a file holds: itself, or the members of an archive."""
    path = folder / str(made.file)
    if all(not member for member in made.members.values()):
        return {output: Source(path, made.name) for output in made.members}
    numbers = opened(path).numbers
    return {
        output: Source(path, f"{made.name}/{member}", numbers[member])
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


def _files(entry: Entry, readers: Mapping[str, _Reader]) -> list[StoredFile]:
    """Return what a conversation has in each of its files."""
    return [
        StoredFile(
            readers[place.file].source.name,
            place.format,
            list(readers[place.file].take(place.format, place.rows)),
        )
        for place in entry.places
    ]
