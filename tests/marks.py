"""Reads texts in which «» marks what is to be found."""

import re

_MARK = re.compile(r"«(.*?)»", re.DOTALL)


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its marks, and the places that they marked."""
    text, places, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        places.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        last = mark.end()
    return text + marked[last:], places
