"""Changes labelled texts into others like them: other people's names, other casing, typing errors."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from string import ascii_uppercase
from typing import Final

from recognizers.names.train.pools import Culture, choose_culture, script_of
from recognizers.names.train.texts import Document

_PART: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST_PART: Final = 3
_PARTICLES: Final = frozenset(
    re.findall(
        r"\w+", "de da di du del della dos das van von der den ter ten la le el al bin abu san st and y e"
    )
)
# Names of one document are of one culture but for so many.
_MIXED: Final = 0.3
# Scripts whose names have no space between family and given name.
_UNSPACED: Final = frozenset(("Han", "Kana", "Hangul"))
# How a chunk's words are written: as they are, lower, UPPER, Title.
CASINGS: Final = (("as_is", 0.62), ("lower", 0.29), ("upper", 0.06), ("title", 0.03))


# Gives the culture whose names are put in the place of names of a script; None where they stay.
Choice = Callable[[Random, str], Culture | None]


def replace_names(document: Document, random: Random, choose: Choice = choose_culture) -> Document:
    """Return the document with every person's name parts replaced, equal parts by equal ones."""
    renaming = _Renaming(random, choose)
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = length = 0
    for start, end, label in document.spans:
        value = document.text[start:end]
        if label == "PERSON":
            value = renaming.renamed(value)
        pieces += (document.text[at:start], value)
        length += start - at
        spans.append((length, length + len(value), label))
        length += len(value)
        at = end
    pieces.append(document.text[at:])
    return replace(document, text="".join(pieces), spans=tuple(spans))


def recase(words: Sequence[str], random: Random) -> list[str]:
    """Return the words in one of the casings, chosen at random."""
    casing = random.choices([name for name, _ in CASINGS], [share for _, share in CASINGS])[0]
    if casing == "lower":
        return [word.lower() for word in words]
    if casing == "upper":
        return [word.upper() for word in words]
    if casing == "title":
        return [word.title() if word.islower() else word for word in words]
    return list(words)


def glue_possessives(words: Sequence[str], tags: Sequence[int]) -> tuple[list[str], list[int]]:
    """Return the words with the `'s` of labelled ones glued on, and of which of the given words they are.

    Who writes in small letters leaves the apostrophe out: `ingrids excel`.

    >>> glue_possessives(["ask", "ada", "'", "s", "boss"], [0, 1, 0, 0, 0])
    (['ask', 'adas', 'boss'], [0, 1, 4])
    """
    glued: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(words):
        possessive = tags[at] and words[at + 1 : at + 2] in (["'"], ["’"]) and words[at + 2 : at + 3] == ["s"]
        glued.append(words[at] + "s" if possessive else words[at])
        places.append(at)
        at += 3 if possessive else 1
    return glued, places


def mistype(word: str, random: Random) -> str:
    """Return a word with one letter dropped, doubled or swapped with its neighbour."""
    if len(word) < 4 or not word.isalpha():
        return word
    place = random.randrange(1, len(word) - 1)
    kind = random.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


class _Renaming:
    """Who is called what in one document."""

    def __init__(self, random: Random, choose: Choice) -> None:
        self._random = random
        self._choose = choose
        self._new: dict[str, str] = {}
        self._cultures: dict[str, Culture | None] = {}

    def renamed(self, value: str) -> str:
        """Return another name in the form of the given one."""
        parts = list(_PART.finditer(value))
        script = script_of(value)
        if script not in self._cultures or self._random.random() < _MIXED:
            self._cultures[script] = self._choose(self._random, script)
        culture = self._cultures[script]
        if not parts or culture is None:
            return value
        if script in _UNSPACED and len(parts) == 1:
            names = (culture.family, culture.given)
            return self._new.setdefault(value, "".join(self._random.choice(each) for each in names))
        pieces: list[str] = []
        at = 0
        for number, part in enumerate(parts):
            pieces += (value[at : part.start()], self._part(part[0], number, culture))
            at = part.end()
        return "".join((*pieces, value[at:]))

    def _part(self, part: str, number: int, culture: Culture) -> str:
        if number and part.lower() in _PARTICLES:
            return part
        short = len(part) < _SHORTEST_PART and part.isupper()
        key = part.casefold()
        if key not in self._new:
            names = culture.family if number else culture.given
            initials = "".join(self._random.choice(ascii_uppercase) for _ in part)
            self._new[key] = initials if short else self._random.choice(names)
        name = self._new[key]
        if part.islower():
            return name.lower()
        return name.upper() if part.isupper() and not short else name
