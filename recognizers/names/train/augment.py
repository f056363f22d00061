"""Changes labelled texts into others like them: other people's names, other casing, typing errors."""

import re
from collections.abc import Sequence
from random import Random
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
# How a chunk's words are written: as they are, lower, UPPER, Title.
CASINGS: Final = (("as_is", 0.62), ("lower", 0.29), ("upper", 0.06), ("title", 0.03))


def replace_names(document: Document, random: Random) -> Document:
    """Return the document with every person's name parts replaced, equal parts by equal ones."""
    text = document.text
    new: dict[str, str] = {}
    culture: dict[str, Culture | None] = {}
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = length = 0
    for start, end, label in document.spans:
        pieces.append(text[at:start])
        length += start - at
        value = text[start:end]
        if label == "PERSON":
            value = _renamed(value, new, culture, random)
        spans.append((length, length + len(value), label))
        pieces.append(value)
        length += len(value)
        at = end
    pieces.append(text[at:])
    return Document(document.source, document.lang, "".join(pieces), tuple(spans), document.complete)


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


def _renamed(value: str, new: dict[str, str], culture: dict[str, Culture | None], random: Random) -> str:
    parts = list(_PART.finditer(value))
    if not parts:
        return value
    script = script_of(value)
    if script not in culture or random.random() < 0.3:
        culture[script] = choose_culture(random, script)
    chosen = culture[script]
    if chosen is None:
        return value
    if script in ("Han", "Kana", "Hangul") and len(parts) == 1:
        if value not in new:
            new[value] = random.choice(chosen.family) + random.choice(chosen.given)
        return new[value]
    pieces, at = [], 0
    for number, part in enumerate(parts):
        pieces.append(value[at : part.start()])
        pieces.append(_new_part(part[0], number, new, chosen, random))
        at = part.end()
    pieces.append(value[at:])
    return "".join(pieces)


def _new_part(part: str, number: int, new: dict[str, str], culture: Culture, random: Random) -> str:
    if part.lower() in _PARTICLES and number:
        return part
    key = part.casefold()
    if key not in new:
        names = culture.given if number == 0 else culture.family
        new[key] = random.choice(names)
        if len(part) < _SHORTEST_PART and part.isupper():
            new[key] = "".join(random.choice("ABCDEFGHIJKLMNOPRSTVWYZ") for _ in part)
    name = new[key]
    if part.islower():
        return name.lower()
    return name.upper() if part.isupper() and len(part) >= _SHORTEST_PART else name
