"""Overlapping spans become disjoint ones, without uncovering a character.

Secret beats validated identifier beats pattern beats model; then the higher score, then the longer
span: length never beats certainty.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from recognizers.entities import Family, family_of
from recognizers.span import Span

# The score of a find that a checksum or an unmistakable form vouches for.
_VALIDATED = 0.99
# Spans themselves compare slowly.
_START = attrgetter("start")
# What the names model calls itself as a source.
MODEL_SOURCE = "names"


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Return disjoint spans, sorted, that cover every character that the given ones cover.

    A span that overlaps a stronger one keeps what that leaves of it.

    >>> resolve([Span(0, 4, "PERSON", 0.6, "names"), Span(2, 9, "EMAIL_ADDRESS", 1.0, "email")])
    [Span(start=0, end=2, entity_type='PERSON', score=0.6, source='names', codec=(), inner=()), \
Span(start=2, end=9, entity_type='EMAIL_ADDRESS', score=1.0, source='email', codec=(), inner=())]
    """
    ranked = sorted(spans, key=_rank)
    if len(ranked) == 1:
        return [_resolved_inside(ranked[0])]
    taken: list[Span] = []
    cut: list[Span] = []
    for span in ranked:
        if _overlaps(taken, span):
            cut.append(span)
        else:
            insort(taken, span, key=_START)
    # Whole spans first: a remainder that one of them covers needs no piece of its own.
    for span in cut:
        for start, end in _uncovered(taken, span):
            _add_remainder(taken, replace(span, start=start, end=end, codec=(), inner=()))
    return [_resolved_inside(span) for span in taken]


def _add_remainder(taken: list[Span], piece: Span) -> None:
    """Add what is left of a span: to a neighbour of its kind that it touches, else by itself."""
    at = _first_ending_after(taken, piece.start)
    if at > 0 and taken[at - 1].end == piece.start and _is_one_value(taken[at - 1], piece):
        taken[at - 1] = replace(taken[at - 1], end=piece.end)
    elif at < len(taken) and taken[at].start == piece.end and _is_one_value(taken[at], piece):
        taken[at] = replace(taken[at], start=piece.start)
    else:
        taken.insert(at, piece)


def _is_one_value(span: Span, remainder: Span) -> bool:
    """Two rules that find overlapping stretches of one type, or secrets, mean the same value."""
    if span.codec:
        return False
    families = {family_of(span.entity_type), family_of(remainder.entity_type)}
    return span.entity_type == remainder.entity_type or families == {Family.SECRET}


def _resolved_inside(span: Span) -> Span:
    return replace(span, inner=tuple(resolve(span.inner))) if span.inner else span


def _rank(span: Span) -> tuple[int, float, int, int, Span]:
    if family_of(span.entity_type) is Family.SECRET:
        certainty = 3
    elif span.score >= _VALIDATED:
        certainty = 2
    else:
        certainty = 0 if span.source == MODEL_SOURCE else 1
    return (-certainty, -span.score, span.start - span.end, span.start, span)


def _overlaps(taken: list[Span], span: Span) -> bool:
    at = _first_ending_after(taken, span.start)
    return at < len(taken) and taken[at].start < span.end


def _uncovered(taken: list[Span], span: Span) -> list[tuple[int, int]]:
    pieces = []
    start = span.start
    at = _first_ending_after(taken, start)
    while at < len(taken) and taken[at].start < span.end:
        if taken[at].start > start:
            pieces.append((start, taken[at].start))
        start = max(start, taken[at].end)
        at += 1
    if start < span.end:
        pieces.append((start, span.end))
    return pieces


def _first_ending_after(taken: list[Span], position: int) -> int:
    """Disjoint spans in order of start are in order of end too."""
    return bisect_right(taken, position, key=lambda span: span.end)
