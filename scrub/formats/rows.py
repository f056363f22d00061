"""Rows of column-wise tables as records, and what is written of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from scrub.errors import FormatError
from scrub.formats.cells import Cell, rendered, restored
from scrub.formats.columns import inner_names, plain, rebuilt, without_dictionary
from scrub.formats.jsontext import pointer_of, pointers, splice
from scrub.formats.record import MOST_LEVELS, Edit, Segment
from scrub.formats.schema import Schema

_NAMED: Final = "the name of a column holds what is to be redacted: rename the column"


class Batch:
    """Some rows of one row group, decoded when asked for."""

    def __init__(self, data: Any, group: int) -> None:
        # A `pyarrow.RecordBatch`.
        self.data = data
        self.group = group
        self.inner_names = inner_names(data.schema)
        self._rows: list[dict[str, Cell]] | None = None
        # Some row cannot be read; the others are read one by one.
        self._is_damaged = False

    def check(self) -> None:
        """Raise FormatError where a row cannot be decoded; the file is still at hand to be named."""
        _decoded(self.data)

    def row(self, index: int) -> dict[str, Cell]:
        """One row, or FormatError; those of the batch are kept until the last of them was asked for."""
        if self._rows is None and not self._is_damaged:
            try:
                self._rows = _decoded(self.data)
            except FormatError:
                self._is_damaged = True
        if self._rows is None:
            return _decoded(self.data.slice(index, 1))[0]
        row = self._rows[index]
        if index == len(self._rows) - 1:
            self._rows = None
        return row


class Row:
    """What is written of a row: where it lies, and the cells that changed."""

    __slots__ = ("batch", "cells", "index")

    def __init__(self, batch: Batch, index: int, cells: Mapping[str, Cell]) -> None:
        self.batch = batch
        self.index = index
        self.cells = cells

    def __bytes__(self) -> bytes:
        return _as_json({**self.batch.row(self.index), **self.cells})


class RowRecord:
    """One row of a table."""

    __slots__ = ("_batch", "_index", "_schema", "row")

    def __init__(self, row: int, batch: Batch, index: int, schema: Schema) -> None:
        self.row = row
        self._batch = batch
        self._index = index
        self._schema = schema

    @property
    def data(self) -> bytes:
        """The row as JSON."""
        return _as_json(self.cells)

    @property
    def cells(self) -> dict[str, Cell]:
        """The row as values of Python."""
        return self._batch.row(self._index)

    def segments(self, levels: int = MOST_LEVELS) -> Sequence[Segment]:
        """Return its texts and long numbers, and the names of columns."""
        row = rendered(self.cells)
        segments = self._schema.segments(row, levels)[0]
        absent = [Segment(place, name, is_key=True) for place, name in self._absent(row).items()]
        return [*segments, *absent] if absent else segments

    def _absent(self, row: Any) -> dict[int, str]:
        """Return the names that the row lacks and the table has, each with a place of no string in it."""
        if not self._batch.inner_names:
            return {}
        return {
            -1 - at: name for at, name in enumerate(sorted(self._batch.inner_names.difference(_names(row))))
        }

    def pointers(self, places: Sequence[int]) -> Mapping[int, str]:
        """Return `/column` and on, as if the row were JSON; names that it lacks are those of columns."""
        found = pointers(self.data.decode("utf-8"), places)
        if min(places, default=0) < 0:
            absent = self._absent(rendered(self.cells))
            found |= {place: f"{pointer_of(absent[place])}#key" for place in places if place < 0}
        return found

    def rewrite(self, edits: Mapping[int, Sequence[Edit]]) -> Row:
        """Return the row with the edits made; what a column cannot hold becomes null."""
        if not edits:
            return Row(self._batch, self._index, {})
        if min(edits) < 0:
            raise FormatError(_NAMED)
        import pyarrow as pa

        before = self.cells
        after = json.loads(splice(self.data.decode("utf-8"), edits))
        if _names(after) != _names(rendered(before)):
            raise FormatError(_NAMED)
        changed = {}
        for column, (name, cell) in zip(self._batch.data.schema, before.items(), strict=True):
            if rendered(cell) == after[name]:
                continue
            changed[name] = restored(cell, after[name])
            try:
                pa.array([changed[name]], type=column.type)
            except (pa.ArrowException, ValueError, TypeError, OverflowError):
                if not column.nullable or pa.types.is_nested(column.type):
                    raise FormatError(f"a stand-in does not fit a column of type {column.type}") from None
                changed[name] = None
        return Row(self._batch, self._index, changed)


def columns_of(batches: Sequence[Sequence[Row]], schema: Any) -> list[Any]:
    """Return the columns of a table of some rows, each list of them of one batch."""
    import pyarrow as pa

    columns = []
    for field in schema:
        chunks = [chunk for rows in batches for chunk in _chunks(rows, field)]
        column = pa.chunked_array(chunks, type=plain(field.type))
        # pyarrow makes no dictionary of numbers by a cast.
        if pa.types.is_dictionary(field.type):
            column = column.dictionary_encode()
        columns.append(column.cast(field.type))
    return columns


def _chunks(rows: Sequence[Row], field: Any) -> Iterator[Any]:
    """Yield one column of some rows of a batch: as it was read, but for the cells that changed.

    Dictionaries are not taken along: they still hold what was replaced.
    """
    import pyarrow as pa

    kind = plain(field.type)
    column = rows[0].batch.data.column(field.name).cast(kind)
    start = 0
    for number, row in enumerate(rows):
        if field.name in row.cells:
            if start < number:
                yield column.take(pa.array([each.index for each in rows[start:number]]))
            yield pa.array([row.cells[field.name]], type=kind)
            start = number + 1
    if start < len(rows):
        yield column.take(pa.array([each.index for each in rows[start:]]))


def _names(item: Any) -> list[Any]:
    """The member names of a document, in order."""
    if isinstance(item, dict):
        return [part for name, each in item.items() for part in (name, *_names(each))]
    return [part for each in item for part in _names(each)] if isinstance(item, list) else []


def _as_json(cells: Mapping[str, Cell]) -> bytes:
    return json.dumps(rendered(cells), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _decoded(data: Any) -> list[dict[str, Cell]]:
    import pyarrow as pa

    try:
        columns = [column.cast(rebuilt(column.type, _readable), safe=False) for column in data.columns]
        rows = pa.RecordBatch.from_arrays(columns, data.schema.names).to_pylist()
    # A day before the year 1, a zone that is not known, two members of one name, a text that is no UTF-8.
    except (pa.ArrowException, ValueError, OverflowError, KeyError) as error:
        raise FormatError(f"a row holds a value that cannot be read ({type(error).__name__})") from None
    return cast(list[dict[str, Cell]], rows)


def _readable(kind: Any) -> Any:
    """The type as whose values Python can read those of another: no nanoseconds, no dictionaries."""
    import pyarrow as pa

    types = pa.types
    if types.is_timestamp(kind) and kind.unit == "ns":
        return pa.timestamp("us", kind.tz)
    if types.is_time64(kind):
        return pa.time64("us")
    if types.is_duration(kind):
        return pa.duration("us")
    return rebuilt(without_dictionary(kind), _readable) if types.is_dictionary(kind) else kind
