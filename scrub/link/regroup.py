"""Spans of names as names: two people in one span are parted, one person in several spans is joined."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from recognizers.span import Span
from scrub.link.cells import by_cell
from scrub.link.names import parsed
from scrub.link.parting import parted as parted_things
from scrub.link.people import People
from scrub.surrogates.people import is_known, lone_role

# Between people, or between a family and a given name.
_BETWEEN: Final = re.compile(r"\s*(?:[,;/&+|·•\n]|\b(?:and|und|et|y|e|och|og|en|и|та|i|ve|dan)\b)\s*")
# Between the words of one name, or around a nickname in it.
_GAP: Final = re.compile(r"[ _.\-]?|, |\s?[\"“”„«»()]\s?")
_QUOTE: Final = re.compile(r"[\"“”„«»()]")
# What a name begins with that has a nickname in it; no longer, as it is looked for at each of many names.
_CALLED: Final = re.compile(r"[^\"“”„«»()]{2,80}(?<=\s)[\"“”„«(][^\"“”„«»()]{1,80}[\"“”»)]\s(?=[^\"“”„«»()])")
# What a speaker says before her own name.
_SAID: Final = re.compile(r"(?:I['’]m|I am|It['’]s|this is)\s+", re.IGNORECASE)
_BESIDE: Final = re.compile(r"(?<=\S) [·•|] (?=\S)")
# Between two who are married.
_MARRIED: Final = re.compile(r"(?<=\w)\s*[⚭⚯]\s*(?=\w)")
_LONGEST_GAP: Final = 6
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.[ -]?)*[^\W\d_]\.?")


def certain_people(values: Iterable[str]) -> People:
    """Return the people of names that are surely one person's each."""
    return People(value for value in values if not _BETWEEN.search(value.strip()))


def regrouped(
    text: str, spans: Sequence[Span], people: People, wants: Callable[[str], bool] = lambda entity_type: True
) -> list[Span]:
    """Return the spans of a text with the names in them parted and joined.

    All letters stay covered but for what is said before a name. What would be of an entity type that is
    not wanted stays what it was.
    """
    parted: list[Span] = []
    for span in spans:
        if _is_name(span):
            parted += [
                part
                for one in _of_pair(text, span)
                for line in _of_line(text, one, wants)
                for part in _parted(text, line, people)
            ]
        else:
            things = parted_things(text, span)
            if not all(wants(part.entity_type) for part in things):
                things = [span]
            parted += [part for whole in things for part in by_cell(text, whole)]
    return list(_joined(text, parted, people))


def _of_pair(text: str, span: Span) -> Iterator[Span]:
    """Yield each of two who are married: `Jane ⚭ John`."""
    start = span.start
    for match in _MARRIED.finditer(text, span.start, span.end):
        yield replace(span, start=start, end=match.start())
        start = match.end()
    yield replace(span, start=start) if start > span.start else span


def _of_line(text: str, span: Span, wants: Callable[[str], bool]) -> Iterator[Span]:
    """Yield what stands beside each other in one line under a letter: `Jane · Newcastle`."""
    start = span.start
    for match in _BESIDE.finditer(text, span.start, span.end):
        yield replace(span, start=start, end=match.start())
        start = match.end()
    if start == span.start:
        yield span
        return
    rest = replace(span, start=start)
    is_place = wants("LOCATION") and not any(
        is_known(word.raw) for word in parsed(text[start : span.end]).words
    )
    yield replace(rest, entity_type="LOCATION") if is_place else rest


def _is_name(span: Span) -> bool:
    return span.entity_type == "PERSON" and not span.codec


