"""Cursor's `state.vscdb`: an SQLite database of keys and JSON values; written as JSON Lines.

Chats are rows of `cursorDiskKV`: `composerData:<chat>`, `bubbleId:<chat>:<message>` and others that
name the chat. Other rows of both tables are settings, with the account's tokens among them. A line is
`{"table", "key", "value"}`. Fields as in
https://github.com/michaeldhood/chatrxiv/blob/main/docs/cursor/storage-reference.md
"""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from scrub.database import check_table
from scrub.errors import FormatError
from scrub.formats.database import MAGIC, opened
from scrub.formats.document import is_json
from scrub.formats.fields import JSON, PROSE, STRUCTURE, TEXT, Field, opaque, under
from scrub.formats.format import UNLIMITED, Format, Head, Scope
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.jsontext import escape
from scrub.formats.media import MEDIA
from scrub.formats.record import Gap, Piece, Record
from scrub.formats.schema import Schema

if TYPE_CHECKING:
    import sqlite3

_TABLES: Final = ("cursorDiskKV", "ItemTable")
_CHAT: Final = re.compile(rb'"key":"[A-Za-z.]+:([0-9A-Za-z-]{8,64})[":]')
# Tokens of the account, encrypted or not; written like bytes, and so dropped.
_ACCOUNT: Final = ("cursorAuth/", "secret://")


def _recognises(head: Head) -> bool:
    return head.data.startswith(MAGIC) and (
        head.suffix == ".vscdb" or any(name.encode() in head.data for name in _TABLES)
    )


def read_database(stream: BinaryIO, schema: Schema, largest: int = UNLIMITED, /) -> Iterator[Piece]:
    """Yield each row of the tables as a JSON document; FormatError where it is no such database."""
    row = 0
    with opened(stream) as database:
        for table in _TABLES:
            if not _has_table(database, table):
                continue
            check_table(database, table)
            for key, content in database.execute(f"SELECT key, value FROM {table} ORDER BY rowid"):
                yield JsonRecord(row, _rendered(table, key, content), schema)
                yield Gap(b"\n")
                row += 1
    if not row:
        raise FormatError("holds no rows of Cursor's tables")


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
    # Lines of the output are records.
    if b"\n" not in data and is_json(data):
        return start + b'"value":' + data + b"}"
    return start + b'"value":"' + escape(text).encode() + b'"}'


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
