"""How probabilities of tags become spans."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from recognizers.names.tags import GENERAL, TYPES, UNBROKEN, first_general_tag, first_tag
from recognizers.names.words import Word
from recognizers.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SOURCE: Final = "names"
# The least probability at which a word begins a span, and at which a word beside it continues one.
LEAST: Final = 0.2
_CONTINUES: Final = 0.2
# A sign between two words, as in `Roe, Jane`, must be as good as sure.
_JOINS: Final = 0.7
# How much it counts that a name is spoken of in general: what is somebody's is hardly told from what is not.
_GENERAL_COUNTS: Final = {"PERSON": 0.5, "LOCATION": 0.0, "ORGANIZATION": 0.0}
_GLUE: Final = "'’-.ʻ"
# So many spaces lie between columns.
_COLUMN_GAP: Final = 3
# A word that is surely the first of a mention begins a new span.
_BEGINS: Final = 0.5


def as_private(tags: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the probabilities of tags with people spoken of in general as people like others."""
    private, general = first_tag("PERSON"), first_general_tag("PERSON")
    changed = tags.copy()
    changed[:, private : private + 2] += tags[:, general : general + 2]
    changed[:, general : general + 2] = 0
    return changed


def holds_spans(tags: "NDArray[np.float32]") -> bool:
    """Whether the probabilities of a text's tags are such that `decode` gives a span."""
    if 1 - tags[:, 0].min() < LEAST:
        return False
    return any(bool((_likely(tags, entity_type) >= LEAST).any()) for entity_type in TYPES)


def decode(text: str, words: Sequence[Word], tags: "NDArray[np.float32]") -> Iterator[Span]:
    """Yield a span for each run of words of one type, with the highest probability in it as score."""
    for entity_type in TYPES:
        chances = _likely(tags, entity_type)
        places = (chances >= LEAST).nonzero()[0].tolist()
        if not places:
            continue
        likely = chances.tolist()
        begins = tags[:, first_tag(entity_type)].tolist()
        end = 0
        for place in places:
            if place < end or words[place].text == "\n":
                continue
            end = place + 1
            while (
                end < len(words)
                and _continues(words, likely, begins, end)
                and not _is_next_cell(text, words, end, entity_type)
            ):
                end += 1
            start, last = _trimmed(words, place, end)
            if start < last:
                score = min(1.0, max(likely[start:last]))
                yield Span(words[start].start, words[last - 1].end, entity_type, score, SOURCE)


def _likely(tags: "NDArray[np.float32]", entity_type: str) -> "NDArray[np.float32]":
    """Return the probability that each word is part of a mention of a type."""
    likely = tags[:, first_tag(entity_type)] + tags[:, first_tag(entity_type) + 1]
    if entity_type in GENERAL:
        general = first_general_tag(entity_type)
        likely = likely + _GENERAL_COUNTS[entity_type] * (tags[:, general] + tags[:, general + 1])
    return likely


def _continues(words: Sequence[Word], likely: Sequence[float], begins: Sequence[float], place: int) -> bool:
    word = words[place]
    if word.text == "\n":
        return False
    if word.text[0].isalnum():
        return likely[place] >= _CONTINUES and begins[place] <= _BEGINS
    return likely[place] >= (_CONTINUES if _is_glued(words, place) else _JOINS)


def _is_next_cell(text: str, words: Sequence[Word], place: int, entity_type: str) -> bool:
    """Whether a word stands in another column than the word before it, or in another login."""
    gap = text[words[place - 1].end : words[place].start]
    return len(gap) >= _COLUMN_GAP or "\t" in gap or (bool(gap) and entity_type in UNBROKEN)


def _is_glued(words: Sequence[Word], place: int) -> bool:
    """Whether a sign stands inside a name like `O'Brien` or `Jean-Luc`."""
    word = words[place]
    return (
        word.text in _GLUE
        and words[place - 1].end == word.start
        and place + 1 < len(words)
        and words[place + 1].start == word.end
    )


def _trimmed(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Return the range without signs at its ends; the full stop of an initial stays."""
    while start < end and not words[start].text[0].isalnum():
        start += 1
    while start < end and not words[end - 1].text[0].isalnum():
        if words[end - 1].text == "." and len(words[end - 2].text) == 1:
            break
        end -= 1
    return start, end
