"""The tags that the names models give to words, and how spans become tags."""

from collections.abc import Iterable, Sequence
from typing import Final

from recognizers.names.words import Word

NAMES: Final = ("PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS")
# What stands in talk as names do, and is told by the words around it: `log in as dkowal, the word is newts`.
VALUES: Final = ("USERNAME", "PASSWORD", "HOSTNAME", "DATE_OF_BIRTH", "DATE", "AGE")
# No blank is in these.
UNBROKEN: Final = frozenset(("USERNAME", "HOSTNAME"))
TYPES: Final = (*NAMES, *VALUES)
# What may be spoken of in general, where it is nobody's: public figures, places on the map, makers of tools.
GENERAL: Final = ("PERSON", "LOCATION", "ORGANIZATION")
# 0 outside; then for each type its first word (odd) and its further words (even); then the same for what is
# spoken of in general.
COUNT: Final = 1 + 2 * len(TYPES) + 2 * len(GENERAL)


def first_tag(entity_type: str) -> int:
    """Return the tag of the first word of a mention."""
    return 1 + 2 * TYPES.index(entity_type)


def first_general_tag(entity_type: str) -> int:
    """Return the tag of the first word of a mention that is spoken of in general."""
    return 1 + 2 * len(TYPES) + 2 * GENERAL.index(entity_type)


def tag_words(words: Sequence[Word], spans: Iterable[tuple[int, int, str]]) -> list[int]:
    """Return a tag for each word; a word that a mention covers in part belongs to it."""
    tags = [0] * len(words)
    at = 0
    for start, end, entity_type in sorted(spans):
        while at < len(words) and words[at].end <= start:
            at += 1
        tag = first_tag(entity_type)
        place = at
        while place < len(words) and words[place].start < end:
            if words[place].text != "\n":
                tags[place] = tag
                tag = first_tag(entity_type) + 1
            place += 1
    return tags
