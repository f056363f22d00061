"""Containers: records and gaps join to the file in every layout; what is cut off is said."""

import io
import json
from collections.abc import Iterator
from random import Random
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.errors import FormatError
from scrub.formats.container import Reader, read_document, read_lines, read_records, read_text
from scrub.formats.document import parse
from scrub.formats.record import Broken, Gap, Piece
from scrub.formats.schema import ANY_SCHEMA
from tests.json_documents import documents, plain, written

BOM = b"\xef\xbb\xbf"
JANE = {"name": "Jane Roe"}


def read(reader: Reader, data: bytes) -> list[Piece]:
    return list(reader(io.BytesIO(data), ANY_SCHEMA))


def joined(pieces: list[Piece]) -> bytes:
    return b"".join(piece.data for piece in pieces if not isinstance(piece, Broken))


def bodies(pieces: list[Piece]) -> list[bytes]:
    return [piece.data for piece in pieces if not isinstance(piece, Gap | Broken)]


def rows(pieces: list[Piece]) -> list[int]:
    return [piece.row for piece in pieces if not isinstance(piece, Gap)]


@st.composite
def layouts(draw: st.DrawFn) -> tuple[bytes, list[Any], bool]:
    """A file, the documents in it, and whether it has one a line."""
    items = draw(st.lists(documents, min_size=1, max_size=4))
    random = Random(draw(st.integers(0, 2**32)))
    bom = draw(st.sampled_from([b"", BOM]))
    tail = draw(st.sampled_from(["", "\n", "\r\n", "\n\n"]))
    if draw(st.booleans()):
        end = draw(st.sampled_from(["\n", "\r\n", "\n\n", " \n"]))
        lines = [
            json.dumps({"of": number, "all": written(item, random)}) for number, item in enumerate(items)
        ]
        return bom + (end.join(lines) + tail).encode(), lines, True
    return bom + (written(items, random) + tail).encode(), items, False


@given(layouts())
def test_records_and_gaps_join_to_the_file(layout: tuple[bytes, list[Any], bool]) -> None:
    data, items, is_lines = layout
    for reader in (read_records, read_lines if is_lines else read_document):
        pieces = read(reader, data)
        assert joined(pieces) == data
        assert rows(pieces) == list(range(len(items)))
        if is_lines:
            assert [body.decode() for body in bodies(pieces)] == items
        else:
            assert [plain(parse(body)) for body in bodies(pieces)] == [plain(item) for item in items]


@pytest.mark.parametrize(
    "data, expected",
    [
        pytest.param(b'{"a": 1}\n{"b": 2}\n', [b'{"a": 1}', b'{"b": 2}'], id="lines"),
        pytest.param(b'{"a": 1}\r\n\r\n{"b": 2}', [b'{"a": 1}', b'{"b": 2}'], id="crlf-blank-no-end"),
        pytest.param(BOM + b'{"a": 1}\n', [b'{"a": 1}'], id="byte-order-mark"),
        pytest.param(b'[\n  {"a": 1},\n  {"b": 2}\n]\n', [b'{"a": 1}', b'{"b": 2}'], id="array"),
        pytest.param(b'[{"a": 1},\n{"b": 2}]', [b'{"a": 1}', b'{"b": 2}'], id="array-an-element-a-line"),
        pytest.param(b'\n\n{\n  "a": 1\n}\n', [b'{\n  "a": 1\n}'], id="document"),
        pytest.param(b'{"a": {\n"b": 1}}\n', [b'{"a": {\n"b": 1}}'], id="document-that-starts-on-the-line"),
        pytest.param(b'{"a": "Jane', [b'{"a": "Jane'], id="one-line-cut-off"),
        pytest.param(b"[]", [], id="empty-array"),
    ],
)
def test_records_are_found_in_any_layout(data: bytes, expected: list[bytes]) -> None:
    pieces = read(read_records, data)
    assert bodies(pieces) == expected
    assert joined(pieces) == data


def test_a_truncated_last_line_is_refused_alone() -> None:
    whole, cut = [
        piece for piece in read(read_lines, b'{"a": "x"}\n{"a": "Jane') if not isinstance(piece, Gap)
    ]
    assert not isinstance(whole, Broken | Gap) and not isinstance(cut, Broken | Gap)
    assert [segment.text for segment in whole.segments()] == ["a", "x"]
    with pytest.raises(FormatError, match="invalid JSON") as caught:
        cut.segments()
    assert "Jane" not in str(caught.value)


def test_an_array_that_is_cut_off_is_said_after_what_could_be_read() -> None:
    pieces = read_document(io.BytesIO(b'[{"a": 1}, {"b": "Jane'), ANY_SCHEMA)
    seen: list[Piece] = []
    with pytest.raises(FormatError, match="cut off"):
        seen.extend(iter(pieces))
    assert bodies(seen) == [b'{"a": 1}']


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(FormatError, match="is empty"):
        read(read_document, b" \n")


class _Counted(io.BytesIO):
    """A stream that says how far it was read."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None and size > 0, "reads to the end at once"
        return super().read(size)


def test_an_array_is_read_in_chunks() -> None:
    def stream() -> Iterator[bytes]:
        yield b"["
        for number in range(50_000):
            yield (b"," if number else b"") + json.dumps({"n": number, **JANE}).encode()
        yield b"]"

    data = b"".join(stream())
    pieces = read_document(cast(BinaryIO, _Counted(data)), ANY_SCHEMA)
    assert sum(not isinstance(piece, Gap) for piece in pieces) == 50_000


def test_a_text_with_nul_bytes_is_broken() -> None:
    (piece,) = read(read_text, b"Jane\0Roe")
    assert isinstance(piece, Broken)
    assert (piece.row, piece.size, "Jane" in piece.reason) == (0, 8, False)
