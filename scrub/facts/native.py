"""What a native chat or coding session says of itself: its id, its owner if it names one, its moments."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from scrub.errors import FormatError
from scrub.facts.cells import read_id
from scrub.facts.values import ABSENT, UNREADABLE, ConversationFacts, Moment
from scrub.formats.record import Record as Stored
from scrub.timestamps import parse_timestamp

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NativeFacts:
    """What was found in a conversation, and the id that an index may name it by."""

    conversation_id: str | None
    facts: ConversationFacts


def read_native(format_name: str, records: Iterable[Record]) -> NativeFacts:
    """Return what the records of one conversation say; of a format that says nothing, nothing."""
    reader = _READERS.get(format_name)
    if reader is None:
        return NativeFacts(None, _facts(None, None, ABSENT, ABSENT))
    return reader(list(records))


def parsed(records: Iterable[Stored]) -> Iterator[Record]:
    """Yield those of the records that are JSON objects."""
    for record in records:
        try:
            document = orjson.loads(record.data)
        except orjson.JSONDecodeError:
            continue
        if isinstance(document, dict):
            yield document


def complete(listed: ConversationFacts | None, native: ConversationFacts) -> ConversationFacts:
    """Fill what the index does not state from the conversation itself.

    The index is believed where both speak, but for the owner and the flags: two owners are a contradiction,
    and a flag that either sets is set.
    """
    if listed is None:
        return native
    owners = {facts.account_id for facts in (listed, native) if facts.account_id is not None}
    return ConversationFacts(
        account_id=listed.account_id if listed.account_id is not None else native.account_id,
        kind=listed.kind if listed.kind is not None else native.kind,
        created_at=_first_stated(listed.created_at, native.created_at),
        last_active_at=_first_stated(listed.last_active_at, native.last_active_at),
        deleted_at=native.deleted_at if listed.deleted_at is ABSENT else listed.deleted_at,
        activities=listed.activities,
        region=listed.region if listed.region is not None else native.region,
        flags={
            **native.flags,
            **listed.flags,
            **{name: True for name, value in native.flags.items() if value},
        },
        conflicting=listed.conflicting or native.conflicting or len(owners) > 1,
    )


def _first_stated(listed: Moment, native: Moment) -> Moment:
    return native if listed is None or listed is ABSENT else listed


def _claude_ai(records: list[Record]) -> NativeFacts:
    """Read a conversation of a Claude.ai export, which names its account."""
    (chat,) = records if len(records) == 1 else ({},)
    account = chat.get("account")
    owner = account.get("uuid") if isinstance(account, Mapping) else None
    facts = _facts(owner, "chat", chat.get("created_at", ABSENT), chat.get("updated_at", ABSENT))
    return NativeFacts(read_id(chat.get("uuid")), facts)


def _chatgpt(records: list[Record]) -> NativeFacts:
    """Read a conversation of a ChatGPT export; its account is known from elsewhere."""
    (chat,) = records if len(records) == 1 else ({},)
    facts = _facts(None, "chat", chat.get("create_time", ABSENT), chat.get("update_time", ABSENT))
    return NativeFacts(read_id(chat.get("conversation_id")) or read_id(chat.get("id")), facts)


def _claude_code(records: list[Record]) -> NativeFacts:
    """Read a Claude Code session; its account is known from an index of sessions."""
    ids = {record["sessionId"] for record in records if isinstance(record.get("sessionId"), str)}
    return _session(records, ids)


def _codex(records: list[Record]) -> NativeFacts:
    """Read a Codex session; its account is known from an index of sessions."""
    heads = [record.get("payload") for record in records if record.get("type") == "session_meta"]
    ids = {head["id"] for head in heads if isinstance(head, Mapping) and isinstance(head.get("id"), str)}
    return _session(records, ids)


def _session(records: list[Record], ids: set[str]) -> NativeFacts:
    """Make facts of the moments of a session's lines; lines of several sessions are no one's."""
    moments = [_moment(record["timestamp"]) for record in records if record.get("timestamp") is not None]
    known = [moment for moment in moments if isinstance(moment, datetime)]
    facts = _facts(None, "coding_session", ABSENT, ABSENT)
    if len(known) < len(moments):
        facts = facts._replace(created_at=UNREADABLE, last_active_at=UNREADABLE)
    elif known:
        facts = facts._replace(created_at=min(known), last_active_at=max(known))
    return NativeFacts(next(iter(ids)) if len(ids) == 1 else None, facts._replace(conflicting=len(ids) > 1))


def _facts(owner: object, kind: str | None, created: object, last: object) -> ConversationFacts:
    return ConversationFacts(
        account_id=read_id(owner),
        kind=kind,
        created_at=_moment(created),
        last_active_at=_moment(last),
        deleted_at=ABSENT,
    )


def _moment(value: object) -> Moment:
    if value is None or value is ABSENT:
        return ABSENT
    try:
        return parse_timestamp(value)
    except FormatError:
        return UNREADABLE


_READERS: Mapping[str, Callable[[list[Record]], NativeFacts]] = {
    "claude_ai": _claude_ai,
    "chatgpt": _chatgpt,
    "claude_code": _claude_code,
    "codex": _codex,
}
