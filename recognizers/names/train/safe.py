"""Which words are known never to be part of a name: what the gate is made of."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from recognizers.names.gate import words_of
from recognizers.names.train.pools import cultures
from recognizers.names.train.texts import Document

_LEAST_SEEN: Final = 4
# A word that is a name once in so many times is still let through by the other word of most names.
_MOST_NAMED: Final = 0.001


def safe_words(documents: Iterable[Document]) -> list[str]:
    """Return the words that are seen often enough outside names and (almost) never in one, sorted."""
    outside: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for document in documents:
        at = 0
        for start, end, label in document.spans:
            outside.update(_words(document.text[at:start]))
            if label == "STREET_ADDRESS":
                outside.update(_words(document.text[start:end]))
            else:
                inside.update(_words(document.text[start:end]))
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
        if count >= _LEAST_SEEN and inside[word] <= _MOST_NAMED * count and (word not in names)
    )


def _words(text: str) -> Iterable[str]:
    for line in text.split("\n"):
        yield from words_of(line)
