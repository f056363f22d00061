"""The gate: which lines of a text can hold a name at all."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from recognizers.names.files import read_model

# Runs of letters, cut where lower case meets upper case: `notifyAmara` is two words.
_PART: Final = re.compile(r"[^\W\d_]+")
# `S.C.`: letters that stand for a person.
_INITIALS: Final = re.compile(r"\b[A-Z]\.[A-Z]")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Between the words that are never part of a name, and those that are none where they are in lower case:
# somebody may be called `Branch`, and yet a `branch` is nobody.
BETWEEN: Final = "\n\n"
# Verdicts are kept because words recur.
_KNOWN_WORDS: Final = 100_000
# How many lines before and after a line are read with it.
_AROUND: Final = 1


def open_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text, as whole lines, that are to be read: lines that can hold a name, and
    their neighbours."""
    verdicts = _verdicts()
    begun: int | None = None
    ended = since = 0
    before: list[int] = []
    for start, end in _lines(text):
        if _is_open(text[start:end], verdicts):
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
    return _is_open(line, _verdicts())


def words_of(line: str) -> set[str]:
    """Return the words that the gate judges a line by, as they are written."""
    if not line.islower() and _HUMP.search(line):
        line = _HUMP.sub(" ", line)
    return set(_PART.findall(line))


def _is_open(line: str, verdicts: "_Verdicts") -> bool:
    return any(map(verdicts.__getitem__, words_of(line))) or _INITIALS.search(line) is not None


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
    return frozenset(read_model("words.txt").split("\n"))


@cache
def _verdicts() -> "_Verdicts":
    return _Verdicts(*read_model("gate.txt").split(BETWEEN))


class _Verdicts(dict[str, bool]):
    """Whether a word can be part of a name, for the words that were asked for so far."""

    def __init__(self, safe: str, safe_in_lower_case: str) -> None:
        super().__init__()
        self._safe = frozenset(safe.split("\n"))
        self._safe_in_lower_case = frozenset(safe_in_lower_case.split("\n"))

    def __missing__(self, word: str) -> bool:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        is_safe = (
            (len(word) == 1 and word.isascii())
            or word.lower() in self._safe
            or (word.islower() and word in self._safe_in_lower_case)
        )
        self[word] = not is_safe
        return not is_safe
