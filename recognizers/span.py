"""A place in a text where a recognizer found something."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of code points with what it is; never the text itself.

    >>> Span(5, 12, "PERSON", 0.93, "names")
    Span(start=5, end=12, entity_type='PERSON', score=0.93, source='names', codec=(), inner=())
    """

    # Code points, half open.
    start: int
    end: int
    # A name from `recognizers.entities`.
    entity_type: str
    # 0 to 1.
    score: float
    # The id of the rule, or the name of the recognizer, that found it.
    source: str
    # How the value is written at this place, outermost encoding first; empty for plain text.
    # `decode(codec, text[start:end])` is the value. Names are those of `recognizers.readings.codecs`.
    codec: tuple[str, ...] = ()
    # For encodings without a map from characters to characters (base64): the spans in the decoded
    # text of the piece that this span covers. Empty when the whole decoded piece is the value.
    inner: tuple["Span", ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}..{self.end} is empty, negative or reversed")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} is not between 0 and 1")


# Spans themselves compare slowly.
_ORDER: Final = attrgetter("start", "end", "entity_type", "score", "source", "codec", "inner")


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted, equal ones once.

    >>> [span.start for span in in_order([Span(4, 6, "OTP", 1.0, "x"), Span(0, 2, "OTP", 1.0, "x")] * 2)]
    [0, 4]
    """
    ordered = {_ORDER(span): span for span in spans}
    return [ordered[key] for key in sorted(ordered)]
