"""Where else the values of a scope are mentioned: in one pass over each text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from recognizers.entities import Family, family_of
from recognizers.span import Span

# What the mentions found again carry as their source.
SOURCE: Final = "known"
# Below what any rule says, so that where one fired its word stands.
_SCORE: Final = 0.5
# A shorter value is looked for elsewhere only if it is no plain word.
_SHORTEST_WORD: Final = 8
_SHORTEST_LOWER: Final = 12
_SHORTEST: Final = 5
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def is_distinctive(entity_type: str, value: str) -> bool:
    """Return whether the value means the same thing wherever it stands.

    A name or a password that is also a word, or a short login or code, counts only where it was found.
    """
    if len(value) < _SHORTEST:
        return False
    family = family_of(entity_type)
    if not value.isalpha():
        return len(value) > _SHORTEST or family is not Family.QUASI
    if family is Family.SECRET and value.islower():
        return len(value) >= _SHORTEST_LOWER
    return len(value) >= _SHORTEST_WORD


class KnownValues:
    """Finds every further mention of the values of a scope, in one pass over each text."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        """Take (entity type, value) pairs; those that are not distinctive are left out."""
        import ahocorasick_rs

        by_form: dict[str, list[tuple[str, str]]] = {}
        for entity_type, value in values:
            if is_distinctive(entity_type, value):
                by_form.setdefault(_lowered(value), []).append((entity_type, value))
        self._targets = list(by_form.values())
        self._automaton: Any = (
            ahocorasick_rs.AhoCorasick(
                list(by_form), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
            )
            if by_form
            else None
        )

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return self._automaton is not None

    def find(self, text: str) -> Iterator[Span]:
        """Yield a span for each mention that stands there as a whole word."""
        if self._automaton is None:
            return
        for target, start, end in self._automaton.find_matches_as_indexes(_lowered(text), overlapping=True):
            if not _is_whole(text, start, end):
                continue
            for entity_type, value in self._targets[target]:
                # Secrets mean something in their own case alone.
                if family_of(entity_type) is not Family.SECRET or text[start:end] == value:
                    yield Span(start, end, entity_type, _SCORE, SOURCE)
                    break


def _lowered(text: str) -> str:
    """Return the text in lower case, without lone surrogates, with as many code points."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # `İ` alone would become two.
        lowered = text.replace("İ", "i").lower()
    return lowered if lowered.isascii() else _SURROGATES.sub("\ufffd", lowered)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether no letter or digit continues the value on either side."""
    return not (
        (start > 0 and text[start].isalnum() and text[start - 1].isalnum())
        or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
    )
