"""Goes through the conversations of an index in its order, or finds one, among more than fit in memory."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from scrub.eligibility_rules import EligibilityRules
from scrub.errors import FormatError
from scrub.facts.reading import ConversationReader, Row
from scrub.facts.repeats import note_surplus
from scrub.facts.scratch import Packing, Scratch, is_storable
from scrub.facts.spellings import plain_file, plain_id
from scrub.facts.tables import read_rows
from scrub.facts.values import ConversationFacts

_TABLE = "conversations"

# Stands for null, which SQLite would not hold equal to itself.
_WHOLE_FILE = -1

_SCHEMA = """
    CREATE TABLE conversations (
        number INTEGER PRIMARY KEY,
        file TEXT,
        row INTEGER NOT NULL,
        id TEXT,
        facts BLOB NOT NULL,
        shared INTEGER NOT NULL DEFAULT 0
    )
"""

# A place is shared where it is listed twice, or where a file is one conversation and its records are others.
_OVERLAPS = 2
_INDEXES = (
    "CREATE INDEX by_place ON conversations (file, row) WHERE file IS NOT NULL",
    "CREATE INDEX by_id ON conversations (id) WHERE id IS NOT NULL",
    f"""
    UPDATE conversations SET shared = {_OVERLAPS} WHERE file IN
        (SELECT file FROM conversations WHERE file IS NOT NULL GROUP BY file
         HAVING min(row) = {_WHOLE_FILE} AND max(row) > {_WHOLE_FILE})
    """,
)
_TWICE = "SELECT file, row FROM conversations WHERE file IS NOT NULL GROUP BY file, row HAVING count(*) > 1"
_SHARED = f"""
    UPDATE conversations SET shared = 1 WHERE shared = 0 AND file IS NOT NULL AND (file, row) IN ({_TWICE})
"""
# By what a conversation is looked up, and the rows that the index has of one more than once.
_REPEATED = {
    "file": f"""
        SELECT number, facts, shared, file, row FROM conversations
        WHERE file IS NOT NULL AND (file, row) IN ({_TWICE})
        ORDER BY file, row, number
    """,
    "id": """
        SELECT number, facts, shared, id FROM conversations WHERE id IS NOT NULL AND id IN
            (SELECT id FROM conversations WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1)
        ORDER BY id, number
    """,
}

_AT = "file = ? AND row = ?"


class Listed(NamedTuple):
    """One conversation with its place: a file, and a record in it unless it is the whole file."""

    file: str
    row: int | None
    facts: ConversationFacts


class Conversations:
    """The conversations of one index; a context manager, since it holds a private database open."""

    def __init__(self, path: Path, rules: EligibilityRules) -> None:
        self._reader = ConversationReader(rules)
        self._packing = Packing(self._reader.facts, path)
        self._scratch = Scratch()
        try:
            self._scratch.prepare(_SCHEMA)
            rows = read_rows(path, _TABLE, self._reader.columns)
            packed = self._packing.pack_all(rows, self._keys)
            self._scratch.fill("INSERT INTO conversations (file, row, id, facts) VALUES (?, ?, ?, ?)", packed)
            self._scratch.prepare(*_INDEXES)
            for name, query in _REPEATED.items():
                note_surplus(self._scratch, query, self._unpacked)
                # The row may still be what another look-up finds.
                surplus = "number IN (SELECT number FROM surplus)"
                self._scratch.prepare(f"UPDATE conversations SET {name} = NULL WHERE {surplus}")
            self._scratch.prepare(_SHARED)
        except BaseException:
            self._scratch.close()
            raise

    def __enter__(self) -> "Conversations":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Delete what was brought in."""
        self._scratch.close()

    def __iter__(self) -> Iterator[Listed]:
        """Yield every conversation that has a place, once, in the order of the index."""
        placed = "SELECT number, file, row, facts, shared FROM conversations WHERE file IS NOT NULL"
        for number, file, row, packed, shared in self._scratch.connection.execute(
            f"{placed} ORDER BY number"
        ):
            if shared and self._is_again(number, file, row):
                continue
            facts = self._found(_AT, (file, row)) if shared else self._unpacked(packed)
            if facts is not None:
                yield Listed(file, None if row == _WHOLE_FILE else row, facts)

    def _is_again(self, number: int, file: str, row: int) -> bool:
        earlier = f"SELECT 1 FROM conversations WHERE {_AT} AND number < ?"
        return self._scratch.connection.execute(earlier, (file, row, number)).fetchone() is not None

    def at(self, file: str, row: int | None) -> ConversationFacts | None:
        """Return the facts of the conversation at the place; None where the index does not list it."""
        place = (plain_file(file), _WHOLE_FILE if row is None else row)
        return self._found(_AT, place) if is_storable(file) else None

    def named(self, conversation_id: str) -> ConversationFacts | None:
        """Return the facts of the chat or session with the id; None where the index does not list it."""
        return self._found("id = ?", (plain_id(conversation_id),)) if is_storable(conversation_id) else None

    def _found(self, where: str, parameters: tuple[str | int, ...]) -> ConversationFacts | None:
        """Return what the index says of a conversation, marked where it says different things."""
        query = f"SELECT facts, shared FROM conversations WHERE {where} ORDER BY number"
        rows = self._scratch.connection.execute(query, parameters).fetchall()
        facts = [self._unpacked(packed) for packed, _ in rows]
        if not facts:
            return None
        overlaps = any(shared == _OVERLAPS for _, shared in rows)
        if overlaps or facts.count(facts[0]) < len(facts):
            return facts[0]._replace(conflicting=True)
        return facts[0]

    def _unpacked(self, packed: bytes) -> ConversationFacts:
        return self._reader.read_cells(self._packing.unpack(packed))

    def _keys(self, row: Row) -> tuple[str | None, int, str | None]:
        file, number = self._reader.place(row)
        conversation_id = self._reader.conversation_id(row)
        if file is None and conversation_id is None:
            raise FormatError("a conversation needs a 'file' or a 'conversation_id'")
        return (
            None if file is None else plain_file(file),
            _WHOLE_FILE if number is None else number,
            None if conversation_id is None else plain_id(conversation_id),
        )
