"""Lists of people: what stands in the columns of a table that has a person in each row."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, islice, pairwise

from recognizers.labelled.cells import Cell
from recognizers.labelled.lines import end_of_line, start_of_line
from recognizers.labelled.once import read_once
from recognizers.labelled.shapes import has_shape
from recognizers.labelled.tables import split_pipes, split_separated, sql_row
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.matching.triggers import roster_triggers
from recognizers.numbers.first_numbers import is_first_number
from recognizers.span import Span
from recognizers.wordfiles import word_file

_SOURCE = "rosters"
_MOST_ROWS = 20_000
# Of other lists, each of which is read as well: to the end of the text, that would take quadratic time.
_MOST_BEGINNINGS = 10
_LONGEST_HEADING = 40
_MOST_COLUMNS = 40
_LONGEST_LINE = 1_000
# So many rows say what a column holds.
_SAMPLE = 30
_RULE = re.compile(r"[\s|+:=\-]+")
_GAP = re.compile(r" {2,}")
_INSERT = re.compile(
    r"(?i)insert\s+(?:ignore\s+)?into\s+[\w.\"`\[\]]{1,80}\s*\(([^()]{1,1000})\)\s*values\s*"
)
_HEADING_WORDS = re.compile(r"[\w.°º#/()\"'’]+")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "null", "none", "?", "x"})
_NAME = re.compile(
    r"(?:[^\W\d_]\.?|[^\W\d_][^\W\d_'’.\-]+)(?:[ ,.\-'’·/&\"“”()]+[^\W\d_][^\W\d_'’.\-]*){0,5}[.)\"]?"
)
_REACHABLE = re.compile(r"\S+@\S+\.\w+|\+?\(?\d[\d ()./-]{7,20}")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,4}([-./])(?:\d{1,2}|[^\W\d_]{3,9})\1\d{2,4}|\d{8}|(?:19|20)\d\d"
    r"|\d{1,2}\.? [^\W\d_]{3,12}\.? '?(?:\d{4}|\d\d)|[^\W\d_]{3,12} \d{4}|'\d\d, \w+ [^\W\d_]{3,9}"
    r"|(?:昭和|平成|令和|大正|[SHRT])?\d{1,4}[年.]\d{1,2}[月.]\d{1,2}日?)(?![\d])"
)
_SHORT_DATE = re.compile(r"\d{1,2}[-./]\d{1,2}\.?(?:[-./]\d{2,4})?|(?:19|20)\d\d-\d\d-\d\d")
_AGE = re.compile(r"\d{1,3}")
_ACCOUNT = re.compile(r"(?<![\d-])\d(?:[ -]?\d){5,23}(?![\d-])")
_PLATE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[^\W_](?:[^\W_]|[ \-·.](?=[^\W_])){3,18}")
_SERIAL = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9][A-Z0-9.-]{5,23}")
_ID = re.compile(
    r"(?:[^\W\d_]{1,5}[ ./#-]?)?(?=(?:\D*\d){3})"
    r"[^\W_](?:[^\W_]|[./#_-](?=[^\W_])|[ ](?=\d)){2,24}(?:\([0-9A-Z]\))?"
)
_SHORT_ID = re.compile(r"#?(?=(?:\D*\d){3})[^\W_](?:[^\W_]|[./-](?=[^\W_])){0,24}")
_NO_ID = re.compile(
    r"\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?|\d+[.,]\d{1,2}|\d{1,2}:\d\d.*|(?:19|20)\d\d|\d{1,3}|\S*@\S*|v\d.*|0x.*"
    # A time without marks: `20260912T0412Z`.
    r"|(?:19|20)\d{6}T\d{4,6}(?:Z|[+-]\d{4})?"
)

_Split = Callable[[str, int, int], list[Cell]]


@dataclass(frozen=True)
class RosterFinder:
    """Finds numbers, births, ages and addresses in lists of people, in any form in which they are pasted."""

    id: str = _SOURCE
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 4096
    entity_types: frozenset[str] = frozenset(
        {
            "ID_NUMBER",
            "DATE_OF_BIRTH",
            "AGE",
            "DATE",
            "STREET_ADDRESS",
            "BANK_ACCOUNT",
            "VEHICLE_ID",
            "DEVICE_ID",
        }
    )

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A heading for a person, and what parts it from the next one."""
        return roster_triggers(word.rstrip("*") for word in word_file("rosters")["people"])

    def search(self, text: str, start: int, end: int) -> Sequence[Span]:
        """Return the cells of the table in whose heading row a word for a person ends before `start`."""
        head_start = start_of_line(text, start - 1, _LONGEST_LINE)
        head_end = end_of_line(text, head_start, _LONGEST_LINE)
        if head_end - head_start > _LONGEST_LINE:
            return ()
        insert = _INSERT.search(text, head_start, head_end + _LONGEST_LINE)
        if insert and insert.start(1) < start <= insert.end(1) + 1:
            return _inserted(text, insert[1], insert.end())
        return _below(text, head_start, head_end)


