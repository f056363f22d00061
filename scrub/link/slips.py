"""Full names that a slip of the finger keeps apart: `Katarzyna Wisniewksa` beside `Katarzyna Wisniewska`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Final, NamedTuple

from scrub.link.names import Name, Word
from scrub.surrogates.people import is_known

# Shorter names are too near to each other: `Marta` and `Maria`, `Rossi` and `Russi`.
_SHORTEST: Final = 7
_SHORTEST_BESIDE: Final = 3
# So many people who share a name are a family, or a list of names.
_MOST: Final = 8


class Slip(NamedTuple):
    """What a misspelled name was meant to be."""

    # Its canonical form.
    name: str
    # The word that is misspelled, and the right one, as they are compared.
    written: str
    meant: str


def slips_of(names: Mapping[str, Name]) -> dict[str, Slip]:
    """Return by canonical form which names are misspellings of which, of all names of a scope.

    Two people may have names that differ by a letter. So all else must be the same, one of the words no name
    that is known, and no third name as near. Where both are unknown, two letters are swapped.
    """
    near: defaultdict[str, list[Slip]] = defaultdict(list)
    counts: defaultdict[str, int] = defaultdict(int)
    for one, other in _alike(names):
        slip = _slip(one, other)
        if slip is not None:
            written = one if slip.written == one.word.folded else other
            near[written.name].append(slip)
            counts[one.name] += 1
            counts[other.name] += 1
    return {
        written: slips[0]
        for written, slips in near.items()
        if counts[written] == 1 and slips[0].name not in near
    }


class _Place(NamedTuple):
    """A long word of a full name, by the canonical form of the name."""

    name: str
    word: Word


def _alike(names: Mapping[str, Name]) -> Iterable[tuple[_Place, _Place]]:
    """Yield pairs of full names that differ in one long word."""
    by_rest: defaultdict[tuple[int, tuple[str, ...]], list[_Place]] = defaultdict(list)
    for key, name in names.items():
        words = [word.folded for word in name.words]
        if len(words) < 2 or name.full < len(words):
            continue
        for at, word in enumerate(name.words):
            rest = (*words[:at], *words[at + 1 :])
            if len(word.folded) >= _SHORTEST and any(len(other) >= _SHORTEST_BESIDE for other in rest):
                by_rest[at, rest].append(_Place(key, word))
    for places in by_rest.values():
        if len(places) <= _MOST:
            yield from combinations(sorted(places, key=lambda place: place.name), 2)


def _slip(one: _Place, other: _Place) -> Slip | None:
    """Return which of two names is a misspelling of the other one, by the word in which they differ."""
    is_swap = _is_slip(one.word.folded, other.word.folded)
    known = is_known(one.word.raw), is_known(other.word.raw)
    if is_swap is None or all(known) or not (any(known) or is_swap):
        return None
    meant, written = (other, one) if known[1] else (one, other)
    return Slip(meant.name, written.word.folded, meant.word.folded)


def _is_slip(one: str, other: str) -> bool | None:
    """Return None unless two words differ by a slip in their middle, else whether two letters are swapped.

    A last letter may tell a woman from a man (`Wisniewska`, `Wisniewski`), a first one two families.
    """
    shortest = min(len(one), len(other))
    start = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    end = next((at for at in range(shortest - start) if one[-1 - at] != other[-1 - at]), shortest - start)
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    is_swap = len(left) == 2 and left == right[::-1]
    if not start or not end or not (is_swap or max(len(left), len(right)) == 1):
        return None
    return is_swap
