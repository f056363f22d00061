"""Any SQLite database, as coding agents keep their sessions; every row of every table as a JSON line.

OpenCode (`session`, `message`, `part`: https://github.com/sst/opencode), Goose and Crush (`sessions`,
`messages`) and Zed (`threads`) do. A line is `{"table", "conversation", "row"}`, the second only where a row
tells it. Views and virtual tables hold nothing of their own, and are not asked; the indexes of a full-text
search hold the words of other tables once more, cut to pieces in which no name is known, and are left out.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import orjson

from scrub.compression import UnpackError, decompressed
from scrub.database import check_table, quoted
from scrub.errors import FormatError
from scrub.formats.database import MAGIC, opened
from scrub.formats.document import is_json
from scrub.formats.format import UNLIMITED, Format, Scope
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.media import MEDIA
from scrub.formats.record import Broken, Gap, Piece, Record, over_limit
from scrub.formats.schema import Schema

if TYPE_CHECKING:
    import sqlite3

# Without an underscore and in small letters: the columns that name a conversation, and the tables of them.
_OWNERS: Final = ("sessionid", "conversationid", "threadid", "chatid", "dialogid")
_CONVERSATIONS: Final = frozenset({"session", "conversation", "thread", "chat", "dialog"})
_STRING: Final = rb'"(?:[^"\\]|\\.)*"'
_OF: Final = re.compile(rb'\{"table":%s,"conversation":(%s),' % (_STRING, _STRING))
# https://www.sqlite.org/fts5.html#fts5_data_structures https://www.sqlite.org/fts3.html#shadow_tables
_FULL_TEXT: Final = re.compile(
    r"CREATE\s+VIRTUAL\s+TABLE\s.{1,1000}?\sUSING\s+fts[345]\b", re.IGNORECASE | re.DOTALL
)
_INDEXES: Final = ("data", "idx", "docsize", "config", "segments", "segdir", "stat")
# To check one is to look for it among all of them.
_MOST_TABLES: Final = 10_000
# How packed cells begin: RFC 8878 (Zed's are such) and RFC 1952.
_PACKED: Final = ((b"\x28\xb5\x2f\xfd", "cell.zst"), (b"\x1f\x8b\x08", "cell.gz"))
# A cell that holds more is a payload; the ratio of a file, 250, would let a small one fill the memory.
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_STEP: Final = 1 << 20


def read_database(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield each row of each table as a JSON document; FormatError where it is no database, or holds none."""
    row = 0
    with opened(stream) as database:
        database.text_factory = _text
        for table in _tables(database):
            check_table(database, table)
            found = database.execute(f"SELECT * FROM {quoted(table)} NOT INDEXED")
            names = [name for name, *_ in found.description]
            owner = _owner(table, names)
            for cells in found:
                data = _line(table, None if owner is None else cells[owner], names, cells)
                if len(data) > largest:
                    yield Broken(row, len(data), over_limit(largest))
                else:
                    yield JsonRecord(row, data, schema)
                yield Gap(b"\n")
                row += 1
    if not row:
        raise FormatError("is an SQLite database without rows")


def _tables(database: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables in the order in which they were made, less those that hold nothing of their own."""
    found = database.execute("SELECT name, rootpage, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    if len(found) > _MOST_TABLES:
        raise FormatError(f"holds over {_MOST_TABLES} tables")
    if not all(isinstance(name, str) for name, _, _ in found):
        raise FormatError("a table has a name that is no text")
    searched = [name for name, _, sql in found if isinstance(sql, str) and _FULL_TEXT.match(sql)]
    indexes = {f"{name}_{part}" for name in searched for part in _INDEXES}
    for name, root, _ in found:
        if root and name not in indexes and not name.startswith("sqlite_"):
            yield name


def _owner(table: str, names: Sequence[str]) -> int | None:
    """Return which column names the conversation that a row belongs to, if one does."""
    plain = [name.replace("_", "").lower() for name in names]
    for name in _OWNERS:
        if name in plain:
            return plain.index(name)
    return plain.index("id") if table.lower().removesuffix("s") in _CONVERSATIONS and "id" in plain else None


def _text(data: bytes) -> str | bytes:
    """Return a text; one that is no UTF-8 stays bytes."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def _line(table: str, owner: object, names: Sequence[str], cells: Sequence[Any]) -> bytes:
    conversation = {"conversation": str(owner)} if isinstance(owner, int | str) else {}
    row = {name: _cell(cell) for name, cell in zip(names, cells, strict=True)}
    return orjson.dumps({"table": table, **conversation, "row": row})


def _cell(cell: Any) -> Any:
    """Return a cell for JSON: an object or a list as it stands in a text, what is no text as a payload."""
    if isinstance(cell, float) and not isfinite(cell):
        return str(cell)
    if isinstance(cell, bytes):
        data = _unpacked(cell)
        text = _text(data)
        # Other encodings than UTF-8 are full of them.
        if isinstance(text, bytes) or "\0" in text:
            return {"type": "base64", "data": base64.b64encode(cell).decode("ascii")}
        cell = text
    # Lines of the output are records.
    if isinstance(cell, str) and cell.startswith(("{", "[")) and "\n" not in cell and is_json(cell):
        return orjson.Fragment(cell)
    return cell


def _unpacked(cell: bytes) -> bytes:
    """Return what a packed cell holds; one that is not packed, or holds too much, as it is."""
    name = next((name for magic, name in _PACKED if cell.startswith(magic)), None)
    if name is None:
        return cell
    found = bytearray()
    try:
        with decompressed(io.BytesIO(cell), name) as stream:
            while step := stream.read(_STEP):
                found += step
                if len(found) > _MOST_UNPACKED:
                    return cell
    except UnpackError:
        return cell
    return bytes(found)


def _conversation_of(record: Record) -> str:
    found = _OF.match(record.data)
    return str(orjson.loads(found[1])) if found else ""


FORMAT = Format(
    name="sqlite",
    title="any SQLite database (OpenCode, Goose, Crush, Zed)",
    recognises=lambda head: head.data.startswith(MAGIC),
    reader=read_database,
    schema=MEDIA,
    scope=Scope.RECORD,
    conversation_of=_conversation_of,
    output_suffix=".jsonl",
)
