"""Reads the rows of a JSONL, CSV, Parquet or SQLite file one by one; a row that cannot be read is an error.

A fact that went unread could be the one that refuses, so no row is skipped.
"""

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from types import NoneType
from typing import Any, Final
from unicodedata import normalize

import orjson

from scrub.database import check_table, quoted
from scrub.errors import FormatError
from scrub.footer import batches, open_parquet

# A row with its number in the file, counted from 1: the line in text files.
NumberedRow = tuple[int, Mapping[str, Any]]

_SQLITE_SUFFIXES = (".sqlite", ".sqlite3", ".db")
_PARQUET_BATCH = 4096
# A name that is no UTF-8 is read as such; MemoryError stands for a size that cannot be.
SQLITE_ERRORS: Final = (sqlite3.Error, UnicodeDecodeError, MemoryError)


def read_rows(path: Path, table: str, columns: Iterable[str]) -> Iterator[NumberedRow]:
    """Yield each row as a mapping from column to value; a column that is not there has no key.

    `table` names the table of an SQLite file; one that has a single table may call it anything.
    """
    wanted = tuple(dict.fromkeys(columns))
    suffix = path.suffix.lower()
    try:
        if suffix in (".jsonl", ".ndjson"):
            yield from _jsonl_rows(path, wanted)
        elif suffix == ".csv":
            yield from _csv_rows(path, wanted)
        elif suffix == ".parquet":
            yield from _parquet_rows(path, wanted)
        elif is_sqlite(path):
            yield from _sqlite_rows(path, table, wanted)
        else:
            known = ", ".join((".jsonl", ".ndjson", ".csv", ".parquet", *_SQLITE_SUFFIXES))
            raise FormatError(f"{path}: unknown kind of file; known: {known}")
    except OSError as error:
        raise FormatError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from None


def _jsonl_rows(path: Path, wanted: tuple[str, ...]) -> Iterator[NumberedRow]:
    known = set(wanted)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            row = _plain_object(line)
            if row is None and (row := _parsed(line, path, number)) is None:
                continue
            if new := row.keys() - known:
                check_names(new, wanted, path)
                known |= new
            yield number, row


def _plain_object(line: bytes) -> dict[str, Any] | None:
    """Return the object of a line that has no list, object or float in it; None where that is not sure.

    As most lines are, and three times as quick. Each key and each text has two quotation marks, so that
    where there are no more of them than those of the object, no key was there twice.
    """
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(row, dict):
        return None
    types = list(map(type, row.values()))
    texts = types.count(str)
    others = types.count(NoneType) + types.count(int) + types.count(bool)
    if texts + others < len(row) or line.count(b'"') > 2 * (len(row) + texts):
        return None
    return row


