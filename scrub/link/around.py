"""What stands around a mention says of it: a family is meant, or whose date it is."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from recognizers.span import Span

_FAMILY: Final = re.compile(
    r"\b(?:famil(?:y|ie|ia|le|le)|famille|famiglia|fam[ií]lia|familj(?:en)?|familien|rodzin[ay]|rodina|семь[яи]|ailesi|"
    r"keluarga|gia đình)\s+(?:of\s+)?(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_LONGEST_BEFORE: Final = 32
_LONGEST_GAP: Final = 120
_START: Final = attrgetter("start")


def is_of_family(text: str, span: Span) -> bool:
    """Return whether a name is said of a family: `family Roe`, `Family tree Roe`."""
    before = text[max(0, span.start - _LONGEST_BEFORE) : span.start]
    return _FAMILY.search(before) is not None and " " not in text[span.start : span.end]


def name_beside(text: str, names: Sequence[Span], date: Span) -> str:
    """Return the name that stands nearest before a date on its line, else after it; empty for none.

    The names are disjoint and in order.
    """
    at = bisect_left(names, date.start, key=_START)
    for name in names[max(0, at - 1) : at]:
        if _is_near(text, name.end, date.start):
            return text[name.start : name.end]
    at = bisect_left(names, date.end, key=_START)
    for name in names[at : at + 1]:
        if _is_near(text, date.end, name.start):
            return text[name.start : name.end]
    return ""


def spots(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield for each span its paragraph, and how often the same stands before it on its line."""
    paragraphs = [match.start() for match in _PARAGRAPH.finditer(text)] if len(spans) > 1 else []
    on_line: Counter[str] = Counter()
    last = 0
    for span in spans:
        if "\n" in text[last : span.start]:
            on_line.clear()
        last = span.start
        value = text[span.start : span.end].casefold()
        yield bisect_right(paragraphs, span.start), on_line[value]
        on_line[value] += 1


def _is_near(text: str, start: int, end: int) -> bool:
    return 0 <= end - start <= _LONGEST_GAP and "\n" not in text[start:end]
