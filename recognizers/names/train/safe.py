"""Which words are known never to be part of a name: what the gate is made of."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from recognizers.names.gate import BETWEEN, words_of
from recognizers.names.train.pools import cultures
from recognizers.names.train.texts import Document

# So often a word must be seen outside names before it counts as one that is never part of a name; and how
# often where it is part of a name somewhere: `do`, `he`, `can` are names in some language.
_LEAST_SEEN: Final = 2
_EVERYDAY: Final = 200
# In lower case, a family name and a given name.
_LOWER_FAMILY: Final = 10
_LOWER_GIVEN: Final = 100
# A word that is part of a person's name once in so many times is still let through by the other words of most
# lines; the words of places and organisations are words more often.
_MOST_NAMED: Final = 0.002
_MOST_PLACED: Final = 0.02
# What is none in lower case is a name so often at most in any: logins are in lower case too.
_MOST_NAMED_IN_ALL: Final = 0.05
# Seen so often outside names, a word is one.
_OFTEN: Final = 15


class WordUse:
    """How often each word stands outside names, in names of people, and in other names."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._outside: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        for document in documents:
            at = 0
            for start, end, label in document.spans:
                counter = self._counter(label)
                self._outside.update(_words(document.text[at:start]))
                counter.update(_words(document.text[start:end]))
                at = end
            self._outside.update(_words(document.text[at:]))

    def _counter(self, label: str) -> Counter[str]:
        if label == "PERSON":
            return self._people
        return self._places if label in ("LOCATION", "ORGANIZATION") else self._outside

    def gate(self) -> str:
        """Return what the gate reads: words that are hardly ever part of a name, and those that are none in
        lower case."""
        named = (*cultures(), *cultures(held_out=True))
        given = {part for each in named for name in each.given for part in _lower(name)}
        family = {
            part for each in named if each.name != "words" for name in each.family for part in _lower(name)
        }
        safe = self._safe(_in_any_casing, dict.fromkeys(family | given, _EVERYDAY))
        lower = self._safe(
            str.islower, {**dict.fromkeys(family, _LOWER_FAMILY), **dict.fromkeys(given, _LOWER_GIVEN)}
        )
        outside, people = (_in_lower_case(uses, _in_any_casing) for uses in (self._outside, self._people))
        words = {word for word in lower if people[word] <= _MOST_NAMED_IN_ALL * outside[word]}
        return BETWEEN.join("\n".join(sorted(each)) for each in (safe, words - safe))

    def _safe(self, is_counted: Callable[[str], bool], least: Mapping[str, int]) -> set[str]:
        outside, people, places = (
            _in_lower_case(uses, is_counted) for uses in (self._outside, self._people, self._places)
        )
        return {
            word
            for word, count in outside.items()
            if word.isascii()
            and count >= least.get(word, _LEAST_SEEN)
            and people[word] <= _MOST_NAMED * count
            and places[word] <= _MOST_PLACED * count
        }

    def words_and_names(self) -> list[str]:
        """Return the words that are names as well, but mostly words, sorted."""
        outside, people = (_in_lower_case(uses, _in_any_casing) for uses in (self._outside, self._people))
        names = {part for each in cultures() for name in each.given for part in _lower(name)}
        return sorted(
            word
            for word in names | set(people)
            if word.isascii() and outside[word] >= max(_OFTEN, people[word])
        )


def _in_any_casing(word: str) -> bool:
    return True


def _in_lower_case(uses: Counter[str], is_counted: Callable[[str], bool]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, count in uses.items():
        if is_counted(word):
            found[word.lower()] += count
    return found


def _lower(name: str) -> set[str]:
    return {word.lower() for word in words_of(name)}


def _words(text: str) -> Iterable[str]:
    for line in text.split("\n"):
        yield from words_of(line)
