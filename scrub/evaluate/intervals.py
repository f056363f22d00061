"""Sets of positions as sorted, disjoint, half-open intervals."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

Interval = tuple[int, int]


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the intervals sorted and merged where they overlap or touch.

    >>> union([(4, 6), (0, 2), (2, 3)])
    [(0, 3), (4, 6)]
    """
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def clip(intervals: list[Interval], start: int, end: int) -> Iterator[Interval]:
    """Yield the parts of a union that lie within start..end.

    >>> list(clip([(0, 3), (4, 6)], 2, 5))
    [(2, 3), (4, 5)]
    """
    at = max(0, bisect_right(intervals, start, key=lambda interval: interval[0]) - 1)
    while at < len(intervals) and intervals[at][0] < end:
        low, high = max(start, intervals[at][0]), min(end, intervals[at][1])
        if low < high:
            yield low, high
        at += 1


def outside(intervals: list[Interval], start: int, end: int) -> Iterator[Interval]:
    """Yield the parts of start..end that a union leaves free.

    >>> list(outside([(0, 3), (4, 6)], 2, 9))
    [(3, 4), (6, 9)]
    """
    for low, high in clip(intervals, start, end):
        if start < low:
            yield start, low
        start = high
    if start < end:
        yield start, end


def touches(intervals: list[Interval], start: int, end: int) -> bool:
    """Return whether a union has a position within start..end."""
    return next(clip(intervals, start, end), None) is not None


def length(intervals: Iterable[Interval]) -> int:
    """Return the number of positions in disjoint intervals."""
    return sum(end - start for start, end in intervals)
