"""What the small model sees of a word: hashes of its form, its ends, its shape and its casing."""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

from recognizers.names.romanized import romanized
from recognizers.names.words import is_latin

ROWS: Final = 131_072
# Between a sign and the next one.
_JOINT: Final = "\0"
# How many rows of the table make a word.
FEATURES: Final = 10
_LONGEST_SHAPE: Final = 6
_UNSPACED: Final = (
    (0xE00, 0xF00),
    (0x1000, 0x10A0),
    (0x1780, 0x1800),
    (0x3040, 0xA000),
    (0xAC00, 0xD7B0),
    (0x20000, 0x32000),
)
_FIRST_UNSPACED: Final = chr(_UNSPACED[0][0])


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


def seen_with_next(words: Sequence[str]) -> Sequence[str]:
    """Return what the model sees at each word: a sign of a script without spaces is seen with the next one.

    >>> seen_with_next(["我", "叫", "Ada"])
    ['我\\x00叫', '叫', 'Ada']
    """
    if "".join(words).isascii():
        return words
    # Nearly all words are of scripts that come before the first of those.
    alone = [word >= _FIRST_UNSPACED and is_unspaced(word) for word in words]
    if True not in alone:
        return words
    return [
        with_next(word, words[place + 1]) if alone[place] and alone[place + 1 : place + 2] == [True] else word
        for place, word in enumerate(words)
    ]


def with_next(sign: str, following: str) -> str:
    """Return what is seen at a sign that another one follows."""
    return f"{sign}{_JOINT}{following}"


def is_unspaced(word: str) -> bool:
    """Whether a word is a sign of a script that is read sign by sign: Han, Kana, Hangul, Thai and others."""
    return any(first <= ord(word[0]) < end for first, end in _UNSPACED)


def rows_of(word: str) -> list[int]:
    """Return the rows of the embedding table whose sum stands for what `seen_with_next` gives."""
    low = "0" * min(len(word), _LONGEST_SHAPE) if word[0].isdigit() else word.lower()
    sign, _, following = low.partition(_JOINT)
    pair = sign + following
    low = sign if following else low
    latin = low if is_latin(low) else romanized(low)
    features = (
        f"a{low}",
        f"b{latin}",
        f"2{pair if following else pair[:2]}",
        f"3{pair[:3]}",
        f"4{latin[:4]}",
        f"<{low[-2:]}",
        f"={low[-3:]}",
        f">{latin[-4:]}",
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
