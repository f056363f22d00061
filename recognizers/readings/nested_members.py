"""Values of JSON in a text whose names stand around them or at the head of their column, read with those.

`{"pin": {"S": "4417"}}`, `{"columns": ["user", "pin"], "rows": [["jroe", "4417"]]}`, `[["pin", "4417"]]`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from recognizers.labelled.members import (
    COLUMNS,
    FIELDS,
    NAMES,
    VALUES,
    WRAPPERS,
    called_in_rows,
    is_called,
    named_in,
)
from recognizers.readings.assembled import Assembled, put_together

# Where JSON begins that has something in something.
_BEGIN: Final = re.compile(r"[{\[](?=\s{0,40}[\"'{\[(])")
_TOKEN: Final = re.compile(
    r"[\s,:]{0,200}(?:(?P<mark>[{}\[\]()])|\"(?P<string>(?>(?:[^\"\\]|\\.)*))\""
    r"|'(?P<quoted>(?>(?:[^'\\\n]|\\.)*))'|(?P<plain>[\w.+-]{1,40}))",
    re.DOTALL,
)
_WORTH: Final = re.compile(r"\{\s{0,40}([\"'])[^\"'\\\n]{1,40}\1\s{0,4}:|\[\s{0,40}[\[(]")
_NEIGHBOURS: Final = VALUES.union(NAMES, FIELDS)
_DEEPEST: Final = 100
_LONGEST: Final = 400

# What is said, and where.
_Said = tuple[str, int, int]


@dataclass(slots=True)
class _Level:
    """An object or a list that is being read."""

    is_list: bool
    # What it is called, and whether what stands in it is.
    name: str
    is_wrapped: bool
    key: str = ""
    is_key_next: bool = True
    # Of an object, what names a value and what is named.
    members: dict[str, _Said] = field(default_factory=dict)
    columns: Sequence[object] = ()
    cells: list[_Said | None] = field(default_factory=list)
    rows: list[list[_Said | None]] = field(default_factory=list)


def find_nested_members(text: str) -> Iterator[Assembled]:
    """Yield the values of JSON in a text that are named by what is around them, a line for each."""
    if not _WORTH.search(text):
        return
    if named := list(_named(text)):
        yield put_together(
            text, (piece for name, start, end in named for piece in (f"{name}: ", (start, end), "\n"))
        )


def _named(text: str) -> Iterator[_Said]:
    at = 0
    while begin := _BEGIN.search(text, at):
        levels: list[_Level] = []
        at = begin.start()
        while token := _TOKEN.match(text, at):
            at = token.end()
            if token["mark"] and token["mark"] in "{[(":
                if len(levels) >= _DEEPEST:
                    break
                levels.append(_opened(levels[-1] if levels else None, token["mark"] != "{"))
            elif token["mark"]:
                closed = levels.pop()
                yield from _closed(closed, levels[-1] if levels else None)
                if not levels:
                    break
            elif token["plain"] is None:
                name = "string" if token["string"] is not None else "quoted"
                yield from _told(levels[-1], token[name], *token.span(name))
            else:
                _told_plain(levels[-1])
        else:
            at += 1


def _opened(around: _Level | None, is_list: bool) -> _Level:
    if around is None:
        return _Level(is_list, "", False)
    if around.is_list:
        around.cells.append(None)
        return _Level(is_list, around.name, around.is_wrapped)
    around.is_key_next = True
    if around.name and around.key in WRAPPERS:
        return _Level(is_list, around.name, True)
    return _Level(is_list, around.key, False)


def _told(level: _Level, said: str, start: int, end: int) -> Iterator[_Said]:
    """Take up a string: a name, or a value that is told where it is called by what is around it."""
    if level.is_list:
        level.cells.append((said, start, end))
        if not level.is_wrapped:
            return
    elif level.is_key_next:
        level.key, level.is_key_next = said, False
        return
    else:
        level.is_key_next = True
        if level.key in _NEIGHBOURS:
            level.members[level.key] = said, start, end
        if level.key not in WRAPPERS:
            return
    if 0 < end - start <= _LONGEST and is_called(level.name):
        yield level.name, start, end


def _told_plain(level: _Level) -> None:
    if level.is_list:
        level.cells.append(None)
    else:
        level.is_key_next = True


def _closed(level: _Level, around: _Level | None) -> Iterator[_Said]:
    """Yield what the rows say of a list or an object that ends, or have it be told by what is around it."""
    if not level.is_list:
        yield from _told_by_neighbours(level, around)
        yield from _told_in_rows(level)
    elif around is None:
        yield from _told_in_rows(level)
    elif around.is_list:
        if level.cells:
            around.rows.append(level.cells)
    elif around.key in COLUMNS:
        around.columns = [said[0] for said in level.cells if said]
    elif level.rows:
        around.rows = level.rows


def _told_by_neighbours(level: _Level, around: _Level | None) -> Iterator[_Said]:
    said = {key: each[0] for key, each in level.members.items()}
    if around is not None and around.is_list:
        # Which may be the head of a column.
        around.cells[-1] = next((level.members[key] for key in NAMES if key in said), None)
    name, named = named_in(said)
    if name:
        for key, (value, start, end) in level.members.items():
            if key in named and 0 < len(value) <= _LONGEST:
                yield name, start, end


def _told_in_rows(level: _Level) -> Iterator[_Said]:
    rows = level.rows
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return
    texts = [[said[0] if said else None for said in row] for row in rows]
    for row, names in zip(rows, called_in_rows(texts, level.columns), strict=False):
        for said, name in zip(row, names, strict=True):
            if said and name and said[0] != name and len(said[0]) <= _LONGEST:
                yield name, said[1], said[2]
