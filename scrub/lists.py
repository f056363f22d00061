"""A policy's own lists: texts and patterns that are always redacted, or never.

A text counts where it stands as a whole word; a pattern wherever it matches.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from recognizers.span import Span
from scrub.automaton import automaton_of, encodable
from scrub.errors import PolicyError, RecognizerTimeout

# What finds of a list carry as their source.
SOURCE: Final = "policy"
# Seconds that one pattern may take for one text.
_TIME_LIMIT: Final = 5.0


class Denied:
    """Finds what is always redacted."""

    def __init__(self, texts: Mapping[str, str], patterns: Mapping[str, str]) -> None:
        """Take the entity type of each text and of each pattern; PolicyError for a pattern that is none."""
        self._types = list(texts.values())
        self._automaton = automaton_of(texts)
        self._patterns = [(compiled(pattern), entity_type) for pattern, entity_type in patterns.items()]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._types or self._patterns)

    def find(self, text: str) -> Iterator[Span]:
        """Yield every place, which may overlap; RecognizerTimeout where a pattern takes too long."""
        if self._automaton is not None:
            matches = self._automaton.find_matches_as_indexes(encodable(text), overlapping=True)
            for number, start, end in matches:
                if _is_whole(text, start, end):
                    yield Span(start, end, self._types[number], 1.0, SOURCE)
        for pattern, entity_type in self._patterns:
            for start, end in _matches(pattern, text):
                yield Span(start, end, entity_type, 1.0, SOURCE)


class Allowed:
    """Knows what is never redacted."""

    def __init__(self, texts: Iterable[str], patterns: Sequence[str]) -> None:
        """Take texts and patterns; PolicyError for a pattern that is none."""
        self._texts = frozenset(texts)
        self._patterns = [compiled(pattern) for pattern in patterns]

    def holds(self, value: str) -> bool:
        """Return whether a whole value is allowed."""
        if value in self._texts:
            return True
        try:
            return any(pattern.fullmatch(value, timeout=_TIME_LIMIT) for pattern in self._patterns)
        except TimeoutError:
            raise RecognizerTimeout("a pattern of the policy's allow list ran out of time") from None


def compiled(pattern: str) -> Any:
    """Return a pattern compiled; PolicyError where it is none, or matches nothing at all."""
    import regex

    try:
        made = regex.compile(pattern)
    except regex.error as error:
        raise PolicyError(f"a pattern of a list is not valid: {error}") from None
    if made.fullmatch("", timeout=_TIME_LIMIT):
        raise PolicyError("a pattern of a list matches the empty text, and so everywhere")
    return made


def _matches(pattern: Any, text: str) -> Iterator[tuple[int, int]]:
    try:
        yield from (match.span() for match in pattern.finditer(text, timeout=_TIME_LIMIT) if match[0])
    except TimeoutError:
        raise RecognizerTimeout("a pattern of the policy's deny list ran out of time") from None


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and _is_word(text[start - 1]) and _is_word(text[start])
    after = end < len(text) and _is_word(text[end]) and _is_word(text[end - 1])
    return not (before or after)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
