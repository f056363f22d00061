"""How the names models cut a text into words: runs of letters or digits, single signs, line ends."""

from functools import cache
from typing import Final, NamedTuple

import regex

# Scripts written without spaces, or with endings glued to names, are read sign by sign, a sign with its marks
# and with the vowels that are written beside it.
_SINGLE: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー]"
_SIGN: Final = (
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー]"
    r"|[เ-ไ]?[ก-ฮ]\p{M}*[ะาำๅ]?|[ເ-ໄ]?[ກ-ຮໜໝ]\p{M}*[ະາຳ]?"
    r"|[[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]&&\p{L}](?:[\u17D2\u1039]\p{L}|\p{M})*"
)
# Latin letters with their extensions, and the additional ones that Vietnamese needs.
_LATIN_END: Final = 0x370
_LATIN_MORE, _LATIN_MORE_END = 0x1E00, 0x1F00
# With them the Greek, Cyrillic and Armenian letters; those of India; Georgian ones; more of Latin and Greek.
_SPELLED_END: Final = 0x590
_SPELLED_MORE: Final = ((0x900, 0xE00), (0x10A0, 0x1100), (0x1E00, 0x2000))
_LETTER: Final = rf"[[\p{{L}}\p{{M}}]--{_SINGLE}]"


class Word(NamedTuple):
    """One word of a text, by its place in code points."""

    start: int
    end: int
    text: str


def split_words(text: str) -> list[Word]:
    """Return the words of a text in order; spaces are none, a line end is one.

    >>> [word.text for word in split_words("Ada's v2\\n")]
    ['Ada', "'", 's', 'v', '2', '\\n']
    >>> word_texts("คุณพลอย")
    ['คุ', 'ณ', 'พ', 'ล', 'อ', 'ย']
    """
    return [Word(match.start(), match.end(), match[0]) for match in _pattern().finditer(text)]


def word_texts(text: str) -> list[str]:
    """Return the words of a text without their places, in a third of the time.

    >>> word_texts("Ada's")
    ['Ada', "'", 's']
    """
    found: list[str] = _pattern().findall(text)
    return found


def is_latin(word: str) -> bool:
    """Whether a word is of no other script than Latin; signs and digits are of none.

    >>> is_latin("Đặng"), is_latin("7"), is_latin("Ада")
    (True, True, False)
    """
    place = ord(word[0])
    return place < _LATIN_END or _LATIN_MORE <= place < _LATIN_MORE_END


def is_spelled(word: str) -> bool:
    """Whether a word is of a script that writes each sound, vowels too, or is a sign of Latin text.

    >>> is_spelled("Ада"), is_spelled("राम"), is_spelled("محمد"), is_spelled("陈")
    (True, True, False, False)
    """
    place = ord(word[0])
    return place < _SPELLED_END or any(first <= place < end for first, end in _SPELLED_MORE)


@cache
def _pattern() -> "regex.Pattern[str]":
    return regex.compile(rf"{_LETTER}+|{_SIGN}|\p{{Nd}}+|\n|\S", regex.VERSION1)
