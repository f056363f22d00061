"""Values that repeat one word, as `abcabcab` does, where there are many of them: looked for as one.

Each would stand everywhere in a longer one, and all of them in each place.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

# So many may be looked for one by one.
_MOST: Final = 4


class Stem(NamedTuple):
    """The shortest of many values of one type that repeat one word."""

    entity_type: str
    text: str
    # After how many characters it repeats itself.
    period: int


def stems_of(values: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Stem]:
    """Return for each of many values of one type that repeat one word what to look for in place of them.

    >>> values = [*("ab1" * count for count in range(2, 12)), "ab1ab2"]
    >>> stems_of(("PASSWORD", value) for value in values)["PASSWORD", "ab1ab1ab1"]
    Stem(entity_type='PASSWORD', text='ab1ab1', period=3)
    """
    alike: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entity_type, text in values:
        period = _period(text)
        if period < len(text):
            alike[entity_type, text[:period]].add(text)
    return {
        (entity_type, text): Stem(entity_type, min(group, key=len), len(word))
        for (entity_type, word), group in alike.items()
        if len(group) > _MOST
        for text in group
    }


def stretch_at(text: str, start: int, end: int, period: int) -> tuple[int, int]:
    """Return how far a text goes on to repeat itself around what does."""
    while start and text[start - 1] == text[start - 1 + period]:
        start -= 1
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    return start, end


def _period(text: str) -> int:
    """Return after how many characters a text repeats itself; its length where it does not do so twice."""
    period = text.find(text[: (len(text) + 1) // 2], 1)
    return period if period > 0 and text.startswith(text[period:]) else len(text)
