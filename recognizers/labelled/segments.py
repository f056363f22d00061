"""Segments of messages that are exchanged between systems: where they end, and where their parts stand."""

from collections.abc import Iterator, Sequence

# Where parts begin and end in the text, in order.
Places = list[tuple[int, int]]
# Where values begin and end in the text, and their types.
Found = Iterator[tuple[int, int, str]]


def end_of_segment(text: str, start: int, stop: int, marks: Sequence[str]) -> int | None:
    """Return where the first of the marks stands in text[start:stop], None where there is none."""
    return min((at for mark in marks if (at := text.find(mark, start, stop)) >= 0), default=None)


def parted(text: str, start: int, end: int, separator: str) -> Places:
    """Return the places of the parts of text[start:end], empty ones too.

    >>> parted("PID|1||A", 0, 8, "|")
    [(0, 3), (4, 5), (6, 6), (7, 8)]
    """
    places = []
    for part in text[start:end].split(separator):
        places.append((start, start + len(part)))
        start += len(part) + len(separator)
    return places
