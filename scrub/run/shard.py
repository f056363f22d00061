"""One shard: rows `{"id", "files": [{"file", "format", "records"}]}`, as JSON Lines or as Parquet.

`id` is that of the ledger; each file of the conversation has its scrubbed name, its format and its records.
In JSON Lines these are JSON, texts as strings; in Parquet each is a string that holds JSON.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, Protocol, cast

from scrub.compression import compressed
from scrub.formats import generic, parquet

# What a row group of Parquet holds at least.
_GROUP_BYTES: Final = 16 << 20


class StoredFile(NamedTuple):
    """What a conversation has in one of its files."""

    file: str
    format: str
    # Each as JSON, on one line.
    records: Sequence[bytes]


class Shard(Protocol):
    """A shard that is being written."""

    rows: int
    # Of what was added, before compression.
    size: int
    # What it is read as.
    format_name: str

    def add(self, name: str, files: Sequence[StoredFile]) -> bytes:
        """Write a conversation; return what a reader takes its row for."""

    def close(self) -> None:
        """End it."""


class LinesShard:
    """JSON Lines, compressed as its name says."""

    format_name = generic.JSON_LINES.name

    def __init__(self, path: Path, name: str) -> None:
        self.rows = self.size = 0
        self._stack = ExitStack()
        raw = cast(BinaryIO, self._stack.enter_context(path.open("xb")))
        self._stream = self._stack.enter_context(compressed(raw, name))

    def add(self, name: str, files: Sequence[StoredFile]) -> bytes:
        """Write a line."""
        parts = (
            b'{"file":%b,"format":%b,"records":[%b]}'
            % (json.dumps(each.file).encode(), json.dumps(each.format).encode(), b",".join(each.records))
            for each in files
        )
        line = b'{"id":%b,"files":[%b]}' % (json.dumps(name).encode(), b",".join(parts))
        self._stream.write(line + b"\n")
        self.rows += 1
        self.size += len(line) + 1
        return line

    def close(self) -> None:
        """End the file."""
        self._stack.close()


class ParquetShard:
    """A Parquet table; holds one row group."""

    format_name = parquet.ROWS.name

    def __init__(self, path: Path, _: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.rows = self.size = 0
        text = pa.string()
        file = pa.struct([("file", text), ("format", text), ("records", pa.list_(pa.large_string()))])
        self._schema = pa.schema([("id", text), ("files", pa.list_(file))])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []
        self._written = 0

    def add(self, name: str, files: Sequence[StoredFile]) -> bytes:
        """Write a row, which is read as JSON."""
        row = {
            "id": name,
            "files": [
                {
                    # Bytes of a name that are no UTF-8 are half characters, which a column cannot hold.
                    "file": each.file.encode("utf-8", "backslashreplace").decode(),
                    "format": each.format,
                    "records": [record.decode() for record in each.records],
                }
                for each in files
            ],
        }
        stored = json.dumps(row, ensure_ascii=False).encode()
        self._waiting.append(row)
        self.rows += 1
        self.size += len(stored)
        if self.size - self._written >= _GROUP_BYTES:
            self._flush()
        return stored

    def close(self) -> None:
        """End the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._writer.write_table(pa.Table.from_pylist(self._waiting, self._schema))
        self._waiting, self._written = [], self.size


# By the end of their names.
SHARDS: Final[Mapping[str, Callable[[Path, str], Shard]]] = {
    "jsonl.zst": LinesShard,
    "jsonl.gz": LinesShard,
    "jsonl": LinesShard,
    "parquet": ParquetShard,
}
