"""Of a value that was found as it stands and as it is to be read, the second: the first is of wrong signs."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import Final

from recognizers.readings.edges import Covered
from recognizers.readings.views import View
from recognizers.span import Span

# Of levels there are few.
_MOST_BACKSLASHES: Final = 16
_ESCAPED: Final = re.compile(r"(?:.*[^\\])?(?:\\\\)*\\[nrtbfu]", re.DOTALL)


def without_misread(spans: Sequence[Span], read: Iterable[Span], text: str) -> list[Span]:
    """Return the spans of a text, but none that a span of the reading stands for as surely.

    That is one of its type that has every letter and digit of it.
    """
    by_type: dict[str, list[Span]] = {}
    for span in sorted(read, key=lambda span: (span.start, span.end)):
        if span.codec:
            by_type.setdefault(span.entity_type, []).append(span)
    return [span for span in spans if not _is_read(span, by_type.get(span.entity_type, ()), text)]


def without_cut(spans: Sequence[Span], view: View, read: Sequence[Span], text: str) -> list[Span]:
    """Return the spans of a text less those with a part of an escape that the reading has not, or has truer.

    The digits of `&#39;` and `%20` are of no value, nor is the letter of a line's end.
    """
    covered = Covered(read)
    by_type: dict[str, list[Span]] = {}
    for span in read:
        by_type.setdefault(span.entity_type, []).append(span)
    truer = {entity_type: Covered(same) for entity_type, same in by_type.items()}
    is_within = cache(partial(_is_within, view, text))
    return [
        span
        for span in spans
        if span.codec
        or not (is_within(span.start) or is_within(span.end))
        or (
            covered.overlap(span.start, span.end)
            and not (span.entity_type in truer and truer[span.entity_type].overlap(span.start, span.end))
        )
    ]


def _is_within(view: View, text: str, place: int) -> bool:
    """Whether a place is within an escape, or behind the backslash of one that is escaped itself."""
    if not view.piece[0] < place < view.piece[1]:
        return False
    if token := view.token(place):
        # Tags of a page have values of their own.
        return view.codec != ("text",) or text[token[0]] == "&"
    at = view.inner(place) if view.codec == ("json",) else None
    return (
        at is not None and _ESCAPED.fullmatch(view.text[max(0, at - _MOST_BACKSLASHES) : at + 1]) is not None
    )


def _is_read(span: Span, read: Sequence[Span], text: str) -> bool:
    number = bisect_right(read, span.start, key=lambda one: one.start)
    return any(
        one.score >= span.score
        and one.start < span.end
        and span.start < one.end
        and not any(map(str.isalnum, text[span.start : one.start] + text[one.end : span.end]))
        for one in read[max(0, number - 1) : number + 1]
    )
