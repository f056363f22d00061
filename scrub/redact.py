"""Redaction of files: read in their format, scrubbed by conversation, written back as they were."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from scrub.data import Record, Scrubbed, ScrubbedRecord
from scrub.files import Source
from scrub.formats.format import Format
from scrub.formats.record import Broken, Gap, Piece, over_limit
from scrub.scopes import MissingAccountError
from scrub.scrubber import Scrubber
from scrub.units import Unit, conversation_of, pieces_of


@dataclass(frozen=True, slots=True)
class ScrubbedFile:
    """One file after redaction, still to be written."""

    source: Source
    format: Format
    # Its path relative to the output, scrubbed.
    name: str
    # In the order of the file; may be consumed once.
    parts: Iterator[tuple["Part", int]]

    @property
    def output_name(self) -> str:
        """Its name with the suffix of what is written."""
        suffix = self.format.output_suffix
        return self.name if suffix is None else str(PurePosixPath(self.name).with_suffix(suffix))


# Told of each conversation before it is looked at, with a record's format; why it is left out, or None.
Refuse = Callable[[Format, Sequence[Record | Broken]], str | None]


# Says whose a conversation is, by a keyed name; None where nobody knows.
Owner = Callable[[Format, Sequence[Record | Broken]], str | None]


def scrub_unit(
    scrubber: Scrubber, unit: Unit, refuse: Refuse | None = None, owner: Owner | None = None
) -> Iterator[ScrubbedFile]:
    """Yield the files of a unit, scrubbed; ScrubError where one cannot be read.

    A conversation that is refused is not parsed; its records come out withheld for that reason.
    """
    owner, largest = owner or scrubber.owner, scrubber.policy.conversation_bytes
    if len(unit.members) == 1:
        source, form = unit.members[0]
        if form.is_record_by_record:
            yield scrub_pieces(scrubber, source, form, pieces_of(source, form, largest), refuse, owner)
            return
    files, groups = _read(unit, largest)
    steps = list(dict.fromkeys(step for source, _, _ in files for step in source.name.split("/")))
    done: dict[int, ScrubbedRecord] = {}
    names = _changed(steps, scrubber.scrub_names(steps))
    own_names = _own_steps([source.name for source, _, _ in files]) if len(groups) == 1 else ()
    for form, group in groups.values():
        reason = refuse(form, group) if refuse else None
        if reason is not None:
            done.update((id(piece), _left_out(piece, reason)) for piece in group)
            continue
        scrubbed = _scrub_group(scrubber, form, group, steps, owner, own_names)
        done.update((id(piece), record) for piece, record in zip(group, scrubbed.records, strict=True))
        names |= _changed(steps, scrubbed.names)
    for source, form, pieces in files:
        name = "/".join(names.get(step, step) for step in source.name.split("/"))
        yield ScrubbedFile(
            source,
            form,
            name,
            (
                (piece, len(piece.data)) if isinstance(piece, Gap) else (done[id(piece)], _size(piece))
                for piece in pieces
            ),
        )


# The files of a unit with their pieces, and the records by the name of their conversation.
Pieces = list[tuple[Source, Format, list[Piece]]]
Groups = dict[str, tuple[Format, list[Record | Broken]]]


def _read(unit: Unit, largest: int) -> tuple[Pieces, Groups]:
    """Read the files of a unit; of a conversation over the limit no more is held than that."""
    files: Pieces = []
    groups: Groups = {}
    sizes = Counter[str]()
    for source, form in unit.members:
        pieces: list[Piece] = []
        for piece in pieces_of(source, form, largest):
            if not isinstance(piece, Gap):
                name = conversation_of(form, piece)
                sizes[name] += _size(piece)
                if sizes[name] > largest:
                    piece = _too_large(piece, largest)
                groups.setdefault(name, (form, []))[1].append(piece)
            pieces.append(piece)
        files.append((source, form, pieces))
    left_out: dict[int, Piece] = {}
    for name, (_, group) in groups.items():
        if sizes[name] > largest:
            broken = [_too_large(piece, largest) for piece in group]
            left_out.update(zip(map(id, group), broken, strict=True))
            group[:] = broken
    if left_out:
        files = [
            (source, form, [left_out.get(id(piece), piece) for piece in pieces])
            for source, form, pieces in files
        ]
    return files, groups


def _too_large(piece: Record | Broken, largest: int) -> Broken:
    return Broken(piece.row, _size(piece), over_limit(largest))


def scrub_pieces(
    scrubber: Scrubber,
    source: Source,
    form: Format,
    pieces: Iterable[Piece],
    refuse: Refuse | None = None,
    owner: Owner | None = None,
) -> ScrubbedFile:
    """Return some pieces of a file each of whose records is a conversation, scrubbed."""
    steps = source.name.split("/")
    name = "/".join(scrubber.scrub_names(steps))
    parts = _streamed(scrubber, form, pieces, steps, refuse, owner or scrubber.owner)
    return ScrubbedFile(source, form, name, parts)


def _own_steps(names: Sequence[str]) -> frozenset[str]:
    """Return the steps of paths that are of one conversation alone: below what all its files lie in."""
    paths = [name.split("/") for name in names]
    folders = zip(*(path[:-1] for path in paths), strict=False)
    shared = sum(1 for _ in takewhile(lambda steps: len(set(steps)) == 1, folders))
    return frozenset(step for path in paths for step in path[shared:])


def _changed(steps: Sequence[str], scrubbed: Sequence[str]) -> dict[str, str]:
    return {old: new for old, new in zip(steps, scrubbed, strict=True) if old != new}


def _left_out(piece: Record | Broken, reason: str) -> ScrubbedRecord:
    return ScrubbedRecord(piece.row, None, reason, (), 0)


def _streamed(
    scrubber: Scrubber,
    form: Format,
    pieces: Iterable[Piece],
    names: Sequence[str],
    refuse: Refuse | None,
    owner: Owner,
) -> Iterator[tuple["Part", int]]:
    for piece in pieces:
        if isinstance(piece, Gap):
            yield piece, len(piece.data)
        elif refuse and (reason := refuse(form, [piece])) is not None:
            yield _left_out(piece, reason), _size(piece)
        else:
            yield _scrub_group(scrubber, form, [piece], names, owner).records[0], _size(piece)


# A piece of a file, with what became of it where it is a record.
Part = Gap | ScrubbedRecord


def _scrub_group(
    scrubber: Scrubber,
    form: Format,
    group: Sequence[Record | Broken],
    names: Sequence[str],
    owner: Owner,
    own_names: Collection[str] = (),
) -> Scrubbed:
    records = [piece for piece in group if not isinstance(piece, Broken)]
    try:
        scope = scrubber.scope_of(records[0], lambda: owner(form, group)) if records else ""
    except MissingAccountError as error:
        return Scrubbed([_left_out(piece, str(error)) for piece in group], scrubber.scrub_names(names))
    scrubbed = scrubber.scrub_conversation(records, scope=scope, names=names, own_names=own_names)
    following = iter(scrubbed.records)
    return Scrubbed(
        [_left_out(piece, piece.reason) if isinstance(piece, Broken) else next(following) for piece in group],
        scrubbed.names,
    )


def _size(piece: Record | Broken) -> int:
    return piece.size if isinstance(piece, Broken) else len(piece.data)


def joined(parts: Iterable[Part]) -> Iterator[Any]:
    """Yield what is written: gaps and payloads in order, without withheld records and their separators.

    Of the gaps, the first and the last stay; each other goes with the record that follows it.
    """
    opening: bytes | None = None
    is_opened = False
    gaps: list[bytes] = []
    for part in parts:
        if isinstance(part, Gap):
            gaps.append(part.data)
            continue
        if opening is None:
            opening = b"".join(gaps)
        if part.withheld is None:
            yield b"".join(gaps) if is_opened else opening
            yield part.payload
            is_opened = True
        gaps.clear()
    if opening is not None and not is_opened:
        yield opening
    yield b"".join(gaps)