def _parted(text: str, span: Span, people: People) -> list[Span]:
    """Return the people in a span, where each is known from elsewhere and they are not the same."""
    said = _SAID.match(text, span.start, span.end)
    if said is not None and said.end() < span.end:
        span = replace(span, start=said.end())
    value = text[span.start : span.end]
    borders = [
        match.span() for match in _BETWEEN.finditer(value) if match.start() > 0 and match.end() < len(value)
    ]
    if not borders:
        return [span]
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(value)]
    parts = [value[start:end] for start, end in zip(starts, ends, strict=True)]
    if not _are_several(parts, people):
        return [span]
    return [
        replace(span, start=span.start + start, end=span.start + end)
        for start, end in zip(starts, ends, strict=True)
    ]


def _are_several(parts: Sequence[str], people: People) -> bool:
    """Return whether each part is a person who is known from elsewhere, and no two are the same.

    Some are known by more than the part, but a family name beside a given name may be one person's.
    """
    whose = [people.find(part) for part in parts]
    found = [one for one in whose if one is not None]
    if len({one.canonical for one in found}) < len(parts):
        return False
    fuller = [len(one.name.words) > len(parsed(part).words) for part, one in zip(parts, found, strict=True)]
    by_given = any(full and one.has_given(part) for part, one, full in zip(parts, found, fuller, strict=True))
    # No name is two family names that are known of two people: `Roe, Lindqvist`.
    families = all(lone_role(word.raw) == "family" for part in parts for word in parsed(part).words)
    return (
        all(fuller)
        or by_given
        or (any(fuller) and families)
        or all(len(parsed(part).words) > 1 for part in parts)
    )


def _joined(text: str, spans: Sequence[Span], people: People) -> Iterator[Span]:
    at = beside = 0
    while at < len(spans):
        span = spans[at]
        end = at + 1
        if _is_name(span):
            # So far names stand beside each other, in whatever name one of them is.
            beside = max(beside, end)
            while (
                beside < len(spans)
                and _is_name(spans[beside])
                and _is_gap(text, spans[beside - 1], spans[beside])
            ):
                beside += 1
            if beside > end:
                end = at + _count_of_one(text, spans, at, beside, people)
        if end > at + 1:
            span = replace(span, end=spans[end - 1].end, score=max(one.score for one in spans[at:end]))
        yield span
        at = end


def _is_gap(text: str, one: Span, other: Span) -> bool:
    return other.start - one.end <= _LONGEST_GAP and (
        _GAP.fullmatch(text, one.end, other.start) is not None or _is_fragment(text, one, other)
    )


def _is_fragment(text: str, one: Span, other: Span) -> bool:
    """Return whether a name goes on: `A` and `Diallo`, `Diallo-` and `Lefèvre`."""
    gap = text[one.end : other.start]
    if _INITIAL.fullmatch(text, one.start, one.end):
        return gap == " " if text[one.end - 1] == "." else gap in (".", ". ")
    return gap in ("", "-") and "-" in text[one.end - 1 : other.start]


def _count_of_one(text: str, spans: Sequence[Span], at: int, beside: int, people: People) -> int:
    """Return how many spans, of those from one that stand beside each other, are one name.

    Looks at no more of them than at those and the next.
    """
    count = fragments = 1
    while at + fragments < beside and _is_fragment(text, spans[at + fragments - 1], spans[at + fragments]):
        fragments += 1
    whose = people.find(text[spans[at].start : spans[at].end])
    if whose is not None:
        while at + count < beside:
            span = spans[at + count]
            if people.find(text[span.start : span.end]) is not whose:
                break
            count += 1
    return max(count, fragments, _count_of_called(text, spans, at, beside))


def _count_of_called(text: str, spans: Sequence[Span], at: int, beside: int) -> int:
    """Return how many spans are a name with a nickname in it; 1 where there is none."""
    called = _CALLED.match(text, spans[at].start, spans[beside - 1].end)
    count = 1
    if called is not None:
        end = called.end()
        while at + count < beside and _QUOTE.search(text, end, spans[at + count].end) is None:
            end = max(end, spans[at + count].end)
            count += 1
    return count if called is not None and spans[at + count - 1].end > called.end() else 1
