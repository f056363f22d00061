"""Rows that say of one thing what was said of it before: of many, two tell whether all agree."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from scrub.facts.scratch import Scratch

# The number of a row, its facts as they are stored, a mark of it; what follows names what it speaks of.
_KEY = itemgetter(slice(3, None))


def note_surplus(scratch: Scratch, query: str, read: Callable[[bytes], object]) -> None:
    """Make a table `surplus` with the `number` of each row that adds nothing to those before of its key.

    What is left of a key is its first row and the first that differs from it, so that no look-up reads more.
    The query yields number, facts, a mark and the key, the rows of one key after one another.
    """
    scratch.prepare("DROP TABLE IF EXISTS surplus", "CREATE TABLE surplus (number INTEGER PRIMARY KEY)")
    scratch.fill("INSERT INTO surplus VALUES (?)", _surplus(scratch, query, read))


def _surplus(scratch: Scratch, query: str, read: Callable[[bytes], object]) -> Iterator[tuple[int]]:
    for _, rows in groupby(scratch.connection.execute(query), _KEY):
        first: tuple[bytes, int] | None = None
        differs = False
        for number, packed, mark, *_ in rows:
            if first is None:
                first = (packed, mark)
            elif differs or (packed, mark) == first:
                yield (number,)
            else:
                differs = mark != first[1] or read(packed) != read(first[0])
                if not differs:
                    yield (number,)
