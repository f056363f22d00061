"""Births and numbers in rows about people without a heading: lists, tuples of code, values of SQL."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recognizers.dates.calendar import is_calendar_date
from recognizers.labelled.cells import Cell
from recognizers.labelled.lines import start_of_line
from recognizers.labelled.once import read_once
from recognizers.labelled.shapes import has_shape
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.numbers.first_numbers import is_first_number
from recognizers.span import Span

_LONGEST_LINE = 600
_MOST_CELLS = 24
# So many lines before and behind may show that a row is one of several.
_NEIGHBOURS = 2
_QUOTED = re.compile(
    r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.|'')*)'|(?<![\w.])([^,\s()\[\]{}\"'][^,()\[\]{}\"'\n]*)"
)
# A name before a value, or file and line as `grep` writes them.
_KEY = re.compile(r"[\w./\\-]{1,60}\.\w{2,5}[:-]\d{1,6}[:-]\s?|[\w ]{1,20}[:=]\s*")
_GAP = re.compile(r" {2,}")
_FULL_NAME = re.compile(
    r"[^\W\d_a-z][^\W\d_]*[.'’-]?[^\W\d_]*"
    r"(?:,? (?:[\"“(]?[^\W\d_a-z][^\W\d_]*\.?[\"”)]?|de|van|von|der|di|bin|al|el"
    r"|[^\W\d_a-z][^\W\d_]+['’-][^\W\d_]+)){1,4}"
)
# The number of a row, in the cell of the name: `2 SRI MULYATI`.
_COUNTED = re.compile(r"\A\d{1,3}[.)]? (?=[^\W\d_])")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\ud7ff][^\d|<>{}=@/]{1,40}")
_SINGLE_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,16}(?:['’-][A-ZÀ-Þ]?[^\W\d_]+)?")
_REACHABLE = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+|\+\d[\d ()./-]{7,18}|\(?0\d[\d ()./-]{6,14}\d|[6-9]\d{9}|1[3-9]\d{9}"
)
_BIRTH = re.compile(
    r"(?:19[2-9]\d|20[01]\d)([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/. ])\d{1,2}\2(?:19[2-9]\d|20[01]\d)"
    r"|\d{1,2}(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?:19[2-9]\d|20[01]\d)"
    r"|\d{1,2}[. ] ?[^\W\d_]{3,10}\.? (?:19[2-9]\d|20[01]\d)|1[34]\d\d([-/.])\d{1,2}\3\d{1,2}"
)
_GLUED_MONTH = re.compile(r"(?<=\d)[A-Z]{3}(?=\d)")
_YEAR = re.compile(r"(?:19|20)\d\d|1[34]\d\d")
# Whoever is in a row with a date of these years was born then; later ones need a second row like it.
_LONG_AGO, _LATEST = 2006, 2018
_NUMBER = re.compile(
    r"(?=(?:[^\d]*\d){3})(?:[A-Z]{1,5}[-/ ]?\d[\dA-Z/-]{2,14}|\d{6,14}|\d{2,4}(?:[-/]\d{2,8}){1,3}"
    r"|\d{1,3}(?:[. ]\d{3}){1,3}(?:[-.]\w{1,2})?)"
)
_FEW_DIGITS = 3
_NO_NUMBER = re.compile(
    r"(?:[A-Z]{1,5} )?\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}/\d{2,4}"
    r"|(?:19|20)\d\d[-/](?:\d\d|(?:19|20)\d\d)|(?:19|20)\d{6}(?:\d{4,6})?|V\d.*|\d\d-\d\d"
    r"|1[5-9]\d{8}(?:\d{3})?|\d{3}-\d{4}|(?:UTF|ISO|SHA|RFC|CVE|HTTP|PEP|GPT|AES|RSA|INC)-?\d.*"
)
# The same in leads: years of birth, and what stands before and behind a cell.
_BORN_IN = "(?:19[2-9][0-9]|20[01][0-9])"
_OPEN, _CLOSED = r"[\"'|,;\t(\[ \n]", r"(?:[\"'|,;\t)\]\n]| \||  |$)"
# How surely a row must be about somebody.
_LEAST_WITH_BIRTH, _LEAST = 2, 4
_SOURCE = "person-rows"


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one line, and what parts them."""

    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class PersonRowFinder:
    """Finds the births and numbers of the people who stand in the same row."""

    id: str = _SOURCE
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 64
    entity_types: frozenset[str] = frozenset({"DATE_OF_BIRTH", "ID_NUMBER", "PHONE_NUMBER"})
    triggers: tuple[str, ...] = (
        rf"{_OPEN}{_BORN_IN}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}{_CLOSED}",
        rf"{_OPEN}[0-9]{{1,2}}[-/. ][0-9]{{1,2}}[-/. ]{_BORN_IN}{_CLOSED}",
        rf"[0-9](?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC){_BORN_IN}",
        r"[\"'|\t][ ]?1[34][0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}[\"'|\t ]",
        # A telephone number in quotes or between bars.
        r"[\"'][+0-9][0-9 -]{8,14}[\"']",
        r"\| ?[+0-9][0-9 -]{8,14} ?\|",
        # Figures of other scripts.
        r"(?:\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0[\xa5\xa7][\xa6-\xaf])[-/.]"
        r"(?:\xd9|\xdb|\xe0[\xa5\xa7]).[^\n]{0,12}(?:[|\t\n\"']|$)",
    )

    def search(self, text: str, start: int, end: int) -> Sequence[Span]:
        """Return what is a person's in the line in which a trigger ends at `start`."""
        return _in_row(text, start_of_line(text, start - 1, _LONGEST_LINE))


