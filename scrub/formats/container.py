"""How records lie in a stream of bytes: one a line, items of an array, one document, one text."""

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from scrub.errors import FormatError
from scrub.formats.format import UNLIMITED
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.jsontext import split_array
from scrub.formats.record import Broken, Gap, Kind, Piece, over_limit
from scrub.formats.schema import Schema
from scrub.formats.text import TextRecord, encoding_of, why_binary

_CHUNK = 1 << 20
# A text is held in memory, several times while it is searched.
_LARGEST_TEXT = 1 << 29
_BOM = codecs.BOM_UTF8
_SPACE = b" \t\r\n"

# A line, or how many bytes of one were passed over, and what it ends with.
_Line = bytes | tuple[int, bytes]


def read_lines(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield the JSON document of each line (JSON Lines); blank lines are gaps and have no row.

    A line that is no JSON comes out as Broken when its segments are asked for, not here.
    """
    return _lines(_bounded(stream, largest), schema, largest)


def _bounded(stream: BinaryIO, largest: int) -> Iterator[_Line]:
    """Yield the lines of a stream; of one over the limit no more is held than that."""
    while start := stream.readline(_CHUNK):
        yield start if start.endswith(b"\n") else _whole_line(stream, start, largest)


def _whole_line(stream: BinaryIO, start: bytes, largest: int) -> _Line:
    """Return the line that begins so."""
    held, last, size = [start], start, len(start)
    while not last.endswith(b"\n") and (more := stream.readline(_CHUNK)):
        last, size = more, size + len(more)
        if size <= largest + _CHUNK:
            held.append(more)
        else:
            held.clear()
    return b"".join(held) if held else (size, last[len(last.rstrip(b"\r\n")) :])


def _lines(lines: Iterable[_Line], schema: Schema, largest: int) -> Iterator[Piece]:
    row = 0
    for line in lines:
        if isinstance(line, tuple):
            size, end = line
            yield Broken(row, size - len(end), over_limit(largest))
            row += 1
            if end:
                yield Gap(end)
            continue
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


def read_document(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield the elements of a top-level array, or the one document that the stream is.

    Raises FormatError, after what could be read, where an array is cut off.
    """
    return _document(_chunks(stream), schema, largest)


def _document(chunks: Iterator[bytes], schema: Schema, largest: int) -> Iterator[Piece]:
    head = next(chunks, b"")
    if head.startswith(_BOM):
        yield Gap(_BOM)
        head = head[len(_BOM) :]
    while not head.strip(_SPACE) and (more := next(chunks, b"")):
        if head:
            yield Gap(head)
        head = more
    if not head.lstrip(_SPACE).startswith(b"["):
        data, left_out = _joined(chain((head,), chunks), largest + _CHUNK)
        if left_out:
            yield Broken(0, len(data) + left_out, over_limit(largest))
            return
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
    for is_element, part in split_array(chain((head,), chunks), largest):
        if isinstance(part, int):
            yield Broken(row, part, over_limit(largest))
        else:
            yield JsonRecord(row, part, schema) if is_element else Gap(part)
        row += is_element


def _joined(chunks: Iterator[bytes], most: int) -> tuple[bytes, int]:
    """Return the chunks that do not exceed the limit, and how many bytes come after them."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        if size + len(chunk) > most:
            return b"".join(held), len(chunk) + sum(map(len, chunks))
        held.append(chunk)
        size += len(chunk)
    return b"".join(held), 0


def read_records(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield the JSON records of a stream that may have them one a line, in an array, or be one.

    What the first line ends with tells: a document that goes on there is no line of JSON Lines.
    """
    opening: list[bytes] = []
    lines: list[_Line] = []
    while start := stream.readline(_CHUNK):
        opening.append(start)
        body = start.removeprefix(_BOM).strip(_SPACE)
        # An array may be one line, and is not held.
        line = start if body.startswith(b"[") else _whole_line(stream, start, largest)
        if isinstance(line, bytes) and body:
            opening[-1] = line
            if body.startswith(b"[") or line.rstrip(_SPACE).endswith((b"{", b"[", b",", b":")):
                return _document(chain((b"".join(opening),), _chunks(stream)), schema, largest)
        lines.append(line)
        if body:
            break
    return _lines(chain(lines, _bounded(stream, largest)), schema, largest)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def read_text(
    stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /, kind: Kind | None = None
) -> Iterator[Piece]:
    """Yield the whole stream as one text; as Broken where it is none that can be searched."""
    data = stream.read(min(largest, _LARGEST_TEXT) + 1)
    if len(data) > largest:
        reason: str | None = over_limit(largest)
    else:
        reason = f"is a text of over {_LARGEST_TEXT} bytes" if len(data) > _LARGEST_TEXT else why_binary(data)
    yield Broken(0, len(data), reason) if reason else TextRecord(data, kind=kind, encoding=encoding_of(data))
