"""The strings of a conversation one after the other: pieces of streams, what is printed, what is answered."""

from collections.abc import Callable, Sequence
from functools import cache, partial

from scrub.answers import Answers
from scrub.data import Record, Segment, Span
from scrub.detect import Detector
from scrub.printed import PrintedAlone
from scrub.streams import Piece, Teller


class InOrder:
    """Reads the strings of a conversation one after the other, for what another string says of one."""

    def __init__(self, detector: Detector, find: Callable[[str], Sequence[Span]]) -> None:
        # Of streams, which go on from string to string.
        self.pieces: list[Piece] = []
        self._detector = detector
        self._printed = PrintedAlone()
        self._answers = Answers(find)
        self._number = 0
        self._teller: Callable[[], Teller] = Teller

    def begin_record(self, number: int, record: Record) -> None:
        """Go on to the next record."""
        self._number = number
        self._teller = cache(partial(Teller.of, record.data))
        self._printed.begin_record()

    def find(self, segment: Segment) -> Sequence[Span]:
        """Return what a string is by those before it, as far as the policy wants it."""
        if piece := Piece.of(self._number, segment, self._teller):
            self.pieces.append(piece)
        alone = self._printed.find(segment)
        printed = self._detector.accepted(segment, [alone]) if alone else ()
        return (*printed, *self._answers.find(segment, lambda: self._teller().is_output))
