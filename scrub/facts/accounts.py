"""Finds the facts of an account by its id, among more accounts than fit in memory."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType

import orjson

from scrub.database import quoted
from scrub.eligibility_rules import EligibilityRules
from scrub.errors import FormatError
from scrub.facts.reading import AccountReader, Cells, Row
from scrub.facts.repeats import note_surplus
from scrub.facts.scratch import Packing, Pick, Scratch, is_storable, picking
from scrub.facts.tables import (
    SQLITE_ERRORS,
    check_names,
    find_table,
    is_sqlite,
    open_read_only,
    read_rows,
    table_columns,
)
from scrub.facts.values import AccountFacts

_TABLE = "accounts"

# Looks up each id of a JSON list; a plain join could go through the accounts instead.
_LOOK_UP = (
    "SELECT {columns} FROM json_each(?) AS asked CROSS JOIN {table} AS found ON found.{key} = asked.value"
)


# Those that the file speaks of more than once.
_REPEATED = """
    SELECT rowid, facts, 0, account_id FROM accounts WHERE account_id IN
        (SELECT account_id FROM accounts GROUP BY account_id HAVING count(*) > 1)
    ORDER BY account_id, rowid
"""
_SURPLUS = "DELETE FROM accounts WHERE rowid IN (SELECT number FROM surplus)"
# Where a file speaks more often of one account, it is not read where it is: each look-up would read all that.
_MOST_ROWS = 16


class Accounts:
    """The accounts of one file; a context manager, since it may hold a database open.

    An SQLite file that has an index on the id is read where it is, in one transaction; anything else is
    brought into a private database first. Neither takes memory that grows with the number of accounts.
    """

    def __init__(self, path: Path, rules: EligibilityRules) -> None:
        self._path = path
        self._reader = AccountReader(rules)
        self._packing = Packing(self._reader.columns, path)
        self._scratch: Scratch | None = None
        indexed = _open_indexed(path, self._reader) if is_sqlite(path) else None
        self._connection, self._query, self._pick = indexed or self._bring_in()

    def __enter__(self) -> "Accounts":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and delete what was brought in."""
        self._connection.close()
        if self._scratch is not None:
            self._scratch.close()

    def find(self, account_id: str) -> AccountFacts | None:
        """Return the account, marked where the file says different things of it; None where it has none."""
        return self.find_all({account_id}).get(account_id)

    def find_all(self, account_ids: Collection[str]) -> dict[str, AccountFacts]:
        """Return those of the accounts that the file has, each as `find` does."""
        found: dict[str, AccountFacts] = {}
        for cells in self._rows(account_ids):
            facts = self._reader.read_cells(cells)
            # SQLite finds the number 7 where the text 07 is asked for.
            if facts.account_id in account_ids:
                known = found.setdefault(facts.account_id, facts)
                if known is not facts and known != facts._replace(conflicting=known.conflicting):
                    found[facts.account_id] = facts._replace(conflicting=True)
        return found

    def _rows(self, account_ids: Iterable[str]) -> Iterator[Cells]:
        asked = orjson.dumps([each for each in account_ids if is_storable(each)]).decode()
        pick, unpack = self._pick, self._packing.unpack
        try:
            for stored in self._connection.execute(self._query, (asked,)):
                yield unpack(stored[0]) if pick is None else pick(stored)
        except SQLITE_ERRORS as error:
            raise FormatError(f"{self._path}: an account cannot be read ({type(error).__name__})") from None

    def _bring_in(self) -> "_Indexed":
        self._scratch = Scratch()
        try:
            self._scratch.prepare("CREATE TABLE accounts (account_id TEXT NOT NULL, facts BLOB NOT NULL)")
            rows = read_rows(self._path, _TABLE, self._reader.columns)
            packed = self._packing.pack_all(rows, self._key)
            self._scratch.fill("INSERT INTO accounts VALUES (?, ?)", packed)
            # With the facts in the index a look-up reads one page, not two.
            self._scratch.prepare("CREATE INDEX by_id ON accounts (account_id, facts)")
            note_surplus(self._scratch, _REPEATED, self._unpacked)
            self._scratch.prepare(_SURPLUS)
        except BaseException:
            self._scratch.close()
            raise
        query = _LOOK_UP.format(columns="found.facts", table="accounts", key="account_id")
        return self._scratch.connection, query, None

    def _unpacked(self, packed: bytes) -> AccountFacts:
        return self._reader.read_cells(self._packing.unpack(packed))

    def _key(self, row: Row) -> tuple[str]:
        return (self._reader.account_id(row),)


# A connection, the query for accounts, and what puts a row that it yields in order (None: the row is packed).
_Indexed = tuple[sqlite3.Connection, str, Pick | None]


def _open_indexed(path: Path, reader: AccountReader) -> _Indexed | None:
    """Open the file for look-ups where it is, if it has an index for them."""
    connection = open_read_only(path)
    try:
        connection.execute("BEGIN")
        table = find_table(connection, path, _TABLE)
        columns = table_columns(connection, table)
        check_names(columns, reader.columns, path)
        key = reader.columns[0]
        names = tuple(name for name in columns if name in reader.columns)
        chosen = ", ".join(f"found.{quoted(name)}" for name in names)
        query = _LOOK_UP.format(columns=chosen, table=quoted(table), key=quoted(key))
        fits = key in columns and _holds_one_type(columns[key]) and _is_searched(connection, query)
        if fits and not _repeats(connection, quoted(table), quoted(key)):
            return connection, query, picking(reader.columns, names)
    except SQLITE_ERRORS as error:
        connection.close()
        raise FormatError(f"{path}: cannot be read as SQLite ({type(error).__name__})") from None
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def _holds_one_type(declared: str) -> bool:
    """Say whether the column turns ids into one type, so that a look-up misses none of two spellings."""
    return any(word in declared for word in ("INT", "CHAR", "TEXT"))


def _is_searched(connection: sqlite3.Connection, query: str) -> bool:
    """Say whether the query goes straight to its rows, by an index that fits."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", ("[]",)).fetchall()
    return all(str(step[-1]).startswith(("SEARCH found ", "SCAN asked ")) for step in plan)


def _repeats(connection: sqlite3.Connection, table: str, key: str) -> bool:
    """Say whether the table speaks of an account in more rows than a look-up should read."""
    query = f"SELECT 1 FROM {table} GROUP BY {key} HAVING count(*) > {_MOST_ROWS} LIMIT 1"
    return connection.execute(query).fetchone() is not None
