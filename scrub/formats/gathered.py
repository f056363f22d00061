"""Records of many files, brought together by the conversation that they say they are of.

Made by a run for itself (`scrub.run.gather`): each line is a header, a tab, and the record as JSON. The
header is `[conversation, format, file, row]`, and of a record that could not be read also why, and its size;
lines lie in any order and come out by conversation, file, row.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from scrub.errors import FormatError
from scrub.formats.format import UNLIMITED, Format, Scope
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.media import MEDIA
from scrub.formats.record import Broken, Gap, Piece, Record
from scrub.formats.schema import Schema

# How the name of what is a conversation of its own begins; no id does.
ALONE: Final = "\0"


class GatheredRecord(JsonRecord):
    """A record that knows its conversation, and the name of the format that it was read in."""

    __slots__ = ("conversation", "form")

    def __init__(self, row: int, data: bytes, schema: Schema, conversation: str, form: str) -> None:
        super().__init__(row, data, schema)
        self.conversation = conversation
        self.form = form


def gathered_line(conversation: str, form: str, file: int, piece: Record | Broken) -> bytes:
    """Return the line of a record."""
    place = (conversation, form, file, piece.row)
    if isinstance(piece, Broken):
        return json.dumps([*place, piece.reason, piece.size]).encode() + b"\t\n"
    # Between the tokens of JSON, which is the only place where it can have them.
    body = piece.data.replace(b"\r", b" ").replace(b"\n", b" ")
    return json.dumps(place).encode() + b"\t" + body + b"\n"


def conversation_of_line(line: bytes) -> str:
    """Return whose line it is."""
    return str(json.loads(line.partition(b"\t")[0])[0])


def read_gathered(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield the records, those of a conversation one after the other."""
    from scrub.formats import format_named

    lines = []
    for line in stream:
        header, tab, body = line.rstrip(b"\n").partition(b"\t")
        if not tab:
            raise FormatError("a line has no header")
        conversation, form, file, row, *broken = json.loads(header)
        lines.append((conversation, file, row, form, body, broken))
    lines.sort(key=lambda line: line[:3])
    schemas: dict[str, Schema] = {}
    for row, (conversation, _file, _row, form, body, broken) in enumerate(lines):
        if broken:
            reason, size = broken
            yield Broken(row, size, reason)
        else:
            form_schema = schemas.setdefault(form, format_named(form).schema)
            yield GatheredRecord(row, body, form_schema, conversation, form)
        yield Gap(b"\n")


def conversation_of(record: Record) -> str:
    """Return the id that a record gives its conversation, or a name of its own."""
    assert isinstance(record, GatheredRecord)
    return record.conversation


def gathered_id(record: Record | Broken) -> str | None:
    """Return the id of the conversation that a record was brought together by; None for any other."""
    name = record.conversation if isinstance(record, GatheredRecord) else ALONE
    return None if name.startswith(ALONE) else name


GATHERED: Final = Format(
    "gathered",
    "records brought together",
    # No file of anyone else is one.
    lambda _head: False,
    read_gathered,
    MEDIA,
    Scope.RECORD,
    conversation_of=conversation_of,
    output_suffix=".jsonl",
)
