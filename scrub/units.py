"""Which files belong together, and the pieces and findings of each, in the order of the files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from scrub.data import Finding, Record
from scrub.errors import FormatError, ScrubError, UnexpectedError, contained
from scrub.files import InputError, Source
from scrub.formats import FORMATS, format_named, recognise
from scrub.formats.format import UNLIMITED, Format, Scope
from scrub.formats.generic import TEXT
from scrub.formats.record import Broken, Gap, Piece


class UnusableError(InputError):
    """A file cannot be read, or is empty."""

    def __init__(self, source: Source, cause: str) -> None:
        super().__init__(cause)
        self.source = source


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are scrubbed together: those of one conversation, or one file that holds many."""

    members: tuple[tuple[Source, Format], ...]


def units_of(
    sources: Iterable[Source], forced: str | None = None, *, keeps_empty: bool = False
) -> Iterator[Unit | UnusableError]:
    """Yield the files to be scrubbed together, in order of the first of them.

    A file that cannot be read comes out as the error that says so, and an empty one too unless it is to
    be kept, as a text without anything in it.
    """
    return grouped((source, recognised(source, forced, keeps_empty=keeps_empty)) for source in sources)


def recognised(source: Source, forced: str | None = None, *, keeps_empty: bool = False) -> Format | str:
    """Return the format of a file, or why it has none."""
    try:
        return format_of(source, forced, keeps_empty=keeps_empty)
    except ScrubError as error:
        return str(error)


def grouped(files: Iterable[tuple[Source, Format | str]]) -> Iterator[Unit | UnusableError]:
    """Yield the files to be scrubbed together, as `units_of` does, of files that were recognised."""
    found: list[list[tuple[Source, Format]] | UnusableError] = []
    groups: dict[PurePosixPath, list[tuple[Source, Format]]] = {}
    for source, form in files:
        if isinstance(form, str):
            found.append(UnusableError(source, form))
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


def format_of(source: Source, forced: str | None = None, *, keeps_empty: bool = False) -> Format:
    """Return the format of a file, by its content unless one is forced; InputError for an empty one."""
    head = source.head()
    if not head.data:
        if keeps_empty:
            return TEXT
        raise InputError(f"{source.name}: is empty")
    if forced:
        return format_named(forced)
    try:
        with contained():
            return recognise(head)
    except UnexpectedError as error:
        raise FormatError(f"{source.name}: {error}") from None


def pieces_of(source: Source, form: Format, largest: int = UNLIMITED) -> Iterator[Piece]:
    """Yield the pieces of a file, records of more bytes broken; FormatError names the file."""
    with source.open() as stream:
        try:
            with contained():
                yield from form.reader(stream, form.schema, largest)
        except (FormatError, UnexpectedError) as error:
            raise FormatError(f"{source.name}: {error} (read as {form.name})") from None


class Searching(Protocol):
    """Finds what is to be redacted in the records of one conversation: a `Scrubber`, or its search alone."""

    @property
    def largest(self) -> int:
        """How many bytes a conversation may have."""

    def find_conversation(
        self, records: Sequence[Record], *, names: Sequence[str] = ()
    ) -> Iterator[Sequence[Finding] | str]:
        """Yield for each record what would be redacted, or why it would be withheld."""


def find_unit(
    search: Searching, unit: Unit
) -> Iterator[tuple[Source, Record | Broken, Sequence[Finding] | str]]:
    """Yield each record in order, with its file and what is found in it or why it cannot be searched."""
    if len(unit.members) == 1:
        source, form = unit.members[0]
        if form.is_record_by_record:
            for piece in pieces_of(source, form, search.largest):
                if isinstance(piece, Broken):
                    yield source, piece, piece.reason
                elif not isinstance(piece, Gap):
                    yield (
                        source,
                        piece,
                        next(search.find_conversation([piece], names=source.name.split("/"))),
                    )
            return
    groups: dict[str, list[Record]] = {}
    order: list[tuple[Source, Record | Broken]] = []
    for source, form in unit.members:
        for piece in pieces_of(source, form, search.largest):
            if isinstance(piece, Gap):
                continue
            order.append((source, piece))
            if not isinstance(piece, Broken):
                groups.setdefault(conversation_of(form, piece), []).append(piece)
    steps = list(dict.fromkeys(step for source, _ in unit.members for step in source.name.split("/")))
    done: dict[int, Sequence[Finding] | str] = {}
    for group in groups.values():
        done.update(
            (id(record), found)
            for record, found in zip(group, search.find_conversation(group, names=steps), strict=True)
        )
    for source, piece in order:
        yield source, piece, piece.reason if isinstance(piece, Broken) else done[id(piece)]


def conversation_of(form: Format, piece: Record | Broken) -> str:
    """The name of the conversation that a record belongs to, within its unit."""
    if form.conversation_of is not None and not isinstance(piece, Broken):
        return form.conversation_of(piece)
    return str(id(piece)) if form.scope is Scope.RECORD else ""
