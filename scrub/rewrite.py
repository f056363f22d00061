"""From spans and stand-ins to edits, each written in the encoding of its place."""

from collections.abc import Callable, Iterable

from recognizers.readings.codecs import decode, encode
from recognizers.span import Span
from scrub.formats.record import Edit
from scrub.formats.text import edited

# Given a span and the value that stands there decoded, returns what shall stand there instead.
StandIn = Callable[[Span, str], str]


def edits_of(text: str, spans: Iterable[Span], stand_in: StandIn) -> list[Edit]:
    """Return the edits that put a stand-in for every span of a text.

    The spans are disjoint and sorted. Where one holds others in an encoding (base64), the piece is
    decoded, edited and encoded again.
    """
    return [
        Edit(span.start, span.end, _replaced(text[span.start : span.end], span, stand_in)) for span in spans
    ]


def _replaced(piece: str, span: Span, stand_in: StandIn) -> str:
    if not span.codec:
        return stand_in(span, piece)
    value = decode(span.codec, piece)
    if span.inner:
        value = edited(value, edits_of(value, span.inner, stand_in))
    else:
        value = stand_in(span, value)
    return encode(span.codec, value, like=piece)


def values_of(text: str, spans: Iterable[Span]) -> Iterable[tuple[Span, str]]:
    """Yield every span that is replaced as a whole, with the decoded value that stands there."""
    for span in spans:
        piece = text[span.start : span.end]
        if span.inner:
            yield from values_of(decode(span.codec, piece), span.inner)
        else:
            yield span, decode(span.codec, piece) if span.codec else piece
