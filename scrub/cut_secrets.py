"""A password that stands in a list in parts, `"password": ["hunt", "er"]`: the rest of one is one too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from recognizers.entities import Family, family_of
from recognizers.labelled.vocabulary import Strength, meaning, split_name
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.secrets.expressions import Syntax
from recognizers.secrets.secrecy import value_score
from scrub.data import Segment, Span

_SOURCE: Final = "cut-password"
_MOST_PARTS: Final = 16
_LONGEST_PART: Final = 64
_LEAST_SCORE: Final = 0.6


class CutSecret(NamedTuple):
    """The whole of it, what it is, and a span for each part, by place, that was not found by itself."""

    value: str
    whole: Span
    rest: Mapping[int, Span]


def find_cut_secrets(segments: Sequence[Segment], spans: Mapping[int, Sequence[Span]]) -> Iterator[CutSecret]:
    """Yield the passwords in lists of strings of which some were found."""
    parts: list[Segment] = []
    for segment in segments:
        if parts and (segment.key != parts[-1].key or segment.place != parts[-1].place + 1):
            if len(parts) > 1:
                yield from _cut_secret(parts, spans)
            parts = []
        if segment.key and not (segment.is_number or segment.is_key or segment.marker or segment.breaks):
            parts.append(segment)
    if len(parts) > 1:
        yield from _cut_secret(parts, spans)


def _cut_secret(parts: Sequence[Segment], spans: Mapping[int, Sequence[Span]]) -> Iterator[CutSecret]:
    if len(parts) > _MOST_PARTS or any(len(part.text) > _LONGEST_PART for part in parts):
        return
    rest = [part for part in parts if not _is_found(part, spans.get(part.place, ()))]
    missing = sum(len(part.text) for part in rest)
    value = "".join(part.text for part in parts)
    # Of rules for passwords, `["required", "min:8"]`, the fewest look like one.
    if len(rest) == len(parts) or 2 * missing > len(value):
        return
    found = meaning(parts[0].key)
    if found is None or found.shape != "password" or found.strength is not Strength.STRONG:
        return
    if _is_plural(parts[0].key) or any(part.text.isspace() or is_placeholder(part.text) for part in rest):
        return
    score = value_score(found, parts[0].key, value, Syntax.MEMBER)
    if score >= _LEAST_SCORE:
        whole = Span(0, len(value), found.entity_type, score, _SOURCE)
        yield CutSecret(value, whole, {part.place: replace(whole, end=len(part.text)) for part in rest})


def _is_found(part: Segment, spans: Sequence[Span]) -> bool:
    return any(
        family_of(span.entity_type) is Family.SECRET and span.end - span.start == len(part.text)
        for span in spans
    )


def _is_plural(name: str) -> bool:
    """Whether a list holds several passwords, each of its own."""
    return split_name(name)[-1:] in (("passwords",), ("passphrases",), ("pwds",), ("credentials",))
