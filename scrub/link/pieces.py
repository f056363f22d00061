"""Secrets that are cut in pieces: a piece is the secret's, and is looked for wherever it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from recognizers.entities import Family, family_of
from scrub.automaton import automaton_of, encodable
from scrub.link.repeating import stems_of

# A shorter piece may stand anywhere by chance; ...
SHORTEST_PIECE: Final = 16
# ... whoever is so long holds a seed whole, wherever it begins.
_SEED: Final = 12
_STRIDE: Final = SHORTEST_PIECE - _SEED + 1
_LONGEST_SECRET: Final = 8192
# More than have a seed in common by chance.
_MOST_SECRETS: Final = 4
_FEWEST: Final = 2


class Seed(NamedTuple):
    """A part of a secret, with where it stands in it."""

    text: str
    secret: str
    start: int


def seeds_of(secrets: Iterable[str]) -> Iterator[Seed]:
    """Yield what to look for to find every piece of some secrets; words alone tell no secret.

    What stands in many secrets, as the head of tokens does, tells none of them: it is looked for as that of
    the longest alone. Where a secret repeats itself, the first and the last time count.
    """
    shared: Counter[str] = Counter()
    for secret in sorted(set(secrets), key=lambda secret: (-len(secret), secret)):
        if SHORTEST_PIECE < len(secret) <= _LONGEST_SECRET:
            places: dict[str, list[int]] = {}
            for start in range(0, len(secret) - _SEED + 1, _STRIDE):
                places.setdefault(secret[start : start + _SEED], []).append(start)
            for text, starts in places.items():
                if shared[text] < _MOST_SECRETS and _is_random(text):
                    shared[text] += 1
                    for start in dict.fromkeys((starts[0], starts[-1])):
                        yield Seed(text, secret, start)


def piece_at(text: str, at: int, seed: Seed) -> tuple[int, int]:
    """Return how far the secret goes on around its seed in a text."""
    before, end, after = min(at, seed.start), at + _SEED, seed.start + _SEED
    back = _in_common(text[at - before : at][::-1], seed.secret[seed.start - before : seed.start][::-1])
    return at - back, end + _in_common(text[end : end + len(seed.secret) - after], seed.secret[after:])


def wholes_of(values: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for secrets that are pieces of one other (type, value) that they are of."""
    by_value: dict[str, list[tuple[str, str]]] = {}
    for pair in sorted({pair for pair in values if family_of(pair[0]) is Family.SECRET}):
        by_value.setdefault(pair[1], []).append(pair)
    repeated = {value for _, value in stems_of(("", value) for value in by_value)}
    pieces = [value for value in by_value if len(value) >= SHORTEST_PIECE and value not in repeated]
    if len(pieces) < _FEWEST:
        return {}
    automaton = automaton_of(map(encodable, pieces))
    of: dict[str, set[str]] = {}
    for value in pieces:
        if len(value) <= _LONGEST_SECRET:
            for number, start, end in automaton.find_matches_as_indexes(encodable(value), overlapping=True):
                if end - start < len(value):
                    of.setdefault(pieces[number], set()).add(value)
    return {
        pair: by_value[next(iter(wholes))][0]
        for piece, wholes in of.items()
        if len(wholes) == 1
        for pair in by_value[piece]
    }


def _in_common(text: str, secret: str) -> int:
    """Return how many characters two texts begin with that are the same."""
    same, longest = 0, min(len(text), len(secret))
    # Slices are compared many times as quickly as characters.
    while same < longest:
        middle = (same + longest + 1) // 2
        if text[same:middle] == secret[same:middle]:
            same = middle
        else:
            longest = middle - 1
    return same


def _is_random(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text)) and len(set(text)) > _SEED // 2
