"""Containers: records and gaps join to the file in every layout; what is cut off is said."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from random import Random
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.errors import FormatError
from scrub.formats.container import read_document, read_lines, read_records, read_text
from scrub.formats.document import parse
from scrub.formats.format import Reader
from scrub.formats.jsontext import split_array
from scrub.formats.record import Broken, Gap, Piece, over_limit
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


# Beyond the limit so much may be read before it is noticed.
_SLACK = 1 << 20
_LIMIT = 3 << 20
_SMALL = b'{"a": "x"}'


def _large(size: int) -> bytes:
    return b'{"a": "' + b'\\"[],{}\\\\' * (size // 9) + b'", "b": [["]"], {}]}'


@pytest.mark.parametrize(
    "reader, data, expected",
    [
        pytest.param(read_lines, b"%b\n%b\r\n%b\n", [_SMALL, None, _SMALL], id="lines"),
        pytest.param(read_records, b"%b\n%b\n%b", [_SMALL, None, _SMALL], id="records-a-line"),
        pytest.param(read_records, b"%.0b\n%b\n%b\n", [None, _SMALL], id="the-first-line"),
        pytest.param(read_records, b"[%b, %b,\n%b]\n", [_SMALL, None, _SMALL], id="array-in-a-line"),
        pytest.param(read_document, b"%.0b[\n%b ,\n%b\n]", [None, _SMALL], id="the-first-element"),
        pytest.param(read_document, b"%.0b%b%.0b\n", [None], id="document"),
        pytest.param(read_records, b'%.0b{\n"a": %b}%.0b\n', [None], id="document-of-many-lines"),
    ],
)
def test_a_record_over_the_limit_is_broken_and_not_held(
    reader: Reader, data: bytes, expected: list[bytes | None]
) -> None:
    whole = data % (_SMALL, _large(12 * _LIMIT), _SMALL)
    stream = io.BytesIO(whole)
    seen: list[bytes | None] = []
    tracemalloc.start()
    try:
        for piece in reader(stream, ANY_SCHEMA, _LIMIT):
            if isinstance(piece, Broken):
                assert (piece.row, piece.reason) == (len(seen), over_limit(_LIMIT))
                assert 0 <= piece.size - 12 * _LIMIT < _SLACK
                seen.append(None)
            elif not isinstance(piece, Gap):
                assert piece.row == len(seen)
                seen.append(piece.data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert seen == expected
    # What is read, and what it is put together with.
    assert peak < 5 * (_LIMIT + _SLACK), peak


@given(st.lists(st.integers(0, 400), min_size=1, max_size=5), st.integers(1, 60))
def test_elements_over_a_limit_are_passed_over_in_any_chunks(sizes: list[int], size: int) -> None:
    elements = [_large(each) for each in sizes]
    raw = b"[" + b", ".join(elements) + b"]"
    chunks = (raw[at : at + size] for at in range(0, len(raw), size))
    parts = list(split_array(chunks, 200))
    found = [part for is_element, part in parts if is_element]
    assert len(found) == len(elements)
    for part, element in zip(found, elements, strict=True):
        assert part == element or (isinstance(part, int) and 200 < len(element) <= part <= len(element) + 1)
    assert sum(part if isinstance(part, int) else len(part) for _, part in parts) == len(raw)


@pytest.mark.parametrize("data", [b'[{"a": "xxxxxxxxxxxx', b'[{"a": ["xxxxxxxxxxxx"]', b'["xxxxxxxxxxxxxx\\'])
def test_an_array_cut_off_in_what_is_passed_over_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="cut off"):
        list(split_array(iter([data[:8], data[8:14], data[14:]]), 4))
