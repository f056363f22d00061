"""What the model sees of a number: the words on both sides of it and its shape, as hashes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from zlib import crc32

from recognizers.context.candidates import UNSPACED

BUCKETS: Final = 1 << 16
# Code points on either side.
_BEHIND: Final = 70
_AHEAD: Final = 40
_WORDS_BEHIND: Final = 12
_WORDS_AHEAD: Final = 7
_WORD: Final = re.compile(rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+|\d+|[^\w\s]")
_GRAM: Final = 4
_RUNS: Final = re.compile(r"(.)\1+")
_LONGEST_SHAPE: Final = 24
_KNOWN: Final = 20_000


def features(text: str, start: int, end: int) -> list[int]:
    """Return the features of text[start:end] in its text, each a number below `BUCKETS`, in any order."""
    value = text[start:end]
    before, after = text[max(0, start - _BEHIND) : start].lower(), text[end : end + _AHEAD].lower()
    left, right = _WORD.findall(before)[-_WORDS_BEHIND:], _WORD.findall(after)[:_WORDS_AHEAD]
    shape = _shape(value)
    short = _RUNS.sub(r"\1+", shape)[:_LONGEST_SHAPE]
    found = [_row(feature) for feature in _of_value(value, shape, short)]
    found.append(_row(f"P{left[-1] if left else ''}{after[:1]}"))
    found.append(_row("begins" if not before or before.endswith("\n") else "goes on"))
    found.append(_row("ends" if not after or after.startswith("\n") else "goes on after"))
    for distance, word in enumerate(reversed(left)):
        found += _of_word_behind(word, min(distance, 3))
    found += map(_of_pair, left, left[1:])
    found += [_row(f"X{short[:8]}|{word}") for word in left[-5:]]
    for distance, word in enumerate(right):
        found += _of_word_ahead(word, min(distance, 2))
    if len(right) > 1:
        found.append(_row(f"B{right[0]} {right[1]}"))
    return found


def _row(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS


def _of_value(value: str, shape: str, short: str) -> Iterator[str]:
    yield f"S{shape[:_LONGEST_SHAPE]}"
    yield f"C{short}"
    yield f"N{len(value)}"
    yield f"D{sum(map(str.isdigit, value))}"
    yield f"A{sum(map(str.isalpha, value))}"
    yield f"v{value[:3].lower()}"


# Words recur, and so do pairs of them.
@lru_cache(maxsize=_KNOWN)
def _of_word_behind(word: str, distance: int) -> tuple[int, ...]:
    """Return the features of a word before the number: it, how far away it is, its ends, what is in it."""
    named = [f"L{distance}{word}", f"l{word}"]
    if len(word) > _GRAM and word.isalpha():
        named += (f"p{word[:_GRAM]}", f"s{word[-_GRAM:]}")
        named += [f"g{word[at : at + _GRAM]}" for at in range(len(word) - _GRAM + 1)]
    return tuple(map(_row, named))


@lru_cache(maxsize=_KNOWN)
def _of_word_ahead(word: str, distance: int) -> tuple[int, int]:
    return _row(f"R{distance}{word}"), _row(f"r{word}")


@lru_cache(maxsize=_KNOWN)
def _of_pair(one: str, other: str) -> int:
    return _row(f"b{one} {other}")


def _shape(value: str) -> str:
    """Return a value with its digits as 9 and its letters as A and a.

    >>> _shape("KA 4711-b")
    'AA 9999-a'
    """
    return "".join(
        "9" if each.isdigit() else "A" if each.isupper() else "a" if each.isalpha() else each
        for each in value
    )
