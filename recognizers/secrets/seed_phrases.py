"""Phrases of wallets, told by their words alone: twelve of the standard's list, or an announced half."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from recognizers.span import Span
from recognizers.wordfiles import word_file

# A word, or the place of one that could not be read.
_WORD: Final = re.compile(r"[a-z]{3,8}(?![\w'’-])|\?{1,4}|_{2,8}")
_GAP: Final = re.compile(
    r"(?:,?[ \t]{1,3}|,?[ \t]*\r?\n[ \t>|]{0,8})(?:\d{1,2}[.):][ \t]?)?|\d{1,2}[.):][ \t]?"
)
# A half is written apart from the other.
_LENGTHS: Final = (24, 21, 18, 15, 12)
_SHORTEST: Final = 12
# With a few words of the sentence before it, which may be listed as well.
_LONGEST: Final = 24 + 6
_SHORTEST_HALF: Final = 6
_MOST_UNREAD: Final = 2
# `test test … junk` and other phrases of manuals repeat one word.
_LEAST_DISTINCT: Final = 5
_LONGEST_TEXT: Final = 320
_HALF: Final = re.compile(
    r"(?i)(?:half|hälfte|moitié|mitad|metade|metà|helft|половина)[\"'*]{0,2}(?: is)?[:=][\s\"'`]{0,3}\Z"
)
_SCORE: Final = 0.9


@dataclass(frozen=True)
class SeedPhraseFinder:
    """Finds the phrases that nothing but their words tells."""

    id: str = "seed-phrase"
    entity_types: frozenset[str] = frozenset({"PRIVATE_KEY"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        r"(?:[a-z][a-z][a-z]+(?:,? |,?\n)){8}[a-z]",
        r"(?:[a-z][a-z][a-z]+,? ?\n?[0-9][0-9]?[.):] ?){4}[a-z]",
        r"(?i)(?:half|moiti\xc3\xa9|h\xc3\xa4lfte|mitad|metade|met\xc3\xa0|helft)[\"'*]?[\"'*]?(?: is)?[:=]"
        r"[ \"'`]+[a-z][a-z][a-z]",
    )
    before: int = _LONGEST_TEXT
    after: int = _LONGEST_TEXT

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield each phrase of a stretch of a text, and each half that is announced as one."""
        for begin in _rows(text, start, end):
            announced = _HALF.search(text, max(0, begin - 24), begin) is not None
            words = _whole_lines(text, _row(text, begin, strange=1 if announced else 0))
            if _is_phrase(words, announced=announced):
                yield Span(words[0].start(), words[-1].end(), "PRIVATE_KEY", _SCORE, self.id)


def _rows(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where listed words begin that follow each other, and go on behind as many as a phrase has."""
    last_end, count = -1, 0
    for word in _WORD.finditer(text, start, end):
        if not _is_listed(word) or (text[word.start() - 1 : word.start()] or " ") in "'’-_":
            last_end = -1
            continue
        if last_end < 0 or count == _LONGEST or not _GAP.fullmatch(text, last_end, word.start()):
            yield word.start()
            count = 0
        last_end = word.end()
        count += 1


def _row(text: str, start: int, *, strange: int) -> Sequence[re.Match[str]]:
    """Return the listed words that follow each other from here on; so many others may be among them."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < _LONGEST and (word := _WORD.match(text, at)):
        strange -= not _is_listed(word)
        if strange < 0:
            break
        words.append(word)
        gap = _GAP.match(text, word.end())
        if gap is None:
            break
        at = gap.end()
    return words


def _whole_lines(text: str, words: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Return the words without what stands in the lines below a phrase that is complete."""
    if len(words) in _LENGTHS:
        return words
    for length in _LENGTHS:
        if len(words) > length and "\n" in text[words[length - 1].end() : words[length].start()]:
            return words[:length]
    return words


def _is_phrase(words: Sequence[re.Match[str]], *, announced: bool) -> bool:
    read = {word[0] for word in words if word[0].isalpha()}
    unread = sum(not word[0].isalpha() for word in words)
    least = _SHORTEST_HALF if announced else _SHORTEST
    return len(words) >= least and unread <= _MOST_UNREAD and len(read) >= min(_LEAST_DISTINCT, least)


def _is_listed(word: re.Match[str]) -> bool:
    return not word[0].isalpha() or word[0] in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset(word_file("seed_words")["words"].split())
