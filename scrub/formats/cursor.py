"""Cursor's `state.vscdb`: an SQLite database of keys and JSON values; written as JSON Lines.

Chats are rows of `cursorDiskKV`: `composerData:<chat>`, `bubbleId:<chat>:<message>` and others that
name the chat. Other rows of both tables are settings, with the account's tokens among them. A line is
`{"table", "key", "value"}`. Fields as in
https://github.com/michaeldhood/chatrxiv/blob/main/docs/cursor/storage-reference.md
"""

import base64
import io
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import orjson

from scrub.database import WRITE_AHEAD_LOG, check_table
from scrub.errors import FormatError
from scrub.formats.document import parse
from scrub.formats.fields import JSON, PROSE, STRUCTURE, TEXT, Field, opaque, under
from scrub.formats.format import UNLIMITED, Format, Head, Scope
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.jsontext import escape
from scrub.formats.media import MEDIA
from scrub.formats.record import Gap, Piece, Record
from scrub.formats.schema import Schema
from scrub.private import private_folder

if TYPE_CHECKING:
    import sqlite3

_MAGIC: Final = b"SQLite format 3\0"
_TABLES: Final = ("cursorDiskKV", "ItemTable")
_CHAT: Final = re.compile(rb'"key":"[A-Za-z.]+:([0-9A-Za-z-]{8,64})[":]')
# Tokens of the account, encrypted or not; written like bytes, and so dropped.
_ACCOUNT: Final = ("cursorAuth/", "secret://")
# What lies beside a database (https://www.sqlite.org/tempfiles.html): recent rows, or what is to be undone.
_BESIDE: Final = (WRITE_AHEAD_LOG, "-journal")


def _recognises(head: Head) -> bool:
    return head.data.startswith(_MAGIC) and (
        head.suffix == ".vscdb" or any(name.encode() in head.data for name in _TABLES)
    )


def read_database(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield each row of the tables as a JSON document; FormatError where it is no such database.

    The file itself is never opened for writing.
    """
    import sqlite3

    row = 0
    try:
        with (
            _on_disk(stream) as path,
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database,
        ):
            for table in _TABLES:
                if not _has_table(database, table):
                    continue
                check_table(database, table)
                for key, content in database.execute(f"SELECT key, value FROM {table} ORDER BY rowid"):
                    yield JsonRecord(row, _rendered(table, key, content), schema)
                    yield Gap(b"\n")
                    row += 1
    # A size that cannot be is no memory.
    except (sqlite3.Error, MemoryError) as error:
        raise FormatError(f"cannot be read as an SQLite database ({type(error).__name__})") from None
    if not row:
        raise FormatError("holds no rows of Cursor's tables")


@contextmanager
def _on_disk(stream: BinaryIO) -> Iterator[Path]:
    """Give the stream a path that can be opened: its own, or that of a private copy.

    A copy is made too where recent rows are still in the log beside the database, or a change broke
    off and its journal is there: they are merged into the copy, and it is undone.
    """
    own = _path_of(stream)
    beside = [(own.with_name(own.name + end), end) for end in _BESIDE] if own else []
    logs = [(log, end) for log, end in beside if log.exists() and log.stat().st_size]
    if own and not logs:
        yield own
        return
    import sqlite3

    with private_folder() as folder:
        copy = folder / "state.vscdb"
        with copy.open("wb") as out:
            shutil.copyfileobj(stream, out)
        for log, end in logs:
            shutil.copyfile(log, copy.with_name(copy.name + end))
        if logs:
            with closing(sqlite3.connect(copy)) as database:
                # A journal is undone before the first page is read.
                database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield copy


def _path_of(stream: BinaryIO) -> Path | None:
    """Return where the stream itself lies, if it is a plain file."""
    if not isinstance(stream, io.BufferedReader) or not isinstance(stream.raw, io.FileIO):
        return None
    path = Path(str(stream.name))
    return path.resolve() if path.is_file() else None


def _has_table(database: "sqlite3.Connection", table: str) -> bool:
    found = database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
    return found.fetchone() is not None


def _rendered(table: str, key: Any, content: Any) -> bytes:
    """Return a row as JSON: a value that is JSON as it stands there, text as a string, else base64."""
    start = f'{{"table":"{table}","key":"{escape(str(key))}",'.encode()
    if isinstance(content, int | float):
        content = str(content)
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content or b"")
    if content is None:
        return start + b'"value":null}'
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is None or str(key).startswith(_ACCOUNT):
        return start + b'"type":"base64","data":"' + base64.b64encode(data) + b'"}'
    if _is_json(data):
        return start + b'"value":' + data + b"}"
    return start + b'"value":"' + escape(text).encode() + b'"}'


def _is_json(data: bytes) -> bool:
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        try:
            parse(data)
        except FormatError:
            return False
    # Lines of the output are records.
    return b"\n" not in data


def _conversation_of(record: Record) -> str:
    chat = _CHAT.search(record.data, 0, 400)
    return chat[1].decode() if chat else ""


_BUBBLE: Final[Mapping[str, Field]] = {
    "/bubbleId": STRUCTURE,
    "/serverBubbleId": STRUCTURE,
    "/requestId": STRUCTURE,
    "/checkpointId": STRUCTURE,
    "/usageUuid": STRUCTURE,
    "/createdAt": STRUCTURE,
    "/type": STRUCTURE,
    "/text": PROSE,
    "/rawText": PROSE,
    # The same again, as an editor's tree in a string.
    "/richText": JSON,
    "/modelInfo/modelName": STRUCTURE,
    "/tokenCount": STRUCTURE,
    "/timingInfo": STRUCTURE,
    "/thinking/text": PROSE,
    "/thinking/signature": opaque(""),
    "/allThinkingBlocks/*/signature": opaque(""),
    "/toolFormerData/name": STRUCTURE,
    "/toolFormerData/status": STRUCTURE,
    "/toolFormerData/toolCallId": STRUCTURE,
    "/toolFormerData/modelCallId": STRUCTURE,
    "/toolFormerData/params": JSON,
    "/toolFormerData/rawArgs": JSON,
    "/toolFormerData/result": JSON,
}

SCHEMA = MEDIA | Schema(
    {
        "/table": STRUCTURE,
        "/key": TEXT,
        "/type": STRUCTURE,
        **under("/value", _BUBBLE),
        "/value/composerId": STRUCTURE,
        "/value/lastUpdatedAt": STRUCTURE,
        "/value/status": STRUCTURE,
        "/value/unifiedMode": STRUCTURE,
        "/value/name": PROSE,
        "/value/fullConversationHeadersOnly": STRUCTURE,
        **under("/value/conversation/*", _BUBBLE),
        "/value/conversationMap/*#key": STRUCTURE,
        **under("/value/conversationMap/*", _BUBBLE),
        "/value/conversationState": opaque(""),
        "/value/blobEncryptionKey": opaque(""),
        "/value/speculativeSummarizationEncryptionKey": opaque(""),
    }
)

FORMAT = Format(
    name="cursor",
    title="Cursor chats (state.vscdb)",
    recognises=_recognises,
    reader=read_database,
    schema=SCHEMA,
    scope=Scope.RECORD,
    conversation_of=_conversation_of,
    output_suffix=".jsonl",
)
