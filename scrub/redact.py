"""Redaction of files: read in their format, scrubbed by conversation, written back as they were."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from scrub.data import Finding, Record, Scrubbed, ScrubbedRecord
from scrub.errors import FormatError, ScrubError, UnexpectedError, contained
from scrub.files import InputError, Source
from scrub.formats import FORMATS, format_named, recognise
from scrub.formats.format import Format, Scope
from scrub.formats.record import Broken, Gap, Piece
from scrub.scopes import MissingAccountError
from scrub.scrubber import Scrubber


class UnusableError(InputError):
    """A file cannot be read, or is empty."""

    def __init__(self, source: Source, cause: ScrubError) -> None:
        super().__init__(str(cause))
        self.source = source


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are scrubbed together: those of one conversation, or one file that holds many."""

    members: tuple[tuple[Source, Format], ...]


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


def units_of(sources: Iterable[Source], forced: str | None = None) -> Iterator[Unit | UnusableError]:
    """Yield the files to be scrubbed together, in order of the first of them.

    A file that cannot be read, or is empty, comes out as the error that says so.
    """
    found: list[list[tuple[Source, Format]] | UnusableError] = []
    groups: dict[PurePosixPath, list[tuple[Source, Format]]] = {}
    for source in sources:
        try:
            form = format_of(source, forced)
        except ScrubError as error:
            found.append(UnusableError(source, error))
            continue
        path = PurePosixPath(source.path.as_posix())
        places = [each.group_of(path) for each in FORMATS if each.group_of and source.member is None]
        place = next((place for place in places if place in groups), None)
        if place is None and form.group_of and source.member is None:
            place = form.group_of(path)
        if place is None:
            found.append([(source, form)])
        elif place in groups:
            groups[place].append((source, form))
        else:
            groups[place] = [(source, form)]
            found.append(groups[place])
    for entry in found:
        yield entry if isinstance(entry, UnusableError) else Unit(tuple(entry))


def format_of(source: Source, forced: str | None = None) -> Format:
    """Return the format of a file, by its content unless one is forced; InputError if it is empty."""
    head = source.head()
    if not head.data:
        raise InputError(f"{source.name}: is empty")
    if forced:
        return format_named(forced)
    try:
        with contained():
            return recognise(head)
    except UnexpectedError as error:
        raise FormatError(f"{source.name}: {error}") from None


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
    owner = owner or scrubber.owner
    if len(unit.members) == 1:
        source, form = unit.members[0]
        if form.is_record_by_record:
            yield scrub_pieces(scrubber, source, form, pieces_of(source, form), refuse, owner)
            return
    files = [(source, form, list(pieces_of(source, form))) for source, form in unit.members]
    groups: dict[str, tuple[Format, list[Record | Broken]]] = {}
    for _, form, pieces in files:
        for piece in pieces:
            if not isinstance(piece, Gap):
                groups.setdefault(_conversation(form, piece), (form, []))[1].append(piece)
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


def find_unit(
    scrubber: Scrubber, unit: Unit
) -> Iterator[tuple[Source, Record | Broken, Sequence[Finding] | str]]:
    """Yield each record in order, with its file and what is found in it or why it cannot be searched."""
    if len(unit.members) == 1:
        source, form = unit.members[0]
        if form.is_record_by_record:
            for piece in pieces_of(source, form):
                if isinstance(piece, Broken):
                    yield source, piece, piece.reason
                elif not isinstance(piece, Gap):
                    yield (
                        source,
                        piece,
                        next(scrubber.find_conversation([piece], names=source.name.split("/"))),
                    )
            return
    groups: dict[str, list[Record]] = {}
    order: list[tuple[Source, Record | Broken]] = []
    for source, form in unit.members:
        for piece in pieces_of(source, form):
            if isinstance(piece, Gap):
                continue
            order.append((source, piece))
            if not isinstance(piece, Broken):
                groups.setdefault(_conversation(form, piece), []).append(piece)
    steps = list(dict.fromkeys(step for source, _ in unit.members for step in source.name.split("/")))
    done: dict[int, Sequence[Finding] | str] = {}
    for group in groups.values():
        done.update(
            (id(record), found)
            for record, found in zip(group, scrubber.find_conversation(group, names=steps), strict=True)
        )
    for source, piece in order:
        yield source, piece, piece.reason if isinstance(piece, Broken) else done[id(piece)]


def _conversation(form: Format, piece: Record | Broken) -> str:
    """The name of the conversation that a record belongs to, within its unit."""
    if form.conversation_of is not None and not isinstance(piece, Broken):
        return form.conversation_of(piece)
    return str(id(piece)) if form.scope is Scope.RECORD else ""


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


def pieces_of(source: Source, form: Format) -> Iterator[Piece]:
    """Yield the pieces of a file; FormatError names the file."""
    with source.open() as stream:
        try:
            with contained():
                yield from form.reader(stream, form.schema)
        except (FormatError, UnexpectedError) as error:
            raise FormatError(f"{source.name}: {error} (read as {form.name})") from None


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
