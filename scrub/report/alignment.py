"""Where two sequences differ of which one is the other with stretches of it replaced, in linear time.

`difflib` takes the cube of the length where items repeat, as blank lines do and the spaces between words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence


def differing(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Yield the stretches that differ, in order: each of the one with what stands for it in the other.

    >>> [(was.start, was.stop, now.start, now.stop) for was, now in differing("a-b-c", "a-xy-c")]
    [(2, 3, 2, 4)]
    """
    start = there = 0
    for end, end_there in (*_anchors(before, after), (len(before), len(after))):
        yield from _between(before, after, slice(start, end), slice(there, end_there))
        start, there = end, end_there


def _anchors(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where items stand that each of the sequences has once, in order in both."""
    counts, counts_there = Counter(before), Counter(after)
    places = {item: place for place, item in enumerate(after) if counts_there[item] == 1}
    last = -1
    for place, item in enumerate(before):
        if counts[item] == 1 and (there := places.get(item, -1)) > last:
            yield place, there
            last = there


def _between(
    before: Sequence[str], after: Sequence[str], was: slice, now: slice
) -> Iterator[tuple[slice, slice]]:
    """Yield what differs in two stretches: item by item, or all but the ends where they have not as many."""
    start, end, there, end_there = was.start, was.stop, now.start, now.stop
    while start < end and there < end_there and before[start] == after[there]:
        start, there = start + 1, there + 1
    while start < end and there < end_there and before[end - 1] == after[end_there - 1]:
        end, end_there = end - 1, end_there - 1
    if end - start != end_there - there:
        yield slice(start, end), slice(there, end_there)
        return
    shift = there - start
    while start < end:
        stop = start
        while stop < end and before[stop] != after[stop + shift]:
            stop += 1
        if stop > start:
            yield slice(start, stop), slice(start + shift, stop + shift)
        start = stop + 1
