"""An SQLite database in a stream, opened so that its file is never written to and nothing in it is run.

https://www.sqlite.org/fileformat.html
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from scrub.database import WRITE_AHEAD_LOG
from scrub.errors import FormatError
from scrub.private import private_folder

if TYPE_CHECKING:
    import sqlite3

MAGIC: Final = b"SQLite format 3\0"
# What lies beside a database (https://www.sqlite.org/tempfiles.html): recent rows, or what is to be undone.
_BESIDE: Final = (WRITE_AHEAD_LOG, "-journal")


@contextmanager
def opened(stream: BinaryIO) -> Iterator[sqlite3.Connection]:
    """Open the database; FormatError where it is none, or where reading it fails in the block."""
    import sqlite3

    try:
        with (
            _on_disk(stream) as path,
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database,
        ):
            # What a schema calls (https://www.sqlite.org/pragma.html#pragma_trusted_schema) is not trusted.
            database.execute("PRAGMA trusted_schema = OFF")
            yield database
    # A size that cannot be is no memory; a name that is no UTF-8 is read as such.
    except (sqlite3.Error, MemoryError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read as an SQLite database ({type(error).__name__})") from None


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
