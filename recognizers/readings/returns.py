"""Lines that a carriage return and a line feed end, read as those that a line feed alone ends."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from recognizers.span import Span

_RETURN = re.compile(r"\r(?=\n)")


def find_without_returns(text: str, find: Callable[[str], Iterable[Span]]) -> Iterator[Span]:
    """Yield what `find` finds in a text without carriage returns before its line feeds, where that stands."""
    if "\r\n" not in text:
        yield from find(text)
        return
    # Where each line feed is then that had one before it.
    ends = [found.start() - number for number, found in enumerate(_RETURN.finditer(text))]
    for span in find(text.replace("\r\n", "\n")):
        start, end = (place + bisect_left(ends, place) for place in (span.start, span.end))
        yield replace(span, start=start, end=end)
