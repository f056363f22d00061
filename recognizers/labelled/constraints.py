"""Values in messages of databases that name the column or the key which they break: `Key (email)=(…)`.

https://www.postgresql.org/docs/current/protocol-error-fields.html,
https://dev.mysql.com/doc/mysql-errors/9.0/en/server-error-reference.html#error_er_dup_entry_with_key_name
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.entities import ENTITY_TYPES
from recognizers.labelled.cells import Cell, find_cell, heading_meaning
from recognizers.span import Span

_LONGEST: Final = 600
_KEY: Final = re.compile(
    r"(?P<columns>[^\n=]{1,200}?)\)=\((?P<values>[^\n]{1,400}?)\)(?= (?:already|is |conflicts)|\\?[\"'\n.]|$)"
)
_ENTRY: Final = re.compile(r"(?P<values>[^'\n]{1,200})' for key '(?P<columns>[\w.$-]{1,120})'")
# What keys are called for being keys: `uq_customers_email`, `email_UNIQUE`, `renters_plate_out_key`.
_KEY_WORDS: Final = re.compile(
    r"(?i)^(?:uq|uk|ux|idx|ix|unique|u)_|_(?:unique|uq|uk|key|idx|uindex|index)$|^[\w-]+\."
)


@dataclass(frozen=True)
class ConstraintFinder:
    """Finds the values of a key that exists already, or that nothing answers to."""

    id: str = "constraints"
    entity_types: frozenset[str] = frozenset(ENTITY_TYPES)
    keywords: tuple[str, ...] = ("key (", "duplicate entry '")
    triggers: tuple[str, ...] = ()
    before: None = None
    after: int = _LONGEST

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield what stands behind the keyword that begins at `start`."""
        if text[start : start + 5].lower() == "key (":
            match = _KEY.match(text, start + 5, end)
            parted = ", "
        else:
            match = _ENTRY.match(text, start + len("duplicate entry '"), end)
            parted = "\0"
        if match is None:
            return
        columns = [_column(name) for name in match["columns"].split(parted)]
        values = match["values"].split(parted) if len(columns) > 1 else [match["values"]]
        if len(columns) != len(values):
            return
        at = match.start("values")
        for column, value in zip(columns, values, strict=True):
            found = heading_meaning(column)
            if found is not None:
                yield from find_cell(self.id, text, Cell(at, at + len(value)), found)
            at += len(value) + len(parted)


def _column(name: str) -> str:
    """Return a column without the call around it, `lower(email::text)`, and without the words of an index."""
    bare = re.sub(r"^\w+\(|(?:::[\w ]+)?\)?$", "", name.strip(' "'))
    while (shorter := _KEY_WORDS.sub("", bare)) != bare:
        bare = shorter
    return bare
