"""What a format is: how to recognise it, how its records lie, what its members mean."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final, Protocol

from scrub.formats.outline import Outline
from scrub.formats.record import Piece, Record
from scrub.formats.schema import ANY_SCHEMA, Schema

# How much of a file is looked at to recognise its format, in bytes.
HEAD_SIZE = 1 << 16

# A record may be as large as it is.
UNLIMITED: Final = 1 << 62


class Reader(Protocol):
    """Yields the pieces of a stream in order; their bytes join to the stream, but for broken records.

    A record of more than `largest` bytes, or not much more, comes out broken and is not held in memory where
    the layout allows.
    """

    def __call__(self, stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
        """Read a stream."""


class Scope(Enum):
    """Which records of a file make one conversation."""

    RECORD = auto()
    FILE = auto()


@dataclass(frozen=True)
class Head:
    """The beginning of a file, as the recognisers see it."""

    # The file's path with forward slashes, without compression suffixes.
    name: str
    data: bytes
    # Whether `data` is the whole file.
    complete: bool
    # The end of the file, where it is not complete and can be read without the rest.
    tail: bytes = b""

    @cached_property
    def suffix(self) -> str:
        """The last suffix in lower case, with its dot; a dot file's name is its suffix."""
        path = PurePosixPath(self.name)
        return (path.suffix or path.name).lower()

    @cached_property
    def lines(self) -> list[Any]:
        """The parsed JSON documents of the first lines; [] where the first line is none.

        Where the first line is longer than the head, [{}] if it begins like an object.
        """
        parsed: list[Any] = []
        lines = [line for line in self.data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        for number, line in enumerate(lines[:20]):
            is_cut = number == len(lines) - 1 and not self.complete and not self.data.endswith(b"\n")
            if is_cut and not parsed and line.lstrip().startswith(b'{"'):
                return [{}]
            try:
                parsed.append(json.loads(line))
            except RecursionError:
                # Withheld when it is read.
                parsed.append({})
            except ValueError:
                if not parsed:
                    return []
        return parsed

    @cached_property
    def is_json(self) -> bool:
        """Whether the file begins like one JSON object or array."""
        return bool(
            re.match(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*(?:[\[{"\]0-9-]|true|false|null))', self.data)
        )

    @cached_property
    def outline(self) -> Outline:
        """The member paths of its JSON records, as far as it reaches; none where it is no JSON."""
        return Outline(self.data.decode("utf-8-sig", "replace") if self.is_json else "")


def write_bytes(out: BinaryIO, parts: Iterable[bytes]) -> None:
    """Write gaps and rewritten records one after the other."""
    for part in parts:
        out.write(part)


@dataclass(frozen=True)
class Format:
    """One native format. Its module says, with the source, what the format is."""

    # What `--input-format` calls it: lower case, underscores.
    name: str
    # What people call it.
    title: str
    recognises: Callable[[Head], bool]
    reader: Reader
    schema: Schema = ANY_SCHEMA
    scope: Scope = Scope.FILE
    # Where records of several conversations lie mixed in a file: the conversation that one belongs to.
    conversation_of: Callable[[Record], str] | None = None
    # Where a conversation lies in several files: a path that they have in common.
    group_of: Callable[[PurePosixPath], PurePosixPath] | None = None
    writer: Callable[[BinaryIO, Iterable[Any]], None] = write_bytes
    # The suffix of what is written where it differs from what is read.
    output_suffix: str | None = None

    @property
    def is_record_by_record(self) -> bool:
        """Whether each record is a conversation, so that none waits for the next."""
        return self.scope is Scope.RECORD and self.conversation_of is None

    def __reduce__(self) -> Any:
        # Tables of functions do not travel between processes; the name does.
        return _of_name, (self.name,)


def _of_name(name: str) -> Format:
    from scrub.formats import format_named

    return format_named(name)