@read_once
def _inserted(text: str, names: str, start: int) -> Iterator[Span]:
    """Yield what is found in the rows of an INSERT whose columns have these names."""
    columns = [name.strip(' "`[]\n\t') for name in names.split(",")]
    yield from _in_columns(text, columns, _sql_rows(text, start))


@read_once
def _below(text: str, head_start: int, head_end: int) -> Iterator[Span]:
    """Yield what is found in the rows below a heading row."""
    split = _split(text[head_start:head_end])
    if split is None:
        return
    names = [text[cell.start : cell.end] for cell in split(text, head_start, head_end)]
    if not 2 <= len(names) <= _MOST_COLUMNS or any(len(name) > _LONGEST_HEADING for name in names):
        return
    if any(re.search(r"\d{2}|[@=<>;{}]", name) for name in names):
        return
    yield from _in_columns(text, names, _rows(text, head_end + 1, split, len(names)))


def _in_columns(text: str, names: Sequence[str], rows: Iterator[list[Cell]]) -> Iterator[Span]:
    """Yield what is found in the rows, as long as few of them are headings too."""
    first = list(islice(rows, _SAMPLE))
    if not first or not _has_people(text, first):
        return
    first += islice(rows, _SAMPLE)
    kinds = list(_kinds(text, names, first))
    beginnings = 0
    for row in islice(chain(first, rows), _MOST_ROWS):
        found = False
        for index, kind in kinds:
            if index < len(row) and not _is_empty(text, row[index]):
                for span in _in_cell(text, row[index], kind):
                    found = True
                    yield span
        # No list is begun in front of what has been found.
        beginnings = 0 if found else beginnings + any(map(_kind, _headings(text, row)))
        if beginnings > _MOST_BEGINNINGS:
            return


def _headings(text: str, row: Sequence[Cell]) -> Iterator[str]:
    return (text[cell.start : cell.end] for cell in row if cell.end - cell.start <= _LONGEST_HEADING)


def _kinds(text: str, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, str]]:
    """Yield the columns that say something of somebody, and what it is."""
    for index, name in enumerate(names):
        kind = _kind(name)
        cells = (row[index] for row in rows if index < len(row))
        values = list(
            islice((text[cell.start : cell.end] for cell in cells if not _is_empty(text, cell)), _SAMPLE)
        )
        if not _count_rows(values) and (kind is not None or _look_like_numbers(values)):
            yield index, kind or "unnamed"


def _is_empty(text: str, cell: Cell) -> bool:
    return text[cell.start : cell.end].lower() in _NOTHING


def _in_cell(text: str, cell: Cell, kind: str) -> Iterator[Span]:
    found = _FORMS.get(kind)
    if found is None:
        return
    entity_type, form, whole, score = found
    match = form.fullmatch(text, cell.start, cell.end) if whole else form.search(text, cell.start, cell.end)
    if match is None or (kind == "number" and _NO_ID.fullmatch(match[0]) and not _counts(match[0])):
        return
    if kind in ("number", "unnamed", "device") and is_first_number(match[0]):
        return
    if not is_stock_value(entity_type, match[0]) and not _is_nothing(match[0]):
        yield Span(match.start(), match.end(), entity_type, score, _SOURCE)


_FORMS: dict[str, tuple[str, re.Pattern[str], bool, float]] = {
    "birth": ("DATE_OF_BIRTH", _DATE, False, 0.8),
    "age": ("AGE", _AGE, True, 0.7),
    "address": ("STREET_ADDRESS", re.compile(r"(?=.*[\d٠-٩۰-۹०-९])[^@{}<>=]{6,140}"), True, 0.65),
    "event": ("DATE", _SHORT_DATE, True, 0.6),
    "bank": ("BANK_ACCOUNT", _ACCOUNT, False, 0.75),
    "plate": ("VEHICLE_ID", _PLATE, True, 0.7),
    "device": ("DEVICE_ID", _SERIAL, True, 0.7),
    "number": ("ID_NUMBER", _SHORT_ID, True, 0.6),
    "unnamed": ("ID_NUMBER", _ID, True, 0.55),
}


def _counts(value: str) -> bool:
    """Four digits are a number of a person under a heading that says so; a row's own number is none."""
    return len(value) >= 4 and value.isdecimal()


