"""What the small model sees of a word: hashes of its form, its ends, its shape and its casing."""

from typing import Final
from zlib import crc32

ROWS: Final = 65_536
# How many rows of the table make a word.
FEATURES: Final = 10
_LONGEST_SHAPE: Final = 6


def casing_of(word: str) -> int:
    """Return 0 for lower case and for words without case, 1 Title, 2 UPPER, 3 mixed.

    >>> [casing_of(word) for word in ("ada", "Ada", "ADA", "McAda", "A", "7")]
    [0, 1, 2, 3, 1, 0]
    """
    if word == word.lower():
        return 0
    if word[0].isupper() and word[1:] == word[1:].lower():
        return 1
    return 2 if word == word.upper() else 3


def rows_of(word: str) -> list[int]:
    """Return the rows of the embedding table whose sum stands for a word."""
    low = "0" * min(len(word), _LONGEST_SHAPE) if word[0].isdigit() else word.lower()
    features = (
        f"a{low}",
        f"b{low}",
        f"2{low[:2]}",
        f"3{low[:3]}",
        f"4{low[:4]}",
        f"<{low[-2:]}",
        f"={low[-3:]}",
        f">{low[-4:]}",
        f"s{_shape(word)}",
        f"c{casing_of(word)}{min(len(word), 12)}",
    )
    return [crc32(feature.encode("utf-8", "surrogatepass")) % ROWS for feature in features]


def _shape(word: str) -> str:
    """Return a word's pattern of cases with runs cut short, and the block of its script."""
    pattern: list[str] = []
    for sign in word:
        kind = "X" if sign.isupper() else "x" if sign.islower() else "d" if sign.isdigit() else "-"
        if not pattern or pattern[-1] != kind:
            pattern.append(kind)
        if len(pattern) == _LONGEST_SHAPE:
            break
    return f"{''.join(pattern)}{ord(word[0]) >> 7}"
