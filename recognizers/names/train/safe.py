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


def safe_words(documents: Iterable[Document]) -> list[str]:
    """Return the words that are seen often enough outside names and (almost) never in one, sorted."""
    outside: Counter[str] = Counter()
    people: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for document in documents:
        at = 0
        for start, end, label in document.spans:
            outside.update(_words(document.text[at:start]))
            inside = _words(document.text[start:end])
            counter = {"PERSON": people, "STREET_ADDRESS": outside}.get(label, places)
            counter.update(inside)
            at = end
        outside.update(_words(document.text[at:]))
    names = {
        part
        for culture in cultures()
        for name in (*culture.given, *(culture.family if culture.name != "words" else ()))
        for part in words_of(name)
    }
    return sorted(
        word
        for word, count in outside.items()
        if word.isascii()
        and count >= (_EVERYDAY if word in names else _LEAST_SEEN)
        and people[word] <= _MOST_NAMED * count
        and places[word] <= _MOST_PLACED * count
    )


def _words(text: str) -> Iterable[str]:
    for line in text.split("\n"):
        yield from words_of(line)
