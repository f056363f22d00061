"""Reads Parquet files as far as their footer says, not less: a damaged count of rows is an error.

https://parquet.apache.org/docs/file-format/metadata/ pyarrow alone ends the process or leaves rows out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile


def open_parquet(source: Path | BinaryIO) -> ParquetFile:
    """Return the file, to be used in a `with`; ArrowException or OSError where it cannot be read."""
    import pyarrow
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(source, page_checksum_verification=True)
    groups = _rows(file)
    if min(groups, default=0) < 0 or sum(groups) != file.metadata.num_rows:
        file.close()
        raise pyarrow.ArrowInvalid("the row groups do not have as many rows as the file")
    return file


def batches(
    file: ParquetFile, most: int | Callable[[int], int], columns: Sequence[str] | None = None
) -> Iterator[tuple[int, RecordBatch]]:
    """Yield the rows, `most` at a time, each time with the number of their row group.

    `most` may ask what is said of a group: one row of it could be read. At least one column is read.
    ArrowException or OSError where they cannot be read, or are fewer than told.
    """
    import pyarrow

    for group, rows in enumerate(_rows(file)):
        if isinstance(most, int):
            at_once = most
        else:
            # Of a group that cannot be read, pyarrow's look at what is said of it ends the process.
            next(file.iter_batches(1, row_groups=[group], columns=columns), None)
            at_once = most(group)
        for batch in file.iter_batches(at_once, row_groups=[group], columns=columns):
            # Texts that are no UTF-8, and offsets that lead out of the column.
            batch.validate(full=True)
            rows -= batch.num_rows
            yield group, batch
        if rows:
            raise pyarrow.ArrowInvalid("a row group does not have as many rows as it says")


def _rows(file: ParquetFile) -> list[int]:
    return [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
