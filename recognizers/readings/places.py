"""Where in a text the parts of a reading of it stand."""

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate

from recognizers.readings.codecs import split_tokens


class Shifted:
    """Places in a stretch that is read character by character."""

    __slots__ = ("_offset",)

    def __init__(self, offset: int) -> None:
        self._offset = offset

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the reading stands."""
        return start + self._offset, end + self._offset


class TokenPlaces:
    """Places in a stretch that was read by replacing tokens; worked out when first asked for."""

    __slots__ = ("_codec", "_inner", "_linear", "_offset", "_outer", "_piece")

    def __init__(self, codec: str, piece: str, offset: int) -> None:
        self._codec = codec
        self._piece = piece
        self._offset = offset
        self._inner: array[int] | None = None

    def _cut(self) -> "array[int]":
        written, decoded = split_tokens(self._codec, self._piece)
        # The start of every part, then the end of the last.
        self._outer = array("Q", accumulate(map(len, written), initial=self._offset))
        self._inner = array("Q", accumulate(map(len, decoded), initial=0))
        self._linear = bytes(map(str.__eq__, written, decoded))
        self._piece = ""
        return self._inner

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the reading stands; a token is all of it or nothing."""
        inner = self._inner if self._inner is not None else self._cut()
        # Of parts that begin at one place all but the last are empty.
        parts = len(self._linear)
        first = bisect_right(inner, start, 0, parts) - 1
        last = bisect_left(inner, end, 0, parts) - 1
        outer_start, outer_end = self._outer[first], self._outer[last + 1]
        if self._linear[first]:
            outer_start += start - inner[first]
        if self._linear[last]:
            outer_end = self._outer[last] + end - inner[last]
        return outer_start, outer_end

    def inner(self, place: int) -> int:
        """Return where a place is in the reading that is within no token."""
        inner = self._inner if self._inner is not None else self._cut()
        part = bisect_right(self._outer, place) - 1
        return inner[part] + (place - self._outer[part] if self._linear[part : part + 1] == b"\1" else 0)

    def token(self, place: int) -> tuple[int, int] | None:
        """Return the token that begins before an outer place and ends after it."""
        if self._inner is None:
            self._cut()
        part = bisect_left(self._outer, place) - 1
        if not 0 <= part < len(self._linear) or self._linear[part] or place == self._outer[part + 1]:
            return None
        return self._outer[part], self._outer[part + 1]
