"""Which words are known never to be part of a name: what the gate is made of."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from recognizers.names.gate import words_of
from recognizers.names.train.pools import cultures
from recognizers.names.train.texts import Document

_LEAST_SEEN: Final = 2
# A word that is part of a person's name once in so many times is still let through by the other words of most
# lines; the words of places and organisations are words more often.
_MOST_NAMED: Final = 0.002
_MOST_PLACED: Final = 0.02
# Words of somebody's language are names in another: `do`, `he`, `can`. So often seen, they count as words.
_EVERYDAY: Final = 200
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
                counter = {"PERSON": self._people, "STREET_ADDRESS": self._outside}.get(label, self._places)
                self._outside.update(_words(document.text[at:start]))
                counter.update(_words(document.text[start:end]))
                at = end
            self._outside.update(_words(document.text[at:]))

    def safe_words(self) -> list[str]:
        """Return the words that are seen often enough outside names and (almost) never in one, sorted."""
        names = {
            part
            for culture in cultures()
            for name in (*culture.given, *(culture.family if culture.name != "words" else ()))
            for part in words_of(name)
        }
        return sorted(
            word
            for word, count in self._outside.items()
            if word.isascii()
            and count >= (_EVERYDAY if word in names else _LEAST_SEEN)
            and self._people[word] <= _MOST_NAMED * count
            and self._places[word] <= _MOST_PLACED * count
        )

    def words_and_names(self) -> list[str]:
        """Return the words that are names as well, but mostly words, sorted."""
        names = {part for each in cultures() for name in each.given for part in words_of(name)}
        return sorted(
            word
            for word in names | set(self._people)
            if word.isascii() and self._outside[word] >= max(_OFTEN, self._people[word])
        )


def _words(text: str) -> Iterable[str]:
    for line in text.split("\n"):
        yield from words_of(line)
