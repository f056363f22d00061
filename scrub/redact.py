"""Redaction of files: read in their format, scrubbed by conversation, written back as they were."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from scrub.data import Finding, Record, Scrubbed, ScrubbedRecord
from scrub.errors import FormatError
from scrub.files import InputError, Source
from scrub.formats import format_named, recognise
from scrub.formats.format import Format, Scope
from scrub.formats.record import Broken, Gap, Piece
from scrub.scrubber import Scrubber


@dataclass
class FileReport:
    """What was done with one file; counts and reasons, no values."""

    name: str
    format: str
    records: int = 0
    size: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    # (row, reason)
    withheld: list[tuple[int, str]] = field(default_factory=list)
    dropped: int = 0

    def add(self, record: ScrubbedRecord, size: int) -> None:
        """Count one record."""
        self.records += 1
        self.size += size
        self.dropped += record.dropped
        self.counts.update(finding.entity_type for finding in record.findings)
        if record.withheld is not None:
            self.withheld.append((record.row, record.withheld))


def format_of(source: Source, forced: str | None = None) -> Format:
    """Return the format of a file, by its content unless one is forced."""
    if forced:
        return format_named(forced)
    head = source.head()
    if not head.data:
        raise InputError(f"{source.name}: is empty")
    return recognise(head)


def pieces_of(source: Source, form: Format) -> Iterator[Piece]:
    """Yield the pieces of a file; FormatError names the file."""
    with source.open() as stream:
        try:
            yield from form.reader(stream, form.schema)
        except FormatError as error:
            raise FormatError(f"{source.name}: {error} (read as {form.name})") from None


# The pieces of a file in order, with what became of its records.
_Part = Gap | ScrubbedRecord


def scrub_pieces(scrubber: Scrubber, form: Format, pieces: Iterable[Piece]) -> Iterator[tuple[_Part, int]]:
    """Yield what becomes of each piece, in order, with its size; one conversation in memory at a time.

    Where conversations lie mixed in a file, and where a file is one conversation, all of it is held.
    """
    if form.scope is Scope.RECORD and form.conversation_of is None:
        for piece in pieces:
            if isinstance(piece, Gap):
                yield piece, len(piece.data)
            else:
                yield _scrub_group(scrubber, [piece])[0], _size(piece)
        return
    held = list(pieces)
    groups: dict[str, list[Record | Broken]] = {}
    for piece in held:
        if not isinstance(piece, Gap):
            name = (
                ""
                if form.conversation_of is None or isinstance(piece, Broken)
                else form.conversation_of(piece)
            )
            groups.setdefault(name, []).append(piece)
    done: dict[int, ScrubbedRecord] = {}
    for group in groups.values():
        for piece, scrubbed in zip(group, _scrub_group(scrubber, group), strict=True):
            done[id(piece)] = scrubbed
    for piece in held:
        if isinstance(piece, Gap):
            yield piece, len(piece.data)
        else:
            yield done[id(piece)], _size(piece)


def _scrub_group(scrubber: Scrubber, group: Sequence[Record | Broken]) -> list[ScrubbedRecord]:
    records = [piece for piece in group if not isinstance(piece, Broken)]
    scrubbed: Iterator[ScrubbedRecord] = iter(())
    if records:
        scrubbed = iter(scrubber.scrub_conversation(records, scope=scope_of(records[0])).records)
    return [
        ScrubbedRecord(piece.row, None, piece.reason, (), 0) if isinstance(piece, Broken) else next(scrubbed)
        for piece in group
    ]


def _size(piece: Record | Broken) -> int:
    return piece.size if isinstance(piece, Broken) else len(piece.data)


def scope_of(first: Record) -> str:
    """Return the name of a conversation's scope: the same wherever the conversation is stored."""
    return hashlib.sha256(first.data).hexdigest()


def joined(parts: Iterable[_Part]) -> Iterator[Any]:
    """Yield what is written: gaps and payloads in order, without withheld records and their separators.

    Of the gaps, the first and the last stay; each other goes with the record that follows it.
    """
    opening: bytes | None = None
    is_opened = False
    gap = b""
    for part in parts:
        if isinstance(part, Gap):
            gap += part.data
            continue
        if opening is None:
            opening = gap
        if part.withheld is None:
            yield gap if is_opened else opening
            yield part.payload
            is_opened = True
        gap = b""
    if opening is not None and not is_opened:
        yield opening
    yield gap
