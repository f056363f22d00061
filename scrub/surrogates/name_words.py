"""A name word to a name word: same script, style, role, gender and about the length, by a keyed permutation.

A pool is cut into short, middling and long names, each moved within themselves, so that a stand-in takes as
much room as the name did; in scripts without spaces it has as many characters.
"""

from functools import lru_cache
from math import inf
from typing import Final, NamedTuple

from scrub.surrogates.draw import Draw, moved
from scrub.surrogates.pools import UNSPACED, Kind, Pools, folded, pools_of, script_of
from scrub.surrogates.words import plain, syllables

_HIRAGANA_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_KATAKANA_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@lru_cache(maxsize=16384)
def stand_in_word(word: str, role: str, key: bytes, scope: str, identity: str = "", attempt: int = 0) -> str:
    """Return the name that stands for a name word, as its pool writes it.

    Without `identity`, one word has one stand-in throughout the scope: `Jane` of `Jane Roe` is `Jane` alone.
    With it, the words of one person have theirs and another's of the same name have others.
    """
    script = script_of(word)
    if script == "kana":
        return _kana(word, role, key, scope, identity, attempt)
    pools = pools_of(script)
    kind, names = pools.drawable(pools.kind_of(word, role))
    if script in UNSPACED:
        return _of_length(word, pools, kind, key, scope, identity, attempt)
    if attempt < _ALIKE:
        length = len(folded(word))
        sized = next(sized for sized in _sized(script, kind) if length <= sized.longest)
        kind, names, places = (
            kind._replace(gender=f"{kind.gender} {sized.longest}"),
            sized.names,
            sized.places,
        )
    else:
        places = pools.places[kind]
    name = _from(places, names, word, kind, key, scope, identity, attempt)
    return plain(name) if word.isascii() else name


class _Sized(NamedTuple):
    """Names of about one length."""

    longest: float
    names: tuple[str, ...]
    places: dict[str, int]


# Further redraws are of names of any length.
_ALIKE: Final = 16
_SHORT, _MIDDLING = 4, 7
_ENOUGH: Final = 100


@lru_cache(maxsize=256)
def _sized(script: str, kind: Kind) -> tuple[_Sized, ...]:
    """Return the names of a pool by length; where there are few of one, they are with the longer ones."""
    pools = pools_of(script)
    names = pools.names[kind]
    parts: list[_Sized] = []
    left = list(pools.places[kind].items())
    for longest in (_SHORT, _MIDDLING, inf):
        part = [(word, place) for word, place in left if len(word) <= longest]
        if longest == inf or min(len(part), len(left) - len(part)) >= _ENOUGH:
            places = {word: number for number, (word, _) in enumerate(part)}
            parts.append(_Sized(longest, tuple(names[place] for _, place in part), places))
            left = [(word, place) for word, place in left if len(word) > longest]
    return tuple(parts)


def wide_word(word: str, role: str, key: bytes, scope: str) -> str:
    """Return the name that stands for a word in a scope of any size.

    A name of the pools is moved within its pool, which is one to one. Another gets a name of syllables that
    no pool has, one of 320 billion: of a million different ones one or two pairs meet, and two full names
    only where both of their words do.
    """
    script = script_of(word)
    pools = pools_of(script)
    if len(word) == 1 or script != "latin" or folded(word) in pools.kinds(role):
        return stand_in_word(word, role, key, scope)
    return syllables(Draw(key, scope, "WIDE NAME", role, folded(word))).capitalize()


def _from(
    places: dict[str, int],
    names: tuple[str, ...],
    word: str,
    kind: Kind,
    key: bytes,
    scope: str,
    identity: str,
    attempt: int,
) -> str:
    place = places.get(folded(word))
    if place is not None and not identity and not attempt:
        return names[moved(key, scope, " ".join(kind), place, len(names))]
    draw = Draw(key, scope, "NAME", identity, kind.role, folded(word), str(attempt))
    while True:
        name = draw.choice(names)
        if folded(name) != folded(word):
            return name


def _of_length(
    word: str, pools: Pools, kind: Kind, key: bytes, scope: str, identity: str, attempt: int
) -> str:
    """Return a name of as many characters, as Chinese, Japanese and Korean names are told by them."""
    names = _by_length(pools.script, kind).get(len(word), ())
    if len(names) >= _FEWEST:
        places = {name: place for place, name in enumerate(names)}
        sized = Kind(kind.style, kind.role, str(len(word)))
        return _from(places, names, word, sized, key, scope, identity, attempt)
    # A longer name is made of several.
    half = max(1, len(word) // 2)
    if half == len(word):
        return _from({}, pools.names[kind], word, kind, key, scope, identity, attempt)[:1]
    first = _of_length(word[:half], pools, kind, key, scope, identity or word, attempt)
    return first + _of_length(word[half:], pools, kind, key, scope, identity or word, attempt + 1)


_FEWEST: Final = 12


@lru_cache(maxsize=64)
def _by_length(script: str, kind: Kind) -> dict[int, tuple[str, ...]]:
    sized: dict[int, list[str]] = {}
    for name in pools_of(script).names[kind]:
        sized.setdefault(len(name), []).append(name)
    return {length: tuple(names) for length, names in sized.items()}


def _kana(word: str, role: str, key: bytes, scope: str, identity: str, attempt: int) -> str:
    pools = pools_of("kana")
    kind = pools.kind_of(word.translate(_HIRAGANA_TO_KATAKANA), role)
    kind, names = pools.drawable(kind)
    katakana = word.translate(_HIRAGANA_TO_KATAKANA)
    name = _from(pools.places[kind], names, katakana, kind, key, scope, identity, attempt)
    return name.translate(_KATAKANA_TO_HIRAGANA) if "\u3041" <= word[0] <= "\u3096" else name