def _is_nothing(value: str) -> bool:
    return (
        len(set(filter(str.isalnum, value))) < 2
        or "0000000" in value
        or value in ("1970-01-01", "1900-01-01", "01/01/1970", "01/01/1900", "01/01/2000")
    )


def _count_rows(values: Sequence[str]) -> bool:
    """Return whether the values are a number that goes up or down by one: of rows, not of people."""
    if len(values) < 2 or not all(value.isdecimal() and len(value) < 7 for value in values):
        return False
    numbers = [int(value) for value in values]
    steps = {after - before for before, after in pairwise(numbers)}
    return steps in ({1}, {-1})


def _look_like_numbers(values: Sequence[str]) -> bool:
    """Return whether nearly all values of a column without a telling heading are numbers of somebody."""
    fits = [value for value in values if _ID.fullmatch(value) and not _NO_ID.fullmatch(value)]
    strong = [value for value in fits if not value.isdecimal() or len(value) > 5]
    return len(values) >= 2 and len(set(strong)) * 10 >= len(values) * 8


def _has_people(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a column of the rows holds names, or how to reach somebody."""
    sample = rows[:_SAMPLE]
    width = max(len(row) for row in sample)
    for index in range(width):
        cells = [text[row[index].start : row[index].end] for row in sample if index < len(row)]
        people = sum(1 for cell in cells if _is_name(cell) or _REACHABLE.fullmatch(cell))
        if people * 2 >= len(rows[:_SAMPLE]) and len(set(cells)) * 2 > len(cells):
            return True
    return False


def _is_name(value: str) -> bool:
    if not _NAME.fullmatch(value) or len(value) < 2:
        return False
    if value.isascii():
        return has_shape(value.strip('."'), "person") and not value.isupper()
    return value[0].isupper() or not value[0].islower()


@lru_cache(maxsize=4096)
def _kind(name: str) -> str | None:
    """Return what a heading announces, None where it says nothing."""
    words = _HEADING_WORDS.findall(name.replace("_", " ").casefold())
    bare = [word.strip(".\"'()") or word for word in words]
    joined = " ".join(bare)
    for kind, (exact, beginnings) in _forms().items():
        if joined in exact or " ".join(words) in exact:
            return kind
        if any(word.startswith(beginnings) for word in bare) if beginnings else False:
            return kind
    for kind, (exact, _) in _forms().items():
        if exact.intersection(bare) or exact.intersection(words):
            return kind
    return None


@cache
def _forms() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    forms = {}
    for kind, words in word_file("rosters").items():
        exact = frozenset(word.rstrip("*").casefold() for word in words)
        forms[kind] = (exact, tuple(word[:-1].casefold() for word in words if word.endswith("*")))
    people = forms.pop("people")
    forms["people"] = people
    return forms


def _split(line: str) -> _Split | None:
    """Return how a heading row parts its cells."""
    if line.count("|") >= 2:
        return split_pipes
    if line.count('"') % 2:
        # The first line of a cell that goes on.
        return None
    for separator in ("\t", ";", ","):
        if line.count(separator) >= 1 and (separator != "," or ", " not in line):
            return lambda text, start, end: split_separated(text, start, end, separator)
    return None if len(_GAP.findall(line.strip())) < 2 else _split_gaps


def _split_gaps(text: str, start: int, end: int) -> list[Cell]:
    cells, begin = [], start + len(text[start:end]) - len(text[start:end].lstrip())
    for gap in _GAP.finditer(text, begin, end):
        cells.append(Cell(begin, gap.start()))
        begin = gap.end()
    if begin < end:
        cells.append(Cell(begin, end))
    return cells


def _rows(text: str, start: int, split: _Split, width: int) -> Iterator[list[Cell]]:
    while start < len(text):
        end = end_of_line(text, start)
        stripped_end = end - 1 if text[end - 1 : end] == "\r" else end
        if not _RULE.fullmatch(text, start, end) or start == end:
            cells = split(text, start, stripped_end) if end - start <= _LONGEST_LINE else []
            if len(cells) < 2 or abs(len(cells) - width) > max(1, width // 4):
                return
            yield cells
        start = end + 1


def _sql_rows(text: str, start: int) -> Iterator[list[Cell]]:
    while text[start : start + 1] == "(":
        cells, start = sql_row(text, start + 1)
        yield cells
        while text[start : start + 1] in (",", " ", "\n", "\t", "\r") and start < len(text):
            start += 1


def roster_finders() -> tuple[RosterFinder, ...]:
    """Return the finder of lists of people."""
    return (RosterFinder(),)
