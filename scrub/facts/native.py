"""What a native chat or coding session says of itself: its id, its owner if it names one, its moments."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from scrub.errors import FormatError
from scrub.facts.cells import read_id
from scrub.facts.values import ABSENT, UNREADABLE, ConversationFacts, Moment
from scrub.formats.record import Record as Stored
from scrub.timestamps import parse_timestamp

Record = Mapping[str, Any]
# Of more digits than these a number is no id and no moment.
_MOST_DIGITS: Final = 20


@dataclass(frozen=True, slots=True)
class NativeFacts:
    """What was found in a conversation, and the id that an index may name it by."""

    conversation_id: str | None
    facts: ConversationFacts


def read_native(format_name: str, records: Iterable[Record]) -> NativeFacts:
    """Return what the records of one conversation say; of a format that says nothing, nothing.

    They are gone through to the end, which a file that is cut off does not have.
    """
    return _READERS.get(format_name, _silent)(records)


def parsed(records: Iterable[Stored]) -> Iterator[Record]:
    """Yield those of the records that are JSON objects; none that can be written is passed over."""
    for record in records:
        document = _document(record.data)
        if isinstance(document, dict):
            yield document


def _document(data: bytes) -> Any:
    """Return a JSON document, None of what is none; half a character is taken, as where it is redacted."""
    try:
        return json.loads(data, parse_int=_whole, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        return None


class _Contradiction:
    """Stands for what a member says that is there twice, and differently."""


_CONTRADICTION: Final = _Contradiction()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        found.update((name, _CONTRADICTION) for name, value in pairs if found[name] != value)
    return found


def _whole(digits: str) -> int | float:
    """Return a number of however many digits."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


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


def _claude_ai(records: Iterable[Record]) -> NativeFacts:
    """Read a conversation of a Claude.ai export, which names its account."""
    chat = _only(records)
    account, named = chat.get("account"), chat.get("uuid")
    owner = account.get("uuid") if isinstance(account, Mapping) else None
    facts = _facts(owner, "chat", chat.get("created_at", ABSENT), chat.get("updated_at", ABSENT))
    return NativeFacts(read_id(named), _unless_contradicted(facts, account, owner, named))


def _chatgpt(records: Iterable[Record]) -> NativeFacts:
    """Read a conversation of a ChatGPT export; its account is known from elsewhere."""
    chat = _only(records)
    facts = _facts(None, "chat", chat.get("create_time", ABSENT), chat.get("update_time", ABSENT))
    names = chat.get("conversation_id"), chat.get("id")
    return NativeFacts(read_id(names[0]) or read_id(names[1]), _unless_contradicted(facts, *names))


def _silent(records: Iterable[Record]) -> NativeFacts:
    _only(records)
    return NativeFacts(None, _facts(None, None, ABSENT, ABSENT))


def _only(records: Iterable[Record]) -> Record:
    """Return the record where there is one; of several none is believed."""
    first, count = None, 0
    for record in records:
        first, count = first or record, count + 1
    return first if first is not None and count == 1 else {}


def _claude_code(records: Iterable[Record]) -> NativeFacts:
    """Read a Claude Code session; its account is known from an index of sessions."""
    return _session(records, lambda record: record.get("sessionId"))


def _codex(records: Iterable[Record]) -> NativeFacts:
    """Read a Codex session; its account is known from an index of sessions."""
    return _session(records, _codex_id)


def _codex_id(record: Record) -> object:
    kind, head = record.get("type"), record.get("payload")
    if _CONTRADICTION in (kind, head):
        return _CONTRADICTION
    head = head if kind == "session_meta" else None
    return head.get("id") if isinstance(head, Mapping) else None


def _session(records: Iterable[Record], id_of: Callable[[Record], object]) -> NativeFacts:
    """Make facts of the moments of a session's lines; lines of several sessions are no one's.

    The lines are gone through once and none is kept, since a session may be large.
    """
    ids: set[object] = set()
    first: Moment = ABSENT
    last: Moment = ABSENT
    for record in records:
        named, stated = id_of(record), record.get("timestamp")
        if isinstance(named, str | _Contradiction):
            ids.add(named)
        if stated is None or first is UNREADABLE:
            continue
        moment = _moment(stated)
        if isinstance(moment, datetime):
            first = min(first, moment) if isinstance(first, datetime) else moment
            last = max(last, moment) if isinstance(last, datetime) else moment
        else:
            first = last = UNREADABLE
    facts = _facts(None, "coding_session", ABSENT, ABSENT)._replace(
        created_at=first, last_active_at=last, conflicting=len(ids) > 1
    )
    return NativeFacts(read_id(next(iter(ids))) if len(ids) == 1 else None, _unless_contradicted(facts, *ids))


def _sqlite(records: Iterable[Record]) -> NativeFacts:
    """Read rows of one conversation, which all name it; its account is known from elsewhere."""
    named = {record.get("conversation") for record in records}
    return NativeFacts(read_id(named.pop()) if len(named) == 1 else None, _facts(None, None, ABSENT, ABSENT))


def _facts(owner: object, kind: str | None, created: object, last: object) -> ConversationFacts:
    return ConversationFacts(
        account_id=read_id(owner),
        kind=kind,
        created_at=_moment(created),
        last_active_at=_moment(last),
        deleted_at=ABSENT,
    )


def _unless_contradicted(facts: ConversationFacts, *said: object) -> ConversationFacts:
    """Mark the facts where what tells whose they are says two things."""
    return facts._replace(conflicting=True) if _CONTRADICTION in said else facts


def _moment(value: object) -> Moment:
    if value is None or value is ABSENT:
        return ABSENT
    try:
        return parse_timestamp(value)
    except FormatError:
        return UNREADABLE


_READERS: Mapping[str, Callable[[Iterable[Record]], NativeFacts]] = {
    "claude_ai": _claude_ai,
    "chatgpt": _chatgpt,
    "claude_code": _claude_code,
    "codex": _codex,
    "sqlite": _sqlite,
}
