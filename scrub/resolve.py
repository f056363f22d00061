"""Overlapping spans become disjoint ones, without uncovering a character.

Secret beats validated identifier beats pattern beats model, and what is guessed of a number is no
pattern, nor a secret; then the higher score, then the longer span: length never beats certainty.
"""

import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from recognizers.context.finder import SOURCE as CONTEXT_SOURCE
from recognizers.entities import Family, family_of
from recognizers.readings.codecs import get_codec
from recognizers.span import Span

# The score of a find that a checksum or an unmistakable form vouches for.
_VALIDATED: Final = 0.99
# Spans themselves compare slowly.
_START: Final = attrgetter("start")
_PUNCTUATION: Final = string.punctuation + string.whitespace
# What the names model calls itself as a source.
MODEL_SOURCE: Final = "names"


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Return disjoint spans, sorted, that cover every character that the given ones cover.

    A span that overlaps a stronger one keeps what that leaves of it.

    >>> resolve([Span(0, 4, "PERSON", 0.6, "names"), Span(2, 9, "EMAIL_ADDRESS", 1.0, "email")])
    [Span(start=0, end=2, entity_type='PERSON', score=0.6, source='names', codec=(), inner=()), \
Span(start=2, end=9, entity_type='EMAIL_ADDRESS', score=1.0, source='email', codec=(), inner=())]
    """
    found: list[Span] = []
    for together in _connected(spans):
        found += together if len(together) == 1 else _Contest(together).disjoint()
    return [_resolved_inside(span) if span.inner else span for span in found]


def resolve_in(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans of a text as `resolve` does, less what is left of one where it says nothing.

    >>> [span.entity_type for span in resolve_in("pw@host", [
    ...     Span(0, 2, "PASSWORD", 0.9, "url"), Span(0, 7, "EMAIL_ADDRESS", 0.9, "email"),
    ...     Span(3, 7, "HOSTNAME", 0.95, "url")])]
    ['PASSWORD', 'HOSTNAME']
    """
    given = list(spans)
    found = resolve(given)
    if len(found) < 2:
        return found
    whole = {(span.start, span.end) for span in given}
    return [
        span
        for span in found
        if (span.start, span.end) in whole
        or family_of(span.entity_type) is Family.SECRET
        or text[span.start : span.end].strip(_PUNCTUATION)
    ]


def _connected(spans: Iterable[Span]) -> Iterator[Sequence[Span]]:
    """Yield the spans in order of start, those together that overlap or touch, be it through others."""
    together: list[Span] = []
    end = -1
    for span in sorted(spans, key=_START):
        if span.start > end and together:
            yield together
            together = []
        together.append(span)
        end = max(end, span.end)
    if together:
        yield together


class _Contest:
    """Spans that claim the same characters; time goes with their number, however they overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        # The text is cut where a span starts or ends; what lies between two cuts is taken whole.
        self._cuts = sorted({*(span.start for span in spans), *(span.end for span in spans)})
        self._number = {cut: number for number, cut in enumerate(self._cuts)}
        self._taken = bytearray(len(self._cuts))
        self._by_start: dict[int, Span] = {}
        self._by_end: dict[int, Span] = {}

    def disjoint(self) -> list[Span]:
        """Return what the spans keep."""
        cut: list[Span] = []
        for span in sorted(self._spans, key=_rank):
            if self._taken.find(1, *self._stretch(span)) < 0:
                self._take(span)
            elif self._goes_on(span):
                self._take_rest(span)
            else:
                cut.append(span)
        # Whole spans first: a remainder that one of them covers needs no piece of its own.
        for span in cut:
            self._take_rest(span)
        return sorted(self._by_start.values(), key=_START)

    def _take_rest(self, span: Span) -> None:
        for start, end in self._free(span):
            codec = span.codec if _is_read_by_tokens(span) else ()
            self._take(self._joined(replace(span, start=start, end=end, codec=codec, inner=())))

    def _goes_on(self, span: Span) -> bool:
        """Return whether all that stronger spans have of a span is of its own type, which it prolongs."""
        beside = [
            neighbour
            for start, end in self._free(span)
            for neighbour in (
                self._by_end.get(start) if start > span.start else None,
                self._by_start.get(end) if end < span.end else None,
            )
            if neighbour
        ]
        return all(neighbour.entity_type == span.entity_type for neighbour in beside)

    def _stretch(self, span: Span) -> tuple[int, int]:
        return self._number[span.start], self._number[span.end]

    def _take(self, span: Span) -> None:
        first, last = self._stretch(span)
        self._taken[first:last] = b"\1" * (last - first)
        self._by_start[span.start] = self._by_end[span.end] = span

    def _free(self, span: Span) -> Iterator[tuple[int, int]]:
        """Yield what nobody has taken of a span."""
        first, last = self._stretch(span)
        start = self._taken.find(0, first, last)
        while start >= 0:
            end = self._taken.find(1, start, last)
            end = end if end >= 0 else last
            yield self._cuts[start], self._cuts[end]
            start = self._taken.find(0, end, last)

    def _joined(self, piece: Span) -> Span:
        """Return what is left of a span as one with the neighbours of its kind that it touches, if any."""
        before, after = self._by_end.get(piece.start), self._by_start.get(piece.end)
        beside: list[Span] = []
        if before and _is_one_value(before, piece):
            del self._by_end[before.end]
            beside.append(before)
        # Two secrets are not made one by a guess that covers both.
        if (
            after
            and _is_one_value(after, piece)
            and not (beside and family_of(piece.entity_type) is Family.SECRET)
        ):
            del self._by_start[after.start]
            beside.append(after)
        if not beside:
            return piece
        surest = max(beside, key=attrgetter("score"))
        start, end = beside[0].start, beside[-1].end
        return replace(
            surest, start=min(start, piece.start), end=max(end, piece.end), codec=surest.codec or piece.codec
        )


def _is_one_value(span: Span, remainder: Span) -> bool:
    """Two rules that find overlapping stretches of one type, or secrets, mean the same value."""
    if span.codec and span.codec != remainder.codec:
        return False
    families = {family_of(span.entity_type), family_of(remainder.entity_type)}
    return span.entity_type == remainder.entity_type or families == {Family.SECRET}


def _is_read_by_tokens(span: Span) -> bool:
    """Whether a part of a span is written as all of it is."""
    return not span.inner and all(get_codec(name).token for name in span.codec)


def _resolved_inside(span: Span) -> Span:
    return replace(span, inner=tuple(resolve(span.inner)))


def _rank(span: Span) -> tuple[Any, ...]:
    if span.source == CONTEXT_SOURCE:
        certainty = 1
    elif family_of(span.entity_type) is Family.SECRET:
        certainty = 4
    elif span.score >= _VALIDATED:
        certainty = 3
    else:
        certainty = 0 if span.source == MODEL_SOURCE else 2
    shorter = span.start - span.end
    order = -certainty, -span.score, shorter, span.start, span.entity_type, span.source
    # As it stands first; then as what knows of more around it, so that a string of JSON stays one.
    return *order, bool(span.codec), -len(span.codec), span.codec, span.inner
