"""How records lie in a stream of bytes: one a line, items of an array, one document, one text."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from scrub.errors import FormatError
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.jsontext import split_array
from scrub.formats.record import Broken, Gap, Kind, Piece
from scrub.formats.schema import Schema
from scrub.formats.text import TextRecord, encoding_of, why_binary

_CHUNK = 1 << 20
# A text is held in memory, several times while it is searched.
_LARGEST_TEXT = 1 << 29
_BOM = codecs.BOM_UTF8
_SPACE = b" \t\r\n"

# Yields the pieces of a stream in order; their bytes join to the stream.
Reader = Callable[[BinaryIO, Schema], Iterator[Piece]]


def read_lines(stream: BinaryIO, schema: Schema) -> Iterator[Piece]:
    """Yield the JSON document of each line (JSON Lines); blank lines are gaps and have no row.

    A line that is no JSON comes out as Broken when its segments are asked for, not here.
    """
    return _lines(stream, schema)


def _lines(lines: Iterable[bytes], schema: Schema) -> Iterator[Piece]:
    row = 0
    for line in lines:
        if row == 0 and line.startswith(_BOM):
            yield Gap(_BOM)
            line = line[len(_BOM) :]
        body = line.strip(_SPACE)
        if not body:
            yield Gap(line)
            continue
        lead = len(line) - len(line.lstrip(_SPACE))
        if lead:
            yield Gap(line[:lead])
        yield JsonRecord(row, body, schema)
        row += 1
        if tail := line[lead + len(body) :]:
            yield Gap(tail)


def read_document(stream: BinaryIO, schema: Schema) -> Iterator[Piece]:
    """Yield the elements of a top-level array, or the one document that the stream is.

    Raises FormatError, after what could be read, where an array is cut off.
    """
    return _document(_chunks(stream), schema)


def _document(chunks: Iterator[bytes], schema: Schema) -> Iterator[Piece]:
    head = next(chunks, b"")
    if head.startswith(_BOM):
        yield Gap(_BOM)
        head = head[len(_BOM) :]
    while not head.strip(_SPACE) and (more := next(chunks, b"")):
        head += more
    if not head.lstrip(_SPACE).startswith(b"["):
        data = head + b"".join(chunks)
        body = data.strip(_SPACE)
        lead = len(data) - len(data.lstrip(_SPACE))
        if not body:
            raise FormatError("is empty")
        if lead:
            yield Gap(data[:lead])
        yield JsonRecord(0, body, schema)
        if tail := data[lead + len(body) :]:
            yield Gap(tail)
        return
    row = 0
    for is_element, data in split_array(chain((head,), chunks)):
        if is_element:
            yield JsonRecord(row, data, schema)
            row += 1
        else:
            yield Gap(data)


def read_records(stream: BinaryIO, schema: Schema) -> Iterator[Piece]:
    """Yield the JSON records of a stream that may have them one a line, in an array, or be one.

    What the first line ends with tells: a document that goes on there is no line of JSON Lines.
    """
    opening: list[bytes] = []
    for line in stream:
        opening.append(line)
        body = line.removeprefix(_BOM).strip(_SPACE)
        if body:
            if body.startswith(b"[") or body.endswith((b"{", b"[", b",", b":")):
                return _document(chain((b"".join(opening),), _chunks(stream)), schema)
            break
    return _lines(chain(opening, stream), schema)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def read_text(stream: BinaryIO, schema: Schema, kind: Kind | None = None) -> Iterator[Piece]:
    """Yield the whole stream as one text; as Broken where it is none that can be searched."""
    data = stream.read(_LARGEST_TEXT + 1)
    reason = why_binary(data) if len(data) <= _LARGEST_TEXT else f"is a text of over {_LARGEST_TEXT} bytes"
    yield Broken(0, len(data), reason) if reason else TextRecord(data, kind=kind, encoding=encoding_of(data))
