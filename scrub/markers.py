"""Markers in the place of unreadable payloads, beside the findings of the same text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from recognizers.span import Span
from scrub.formats.record import Edit
from scrub.payloads import Unreadable


def outside(spans: Sequence[Span], payloads: Sequence[Unreadable]) -> Sequence[Span]:
    """Return the spans that are not within one of the payloads."""
    if not payloads:
        return spans
    return tuple(
        span
        for span in spans
        if not any(each.start <= span.start and span.end <= each.end for each in payloads)
    )


def with_markers(
    edits: Mapping[int, Sequence[Edit]], payloads: Mapping[int, Sequence[Unreadable]]
) -> tuple[Mapping[int, Sequence[Edit]], int]:
    """Return the edits together with those that put markers, and how many payloads those replace.

    Where an edit already covers a part of a payload, the marker takes what is left of it.
    """
    merged = dict(edits)
    dropped = 0
    for place, found in payloads.items():
        others = edits.get(place, ())
        marked: list[Edit] = []
        for payload in found:
            rest = list(_rest(payload, others))
            marked += (Edit(*part, "" if number else payload.marker) for number, part in enumerate(rest))
            dropped += bool(rest)
        merged[place] = sorted((*others, *marked))
    return merged, dropped


def _rest(payload: Unreadable, edits: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    start = payload.start
    for edit in edits:
        if edit.end > start and edit.start < payload.end:
            if edit.start > start:
                yield start, edit.start
            start = max(start, edit.end)
    if start < payload.end:
        yield start, payload.end
