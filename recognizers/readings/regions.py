"""Stretches of a text that are read together."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

# How much text around an encoded place is read with it, at least, so that context is seen.
CONTEXT: Final = 256


class Stretch(NamedTuple):
    """Where a text is read, and in which codec."""

    codec: str
    start: int
    end: int


def stretches_around(text: str, codec: str, hits: list[tuple[int, int]]) -> Iterator[Stretch]:
    """The stretches of `text` that hold all hits with context, to be read in one codec."""
    return (Stretch(codec, start, end) for start, end in around(text, hits))


def around(text: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of `text` that hold all hits with context, cut between words where that is near."""
    regions: list[tuple[int, int]] = []
    for start, end in hits:
        if regions and start - CONTEXT <= regions[-1][1] + CONTEXT:
            regions[-1] = (regions[-1][0], end)
        else:
            regions.append((start, end))
    out = []
    floor = 0
    for number, (start, end) in enumerate(regions):
        ceiling = regions[number + 1][0] - CONTEXT if number + 1 < len(regions) else len(text)
        left = max(floor, start - CONTEXT)
        if left > floor:
            line = text.rfind("\n", max(floor, left - CONTEXT), left)
            left = (line if line >= 0 else text.rfind(" ", max(floor, left - CONTEXT), left)) + 1 or left
        right = min(ceiling, end + CONTEXT)
        if right < ceiling:
            limit = min(ceiling, right + CONTEXT)
            line = text.find("\n", right, limit)
            line = line if line >= 0 else text.find(" ", right, limit)
            right = line if line >= 0 else right
        out.append((left, right))
        floor = right
    return out


def outside(pieces: list[tuple[int, int]], hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The hits that are in none of the pieces, which are disjoint."""
    if not pieces or not hits:
        return hits
    pieces.sort()
    starts = [start for start, _ in pieces]
    return [
        hit for hit in hits if pieces[bisect_right(starts, hit[0]) - 1][1] <= hit[0] or hit[0] < starts[0]
    ]


def lines(text: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of each hit alone, so that no other line break is read as a wrap."""
    out: list[tuple[int, int]] = []
    for start, end in hits:
        # A hit may begin with the carriage return or the line feed of its break.
        left = max(text.rfind("\n", 0, start) + 1, start - 2 * CONTEXT)
        right = text.find("\n", end, end + 2 * CONTEXT)
        right = right if right >= 0 else min(len(text), end + 2 * CONTEXT)
        if out and left <= out[-1][1]:
            out[-1] = (out[-1][0], max(right, out[-1][1]))
        else:
            out.append((left, right))
    return out
