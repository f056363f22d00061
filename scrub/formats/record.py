"""What every format is read into: records, each with the strings in it, and the gaps between them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final, NamedTuple, Protocol

# Deeper documents are withheld; few enough for Python's own limit, wherever a walk begins.
MOST_LEVELS: Final = 500


class Kind(StrEnum):
    """What the text of a segment is; thresholds may differ by kind."""

    PROSE = "prose"
    CODE = "code"
    SHELL = "shell"
    JSON = "json"
    DIFF = "diff"
    LOG = "log"


class Segment(NamedTuple):
    """One string inside a record (or one number, as its decimal text)."""

    # The record's own number for it, for `Record.pointer` and `Record.rewrite`.
    place: int
    # Decoded.
    text: str
    # The member name or column under which it stands ("" where there is none), or what the object calls it:
    # `{"name": "PIN", "value": "4417"}`. Items of a list
    # have the name of the list.
    key: str = ""
    # None: to be guessed from the text.
    kind: Kind | None = None
    # Set where the format says what the whole text is (the account holder's name, a login).
    entity_type: str | None = None
    # Set where the text cannot be read (image, signature): what stands in its place afterwards.
    marker: str | None = None
    # The text is a JSON number, without its sign, and must stay one.
    is_number: bool = False
    # The text is a member name, not a value.
    is_key: bool = False
    # Where the text lies in several strings of the record (lines of a notebook's cell): where each
    # but the last ends and the next one starts. The first has this segment's place, the next the
    # place after it, and so on.
    breaks: tuple[tuple[int, int], ...] = ()


class Edit(NamedTuple):
    """Replace text[start:end] (code points of a segment's decoded text) by something else."""

    start: int
    end: int
    text: str


def parts_of(
    place: int, breaks: Sequence[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[int, int, int]]:
    """Yield (place, start, end) of each string in which text[start:end] of a segment stands.

    >>> list(parts_of(4, [(10, 10)], 7, 13)), list(parts_of(4, (), 7, 13))
    ([(4, 7, 10), (5, 0, 3)], [(4, 7, 13)])
    """
    number = bisect_right(breaks, start, key=itemgetter(1))
    first = breaks[number - 1][1] if number else 0
    while number < len(breaks) and first < end:
        last, after = breaks[number]
        if max(start, first) < min(end, last):
            yield place + number, max(start, first) - first, min(end, last) - first
        number, first = number + 1, after
    if max(start, first) < end:
        yield place + number, max(start, first) - first, end - first


def strings_of(segment: Segment) -> Iterator[tuple[int, str]]:
    """Yield (place, text) of each string that a segment stands in.

    >>> list(strings_of(Segment(4, "two\\nlines", breaks=((3, 4),))))
    [(4, 'two'), (5, 'lines')]
    """
    place, first = segment.place, 0
    for last, after in segment.breaks:
        yield place, segment.text[first:last]
        place, first = place + 1, after
    yield place, segment.text[first:]


class Record(Protocol):
    """One unit as stored: what is in it, and how it looks after edits."""

    @property
    def row(self) -> int:
        """Its zero-based number in its file."""

    @property
    def data(self) -> bytes:
        """Its bytes as stored (a rendering as JSON, for columnar formats)."""

    def segments(self, levels: int = MOST_LEVELS) -> Sequence[Segment]:
        """Return every string to be looked at, in order; FormatError when it cannot be parsed.

        So it is where objects and lists lie in each other more than `levels` deep. What the format
        calls structure is left out. Parsed anew at each call, so that a
        conversation in memory costs its bytes alone.
        """

    def pointers(self, places: Sequence[int]) -> Mapping[int, str]:
        """Return the JSON Pointers (RFC 6901) of some segments; `#key` ends that of a member name."""

    def rewrite(self, edits: Mapping[int, Sequence[Edit]]) -> Any:
        """Return the record with the edits made, by place of segment; without edits, as it was.

        Edits of one segment are disjoint and in order. The result is what the format's writer
        takes: bytes, for every format that is stored as bytes.
        """


class Gap(NamedTuple):
    """Bytes between records (brackets, commas, line ends), written as they were read."""

    data: bytes


class Broken(NamedTuple):
    """A record that could not be read; it is withheld."""

    row: int
    size: int
    reason: str


# What a container yields, in the order of the file.
Piece = Gap | Broken | Record


def over_limit(largest: int) -> str:
    """Return why a conversation of more bytes is withheld."""
    return f"the conversation is over the policy's limit of {largest} bytes"
