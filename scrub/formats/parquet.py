"""Parquet tables: each row is a record, with its columns as members; written back with the same schema.

https://parquet.apache.org/docs/file-format/ Read in batches, written in the same row groups and
compression. Key-value metadata are kept only where they describe the columns.
"""

import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO, Final, cast

from scrub.compression import RATIO
from scrub.errors import FormatError
from scrub.footer import batches, open_parquet
from scrub.formats.columns import bare_schema, inner_names
from scrub.formats.format import UNLIMITED, Format, Head, Scope
from scrub.formats.media import MEDIA
from scrub.formats.record import Gap, Piece, Record
from scrub.formats.rows import Batch, Row, RowRecord, columns_of
from scrub.formats.schema import Schema

_MAGIC: Final = b"PAR1"
_BATCH: Final = 256
# What a row group may hold in memory; a file of some bytes can repeat one value for ever.
_LARGEST_GROUP: Final = 1 << 32
# What it may always hold, and the rows that are read at once.
_FREE_GROUP: Final = 1 << 30
_BATCH_BYTES: Final = 1 << 30
# How values are stored that cannot be longer together than what is stored; the others may repeat each other.
_ONCE: Final = frozenset(("PLAIN", "RLE", "BIT_PACKED"))
# The cells that a file may always have, and the items that the lists of a row group may; `RATIO` more a byte.
_FREE_CELLS: Final = 1 << 22
# The columns that tell whose row it is, the most particular first.
_CONVERSATION_COLUMNS: Final = (
    *("conversation_id", "conversation_hash", "session_id", "chat_id", "thread_id", "dialog_id"),
    *("dialogue_id", "trajectory_id", "conversationId", "sessionId"),
)
_LAYOUT: Final = b"scrub.compression"
# Names of columns are searched with the rows.
_PLAIN_NAME: Final = re.compile(r"[A-Za-z_]{1,40}\d{0,3}_{0,2}")


