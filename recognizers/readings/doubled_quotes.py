"""Texts in quotes, within which two quotes stand for one: cells of separated values and strings of SQL.

Each is read as a text of its own. https://www.rfc-editor.org/rfc/rfc4180#section-2
https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from recognizers.readings.regions import Stretch

# What opens one stands behind a separator, and what closes it before the next. Of quotes beside each other
# within there is an even number, so that none of them opens one that goes on: each is passed twice at most.
_CELL: Final = re.compile(r'"(?:(?<=[,;\t|\n]")|(?<=\A"))(?P<text>(?:[^"]++|"")*+)"(?=[,;\t|\r\n]|\Z)')
_STRING: Final = re.compile(r"'(?:(?<=[(,=]')|(?<=[(,=] '))(?P<text>(?:[^']++|'')*+)'(?=\s{0,8}[,);])")
_SEPARATORS: Final = frozenset(",;\t|")


class Quoting(NamedTuple):
    """How a quote is written between two quotes."""

    token: str
    read: Callable[[str], str]
    write: Callable[[str, str], str]


def find_quoted(text: str) -> Iterator[Stretch]:
    """Yield the texts between quotes that hold a quote or several lines."""
    if '"' in text and ('""' in text or "\n" in text):
        for start, end, doubled in _quoted(_CELL, '""', text):
            # What begins with three quotes may as well be a string of Python.
            beside = text[start - 2 : start - 1] + text[end + 1 : end + 2]
            if doubled != start or not _SEPARATORS.isdisjoint(beside):
                yield Stretch("cell", start, end)
    if "'" in text and ("''" in text or "\n" in text):
        for start, end, _ in _quoted(_STRING, "''", text):
            yield Stretch("string", start, end)


def _quoted(pattern: re.Pattern[str], pair: str, text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each text begins and ends, and where its first quote is, if any."""
    for quoted in pattern.finditer(text):
        start, end = quoted.span("text")
        doubled = text.find(pair, start, end)
        if doubled >= 0 or text.find("\n", start, end) >= 0:
            yield start, end, doubled


def _read(token: str) -> str:
    return token[0]


def _write(text: str, like: str, quote: str) -> str:
    return text.replace(quote, quote * 2)


QUOTINGS: Final = {
    name: Quoting(quote * 2, _read, partial(_write, quote=quote))
    for name, quote in (("cell", '"'), ("string", "'"))
}
