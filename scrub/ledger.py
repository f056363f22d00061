"""What was done to every conversation, one line each, chained so that a removed or edited line shows.

A line holds no text, no value and no id: conversations, accounts and places are keyed digests, file names are
those of the output. Every line carries the digest of itself and of the line before.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from recognizers.errors import reason_of
from scrub.errors import ScrubError
from scrub.typed import as_text, as_text_or_none

NAME: Final = "ledger.jsonl"
# What stands between the rest of a line and its digest.
_CHAIN: Final = b',"chain":"'
# Before the first line.
START: Final = hashlib.sha256(b"scrub ledger").hexdigest()
_DIGITS: Final = 32

WRITTEN: Final = "written"
REFUSED: Final = "refused"
WITHHELD: Final = "withheld"
# Taken out after it was written; stands in a line of its own.
FORGOTTEN: Final = "forgotten"


class LedgerError(ScrubError):
    """A ledger cannot be read, or is not as it was written."""


class Keyed:
    """Names things by digests that say nothing without the key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @property
    def key_id(self) -> str:
        """Tell one key from another; the key cannot be found from it."""
        return self._digest("key", "")[: _DIGITS // 2]

    def conversation(self, conversation_id: str) -> str:
        """Name a conversation by the id that it has of its own."""
        return self._digest("conversation", conversation_id)

    def place(self, file: str, row: int | None) -> str:
        """Name a conversation by where it lay in the input."""
        return self._digest("place", json.dumps([file, row]))

    def file(self, file: str) -> str:
        """Name whatever lay in a file of the input."""
        return self._digest("file", file)

    def account(self, account_id: str) -> str:
        """Name the owner of a conversation."""
        return self._digest("account", account_id)

    def input(self, fingerprint: str) -> str:
        """Name the state in which a file was read."""
        return self._digest("input", fingerprint)

    def seal(self, head: str) -> str:
        """Sign the last digest of a chain, which then only who has the key can make again."""
        return self._digest("seal", head)

    def _digest(self, purpose: str, text: str) -> str:
        message = f"scrub\0{purpose}\0{text}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, message, "sha256").hex()[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Place:
    """Where records of a conversation stand in the output."""

    file: str
    # The format to read the output in.
    format: str
    # Stretches of rows, half open; None where they are all that the file has.
    rows: tuple[tuple[int, int], ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One conversation, or that one was taken out again."""

    id: str
    place: str
    account: str | None
    verdict: str
    reason: str | None
    # What the verdict rested on, to judge again; None where it was refused or nobody asked.
    facts: Mapping[str, Any] | None = None
    # How many records were read, and what became of them.
    records: int = 0
    written: int = 0
    refused: int = 0
    withheld: Mapping[str, int] = field(default_factory=dict)
    # By entity type.
    found: Mapping[str, int] = field(default_factory=dict)
    dropped: int = 0
    # SHA-256 over the records as written.
    digest: str | None = None
    places: Sequence[Place] = ()
    # Further names by which something may be known of it: of its later files, and ids that stand there.
    others: Sequence[str] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what stands in its line, but for the chain."""
        return {
            "id": self.id,
            "place": self.place,
            "account": self.account,
            "verdict": self.verdict,
            "reason": self.reason,
            "facts": self.facts,
            "records": self.records,
            "written": self.written,
            "refused": self.refused,
            "withheld": dict(sorted(self.withheld.items())),
            "found": dict(sorted(self.found.items())),
            "dropped": self.dropped,
            "digest": self.digest,
            "output": [
                {"file": place.file, "format": place.format, "rows": place.rows} for place in self.places
            ],
            "others": list(self.others),
        }

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> "Entry":
        """Read what `as_json` returned; LedgerError where that is not what it is."""
        try:
            return cls(
                as_text(line["id"]),
                as_text(line["place"]),
                as_text_or_none(line["account"]),
                as_text(line["verdict"]),
                as_text_or_none(line["reason"]),
                None if line["facts"] is None else dict(line["facts"]),
                _count(line["records"]),
                _count(line["written"]),
                _count(line["refused"]),
                {as_text(name): _count(count) for name, count in line["withheld"].items()},
                {as_text(name): _count(count) for name, count in line["found"].items()},
                _count(line["dropped"]),
                as_text_or_none(line["digest"]),
                tuple(map(_place, line["output"])),
                # Came later, and is not in the ledgers before.
                tuple(map(as_text, line.get("others", ()))),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise LedgerError("holds a line that is none of a ledger") from None


def _place(stored: Mapping[str, Any]) -> Place:
    rows = stored["rows"]
    return Place(
        as_text(stored["file"]),
        as_text(stored["format"]),
        None if rows is None else tuple((_count(start), _count(end)) for start, end in rows),
    )


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value


class LedgerWriter:
    """Appends entries to a stream, each bound to the ones before and to how they were made."""

    def __init__(
        self, stream: BinaryIO, stamp: Mapping[str, str | None], head: str = START, lines: int = 0
    ) -> None:
        self._stream = stream
        # Policy fingerprint, version of the rules, key id: in every line, since parts may be handed on.
        self._stamp = dict(stamp)
        self.head = head
        self.lines = lines

    def add(self, entry: Entry) -> None:
        """Write one line."""
        body = {**entry.as_json(), **self._stamp}
        self.head = chained(self.head, body)
        self.lines += 1
        self._stream.write(_dumped({**body, "chain": self.head}) + b"\n")


def read_ledger(path: Path) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with the chain's digest at it; LedgerError at the first line that was changed."""
    for line, body in read_lines(path):
        try:
            yield Entry.from_json(body), body["chain"]
        except LedgerError as error:
            raise LedgerError(f"{path.name}:{line}: {error}") from None


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each line as it stands there, with its number; LedgerError at the first that was changed.

    Read is what is left when the last member of a line is taken off: nothing else has the digest of it.
    """
    head = START
    for number, line in enumerate(_lines(path), 1):
        start, _, end = line.rpartition(_CHAIN)
        body = _parsed(line)
        if not start or not isinstance(body, dict) or "chain" not in body:
            raise LedgerError(f"{path.name}:{number}: is no line of a ledger")
        head = hashlib.sha256(head.encode() + b"\n" + start + b"}").hexdigest()
        if end != head.encode() + b'"}\n' or body["chain"] != head:
            raise LedgerError(
                f"{path.name}:{number}: the chain is broken: a line was edited, removed, added or moved"
            )
        yield number, body


def _parsed(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except ValueError:
        # Half characters, of names that are no UTF-8, are read by the slower one alone.
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            return None


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            yield from stream
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {reason_of(error)}") from None


def chained(head: str, body: Mapping[str, Any]) -> str:
    """Return the digest of a line and all before it."""
    return hashlib.sha256(head.encode() + b"\n" + _dumped(body)).hexdigest()


def _dumped(body: Mapping[str, Any]) -> bytes:
    # File names may hold bytes that are no UTF-8, read as half characters: escaped, they survive.
    return json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()


def read_gone(path: Path) -> tuple[dict[str, str | None], str]:
    """Return the places of the conversations that were taken out, with the reason, and the chain's end."""
    gone: dict[str, str | None] = {}
    head = START
    for _, body in read_lines(path):
        head = body["chain"]
        if body.get("verdict") == FORGOTTEN:
            entry = Entry.from_json(body)
            gone[entry.place] = entry.reason
    return gone, head
