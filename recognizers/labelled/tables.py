"""Values found by the heading of their column: CSV, markdown, SQL, the output of `psql` and `mysql`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial

from recognizers.entities import ENTITY_TYPES
from recognizers.labelled.cells import Cell, find_cell, heading_meaning
from recognizers.labelled.lines import end_of_line
from recognizers.labelled.once import read_once
from recognizers.labelled.vocabulary import Meaning, Strength
from recognizers.matching.triggers import heading_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file

# Longer tables are read in pieces of this many rows: each is proportional to what it holds.
_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
# Of other tables, each of which is read as well: to the end of the text, that would take quadratic time.
_MOST_BEGINNINGS = 10
_LONGEST_HEADING = 48
_HEADING = re.compile(r"[\w .\-/()#&'’:*+?%°№@]*")
_RULE = re.compile(
    r"[ \t]*+(?:[|+][ \t]*+)?:?-{2,}+:?[ \t]*+(?>(?:[|+][ \t]*+:?-{2,}+:?[ \t]*+)*)(?:[|+][ \t]*+)?"
)
_INTO = r"(?:insert|replace|upsert)\s+(?:(?:ignore|or\s+[a-z]+)\s+)?into"
_INSERT = re.compile(
    rf"{_INTO}\s+[\w.\"`\[\]]{{1,120}}\s*\((?P<columns>[^()]{{1,4000}})\)\s*"
    r"(?:overriding\s+(?:system|user)\s+value\s*)?values\s*",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"copy\s+[\w.\"]{1,120}\s*\((?P<columns>[^()]{1,4000})\)\s+from\s+stdin(?P<options>[^\n]*)\n",
    re.IGNORECASE,
)
# https://www.postgresql.org/docs/current/sql-copy.html
_COPY_SEPARATOR = re.compile(r"delimiter\s+(?:as\s+)?'(.)'|\bcsv\b", re.IGNORECASE)
_SQL_VALUE = re.compile(r"'((?:[^'\\]|\\.|'')*)'|\"((?:[^\"\\]|\\.)*)\"|([^,()'\"\s][^,()'\"]*)")
_SQL_DOLLARS = re.compile(r"\$(?:[A-Za-z_]\w{0,60})?\$([^$]{0,4000})\$(?:[A-Za-z_]\w{0,60})?\$")
_SQL_OPENING = re.compile(rf"{_INTO}\s|copy\s+[\w.\"]+\s*\(", re.IGNORECASE)
_SEPARATORS = ",;\t|"
_LONGEST_ROW = 4000
# Behind the quote of a cell; two stand for one within it.
_REST_OF_CELL = re.compile(r'(?:[^"]++|"")*+"')
_LONGEST_CELL = 20_000
# So far behind its beginning, at least, and so far ahead, a statement is looked for.
_STATEMENT = 4200
_LONGEST_OPENING = 200
# A row with more brackets in each other is none that ends: others begin in it, each of which is read as well.
_DEEPEST = 20
_SOURCE = "tables"

_Split = Callable[[str, int, int], list[Cell]]


@dataclass(frozen=True)
class TableFinder:
    """Finds what stands under the headings of a table that the text holds."""

    id: str = _SOURCE
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 4096
    entity_types: frozenset[str] = frozenset(ENTITY_TYPES)

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The rule below a heading row, the opening of SQL, a heading and the next one behind it."""
        return (
            r"\n[ \t]*[|+]?[ \t]*:?-{2,}:?[ \t]*[|+]",
            rf"(?i){_INTO}\s",
            r"(?i)copy\s+[\w.\"]+\s*\(",
            *heading_triggers(_words("last_words")),
        )

    def search(self, text: str, start: int, end: int) -> Sequence[Span]:
        """Return the values of the table whose opening ends at `start`."""
        line_start = text.rfind("\n", 0, start) + 1
        if text[start - 1] in "|+" or text[start - 2 : start] == "--":
            return _ruled(text, line_start)
        begin = line_start + (start - line_start) // _STATEMENT * _STATEMENT
        statements = _statements(text, max(line_start, begin - _STATEMENT), begin + 2 * _STATEMENT)
        if statements:
            # The last that begins before the heading; a line may have several.
            return _sql(text, max((at for at in statements if at < start), default=statements[0]))
        if text[start - 1] == "\n":
            line_start = text.rfind("\n", 0, start - 1) + 1
        return _separated(text, line_start)


