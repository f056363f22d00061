"""What the model sees of a number: the words on both sides of it and its shape, as hashes."""

import re
from collections.abc import Iterator
from itertools import pairwise
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


def features(text: str, start: int, end: int) -> list[int]:
    """Return the features of text[start:end] in its text, each a number below `BUCKETS`."""
    return [crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS for feature in _named(text, start, end)]


def _named(text: str, start: int, end: int) -> Iterator[str]:
    value = text[start:end]
    before, after = text[max(0, start - _BEHIND) : start].lower(), text[end : end + _AHEAD].lower()
    left, right = _WORD.findall(before)[-_WORDS_BEHIND:], _WORD.findall(after)[:_WORDS_AHEAD]
    for distance, word in enumerate(reversed(left)):
        yield f"L{min(distance, 3)}{word}"
        yield f"l{word}"
        if len(word) > _GRAM and word.isalpha():
            yield f"p{word[:_GRAM]}"
            yield f"s{word[-_GRAM:]}"
            for at in range(len(word) - _GRAM + 1):
                yield f"g{word[at : at + _GRAM]}"
    for one, other in pairwise(left):
        yield f"b{one} {other}"
    for distance, word in enumerate(right):
        yield f"R{min(distance, 2)}{word}"
        yield f"r{word}"
    if len(right) > 1:
        yield f"B{right[0]} {right[1]}"
    shape = _shape(value)
    short = _RUNS.sub(r"\1+", shape)[:_LONGEST_SHAPE]
    yield f"S{shape[:_LONGEST_SHAPE]}"
    yield f"C{short}"
    yield f"N{len(value)}"
    yield f"D{sum(map(str.isdigit, value))}"
    yield f"A{sum(map(str.isalpha, value))}"
    yield f"v{value[:3].lower()}"
    yield f"P{left[-1] if left else ''}{after[:1]}"
    yield "begins" if not before or before.endswith("\n") else "goes on"
    yield "ends" if not after or after.startswith("\n") else "goes on after"
    for word in left[-5:]:
        yield f"X{short[:8]}|{word}"


def _shape(value: str) -> str:
    """Return a value with its digits as 9 and its letters as A and a.

    >>> _shape("KA 4711-b")
    'AA 9999-a'
    """
    return "".join(
        "9" if each.isdigit() else "A" if each.isupper() else "a" if each.isalpha() else each
        for each in value
    )
