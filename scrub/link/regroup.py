"""Spans of names as names: two people in one span are parted, one person in several spans is joined."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
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
_CALLED: Final = re.compile(r"[^\"“”„«»()]+\s[\"“”„«(][^\"“”„«»()]+[\"“”»)]\s[^\"“”„«»()]+")
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


def regrouped(text: str, spans: Sequence[Span], people: People) -> list[Span]:
    """Return the spans of a text with the names in them parted and joined.

    All letters stay covered but for what is said before a name.
    """
    parted: list[Span] = []
    for span in spans:
        if _is_name(span):
            parted += [
                part
                for one in _of_pair(text, span)
                for line in _of_line(text, one)
                for part in _parted(text, line, people)
            ]
        else:
            parted += [part for whole in parted_things(text, span) for part in by_cell(text, whole)]
    return list(_joined(text, parted, people))


def _of_pair(text: str, span: Span) -> Iterator[Span]:
    """Yield each of two who are married: `Jane ⚭ John`."""
    start = span.start
    for match in _MARRIED.finditer(text, span.start, span.end):
        yield replace(span, start=start, end=match.start())
        start = match.end()
    yield replace(span, start=start) if start > span.start else span


def _of_line(text: str, span: Span) -> Iterator[Span]:
    """Yield what stands beside each other in one line under a letter: `Jane · Newcastle`."""
    start = span.start
    for match in _BESIDE.finditer(text, span.start, span.end):
        yield replace(span, start=start, end=match.start())
        start = match.end()
    if start == span.start:
        yield span
        return
    rest = replace(span, start=start)
    is_place = not any(is_known(word.raw) for word in parsed(text[start : span.end]).words)
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
    at = 0
    while at < len(spans):
        span = spans[at]
        end = at + 1
        if _is_name(span):
            while end < len(spans) and _is_name(spans[end]) and _is_gap(text, spans[end - 1], spans[end]):
                end += 1
            while end > at + 1 and not _is_one(text, spans[at:end], people):
                end -= 1
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


def _is_one(text: str, spans: Sequence[Span], people: People) -> bool:
    if _CALLED.fullmatch(text, spans[0].start, spans[-1].end):
        return True
    if all(_is_fragment(text, *pair) for pair in pairwise(spans)):
        return True
    whose = [people.find(text[span.start : span.end]) for span in spans]
    return whose[0] is not None and all(one is whose[0] for one in whose)
