"""What makes a disguise of a way of writing: the value alone, the line, or a place that it is put in."""

import json
import random
import textwrap
from collections.abc import Callable
from typing import Final, NamedTuple

from corpora.generate import encodings

# Where lines of mail and of terminals are broken.
WIDTH: Final = 76
_FILLING: Final = "It was a long day, and there is one more thing that you ought to know about it: "


class Line(NamedTuple):
    """A line with one value in it."""

    before: str
    value: str
    after: str
    entity_type: str
    # Whether a reader knows what the value is without the rest of the line.
    speaks: bool


class Hidden(NamedTuple):
    """A text in which a value stands in disguise at [start, end), code points."""

    text: str
    start: int
    end: int
    # Where the rest of it stands, if in two places.
    rest: tuple[int, int] | None = None

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the value stands, part by part."""
        return ((self.start, self.end), self.rest) if self.rest else ((self.start, self.end),)


Disguise = Callable[[Line, random.Random], Hidden | None]


def framed(line: Line, written: str | None) -> Hidden | None:
    """The line with its value written otherwise."""
    if written is None or written == line.value:
        return None
    start = len(line.before)
    return Hidden(line.before + written + line.after, start, start + len(written))


def of_value(write: Callable[[str], str], before: str = "", after: str = "") -> Disguise:
    """The value written otherwise in its line."""
    return lambda line, source: framed(
        line._replace(before=before + line.before, after=line.after + after), write(line.value)
    )


def unquoted(disguise: Disguise) -> Disguise:
    """A disguise in single quotes, for lines and values that have none."""
    return lambda line, source: None if "'" in "".join(line[:3]) else disguise(line, source)


def of_all(write: Callable[[str], str], before: str = "", after: str = "") -> Disguise:
    """The whole line written by a code that takes one character after the other."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        parts = [write(part) for part in line[:3]]
        if parts == list(line[:3]):
            return None
        start = len(before) + len(parts[0])
        return Hidden(before + "".join(parts) + after, start, start + len(parts[1]))

    return disguise


def of_types(types: frozenset[str], write: Callable[[str], str]) -> Disguise:
    """The value of some types written otherwise in its line."""
    return lambda line, source: framed(line, write(line.value)) if line.entity_type in types else None


def between(mark: str) -> Callable[[str], str]:
    """Every second pair of letters parted by a mark."""
    return lambda value: mark.join(value[at : at + 2] for at in range(0, len(value), 2))


def in_frame(frame: str) -> Disguise:
    """The value alone in a place where values are looked at less; `¦` is the value."""
    before, after = frame.split("¦")

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        if not line.speaks:
            return None
        return Hidden(before + line.value + after, len(before), len(before) + len(line.value))

    return disguise


def labelled(frame: str, write: Callable[[str], str] = str) -> Disguise:
    """The label and the value of a line, each `¦`, where something else than a colon parts them."""
    first, middle, last = frame.split("¦")

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        label = line.before.rstrip()
        if not label.endswith(":") or line.after.strip():
            return None
        before = f"{first}{label[:-1]}{middle}"
        written = write(line.value)
        return Hidden(before + written + last, len(before), len(before) + len(written))

    return disguise


def escaped(depth: int) -> Disguise:
    """JSON in a string of JSON, so many times, with letters of other alphabets and quotes escaped."""

    def write(text: str) -> str:
        for _ in range(depth):
            text = json.dumps(text)[1:-1]
        return text

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        quoted = write('{"note": "')
        before, value, after = (write(json.dumps(part)[1:-1]) for part in line[:3])
        start = len(quoted) + len(before)
        return Hidden(quoted + before + value + after + write('"}'), start, start + len(value))

    return disguise


def payload(
    encode: Callable[[bytes], str], before: str, after: str = "", charset: str = "utf-8", wrapped: int = 0
) -> Disguise:
    """The whole line in a code of bytes; what holds a bit of the value alone is where it stands."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        lead = (_FILLING * (wrapped > 0) + line.before).encode(charset)
        value = line.value.encode(charset)
        whole = encode(lead + value + line.after.encode(charset))
        start, end = _bits(encode, lead, value, len(whole.rstrip("=")))
        if wrapped:
            start, end = start + start // wrapped, end + (end - 1) // wrapped
            whole = "\n".join(textwrap.wrap(whole, wrapped))
        return Hidden(before + whole + after, len(before) + start, len(before) + end)

    return disguise


def _bits(encode: Callable[[bytes], str], lead: bytes, value: bytes, length: int) -> tuple[int, int]:
    """Return the letters of a payload that depend on nothing but the value."""
    if encode in (encodings.zipped, encodings.deflated, encodings.twice):
        return 0, length
    each = 4 if encode is encodings.hexed else 5 if encode is encodings.base32 else 6
    return -(-8 * len(lead) // each), 8 * (len(lead) + len(value)) // each


def broken(mark: str) -> Disguise:
    """A line that is as wide as lines are when they are broken, and broken inside the value."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        middle = line.value.find(" ") if " " in line.value else len(line.value) // 2
        width = len(mark) + len(line.before) + middle
        before = f"{mark}{_FILLING[-max(1, WIDTH - width) :]}{line.before}"
        rest = line.value[middle:].removeprefix(" ")
        written = f"{line.value[:middle]}\n{mark or '    '}{rest}"
        return Hidden(before + written + line.after, len(before), len(before) + len(written))

    return disguise


def joined(quote_mark: str, joint: str, frame: str = "value = ¦") -> Disguise:
    """The value in two strings that a program puts together."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        if quote_mark in line.value or "\\" in line.value or len(line.value) < 6:
            return None
        middle = len(line.value) // 2
        written = f"{line.value[:middle]}{quote_mark}{joint}{quote_mark}{line.value[middle:]}"
        head, tail = frame.split("¦")
        before = head + quote_mark + line.before.replace(quote_mark, "")
        after = line.after.replace(quote_mark, "") + quote_mark + tail
        return Hidden(before + written + after, len(before), len(before) + len(written))

    return disguise


def of_bytes(before: str, write: Callable[[bytes], str], after: str = "") -> Disguise:
    """The whole line in a form that has to be read as a whole."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        written = write("".join(line[:3]).encode())
        return Hidden(before + written + after, len(before), len(before) + len(written))

    return disguise