def read_parquet(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield a gap that holds the table's schema, then its rows."""
    import pyarrow as pa

    with tempfile.TemporaryFile() as copy:
        if not stream.seekable():
            shutil.copyfileobj(stream, copy)
            stream = cast(BinaryIO, copy)
        try:
            with open_parquet(stream) as file:
                names = file.schema_arrow.names
                _check_cells(file, stream.seek(0, io.SEEK_END))
                if len(set(names)) < len(names):
                    raise FormatError("two columns have one name")
                row = size = most = 0
                last = None
                for group, data in batches(file, partial(_rows_at_once, file)):
                    if last is None:
                        yield Gap(_header(file, group))
                    if group != last:
                        most, size = _most_bytes(file, group), 0
                    size += data.nbytes
                    if size > most:
                        raise FormatError(f"a row group holds more than {most} bytes")
                    last = group
                    batch = Batch(data, group)
                    batch.check()
                    for index in range(data.num_rows):
                        yield RowRecord(row, batch, index, schema)
                        row += 1
                if last is None:
                    if not all(
                        _PLAIN_NAME.fullmatch(name) for name in (*names, *inner_names(file.schema_arrow))
                    ):
                        raise FormatError("holds no rows, and a column whose name is no plain word")
                    yield Gap(_header(file, None))
        except (pa.ArrowException, OSError) as error:
            raise FormatError(f"is no Parquet file that can be read ({type(error).__name__})") from None


def _check_cells(file: Any, size: int) -> None:
    """FormatError where a file of `size` bytes repeats its few values for ever."""
    cells = file.metadata.num_rows * file.metadata.num_columns
    if cells > _FREE_CELLS + RATIO * size:
        raise FormatError(f"{size} bytes hold {cells} cells")


def _most_bytes(file: Any, group: int) -> int:
    """What a row group may unpack to, by what it takes in the file."""
    columns = file.metadata.row_group(group)
    stored: int = sum(columns.column(number).total_compressed_size for number in range(columns.num_columns))
    return min(_LARGEST_GROUP, _FREE_GROUP + RATIO * stored)


def _rows_at_once(file: Any, group: int) -> int:
    """Return how many rows of a group, one of which could be read, fit into memory at once.

    FormatError where its lists have more items than a group of its size.
    """
    columns = file.metadata.row_group(group)
    longest = items = stored = 0
    for number in range(columns.num_columns):
        column = columns.column(number)
        if not _ONCE.issuperset(column.encodings):
            longest += column.total_uncompressed_size
        stored += column.total_compressed_size
        if file.schema.column(number).max_repetition_level:
            items += column.num_values
    if items > _FREE_CELLS + RATIO * stored:
        raise FormatError(f"a row group holds lists of {items} items")
    return max(1, min(_BATCH, _BATCH_BYTES // max(1, longest)))


def _header(file: Any, group: int | None) -> bytes:
    """The schema, and the compression of each column, as bytes; of a group that could be read.

    Of one that cannot, pyarrow's look at the columns ends the process, not the call.
    """
    compression = {}
    if group is not None:
        columns = file.metadata.row_group(group)
        for number in range(columns.num_columns):
            column = columns.column(number)
            compression[column.path_in_schema] = column.compression
    schema = bare_schema(file.schema_arrow)
    layout = {**(schema.metadata or {}), _LAYOUT: json.dumps(compression).encode()}
    return cast(bytes, schema.with_metadata(layout).serialize().to_pybytes())


def write_parquet(out: BinaryIO, parts: Iterable[Any]) -> None:
    """Write the rows in the row groups in which they were read."""
    table: _Table | None = None
    for part in parts:
        if isinstance(part, Row):
            assert table is not None
            table.add(part)
        elif part and table is None:
            table = _Table(out, part)
    if table is not None:
        table.close()


class _Table:
    """A table that is being written; holds one row group."""

    def __init__(self, out: BinaryIO, header: bytes) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pa.ipc.read_schema(pa.py_buffer(header))
        metadata = dict(schema.metadata)
        compression = json.loads(metadata.pop(_LAYOUT))
        self._schema = schema.with_metadata(metadata or None)
        names = {"UNCOMPRESSED": "NONE", "LZ4_RAW": "LZ4"}
        self._writer = pq.ParquetWriter(
            pa.PythonFile(out, mode="w"),
            self._schema,
            compression={path: names.get(name, name) for path, name in compression.items()} or "snappy",
        )
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        if self._rows and self._rows[-1].batch.group != row.batch.group:
            self._flush()
        self._rows.append(row)

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if not self._rows:
            return
        batches: list[list[Row]] = []
        for row in self._rows:
            if batches and batches[-1][0].batch is row.batch:
                batches[-1].append(row)
            else:
                batches.append([row])
        columns = columns_of(batches, self._schema)
        table = pa.Table.from_arrays(columns, schema=self._schema).unify_dictionaries()
        self._writer.write_table(table.combine_chunks(), row_group_size=max(1, table.num_rows))
        self._rows = []


def _is_parquet(head: Head) -> bool:
    return head.data.startswith(_MAGIC)


def _has_rows_alone(head: Head) -> bool:
    """Whether no column says that rows belong together; the names of columns stand at the file's end."""
    end = head.data if head.complete else head.tail
    return _is_parquet(head) and bool(end) and not any(name.encode() in end for name in _CONVERSATION_COLUMNS)


def _conversation_of(record: Record) -> str:
    cells = cast(RowRecord, record).cells
    for name in _CONVERSATION_COLUMNS:
        if cells.get(name) is not None:
            return f"{name} {cells[name]}"
    return f"row {record.row}"


ROWS: Final = Format(
    "parquet",
    "Parquet table, a conversation a row",
    _has_rows_alone,
    read_parquet,
    MEDIA,
    Scope.RECORD,
    writer=write_parquet,
)
CONVERSATIONS: Final = Format(
    "parquet_conversations",
    "Parquet table, a message a row",
    _is_parquet,
    read_parquet,
    MEDIA,
    Scope.RECORD,
    conversation_of=_conversation_of,
    writer=write_parquet,
)
