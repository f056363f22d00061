"""What stands in the cells of a row: two names that are one person's, and an address over several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from recognizers.span import Span
from scrub.link.names import parsed
from scrub.surrogates.people import lone_role

_GIVEN_HEADS: Final = (
    "first[ _]?name|given[ _]?names?|fore[ _]?name|fname|pr[ée]nom|vorname|nombres?|nome|imi[ęe]|ad[ıi]|"
    "имя|名"
)
_FAMILY_HEADS: Final = (
    "last[ _]?name|family[ _]?name|sur[ _]?name|lname|nom|nachname|apellidos?|sobrenome|cognome|nazwisko|"
    "soyad[ıi]|фамилия|姓"
)
_QUOTE: Final = "[\"']?"
_HEADER: Final = re.compile(
    rf"^(?P<before>[^\n]*?)(?<!\w){_QUOTE}(?:(?P<given>{_GIVEN_HEADS})|(?:{_FAMILY_HEADS})){_QUOTE}"
    rf"(?P<separator>[,;\t|]) ?{_QUOTE}(?:(?:{_GIVEN_HEADS})|(?:{_FAMILY_HEADS})){_QUOTE}(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
# Quoted ones may have a space between them, as in SQL.
_CELL: Final = re.compile(r"[\"']?([,;\t|])[\"']?|(?P<quote>[\"']), (?P=quote)")
_LONGEST_GAP: Final = 4
# Between cells, but not between the parts of an address in prose; a row has more of them.
_TIGHT: Final = re.compile(r"(?<=[^\s,;\t])[,;\t](?=[^\s,;\t])")
_ROW: Final = 4
# So far around an address it is looked for them.
_REACH: Final = 1000


class Columns(NamedTuple):
    """Two neighbouring columns of a table with the parts of a name."""

    start: int
    separator: str
    # How many separators stand before the first of them.
    place: int
    given_first: bool


def full_names(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Yield for names that stand in neighbouring cells where each starts, and both as a full name."""
    alone = [span.entity_type == "PERSON" and not span.codec for span in spans]
    columns = None
    if sum(alone) > 1 and (match := _HEADER.search(text)):
        before, separator = match["before"], match["separator"]
        columns = Columns(match.end(), separator, before.count(separator), bool(match["given"]))
    for at in range(len(spans) - 1):
        one, other = spans[at], spans[at + 1]
        if not (alone[at] and alone[at + 1]) or other.start - one.end > _LONGEST_GAP:
            continue
        gap = _CELL.fullmatch(text, one.end, other.start)
        if gap is None:
            continue
        names = text[one.start : one.end], text[other.start : other.end]
        if columns is not None and one.start >= columns.start:
            given_first = columns.given_first if _is_in(text, one, columns, gap[1] or ",") else None
        else:
            given_first = _given_first(names) if _is_pair(text, spans, at, gap[1] or ",") else None
        if given_first is not None:
            full_name = " ".join(names if given_first else reversed(names))
            yield one.start, full_name
            yield other.start, full_name


def by_cell(text: str, span: Span) -> list[Span]:
    """Return an address that stands in several cells of a row as one for each."""
    if span.entity_type != "STREET_ADDRESS" or span.codec:
        return [span]
    # One at its very beginning or end parts nothing.
    borders = [match.start() for match in _TIGHT.finditer(text, span.start + 1, span.end - 1)]
    if not borders:
        return [span]
    first, last = max(0, span.start - _REACH), min(span.end + _REACH, len(text))
    start, end = text.rfind("\n", first, span.start), text.find("\n", span.end, last)
    start, end = start + 1 if start >= 0 else first, end if end >= 0 else last
    if len(_TIGHT.findall(text, start, end)) < _ROW:
        return [span]
    starts, ends = [span.start, *(border + 1 for border in borders)], [*borders, span.end]
    return [replace(span, start=one, end=other) for one, other in zip(starts, ends, strict=True)]


def _is_in(text: str, span: Span, columns: Columns, separator: str) -> bool:
    line = text.rfind("\n", 0, span.start) + 1
    return separator == columns.separator and text.count(separator, line, span.start) == columns.place


def _is_pair(text: str, spans: Sequence[Span], at: int, separator: str) -> bool:
    """Return whether two names stand alone: a list of first names has more than two."""
    before = spans[at - 1].end if at else -1
    after = spans[at + 2].start if at + 2 < len(spans) else -1
    start, end = spans[at].start, spans[at + 1].end
    touches = (before >= 0 and text[before:start] == separator and spans[at - 1].entity_type == "PERSON") or (
        after >= 0 and text[end:after] == separator and spans[at + 2].entity_type == "PERSON"
    )
    return not touches


def _given_first(names: tuple[str, str]) -> bool | None:
    """Return whether a given name stands before a family name; None where that is not clear."""
    given = [all(lone_role(word.raw) == "given" for word in parsed(name).words) for name in names]
    single = all(len(parsed(name).words) == 1 for name in names)
    return given[0] if single and given[0] != given[1] else None
