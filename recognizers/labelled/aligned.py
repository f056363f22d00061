"""Values by the heading of their column in output whose columns blanks align: `sacct`, `kubectl`, `mysql`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from recognizers.entities import ENTITY_TYPES
from recognizers.labelled.cells import Cell, find_cell, heading_meaning
from recognizers.labelled.lines import end_of_line, start_of_line
from recognizers.labelled.once import read_once
from recognizers.labelled.vocabulary import Meaning
from recognizers.matching.triggers import aligned_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file

_SOURCE: Final = "aligned"
_MOST_ROWS: Final = 20_000
# Of other tables, each of which is read as well: to the end of the text, that would take quadratic time.
_MOST_BEGINNINGS: Final = 10
_MOST_COLUMNS: Final = 40
_LONGEST_LINE: Final = 1_000
_GAP: Final = re.compile(r" {2,}|\t+")
_RULE: Final = re.compile(r"[ \t]*[-=]{2,}(?:[ \t]+[-=]{2,})+[ \t]*")
_DASHES: Final = re.compile(r"[-=]+")
_HEADING: Final = re.compile(r"[^\W\d_][\w .\-/()#&'’%№°]{0,38}")


@dataclass(frozen=True, slots=True)
class _Column:
    """From where to where a heading, or the rule below it, reaches within its line."""

    start: int
    end: int
    meaning: Meaning | None


@dataclass(frozen=True)
class AlignedFinder:
    """Finds what stands under the headings of a table that nothing but blanks parts."""

    id: str = _SOURCE
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 4096
    entity_types: frozenset[str] = frozenset(ENTITY_TYPES)

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A heading with a gap behind it, or the last one of its line."""
        return aligned_triggers((*word_file("headings")["last_words"], *word_file("headings")["logins"]))

    def search(self, text: str, start: int, end: int) -> Sequence[Span]:
        """Return the values of the table whose headings stand in the line before `start`."""
        return _below(text, start_of_line(text, start - 1, _LONGEST_LINE))


@read_once
def _below(text: str, head_start: int) -> Iterator[Span]:
    """Yield the values of the table whose headings stand in the line that begins there."""
    head_end = end_of_line(text, head_start, _LONGEST_LINE)
    if head_end - head_start > _LONGEST_LINE:
        return
    rule_end = end_of_line(text, head_end + 1)
    ruled = _RULE.fullmatch(text, head_end + 1, rule_end) is not None
    columns = _columns(text, head_start, head_end, head_end + 1 if ruled else None)
    if not _are_told(columns):
        return
    line_start = (rule_end if ruled else head_end) + 1
    beginnings = 0
    for _ in range(_MOST_ROWS):
        line_end = end_of_line(text, line_start)
        if line_start >= len(text) or line_end - line_start > _LONGEST_LINE:
            return
        if ruled and _crosses(text[line_start:line_end], columns):
            return
        cells = (
            _cut(text, line_start, line_end, columns)
            if ruled
            else _placed(text, line_start, line_end, columns)
        )
        if not any(cells):
            return
        found = False
        for cell, column in zip(cells, columns, strict=True):
            if cell is not None and column.meaning is not None:
                for span in find_cell(_SOURCE, text, cell, column.meaning):
                    found = True
                    yield span
        # No table is begun in front of what has been found.
        beginnings = 0 if found else beginnings + _are_told(_columns(text, line_start, line_end, None))
        if beginnings > _MOST_BEGINNINGS:
            return
        line_start = line_end + 1


def _are_told(columns: Sequence[_Column]) -> bool:
    """Return whether enough columns have a meaning for the row to be headings: a fifth."""
    known = sum(column.meaning is not None for column in columns)
    return 2 <= len(columns) <= _MOST_COLUMNS and known > 0 and known * 5 >= len(columns)


def _columns(text: str, start: int, end: int, rule_start: int | None) -> list[_Column]:
    """Return the columns that headings, or the dashes below them, mark; none where no headings stand."""
    if rule_start is not None:
        rule_end = end_of_line(text, rule_start)
        places = [
            (match.start() - rule_start, match.end() - rule_start)
            for match in _DASHES.finditer(text, rule_start, rule_end)
        ]
        names = [text[start:end][begin:stop].strip() for begin, stop in places]
    else:
        cells = _cells(text, start, end)
        places = [(cell.start - start, cell.end - start) for cell in cells]
        names = [text[cell.start : cell.end] for cell in cells]
        if len(cells) < 3 or not all(_HEADING.fullmatch(name) and name.count(" ") < 3 for name in names):
            return []
    return [
        _Column(begin, stop, heading_meaning(name)) for (begin, stop), name in zip(places, names, strict=True)
    ]


def _cells(text: str, start: int, end: int) -> list[Cell]:
    """Split a line where two blanks or more stand."""
    cells, begin = [], start + len(text[start:end]) - len(text[start:end].lstrip())
    stop = start + len(text[start:end].rstrip())
    for gap in _GAP.finditer(text, begin, stop):
        cells.append(Cell(begin, gap.start()))
        begin = gap.end()
    if begin < stop:
        cells.append(Cell(begin, stop))
    return cells


def _cut(text: str, start: int, end: int, columns: Sequence[_Column]) -> list[Cell | None]:
    """Cut a row where the dashes below the headings end."""
    cells: list[Cell | None] = []
    for column in columns:
        begin, stop = min(start + column.start, end), min(start + column.end, end)
        value = text[begin:stop]
        begin += len(value) - len(value.lstrip())
        value = value.strip()
        cells.append(Cell(begin, begin + len(value)) if value else None)
    return cells


def _crosses(line: str, columns: Sequence[_Column]) -> bool:
    """Return whether a line is no row: words stand where most of the gaps between its columns would be."""
    gaps = [line[left.end : right.start] for left, right in pairwise(columns) if right.start <= len(line)]
    written = sum(gap != "" and not any(map(str.isspace, gap)) for gap in gaps)
    return written * 2 > len(gaps)


def _placed(text: str, start: int, end: int, columns: Sequence[_Column]) -> list[Cell | None]:
    """Give each cell of a row to its heading: by number, or by its place where some are empty."""
    found = _cells(text, start, end)
    if len(found) == len(columns):
        return list(found)
    placed: list[Cell | None] = [None] * len(columns)
    if len(found) < 2:
        return placed
    for cell in found:
        begin, stop = cell.start - start, cell.end - start
        over = [min(stop, column.end) - max(begin, column.start) for column in columns]
        best = max(range(len(columns)), key=lambda index: over[index])
        if over[best] > 0 and placed[best] is None:
            placed[best] = cell
    return placed
