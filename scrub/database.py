"""Tells a damaged table of an SQLite file, of which SQLite itself may read fewer rows and say nothing.

https://www.sqlite.org/pragma.html#pragma_quick_check
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

# How the name of the file ends that holds recent rows: https://www.sqlite.org/wal.html
WRITE_AHEAD_LOG: Final = "-wal"


def check_table(connection: sqlite3.Connection, table: str) -> None:
    """Read a table or view through; sqlite3.Error where it is damaged."""
    import sqlite3

    if connection.execute(f"PRAGMA quick_check({quoted(table)})").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")


def quoted(name: str) -> str:
    """Write a name so that SQLite takes it for a name whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
