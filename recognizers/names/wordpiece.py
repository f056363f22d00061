"""How the large model reads words: as pieces of its vocabulary, without case and accents."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from recognizers.names.romanized import romanized
from recognizers.names.words import is_latin

UNKNOWN: Final = "[UNK]"
_LONGEST: Final = 60


class WordPieces:
    """Cuts words into the numbers of their pieces, greedily from the left."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}
        self.unknown = self._numbers[UNKNOWN]
        self.first, self.last = self._numbers["[CLS]"], self._numbers["[SEP]"]

    def pieces_of(self, word: str) -> list[int]:
        """Return the numbers of a word's pieces, at least one; a line end is the sign `|`."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 100_000:
                self._known.clear()
            found = self._known[word] = self._cut("|" if word == "\n" else plain(word))
        return found

    def _cut(self, word: str) -> list[int]:
        if not word or len(word) > _LONGEST:
            return [self.unknown]
        pieces, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces


def plain(word: str) -> str:
    """Return a word in lower case without its accents, in Latin letters.

    >>> plain("Sørensen"), plain("Đặng"), plain("ÉMILE"), plain("Иван")
    ('sørensen', 'đang', 'emile', 'ivan')
    """
    low = word.lower()
    if low.isascii():
        return low
    apart = unicodedata.normalize("NFD", low if is_latin(low) else romanized(low))
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
