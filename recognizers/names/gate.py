"""The gate: which lines of a text can hold a name at all."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from recognizers.names.files import read_model

# Runs of letters, cut where lower case meets upper case: `notifyAmara` is two words.
_PART: Final = re.compile(r"[^\W\d_]+")
# What follows begins with a capital, so that it is searched for where there is one.
# `S.C.`: letters that stand for a person.
_INITIALS: Final = re.compile(r"[A-Z](?<!\w[A-Z])\.[A-Z]")
_HUMP: Final = re.compile(r"[A-Z](?<=[a-z][A-Z])")
# Between the words that are never part of a name, and those that are none where they are in lower case:
# somebody may be called `Branch`, and yet a `branch` is nobody.
BETWEEN: Final = "\n\n"
# Verdicts are kept because words recur.
_KNOWN_WORDS: Final = 100_000
# And those of lines up to a length, because lines of code do.
_KNOWN_LINES: Final = 20_000
_KNOWN_LENGTH: Final = 120
# How many lines before and after a line are read with it: one before, so many after.
_AROUND: Final = 1


def open_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text, as whole lines, that are to be read: lines that can hold a name, and
    their neighbours."""
    if "\n" not in text:
        if can_hold_name(text):
            yield 0, len(text)
        return
    begun: int | None = None
    ended = since = before = start = 0
    for line, is_open in _judged_lines(text):
        end = start + len(line) + 1
        if is_open:
            if begun is None:
                begun = before
            ended, since = end, 0
        elif begun is not None:
            if since < _AROUND:
                ended, since = end, since + 1
            else:
                yield begun, ended
                begun = None
        before, start = start, end
    if begun is not None:
        yield begun, min(ended, len(text))


def can_hold_name(line: str) -> bool:
    """Whether a line has a word that names are made of: any that is not known never to be one."""
    return _holds_names().of(_spaced(line)) or _INITIALS.search(line) is not None


def words_of(line: str) -> set[str]:
    """Return the words that the gate judges a line by, as they are written."""
    return set(_PART.findall(_spaced(line)))


def _spaced(text: str) -> str:
    """Return a text, of one line or many, with a blank where lower case meets upper case."""
    return _HUMP.sub(r" \g<0>", text)


def _judged_lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a text, without their ends, and whether each can hold a name."""
    holds_names, holds_initials = _holds_names(), _INITIALS.search(text) is not None
    # A text that ends in a line end has no further line.
    for line, spaced in zip(text.removesuffix("\n").split("\n"), _spaced(text).split("\n"), strict=False):
        is_open = holds_names[spaced] if len(spaced) <= _KNOWN_LENGTH else holds_names.of(spaced)
        yield line, is_open or (holds_initials and _INITIALS.search(line) is not None)


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


@cache
def _holds_names() -> "_HoldsNames":
    return _HoldsNames(_verdicts())


class _HoldsNames(dict[str, bool]):
    """Whether one of a line's words can be part of a name, for the lines that were asked for so far."""

    def __init__(self, verdicts: _Verdicts) -> None:
        super().__init__()
        self._verdict = verdicts.__getitem__

    def of(self, spaced: str) -> bool:
        """Return whether a line holds such a word."""
        return any(map(self._verdict, _PART.findall(spaced)))

    def __missing__(self, spaced: str) -> bool:
        if len(self) >= _KNOWN_LINES:
            self.clear()
        found = self[spaced] = self.of(spaced)
        return found