@read_once
def _statements(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the statements begin that stand in the line of `start`, before `end`."""
    line_end = end_of_line(text, start, end - start)
    for opening in _SQL_OPENING.finditer(text, start, line_end + _LONGEST_OPENING):
        if opening.start() <= line_end:
            yield opening.start()


@read_once
def _ruled(text: str, rule_start: int) -> Iterator[Span]:
    """Read a table with a rule of dashes below its headings: markdown, psql, mysql."""
    rule_end = end_of_line(text, rule_start)
    if rule_start == 0 or not _RULE.fullmatch(text, rule_start, rule_end):
        return
    head_start = text.rfind("\n", 0, rule_start - 1) + 1
    columns = _columns(text, split_pipes(text, head_start, rule_start - 1))
    if not any(columns):
        return
    yield from _rows(text, columns, rule_end + 1, split_pipes)


@read_once
def _separated(text: str, head_start: int) -> Iterator[Span]:
    """Read separated values with a heading row."""
    head_end = end_of_line(text, head_start, _LONGEST_ROW)
    headings = _headings(text, head_start, head_end)
    if headings is None:
        return
    separator, columns = headings

    def split(text: str, start: int, end: int) -> list[Cell]:
        return split_separated(text, start, end, separator)

    following = split(text, head_end + 1, _end_of_row(text, head_end + 1, separator))
    if abs(len(following) - len(columns)) > 1:
        return
    yield from _rows(text, columns, head_end + 1, split, separator)


def _rows(
    text: str, columns: Sequence[Meaning | None], start: int, split: _Split, separator: str = ""
) -> Iterator[Span]:
    before: Sequence[Cell] = ()
    beginnings = 0
    for _ in range(_MOST_ROWS):
        if start >= len(text):
            return
        end = end_of_line(text, start)
        cells = split(text, start, end)
        if separator and text.find('"', start, end) >= 0:
            row_end = _end_of_row(text, start, separator)
            # Else the quote was no beginning of a cell.
            if row_end > end and len(whole := split(text, start, row_end)) == len(columns):
                cells, end = whole, row_end
        if len(cells) < 2 or abs(len(cells) - len(columns)) > max(1, len(columns) // 4):
            if not _RULE.fullmatch(text, start, end) or start == end:
                return
            beginnings += any(_columns(text, before))
        else:
            found = False
            for cell, column in zip(cells, columns, strict=False):
                if column is not None and cell.end > cell.start:
                    for span in find_cell(_SOURCE, text, cell, column):
                        found = True
                        yield span
            # No table is begun in front of what has been found.
            beginnings = 0 if found else beginnings + (_headings(text, start, end) is not None)
        if beginnings > _MOST_BEGINNINGS:
            return
        before = cells
        start = end + 1


@read_once
def _sql(text: str, start: int) -> Iterator[Span]:
    insert = _INSERT.match(text, start)
    if insert is None:
        copied = _COPY.match(text, start)
        if copied:
            columns = [heading_meaning(name.strip(' "`[]\n\t')) for name in copied["columns"].split(",")]
            separator = _COPY_SEPARATOR.search(copied["options"])
            yield from _rows(
                text,
                columns,
                copied.end(),
                partial(split_separated, separator=(separator and (separator[1] or ",")) or "\t"),
            )
        return
    columns = [heading_meaning(name.strip(' "`[]\n\t')) for name in insert["columns"].split(",")]
    position = insert.end()
    for _ in range(_MOST_ROWS):
        if text[position : position + 1] != "(":
            return
        cells, position = sql_row(text, position + 1)
        for cell, column in zip(cells, columns, strict=False):
            if column is not None and cell.end > cell.start:
                yield from find_cell(_SOURCE, text, cell, column)
        while text[position : position + 1] in (",", " ", "\n", "\t", "\r") and position < len(text):
            position += 1


def _headings(text: str, start: int, end: int) -> tuple[str, list[Meaning | None]] | None:
    """Read a line as headings of separated values: what separates them, and what each means."""
    if end - start > _LONGEST_ROW or end >= len(text):
        return None
    separator = max(_SEPARATORS, key=lambda char: text.count(char, start, end))
    if not _is_heading_row(text, start, end, separator):
        return None
    columns = _columns(text, split_separated(text, start, end, separator))
    return (separator, columns) if len(columns) > 1 and _are_told(columns) else None


def _columns(text: str, cells: Sequence[Cell]) -> list[Meaning | None]:
    if len(cells) > _MOST_COLUMNS:
        return []
    return [
        heading_meaning(text[cell.start : cell.end]) if cell.end - cell.start <= _LONGEST_HEADING else None
        for cell in cells
    ]


def _are_told(columns: Sequence[Meaning | None]) -> bool:
    """Return whether enough columns have a meaning for the row to be headings: a fourth, or two for sure."""
    told = [column for column in columns if column is not None]
    return len(told) * 4 >= len(columns) or sum(column.strength is Strength.STRONG for column in told) > 1


def _is_heading_row(text: str, start: int, end: int, separator: str) -> bool:
    cells = text[start:end].rstrip("\r").split(separator)
    # Within a cell that goes on over the end of the line is no heading.
    return (
        len(cells) >= 2
        and text.count('"', start, end) % 2 == 0
        and all(
            len(cell) <= _LONGEST_HEADING and _HEADING.fullmatch(cell.strip().strip('"')) is not None
            for cell in cells
        )
    )


def _trim(text: str, start: int, end: int) -> Cell:
    while start < end and text[start] in " \t\r":
        start += 1
    while end > start and text[end - 1] in " \t\r":
        end -= 1
    if end - start >= 2 and text[start] == text[end - 1] and text[start] in "\"'`":
        start, end = start + 1, end - 1
    return Cell(start, end)


def split_pipes(text: str, start: int, end: int) -> list[Cell]:
    """Split a line at its pipes, but for escaped ones and those at its ends.

    The line may be the first of a quoted cell of separated values.
    """
    line = text[start:end]
    if "|" not in line:
        return []
    cells, begin = [], start
    for index, char in enumerate(line):
        if char == "|" and (not index or line[index - 1] != "\\"):
            cells.append(_trim(text, begin, start + index))
            begin = start + index + 1
    cells.append(_trim(text, begin, end))
    before = line[: line.index("|")]
    if not before.strip() or (before.endswith('"') and before.count('"') % 2):
        cells = cells[1:]
    return cells[:-1] if line.rstrip().endswith("|") else cells


def _end_of_row(text: str, start: int, separator: str) -> int:
    """Return where a row of separated values ends: a cell in quotes may go on over the end of its line."""
    end = end_of_line(text, start)
    while opening := _last_opening(text, start, end, separator):
        rest = _REST_OF_CELL.match(text, opening, opening + _LONGEST_CELL)
        if rest is None or text[rest.end() : rest.end() + 1] not in (separator, "\r", "\n", ""):
            return end
        start, end = rest.end(), end_of_line(text, rest.end())
    return end


def _last_opening(text: str, start: int, end: int, separator: str) -> int:
    """Return where the cell begins, behind its quote, that is still open at the end of the line; or zero."""
    position = start
    while position < end:
        if text[position] == '"':
            rest = _REST_OF_CELL.match(text, position + 1, end)
            if rest is None:
                return position + 1
            position = rest.end()
        position = text.find(separator, position, end) + 1 or end
    return 0


def split_separated(text: str, start: int, end: int, separator: str) -> list[Cell]:
    """Split a line at its separators, but for those inside double quotes."""
    cells, begin, position = [], start, start
    while position < end:
        char = text[position]
        if char == '"' and position == begin:
            closing = text.find('"', position + 1, end)
            while closing >= 0 and text[closing + 1 : closing + 2] == '"':
                closing = text.find('"', closing + 2, end)
            position = closing + 1 if closing >= 0 else position + 1
            continue
        if char == separator:
            cells.append(_trim(text, begin, position))
            begin = position + 1
        position += 1
    cells.append(_trim(text, begin, end))
    return cells


def sql_row(text: str, position: int) -> tuple[list[Cell], int]:
    """Read the values of one row from behind its bracket; return them and where it ends.

    Of one that is computed, `crypt('...', ...)`, or has its type beside it, the first literal counts.
    """
    cells: list[Cell] = []
    literal: Cell | None = None
    bare: Cell | None = None
    limit = min(len(text), position + 100_000)
    depth = 0
    while position < limit:
        char = text[position]
        if char in ",)" and not depth:
            if value := literal or bare:
                cells.append(value)
            literal = bare = None
            position += 1
            if char == ")":
                return cells, position
        elif char in "'\"$" and (
            match := (_SQL_DOLLARS if char == "$" else _SQL_VALUE).match(text, position, limit)
        ):
            group = 2 if char == '"' else 1
            literal = literal or Cell(*match.span(group))
            position = match.end()
        elif char in "'\"":
            return cells, limit
        elif char in "()":
            depth += 1 if char == "(" else -1
            if depth > _DEEPEST:
                return cells, limit
            position += 1
        elif char in ", \t\r\n":
            position += 1
        else:
            match = _SQL_VALUE.match(text, position, limit)
            if match is None:
                return cells, limit
            bare = bare or _trim(text, match.start(), match.end())
            position = match.end()
    return cells, limit


@cache
def _words(key: str) -> tuple[str, ...]:
    table = word_file("headings")
    return tuple(table[key])


def table_finders() -> tuple[TableFinder, ...]:
    """Return the finder of tables."""
    return (TableFinder(),)
