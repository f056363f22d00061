"""How surely one word of a name stands for another: the same, a diminutive, an initial, another script."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

from scrub.link.diminutives import full_names
from scrub.link.names import Word
from scrub.link.readings import readings_of
from scrub.link.romanized import romanized, sound_of
from scrub.surrogates.people import is_known
from scrub.surrogates.pools import script_of

_SHORTEST_PREFIX: Final = 3
_SHORTEST_STEM: Final = 4
# What many languages put behind a name to make it smaller.
_SMALL: Final = re.compile(
    r"(?:ka|ko|ek|ik|cia|sia|ita|ito|inha|inho|ina|ino|chen|lein|li|ie|y|i|ek|uska|usia)\Z"
)


class Likeness(IntEnum):
    """How surely a word stands for another one."""

    NONE = 0
    # A nickname by its sound: `Funmi` for Funmilayo.
    NICKNAME = 1
    INITIAL = 2
    # As it is written in another script.
    TRANSLITERATED = 3
    DIMINUTIVE = 4
    SAME = 5


def likeness(short: Word, long: Word) -> Likeness:
    """Return how surely a word stands for another one, of a fuller name."""
    if short.spellings & long.spellings:
        return Likeness.SAME
    if short.is_initial:
        first = romanized(long.folded[:1])[:1]
        alike = not long.is_initial and first == romanized(short.folded)[:1]
        return Likeness.INITIAL if alike else Likeness.NONE
    if long.is_initial:
        return Likeness.NONE
    if not full_names(short.folded).isdisjoint(full_names(long.folded)):
        return Likeness.DIMINUTIVE
    if not (short.folded.isascii() and long.folded.isascii()) and not readings_of(short.folded).isdisjoint(
        readings_of(long.folded)
    ):
        return Likeness.TRANSLITERATED
    if script_of(short.folded) != script_of(long.folded):
        sound = sound_of(short.folded)
        # Of `Иван` the consonants say too little.
        alike = sound == sound_of(long.folded) if sound else romanized(short.folded) == romanized(long.folded)
        return Likeness.TRANSLITERATED if alike else Likeness.NONE
    return Likeness.NICKNAME if _is_nickname(short.folded, long) else Likeness.NONE


def keys_of(word: Word) -> frozenset[str]:
    """Return keys of a word of a full name, which words that may stand for it have among `asked_of`.

    Not for initials.
    """
    return word.spellings | _keys(word.folded)


def asked_of(word: Word) -> frozenset[str]:
    """Return keys of a word one of which those have among `keys_of` for which it may stand; see there."""
    return word.spellings | _asked(word.folded)


@lru_cache(maxsize=16384)
def _keys(word: str) -> frozenset[str]:
    begins = range(_SHORTEST_PREFIX, len(word) + 1)
    return _meant(word) | sounding(sound_of(word), word) | {f"{word[:end]}\0begin" for end in begins}


@lru_cache(maxsize=16384)
def _asked(word: str) -> frozenset[str]:
    begins = {f"{begin}\0begin" for begin in _begins(word)}
    return _meant(word) | sounding(sound_of(word), word, is_asked=True) | begins


def _meant(word: str) -> frozenset[str]:
    keys = {f"{name}\0full" for name in full_names(word)}
    keys.update(f"{reading}\0reading" for reading in readings_of(word))
    if not (word.isascii() or sound_of(word)):
        keys.add(romanized(word))
    return frozenset(keys)


def sounding(sound: str, word: str, *, is_asked: bool = False) -> frozenset[str]:
    """Return keys of what sounds so, or of what sounds so in another script than a word is in.

    Thousands of names of one script may have their consonants in common.
    """
    if not sound:
        return frozenset()
    is_latin = script_of(word) == "latin"
    kinds = ["other"] if is_latin == is_asked else ["latin"]
    if is_asked and not is_latin:
        kinds.append("other")
    return frozenset(f"{sound}\0{kind}" for kind in kinds)


def _is_nickname(short: str, long: Word) -> bool:
    """Return whether a word that is no name of its own is what one begins with: `Funmi`, `Bożenka`."""
    return any(
        long.folded.startswith(begin) and (begin != short or len(long.folded) - len(short) >= 2)
        for begin in _begins(short)
    )


@lru_cache(maxsize=16384)
def _begins(short: str) -> tuple[str, ...]:
    """Return what a name begins with of which a word may be a nickname: itself, and what it makes smaller."""
    if len(short) < _SHORTEST_PREFIX or is_known(short):
        return ()
    stem = _SMALL.sub("", short)
    return (short, stem) if len(stem) >= _SHORTEST_STEM and stem != short else (short,)