def _parsed(line: bytes, path: Path, number: int) -> dict[str, Any] | None:
    """Return the object of a line; None of an empty one."""
    text = _decode(line, path, number)
    if not text.strip():
        return None
    try:
        row = json.loads(text, object_pairs_hook=_distinct, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise FormatError(f"{path}:{number}: no JSON object with distinct keys; correct the line") from None
    if not isinstance(row, dict):
        raise FormatError(f"{path}:{number}: the line is no JSON object; write one object a line")
    return row


def _decode(line: bytes, path: Path, number: int) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise FormatError(f"{path}:{number}: the line is not UTF-8; convert the file") from None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs; a key with two values says two things."""
    row = dict(pairs)
    if len(row) < len(pairs):
        raise ValueError
    return row


def _no_constant(_: str) -> None:
    raise ValueError


def _csv_rows(path: Path, wanted: tuple[str, ...]) -> Iterator[NumberedRow]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        try:
            header = next(lines, None)
            if header is None:
                raise FormatError(f"{path}: is empty; its first line must name the columns")
            _check_distinct(header, path)
            check_names(header, wanted, path)
            for cells in lines:
                if not cells:
                    continue
                if len(cells) != len(header):
                    raise FormatError(
                        f"{path}:{lines.line_num}: {len(cells)} cells where the header has {len(header)}"
                    )
                yield lines.line_num, {name: cell or None for name, cell in zip(header, cells, strict=True)}
        except csv.Error:
            raise FormatError(f"{path}:{lines.line_num}: not well-formed CSV; check the quotes") from None
        except UnicodeDecodeError:
            raise FormatError(f"{path}: not UTF-8 after line {lines.line_num}; convert the file") from None


def _parquet_rows(path: Path, wanted: tuple[str, ...]) -> Iterator[NumberedRow]:
    import pyarrow

    try:
        with open_parquet(path) as file:
            _check_distinct(file.schema_arrow.names, path)
            check_names(file.schema_arrow.names, wanted, path)
            present = [name for name in wanted if name in file.schema_arrow.names]
            if not present:
                raise FormatError(f"{path}: has none of the columns {', '.join(wanted)}")
            number = 0
            for _, batch in batches(file, _PARQUET_BATCH, present):
                table = pyarrow.Table.from_batches([batch])
                for row in table.cast(_in_microseconds(table.schema), safe=False).to_pylist():
                    number += 1
                    yield number, row
    except (pyarrow.ArrowException, ValueError, OverflowError):
        raise FormatError(f"{path}: cannot be read as Parquet; write it again") from None


def _in_microseconds(schema: Any) -> Any:
    """Python's moments hold no nanoseconds."""
    import pyarrow

    for index, column in enumerate(schema):
        if pyarrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            schema = schema.set(index, column.with_type(pyarrow.timestamp("us", column.type.tz)))
    return schema


def _sqlite_rows(path: Path, table: str, wanted: tuple[str, ...]) -> Iterator[NumberedRow]:
    with closing(open_read_only(path)) as connection:
        try:
            table = find_table(connection, path, table)
            check_table(connection, table)
            columns = table_columns(connection, table)
            check_names(columns, wanted, path)
            present = tuple(name for name in columns if name in wanted)
            if not present:
                raise FormatError(f"{path}: table '{table}' has none of the columns {', '.join(wanted)}")
            cursor = connection.execute(f"SELECT {', '.join(map(quoted, present))} FROM {quoted(table)}")
            for number, cells in enumerate(cursor, 1):
                yield number, dict(zip(present, cells, strict=True))
        except SQLITE_ERRORS as error:
            raise FormatError(f"{path}: cannot be read as SQLite ({type(error).__name__})") from None


def is_sqlite(path: Path) -> bool:
    """Say whether the file is read as a database, by its name."""
    return path.suffix.lower() in _SQLITE_SUFFIXES


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a database so that nothing can be written to it."""
    if not path.is_file():
        raise FormatError(f"{path}: there is no such file")
    try:
        with ExitStack() as undone:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
            )
            undone.callback(connection.close)
            connection.execute("PRAGMA query_only = ON")
            undone.pop_all()
    except SQLITE_ERRORS as error:
        raise FormatError(f"{path}: cannot be opened as SQLite ({type(error).__name__})") from None
    return connection


def find_table(connection: sqlite3.Connection, path: Path, table: str) -> str:
    """Return the table of that name, or the only one there is."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
    # In a damaged file a name may be no text.
    names = [name for (name,) in found if isinstance(name, str) and not name.startswith("sqlite_")]
    if table in names:
        return table
    if len(names) == 1:
        return str(names[0])
    raise FormatError(f"{path}: has no table '{table}'; it has: {', '.join(names) or 'none'}")


def table_columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table with their declared types, those that are worked out included."""
    found = connection.execute("SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1", (table,))
    return {name: declared.upper() for name, declared in found}


def _check_distinct(names: list[str], path: Path) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise FormatError(f"{path}: two columns are called '{name}'; rename one")


def check_names(names: Iterable[str], wanted: Iterable[str], path: Path) -> None:
    """Raise FormatError where a column is called almost as a fact: unread, it could be what refuses."""
    wanted = tuple(wanted)
    alike = {_plain(name): name for name in wanted}
    for name in names:
        if name not in wanted and (fact := alike.get(_plain(name))) is not None:
            raise FormatError(
                f"{path}: a column is called almost '{fact}'; rename it, or name it in the policy's columns"
            )


def _plain(name: str) -> str:
    return "".join(each for each in normalize("NFKC", name).casefold() if each.isalnum())
