"""Secrets that are cut in pieces: a piece is the secret's, and is looked for wherever it stands."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from recognizers.entities import Family, family_of

# A shorter piece may stand anywhere by chance; ...
SHORTEST_PIECE: Final = 16
# ... whoever is so long holds a seed whole, wherever it begins.
_SEED: Final = 12
_STRIDE: Final = SHORTEST_PIECE - _SEED + 1
_LONGEST_SECRET: Final = 8192


class Seed(NamedTuple):
    """A part of a secret, with where it stands in it."""

    text: str
    secret: str
    start: int


def seeds_of(secrets: Iterable[str]) -> Iterator[Seed]:
    """Yield what to look for to find every piece of some secrets; words alone tell no secret."""
    for secret in secrets:
        if SHORTEST_PIECE < len(secret) <= _LONGEST_SECRET:
            for start in range(0, len(secret) - _SEED + 1, _STRIDE):
                text = secret[start : start + _SEED]
                if _is_random(text):
                    yield Seed(text, secret, start)


def piece_at(text: str, at: int, seed: Seed) -> tuple[int, int]:
    """Return how far the secret goes on around its seed in a text."""
    before = 0
    while before < min(at, seed.start) and text[at - before - 1] == seed.secret[seed.start - before - 1]:
        before += 1
    end, after = at + _SEED, seed.start + _SEED
    while end < len(text) and after < len(seed.secret) and text[end] == seed.secret[after]:
        end, after = end + 1, after + 1
    return at - before, end


def wholes_of(values: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for secrets that are pieces of one other (type, value) that they are of."""
    secrets = sorted({pair for pair in values if family_of(pair[0]) is Family.SECRET})
    begun = {value[:_SEED] for _, value in secrets if len(value) >= SHORTEST_PIECE}
    grams: dict[str, set[tuple[str, str]]] = {}
    for pair in secrets if len(secrets) > 1 else ():
        if SHORTEST_PIECE < len(pair[1]) <= _LONGEST_SECRET:
            for start in range(len(pair[1]) - _SEED + 1):
                gram = pair[1][start : start + _SEED]
                if gram in begun:
                    grams.setdefault(gram, set()).add(pair)
    wholes = {}
    for pair in secrets:
        value = pair[1]
        if len(value) >= SHORTEST_PIECE:
            of = {one for one in grams.get(value[:_SEED], ()) if value in one[1] and one[1] != value}
            if len({one[1] for one in of}) == 1:
                wholes[pair] = min(of)
    return wholes


def _is_random(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text)) and len(set(text)) > _SEED // 2
