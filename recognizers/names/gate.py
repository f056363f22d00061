"""The gate: which lines of a text can hold a name at all."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from recognizers.names.files import read_models

# Runs of letters, cut where lower case meets upper case: `notifyAmara` is two words.
_PART: Final = re.compile(r"[^\W\d_]+")
# `S.C.`: letters that stand for a person.
_INITIALS: Final = re.compile(r"\b[A-Z]\.[A-Z]")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
# How many lines before and after a line are read with it.
_AROUND: Final = 1


def open_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text, as whole lines, that are to be read: lines that can hold a name, and
    their neighbours."""
    safe = _safe_words()
    begun: int | None = None
    ended = since = 0
    before: list[int] = []
    for start, end in _lines(text):
        if _is_open(text[start:end], safe):
            if begun is None:
                begun = before[0] if before else start
            ended, since = end, 0
        elif begun is not None:
            if since < _AROUND:
                ended, since = end, since + 1
            else:
                yield begun, ended
                begun = None
        before = [*before[-_AROUND + 1 :], start] if _AROUND > 1 else [start]
    if begun is not None:
        yield begun, ended


def can_hold_name(line: str) -> bool:
    """Whether a line has a word that names are made of: any that is not known never to be one."""
    return _is_open(line, _safe_words())


def words_of(line: str) -> set[str]:
    """Return the words that the gate judges a line by, in lower case."""
    if not line.islower() and _HUMP.search(line):
        line = _HUMP.sub(" ", line)
    return {word for word in _PART.findall(line.lower()) if len(word) > 1 or not word.isascii()}


def _is_open(line: str, safe: frozenset[str]) -> bool:
    return not words_of(line) <= safe or _INITIALS.search(line) is not None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, end
        start = end


def is_everyday(word: str) -> bool:
    """Whether a word that can be a name is mostly just a word: `will`, `mark`, `summer`."""
    return word.lower() in _words_and_names()


@cache
def _words_and_names() -> frozenset[str]:
    return frozenset(read_models(("words.txt",))["words.txt"].decode().split("\n"))


@cache
def _safe_words() -> frozenset[str]:
    return frozenset(read_models(("gate.txt",))["gate.txt"].decode().split("\n"))
