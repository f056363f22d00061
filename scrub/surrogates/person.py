"""One person under all her names: what a linker passes to have every form written alike.

`Jane Roe` becomes `Mara Lindqvist`, and so `jane` `mara`, `JANE` `MARA`, `jroe` `mlindqvist`, `roe.j`
`lindqvist.m`, `JaneRoeController` `MaraLindqvistController`.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from scrub.surrogates.name_words import stand_in_word, wide_word
from scrub.surrogates.people import LETTER
from scrub.surrogates.pools import folded
from scrub.surrogates.redraws import Redraws
from scrub.surrogates.words import cased, plain

_RUN: Final = re.compile(rf"{LETTER}+(?:['’]{LETTER}{{2,}})*")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONGEST_RUN: Final = 64
_SHORTEST_PREFIX: Final = 3
# As many redraws find a name that nobody has, unless there is none left.
MOST_REDRAWS: Final = 64


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """The parts of one person's name. Has no repr: it holds a name from the data."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    # What tells her from everybody else of the scope, another Jane Roe included.
    identity: str


@dataclass(frozen=True, slots=True, repr=False)
class StandIn:
    """Who stands in for a person: her names in the order of the person's."""

    person: Person
    given: tuple[str, ...]
    family: tuple[str, ...]

    def names(self) -> Iterator[str]:
        """Yield the folded names, for others of the scope to avoid."""
        yield from map(folded, (*self.given, *self.family))

    def with_slips(self, slips: Mapping[str, str]) -> "StandIn":
        """Return the stand-in with one name for what was meant and its misspellings, by folded name."""
        words = (*self.person.given, *self.person.family)
        names = dict(zip(map(folded, words), (*self.given, *self.family), strict=True))
        own = (*self.given, *self.family)
        written = [
            names.get(folded(slips.get(folded(word), word)), name)
            for word, name in zip(words, own, strict=True)
        ]
        count = len(self.given)
        return replace(self, given=tuple(written[:count]), family=tuple(written[count:]))

    def write(self, form: str, *, keep_rest: bool = True) -> str | None:
        """Return a form of the person's name as the stand-in's, None where no part of it is hers.

        What is no part of the name (`Controller`, `42`, `@`) stays with `keep_rest`; without it, such a rest
        makes the answer None, so that nobody's second name slips through.

        >>> mara = StandIn(Person(("Jane",), ("Roe",), "jane roe"), ("Mara",), ("Lindqvist",))
        >>> [mara.write(form) for form in ("JANE", "Roe, Jane", "jroe", "J. Roe", "JaneRoeController")]
        ['MARA', 'Lindqvist, Mara', 'mlindqvist', 'M. Lindqvist', 'MaraLindqvistController']
        """
        pairs = [
            (folded(old), new)
            for old, new in zip(
                (*self.person.given, *self.person.family), (*self.given, *self.family), strict=True
            )
        ]
        hers = rest = False

        def write(match: re.Match[str]) -> str:
            nonlocal hers, rest
            whole = _composed(match[0], pairs)
            if whole is not None:
                hers = True
                return whole
            out = []
            for piece in _CAMEL.split(match[0]):
                written = _composed(piece, pairs)
                hers, rest = hers or written is not None, rest or written is None
                out.append(piece if written is None else written)
            return "".join(out)

        written = _RUN.sub(write, form)
        return written if hers and (keep_rest or not rest) else None


def _composed(run: str, pairs: list[tuple[str, str]]) -> str | None:
    """Return a run of letters as the same names, initials and beginnings of names of the stand-in."""
    wanted = folded(run)
    if len(wanted) != len(run) or len(run) > _LONGEST_RUN:
        wanted = run.lower()
    for old, new in pairs:
        if wanted == old:
            return cased(run, plain(new) if run.isascii() else new)
    parts = _parts(wanted, pairs, frozenset())
    if parts is None:
        return None
    drawn = ""
    for place, (start, length, number) in enumerate(parts):
        old, new = pairs[number]
        name = plain(new) if run.isascii() else new
        taken = name if length == len(old) else name[:length]
        first = run[start]
        taken = taken.lower() if place or first.islower() else taken[:1].upper() + taken[1:].lower()
        # `JaneRoe` has a capital for each.
        drawn += taken[:1].upper() + taken[1:] if first.isupper() else taken
    return drawn.upper() if run.isupper() and len(run) > 1 else drawn


Parts = list[tuple[int, int, int]]


def _parts(run: str, pairs: list[tuple[str, str]], used: Collection[int], start: int = 0) -> Parts | None:
    """Split a run into names, initials and beginnings, each name once: (start, length, number of the name).

    A single initial or a short beginning alone is nobody's in particular.
    """
    if start == len(run):
        return []
    for number, (old, _) in enumerate(pairs):
        if number in used:
            continue
        shared = _shared(run, start, old)
        for length in dict.fromkeys((shared, min(shared, 1))):
            whole = length == len(old)
            if not length or not (whole or length == 1 or length >= _SHORTEST_PREFIX):
                continue
            if start == 0 and length == len(run) and not whole and length != 1:
                continue
            rest = _parts(run, pairs, frozenset({*used, number}), start + length)
            if rest is not None:
                return [(start, length, number), *rest]
    return None


def _shared(run: str, start: int, name: str) -> int:
    length = 0
    while length < len(name) and start + length < len(run) and run[start + length] == name[length]:
        length += 1
    return length


def stand_in_for(
    person: Person, key: bytes, scope: str, taken: Collection[str] = (), redraws: Redraws | None = None
) -> StandIn:
    """Return who stands in for a person.

    `taken` are folded names that may not be used: those of other identities of the scope and of their
    stand-ins. Whoever passes them goes through the people in an order that the text does not decide
    (sorted by `identity`), so that every worker gets the same. `redraws` counts for all of them.
    """
    redraws = redraws or Redraws(MOST_REDRAWS)
    return StandIn(
        person,
        tuple(_free(word, "given", person, key, scope, taken, redraws) for word in person.given),
        tuple(_free(word, "family", person, key, scope, taken, redraws) for word in person.family),
    )


def wide_stand_in(person: Person, key: bytes, scope: str) -> StandIn:
    """Return who stands in for a person in every conversation of a scope, whoever else is in them.

    Every word has one stand-in in the scope: a keyed permutation of the pool, so that different names of the
    pool never meet; a name that is in none gets an invented one, see `scrub.surrogates.name_words`.
    """
    return StandIn(
        person,
        tuple(wide_word(word, "given", key, scope) for word in person.given),
        tuple(wide_word(word, "family", key, scope) for word in person.family),
    )


def _free(
    word: str, role: str, person: Person, key: bytes, scope: str, taken: Collection[str], redraws: Redraws
) -> str:
    if len(word) == 1 and word.lower() != word.upper():
        # An initial of which the name is not known: that of a name drawn for it.
        return stand_in_word(word, role, key, scope, person.identity)[:1]
    for attempt in redraws.attempts(role):
        name = stand_in_word(word, role, key, scope, person.identity, attempt)
        if folded(name) not in taken:
            break
    return name
