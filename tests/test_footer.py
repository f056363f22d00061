"""The footer of a Parquet file, with each of its counts of rows damaged."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrub.footer import batches, open_parquet

_ROWS = 3333
# As the footer writes it: zigzag, seven bits a byte. https://github.com/apache/thrift/blob/master/doc/specs/
_COUNT = bytes((2 * _ROWS & 127 | 128, 2 * _ROWS >> 7))


def _stored() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": ["x"] * _ROWS}), out, use_dictionary=False, write_statistics=False)
    return out.getvalue()


def _read(data: bytes) -> int:
    with open_parquet(io.BytesIO(data)) as file:
        return sum(batch.num_rows for _, batch in batches(file, 1024))


def _counts() -> list[int]:
    """Where a count of all rows stands: of pages, of the file, of columns and of row groups."""
    data = _stored()
    return [at for at in range(len(data)) if data.startswith(_COUNT, at)]


def test_a_sound_file_is_read() -> None:
    assert _read(_stored()) == _ROWS
    assert len(_counts()) == 7


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("count", [-_ROWS - 1, _ROWS - 1, _ROWS + 1, -_ROWS])
def test_no_row_is_left_out_where_a_count_is_damaged(number: int, count: int) -> None:
    at = _counts()[number]
    zigzag = 2 * count if count >= 0 else -2 * count - 1
    data = bytearray(_stored())
    data[at : at + 2] = (zigzag & 127 | 128, zigzag >> 7)
    try:
        read = _read(bytes(data))
    except (pa.ArrowException, OSError):
        return
    assert read == _ROWS


@pytest.mark.parametrize("groups", [1, 4])
def test_a_file_is_read_group_by_group(groups: int) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": range(_ROWS), "b": range(_ROWS)}), out, row_group_size=-(-_ROWS // groups))
    out.seek(0)
    with open_parquet(out) as file:
        read = list(batches(file, 500, ["b"]))
    assert sorted({group for group, _ in read}) == list(range(groups))
    assert [each for _, batch in read for each in batch["b"].to_pylist()] == list(range(_ROWS))
    assert {name for _, batch in read for name in batch.schema.names} == {"b"}


def test_a_page_that_does_not_fit_its_checksum_is_refused() -> None:
    out = io.BytesIO()
    table = pa.table({"training": ["off"] * 3})
    pq.write_table(table, out, compression="none", use_dictionary=False, write_page_checksum=True)
    damaged = out.getvalue().replace(b"off\x03", b"onn\x03", 1)
    assert damaged != out.getvalue()
    with open_parquet(io.BytesIO(damaged)) as file, pytest.raises((pa.ArrowException, OSError)):
        list(batches(file, 9))


def test_a_text_that_is_none_is_an_error() -> None:
    data = _stored().replace(b"\1\0\0\0x", b"\1\0\0\0\xff")
    with pytest.raises(pa.ArrowInvalid):
        _read(data)
