"""Whose a login is: `jroe`, `janer`, `jane_roe`, `roe.j` and `j-roe42` are made of Jane Roe's name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from scrub.link.diminutives import also_called
from scrub.link.people import Somebody
from scrub.surrogates.people import LETTER
from scrub.surrogates.pools import folded

_RUN: Final = re.compile(rf"{LETTER}+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTEST: Final = 3
# A longer one is no login.
_LONGEST: Final = 40


class Logins:
    """Knows the people of a scope by the logins that may be made from their names."""

    def __init__(self, people: Iterable[Somebody]) -> None:
        self._by_word: defaultdict[str, list[Somebody]] = defaultdict(list)
        self._words: dict[int, frozenset[str]] = {}
        # By the letters of a login, which is often one of many that differ in digits.
        self._owners: dict[tuple[str, ...], Somebody | None] = {}
        for somebody in people:
            spellings = frozenset(
                spelling
                for word in somebody.words()
                if not word.is_initial
                for spelling in (*word.spellings, *also_called(word.folded))
            )
            self._words[id(somebody)] = spellings
            for spelling in spellings:
                if len(spelling) >= _SHORTEST:
                    self._by_word[spelling].append(somebody)

    def owner(self, login: str) -> Somebody | None:
        """Return the one person of whose names a login is made, None where that is not clear."""
        if len(login) > _LONGEST:
            return None
        runs = _runs(login)
        if runs not in self._owners:
            self._owners[runs] = self._owner(runs)
        return self._owners[runs]

    def _owner(self, runs: tuple[str, ...]) -> Somebody | None:
        best, found = 0, []
        for somebody in self._mentioned(runs):
            fit = _made_of(runs, self._words[id(somebody)])
            if fit > best:
                best, found = fit, [somebody]
            elif fit and fit == best:
                found.append(somebody)
        return found[0] if len(found) == 1 else None

    def _mentioned(self, runs: Iterable[str]) -> Iterable[Somebody]:
        """Return who has a name in one run of a login, of which there is one in each: in the rarest."""
        of_runs = [_parts_in(run, self._by_word) for run in runs if len(run) >= _SHORTEST]
        fewest = min(of_runs, key=lambda groups: sum(map(len, groups)), default=[])
        return {id(somebody): somebody for group in fewest for somebody in group}.values()


def _parts_in(run: str, by_word: Mapping[str, list[Somebody]]) -> list[list[Somebody]]:
    return [
        by_word[part]
        for start in range(len(run))
        for end in range(start + _SHORTEST, len(run) + 1)
        if (part := run[start:end]) in by_word
    ]


def _runs(login: str) -> tuple[str, ...]:
    return tuple(folded(part) for run in _RUN.findall(login) for part in _HUMP.split(run))


@lru_cache(maxsize=16384)
def _made_of(runs: tuple[str, ...], words: frozenset[str]) -> int:
    """Return how many of a person's words a login is made of, initials included; 0 where it holds others.

    >>> [_made_of(_runs(login), frozenset(("jane", "roe"))) for login in ("jroe42", "Roe_Jane", "jbroe", "j")]
    [2, 2, 0, 0]
    """
    count = 0
    left = words
    for run in runs:
        used = _composed(run, left)
        if used is None:
            return 0
        count += len(used)
        left -= used
    return count if any(len(run) >= _SHORTEST for run in runs) else 0


def _composed(run: str, words: frozenset[str]) -> frozenset[str] | None:
    """Return the words of which a run of letters is made, each whole or by its initial; one is whole."""
    if run in words:
        return frozenset((run,))
    if len(run) == 1:
        return next((frozenset((word,)) for word in sorted(words) if word[0] == run), None)
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if len(word) < _SHORTEST or word not in run:
            continue
        before, _, after = run.partition(word)
        left = words - {word}
        used = {word}
        for rest in (before, after):
            part = _initials_or_word(rest, left)
            if part is None:
                break
            used |= part
            left -= part
        else:
            return frozenset(used)
    return None


def _initials_or_word(run: str, words: frozenset[str]) -> frozenset[str] | None:
    if not run or run in words:
        return frozenset((run,)) if run else frozenset()
    used: set[str] = set()
    for letter in run:
        word = next((word for word in sorted(words - used) if word[0] == letter), None)
        if word is None:
            return None
        used.add(word)
    return frozenset(used)
