"""Values by the label beside or above them in HTML: cells of a row, terms of a list, words with a colon.

https://html.spec.whatwg.org/multipage/tables.html
https://html.spec.whatwg.org/multipage/grouping-content.html#the-dl-element
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from recognizers.entities import ENTITY_TYPES
from recognizers.labelled.cells import Cell, find_cell, heading_meaning
from recognizers.labelled.literals import Literal
from recognizers.labelled.named_values import find_named
from recognizers.labelled.vocabulary import Meaning, meaning
from recognizers.secrets.expressions import Syntax
from recognizers.span import Span

_SOURCE: Final = "html"
# A row, and how many of them below one of headings.
_LONGEST_ROW: Final = 20_000
_MOST_ROWS: Final = 5_000
_MOST_CELLS: Final = 100
_LONGEST_LABEL: Final = 60
_LONGEST_VALUE: Final = 400
_INLINE: Final = (
    r"(?:\s{1,400}|&nbsp;|</?(?:a|b|code|div|em|font|i|kbd|p|small|span|strong|tt|u)\b[^<>]{0,200}>){0,20}"
)
_PART: Final = re.compile(
    r"<(?P<end>/?)(?P<tag>t[hdr]|table|tbody|thead|d[td]|dl)\b[^<>]{0,400}>", re.IGNORECASE
)
_TERM: Final = re.compile(r"<dt\b[^<>]{0,200}>(?P<label>[^\0]{1,300}?)</dt>\s{0,80}\Z", re.IGNORECASE)
_WORDS: Final = re.compile(
    r"<(?:b|strong|label|span|em|i|th|td)\b[^<>]{0,200}>\s{0,20}(?P<label>[^<>\n]{1,60})\Z", re.IGNORECASE
)
_OPENING: Final = re.compile(_INLINE)
_TAG: Final = re.compile(r"<[^<>]{0,200}>|&nbsp;|\s+")
_VALUE: Final = re.compile(rf"[^<>\n]{{1,{_LONGEST_VALUE}}}")
_REACH: Final = 400


class _Part(NamedTuple):
    """A cell: its tag, and where what it holds begins and ends."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True)
class HtmlRowFinder:
    """Finds what stands beside a label of HTML, and below a row of them."""

    id: str = _SOURCE
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 4096
    entity_types: frozenset[str] = frozenset(ENTITY_TYPES)

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A row, the end of a term, and that of words with a colon."""
        return (
            r"(?i)<tr(?: [^<>]{0,200})?>",
            r"(?i)</dt>",
            r"(?i):[ ]?</(?:b|strong|label|span|em|i)>",
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield what stands in the row that begins at `start`, or behind the label that ends there."""
        tag = text.rfind("<", 0, start)
        if not text.startswith("/", tag + 1):
            yield from _in_row(text, start)
        elif text[tag + 2 : start - 1].lower() == "dt":
            yield from _behind_term(text, start)
        else:
            yield from _behind_words(text, tag, start)


def _behind_term(text: str, start: int) -> Iterator[Span]:
    low = max(0, start - _REACH)
    opening = max(text.rfind("<dt", low, start), text.rfind("<DT", low, start))
    term = _TERM.match(text, opening, start) if opening >= 0 else None
    for part in _parts(text, start) if term else ():
        if part.tag != "dd":
            return
        assert term
        yield from _labelled(text, _plain(term["label"]), part.start, part.end)


def _behind_words(text: str, closing: int, start: int) -> Iterator[Span]:
    opening = text.rfind("<", max(0, closing - _LONGEST_LABEL - 200), closing)
    words = _WORDS.match(text, opening, closing) if opening >= 0 else None
    if words:
        yield from _labelled(text, _plain(words["label"]), start, min(len(text), start + _REACH))


def _in_row(text: str, start: int) -> Iterator[Span]:
    cells = _cells(text, start)
    if len(cells) < 2:
        return
    if all(cell.tag == "th" for cell in cells):
        columns = [heading_meaning(_plain(text[cell.start : cell.end])) for cell in cells]
        if any(columns):
            yield from _below(text, columns, cells[-1].end)
    elif cells[0].tag == "th" or len(cells) == 2:
        label = _plain(text[cells[0].start : cells[0].end])
        for cell in cells[1:]:
            yield from _labelled(text, label, cell.start, cell.end)


def _below(text: str, columns: Sequence[Meaning | None], start: int) -> Iterator[Span]:
    """Yield what stands below headings, up to the end of the table or to other headings."""
    for _ in range(_MOST_ROWS):
        row = text.find("<t", start)
        while row >= 0 and text[row + 2 : row + 3] not in ("r", "R"):
            row = text.find("<t", row + 2, row + _LONGEST_ROW)
        if row < 0 or row - start > _LONGEST_ROW or "</table" in text[start:row].lower():
            return
        cells = _cells(text, text.find(">", row) + 1)
        if len(cells) != len(columns) or all(cell.tag == "th" for cell in cells):
            return
        for cell, column in zip(cells, columns, strict=True):
            place = _place(text, cell.start, cell.end)
            if column and place:
                yield from find_cell(_SOURCE, text, Cell(*place), column)
        start = cells[-1].end


def _cells(text: str, start: int) -> list[_Part]:
    cells = []
    for part in _parts(text, start):
        if part.tag not in ("td", "th"):
            break
        cells.append(part)
    return cells


def _parts(text: str, start: int) -> Iterator[_Part]:
    """Yield the cells of the row, or what is said of the term, that begins at `start`."""
    opened: tuple[str, int] | None = None
    for number, mark in enumerate(_PART.finditer(text, start, start + _LONGEST_ROW)):
        tag = mark["tag"].lower()
        if opened:
            yield _Part(opened[0], opened[1], mark.start())
            opened = None
        if not mark["end"]:
            if tag not in ("td", "th", "dd"):
                return
            opened = tag, mark.end()
        elif tag not in ("td", "th", "dd", "dt"):
            return
        if number > 2 * _MOST_CELLS:
            return


def _labelled(text: str, label: str, start: int, end: int) -> Iterator[Span]:
    found = meaning(label) if 0 < len(label) <= _LONGEST_LABEL else None
    place = _place(text, start, end) if found else None
    if found is None or place is None:
        return
    yield from find_named(_SOURCE, text, found, label, [Literal(*place, Syntax.MEMBER)])


def _place(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the first words stand that a reader sees."""
    opening = _OPENING.match(text, start, end)
    value = _VALUE.match(text, opening.end() if opening else start, end)
    if value is None:
        return None
    return (value.start(), value.start() + len(value[0].rstrip())) if value[0].strip() else None


def _plain(label: str) -> str:
    """Return a label as a reader sees it, without its colon."""
    return _TAG.sub(" ", label).strip().rstrip(":").strip()