@read_once
def _in_row(text: str, line: int) -> Iterator[Span]:
    """Yield what is a person's in the line that begins there."""
    row = _row(text, line)
    if row is None or not 2 <= len(row.cells) <= _MOST_CELLS:
        return
    others = [other for other in _beside(text, line) if _is_like(row, other)]
    values = [text[cell.start : cell.end] for cell in row.cells]
    births = [index for index, value in enumerate(values) if _is_birth(value)]
    people = _people(values)
    if people < (_LEAST_WITH_BIRTH if births else _LEAST):
        return
    for index in births:
        cell = row.cells[index]
        if _year(values[index]) <= _LONG_AGO or any(
            _is_birth(text[other.cells[index].start : other.cells[index].end]) for other in others
        ):
            yield Span(cell.start, cell.end, "DATE_OF_BIRTH", 0.7, _SOURCE)
    for index, value in enumerate(values):
        cell = row.cells[index]
        if _REACHABLE.fullmatch(value):
            if "@" not in value and _is_telephone(value):
                yield Span(cell.start, cell.end, "PHONE_NUMBER", 0.6, _SOURCE)
        elif index not in births and _is_number(value):
            yield Span(cell.start, cell.end, "ID_NUMBER", 0.6, _SOURCE)


def _is_like(row: _Row, other: _Row) -> bool:
    return row.kind == other.kind and len(row.cells) == len(other.cells)


def _people(values: Sequence[str]) -> int:
    """Return how surely a row is about somebody: by names, and by how to reach them."""
    points = 0
    singles = 0
    for value in values:
        if _REACHABLE.fullmatch(value) or _OTHER_SCRIPT.fullmatch(value) or _is_full_name(value):
            points += 2
        elif _SINGLE_NAME.fullmatch(value):
            singles += 1
    return points + min(singles, 2)


def _is_full_name(value: str) -> bool:
    name = _COUNTED.sub("", value)
    return _FULL_NAME.fullmatch(name) is not None and has_shape(name, "person")


def _is_birth(value: str) -> bool:
    """Return whether a cell holds a day on which somebody who is in a list may be born."""
    if not value or not value[-1].isdecimal():
        return False
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in value)
    if _BIRTH.fullmatch(plain) is None or _year(plain) > _LATEST:
        return False
    return is_calendar_date(_GLUED_MONTH.sub(r" \g<0> ", plain))


def _is_telephone(value: str) -> bool:
    return (
        _NO_NUMBER.fullmatch(value) is None
        and len(set(filter(str.isdigit, value))) > _FEW_DIGITS
        and not is_stock_value("PHONE_NUMBER", value)
    )


def _year(value: str) -> int:
    match = _YEAR.search("".join(str(int(sign)) if sign.isdecimal() else sign for sign in value))
    return int(match[0]) if match else _LATEST + 1


def _is_number(value: str) -> bool:
    return (
        _NUMBER.fullmatch(value) is not None
        and _NO_NUMBER.fullmatch(value) is None
        and len(set(filter(str.isdigit, value))) > 1
        and not is_first_number(value)
        and not is_stock_value("ID_NUMBER", value)
        and not is_placeholder(value)
    )


def _row(text: str, line: int) -> _Row | None:
    """Read the line that begins there as cells, by what parts them."""
    end = text.find("\n", line, line + _LONGEST_LINE)
    if end < 0:
        if len(text) - line > _LONGEST_LINE:
            return None
        end = len(text)
    written = text[line:end]
    if written.count("|") >= 2:
        return _parted(text, line, end, re.compile(r"\|"), "pipes")
    if "\t" in written:
        return _parted(text, line, end, re.compile(r"\t"), "tabs")
    if written.count('"') >= 4 or written.count("'") >= 4:
        return _Row("quotes", tuple(_quoted(text, line, end)))
    if written.count(";") >= 2:
        return _parted(text, line, end, re.compile(";"), "semicolons")
    if len(_GAP.findall(written.strip())) >= 1:
        return _parted(text, line, end, _GAP, "gaps")
    if written.count(",") >= 2:
        return _parted(text, line, end, re.compile(","), "commas")
    return None


def _parted(text: str, start: int, end: int, separator: re.Pattern[str], kind: str) -> _Row:
    cells, begin = [], start
    for match in separator.finditer(text, start, end):
        cells.append(_trim(text, begin, match.start()))
        begin = match.end()
    cells.append(_trim(text, begin, end))
    return _Row(kind, tuple(cell for cell in cells if cell.end > cell.start))


def _quoted(text: str, start: int, end: int) -> Iterator[Cell]:
    for match in _QUOTED.finditer(text, start, end):
        group = match.lastindex
        if group is not None and match.end(group) > match.start(group):
            yield _trim(text, match.start(group), match.end(group))


def _trim(text: str, start: int, end: int) -> Cell:
    while start < end and text[start] in " \t\r\"'*-+•":
        start += 1
    while end > start and text[end - 1] in " \t\r\"',;":
        end -= 1
    key = _KEY.match(text, start, end)
    return Cell(key.end() if key and key.end() < end else start, end)


def _beside(text: str, line: int) -> Iterator[_Row]:
    """Read the lines before and behind one."""
    begin, after = line, line
    for _ in range(_NEIGHBOURS):
        if begin:
            begin = text.rfind("\n", max(0, begin - 1 - _LONGEST_LINE), begin - 1) + 1
            row = _row(text, begin)
            if row is not None:
                yield row
        after = text.find("\n", after, after + _LONGEST_LINE) + 1
        if not after:
            return
        row = _row(text, after)
        if row is not None:
            yield row
