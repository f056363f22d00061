"""Quoted cells of separated values, each read as a text of its own: two quotes within stand for one.

https://www.rfc-editor.org/rfc/rfc4180#section-2
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.regions import Stretch

CELL_TOKEN: Final = '""'
# From behind a separator, or the beginning of a row, to before the next. Of quotes beside each other within a cell
# there is an even number, so that none of them begins a cell that goes on: each is passed twice at most.
_CELL: Final = re.compile(r'"(?:(?<=[,;\t|\n]")|(?<=\A"))(?P<text>(?:[^"]++|"")*+)"(?=[,;\t|\r\n]|\Z)')
_SEPARATORS: Final = frozenset(",;\t|")


def find_quoted_cells(text: str) -> Iterator[Stretch]:
    """Yield the cells that hold a quote or several lines."""
    if '"' not in text or ("\n" not in text and CELL_TOKEN not in text):
        return
    for cell in _CELL.finditer(text):
        start, end = cell.span("text")
        doubled = text.find(CELL_TOKEN, start, end)
        if doubled >= 0 or text.find("\n", start, end) >= 0:
            # All that stands in its line may as well be a string of Python.
            is_beside = text[start - 2 : start - 1] in _SEPARATORS or text[end + 1 : end + 2] in _SEPARATORS
            if is_beside or doubled > start:
                yield Stretch("cell", start, end)


def read_quote(token: str) -> str:
    """Return what two quotes stand for."""
    return '"'


def write_quotes(text: str, like: str) -> str:
    """Write a text within a quoted cell."""
    return text.replace('"', CELL_TOKEN)
