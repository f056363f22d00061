"""How words are cut into pieces that a model reads at once: at line and sentence ends, else with overlap."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

LONGEST: Final = 120
# A piece without any end to cut at is continued with so many words seen again.
OVERLAP: Final = 24
_SENTENCE_ENDS: Final = frozenset(".!?。！？।؟;")
_LINE_ENDS: Final = frozenset("\n")


class Chunk(NamedTuple):
    """A range of words read together, and the range within it that this reading decides."""

    start: int
    end: int
    decides_from: int
    decides_to: int


def cut(words: Sequence[str], longest: int = LONGEST) -> Iterator[Chunk]:
    """Yield chunks that decide every word once, in order; they overlap only where no end is near.

    >>> [(chunk.start, chunk.end) for chunk in cut(["a", ".", "b", "c", "\\n", "d"], longest=4)]
    [(0, 2), (2, 5), (5, 6)]
    """
    overlap = min(OVERLAP, longest // 2)
    start = decided = 0
    while len(words) - start > longest:
        end = _last_end(words, max(start + longest // 4, decided), start + longest)
        if end:
            yield Chunk(start, end, decided, end)
            start = decided = end
        else:
            last = start + longest
            yield Chunk(start, last, decided, last - overlap // 2)
            start, decided = last - overlap, last - overlap // 2
    if decided < len(words):
        yield Chunk(start, len(words), decided, len(words))


def _last_end(words: Sequence[str], least: int, most: int) -> int:
    for signs in (_LINE_ENDS, _SENTENCE_ENDS):
        for place in range(most - 1, least - 1, -1):
            if words[place] in signs:
                return place + 1
    return 0
