"""Markers in the place of unreadable payloads, beside the findings of the same text."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from recognizers.entities import Family, family_of
from recognizers.readings.codecs import decode
from recognizers.span import Span
from scrub.formats.record import Edit
from scrub.payloads import Unreadable, find_unreadable

# The score of a find by its form alone.
_SURE: Final = 0.9
_Stretch = TypeVar("_Stretch", Span, Unreadable)


def outside(spans: Sequence[Span], payloads: Sequence[Unreadable]) -> Sequence[Span]:
    """Return the spans that are not within one of the payloads, which are disjoint and in order."""
    return _not_within(spans, payloads)


def unnamed(text: str, payloads: Sequence[Unreadable], spans: Sequence[Span]) -> Sequence[Unreadable]:
    """Return the payloads of a text of which no rule says for sure what they are: a token, a key.

    The spans are disjoint and in order, as are the payloads.
    """
    if not payloads:
        return payloads
    told = [span for span in spans if span.score >= _SURE and _is_secret(span) and _is_known(text, span)]
    return _not_within(payloads, told)


def _is_known(text: str, span: Span) -> bool:
    """Return whether a span tells all of it that cannot be read: of a private key in base64, its body."""
    if not span.inner:
        return True
    inside = decode(span.codec, text[span.start : span.end])
    return not unnamed(inside, find_unreadable(inside), span.inner)


def _not_within(
    some: Sequence[_Stretch], others: Sequence[Span] | Sequence[Unreadable]
) -> Sequence[_Stretch]:
    if not others:
        return some
    starts = [other.start for other in others]
    return [
        each
        for each in some
        if not (before := bisect_right(starts, each.start)) or each.end > others[before - 1].end
    ]


def _is_secret(span: Span) -> bool:
    return family_of(span.entity_type) is Family.SECRET


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
        ends = [edit.end for edit in others]
        marked: list[Edit] = []
        for payload in found:
            rest = list(_rest(payload, others, bisect_right(ends, payload.start)))
            marked += (Edit(*part, "" if number else payload.marker) for number, part in enumerate(rest))
            dropped += bool(rest)
        merged[place] = sorted((*others, *marked))
    return merged, dropped


def _rest(payload: Unreadable, edits: Sequence[Edit], first: int) -> Iterator[tuple[int, int]]:
    """The stretches of a payload that no edit covers; `first` is the first edit that ends after its start."""
    start = payload.start
    for number in range(first, len(edits)):
        edit = edits[number]
        if edit.start >= payload.end:
            break
        if edit.start > start:
            yield start, edit.start
        start = edit.end
    if start < payload.end:
        yield start, payload.end
