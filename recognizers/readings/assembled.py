"""Values that a shell puts together from variables: `A=ghp_x1; B=y2; curl -u "$A$B"`, read as one."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final, NamedTuple

_ASSIGNED: Final = re.compile(
    r"""(?<![\w$.-])([A-Za-z_]\w{0,63})=(?:"([^"\n$`\\]{1,400})"|'([^'\n]{1,400})'|([^\s"'$`;&|()<>\\]{1,400}))"""
)
_NAME: Final = r"\$(?:\{[A-Za-z_]\w{0,63}\}|[A-Za-z_]\w{0,63})"
# Two variables at least, with little between them.
_USED: Final = re.compile(rf"{_NAME}(?:[\w.@+:/-]{{0,64}}{_NAME})+(?:[\w.@+/-]{{0,64}})")
# What says what it is.
_BEFORE: Final = re.compile(r"[^\n$]{1,64}\Z")
_BEFORE_LENGTH: Final = 64
_PART: Final = re.compile(r"\$\{?(\w+)\}?|[^$]+")
# A loop that doubles a variable would fill the memory.
_MOST_CHARACTERS: Final = 4096


class Assembled(NamedTuple):
    """A text that stands in several places, and where each part of it does: (start, its place, length)."""

    text: str
    parts: tuple[tuple[int, int, int], ...]
    # Whether a part says by itself less than it says here.
    is_said: bool = False

    def outer(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where the parts of a stretch stand."""
        number = max(0, bisect_right(self.parts, start, key=itemgetter(0)) - 1)
        while number < len(self.parts) and self.parts[number][0] < end:
            first, place, length = self.parts[number]
            number += 1
            begin, stop = max(start, first), min(end, first + length)
            if begin < stop:
                yield place + begin - first, place + stop - first


def put_together(text: str, pieces: Iterable[tuple[int, int] | str]) -> Assembled:
    """Return what stretches of a text say together, and with what is written between them."""
    written: list[str] = []
    parts: list[tuple[int, int, int]] = []
    length = 0
    for piece in pieces:
        if not isinstance(piece, str):
            start, end = piece
            parts.append((length, start, end - start))
            piece = text[start:end]
        written.append(piece)
        length += len(piece)
    return Assembled("".join(written), tuple(parts), is_said=True)


def find_assembled(text: str) -> Iterator[Assembled]:
    """Yield what two variables or more are put together to, by what was assigned to them before."""
    if "$" not in text or "=" not in text:
        return
    uses = list(_USED.finditer(text))
    if not uses:
        return
    assigned: dict[str, tuple[int, int]] = {}
    assignments = _ASSIGNED.finditer(text)
    ahead = next(assignments, None)
    seen: set[str] = set()
    for use in uses:
        while ahead is not None and ahead.start() < use.start():
            assigned[ahead[1]] = ahead.span(ahead.lastindex or 0)
            ahead = next(assignments, None)
        made = _assemble(text, use, assigned)
        if made is not None and made.text not in seen:
            seen.add(made.text)
            yield made


def _assemble(text: str, use: re.Match[str], assigned: dict[str, tuple[int, int]]) -> Assembled | None:
    written: list[str] = []
    parts: list[tuple[int, int, int]] = []
    length = known = 0
    before = _BEFORE.search(text, max(0, use.start() - _BEFORE_LENGTH), use.start())
    for part in _PART.finditer(text, before.start() if before else use.start(), use.end()):
        start, end = part.span()
        if part[1]:
            if part[1] not in assigned:
                return None
            start, end = assigned[part[1]]
            known += 1
        written.append(text[start:end])
        parts.append((length, start, end - start))
        length += end - start
        if length > _MOST_CHARACTERS:
            return None
    return Assembled("".join(written), tuple(parts)) if known > 1 else None
