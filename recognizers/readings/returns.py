"""Lines that carriage returns and a line feed end, read as those that a line feed alone ends.

Two returns stand there where a program ends its lines twice, as `csv` of Python does on Windows with a file
that was opened without `newline=""`. https://docs.python.org/3/library/csv.html#id4
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from recognizers.span import Span

_RETURNS: Final = re.compile(r"\r+(?=\n)")


def find_without_returns(text: str, find: Callable[[str], Iterable[Span]]) -> Iterator[Span]:
    """Yield what `find` finds in a text without carriage returns before its line feeds, where that stands."""
    if "\r\n" not in text:
        yield from find(text)
        return
    # Where each line feed is then that had any before it, and how many have been left out up to there.
    ends, left_out = [], [0]
    for returns in _RETURNS.finditer(text):
        ends.append(returns.start() - left_out[-1])
        left_out.append(left_out[-1] + len(returns[0]))
    for span in find(_RETURNS.sub("", text)):
        start, end = (place + left_out[bisect_left(ends, place)] for place in (span.start, span.end))
        yield replace(span, start=start, end=end)
