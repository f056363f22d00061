"""A private database on disk for facts that are too many for memory; it is gone when closed."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from math import isfinite
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from scrub.errors import FormatError
from scrub.facts.reading import Cells
from scrub.facts.tables import NumberedRow
from scrub.facts.values import ABSENT


class Scratch:
    """An SQLite file in a folder that only this user can enter."""

    def __init__(self) -> None:
        with ExitStack() as undone, _full_disk_told():
            self._folder = Path(tempfile.mkdtemp(prefix="scrub-facts-"))
            undone.callback(shutil.rmtree, self._folder, ignore_errors=True)
            self.connection = sqlite3.connect(self._folder / "facts.sqlite", isolation_level=None)
            undone.callback(self.connection.close)
            # Nothing in it outlives the process, so nothing needs to survive a crash.
            for setting in (
                "journal_mode = OFF",
                "synchronous = OFF",
                "locking_mode = EXCLUSIVE",
                "user_version = 1",
            ):
                self.connection.execute(f"PRAGMA {setting}")
            # Where an open file can be deleted, nothing stays behind even if the process is killed.
            shutil.rmtree(self._folder, ignore_errors=True)
            undone.pop_all()

    def close(self) -> None:
        """Delete the database; a second time does nothing."""
        self.connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def prepare(self, *statements: str) -> None:
        """Run statements that make tables and indexes."""
        with _full_disk_told():
            for statement in statements:
                self.connection.execute(statement)

    def fill(self, statement: str, parameters: Iterable[tuple[Any, ...]]) -> None:
        """Run the statement for each of the parameters, as one transaction."""
        with _full_disk_told():
            self.connection.execute("BEGIN")
            self.connection.executemany(statement, parameters)
            self.connection.execute("COMMIT")


@contextmanager
def _full_disk_told() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise FormatError(
            f"facts cannot be stored in the folder for temporary files ({type(error).__name__}); "
            "check the space there or set TMPDIR"
        ) from None


class Packing:
    """Facts of rows as short texts, without the names that most rows of a file share."""

    def __init__(self, columns: tuple[str, ...], path: Path) -> None:
        self._columns = columns
        self._path = path
        # Which of the columns a row states; there are few such selections.
        self._number: dict[tuple[str, ...], int] = {}
        self._pick: list[Pick] = []

    def pack_all(
        self, rows: Iterable[NumberedRow], keys: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    ) -> Iterator[tuple[Any, ...]]:
        """Yield for each row its keys and its facts as one text; an error names the row."""
        for number, row in rows:
            try:
                found = keys(row)
                if not all(is_storable(key) for key in found if isinstance(key, str)):
                    raise TypeError
                yield *found, self._pack(row)
            except FormatError as error:
                raise FormatError(f"{self._path}:{number}: {error}") from None
            except (TypeError, UnicodeError):
                raise FormatError(
                    f"{self._path}:{number}: holds a text or number that cannot be stored"
                ) from None

    def unpack(self, packed: bytes) -> Cells:
        """Return the cells of a row in the order of the columns."""
        cells: list[Any] = orjson.loads(packed)
        selection: int = cells.pop()
        return self._pick[selection](cells)

    def _pack(self, row: Mapping[str, Any]) -> bytes:
        stated = tuple([name for name in self._columns if name in row])
        number = self._number.get(stated)
        if number is None:
            number = self._number[stated] = len(self._number)
            self._pick.append(picking(self._columns, stated))
        cells = [row[name] for name in stated]
        # What is not a number must not come back as null, which states something.
        if float in map(type, cells):
            cells = [_NO_FACT if isinstance(cell, float) and not isfinite(cell) else cell for cell in cells]
        return orjson.dumps([*cells, number], default=_other)


# Puts the cells of a row in order.
Pick: TypeAlias = Callable[[Iterable[Any]], Cells]


def picking(columns: Sequence[str], stated: Sequence[str]) -> Pick:
    """Return what puts the cells of the stated columns in the order of all, `ABSENT` for the others."""
    pick = itemgetter(*(stated.index(name) if name in stated else len(stated) for name in columns))
    return lambda cells: pick((*cells, ABSENT))


def is_storable(text: str) -> bool:
    """Say whether the text can be in the database at all: half a character, as of some file names, cannot."""
    return text.isascii() or text.encode("utf-8", "replace").decode() == text


# An object is no plan, flag or moment: it reads as unreadable.
_NO_FACT: Mapping[str, Any] = {}


def _other(value: object) -> Any:
    """Stand in for a value of a type that no fact has."""
    return _NO_FACT
