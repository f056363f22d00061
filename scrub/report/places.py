"""Findings with the place where they stand, for people to look at."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from scrub.data import Finding, Record
from scrub.errors import FormatError
from scrub.files import Source
from scrub.formats.record import Broken, strings_of

# How the pointer of a member name ends.
_KEY: Final = "#key"
# Letters on either side of a finding.
_AROUND: Final = 160


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A finding in its text. Has no repr: it holds a value from the data."""

    source: Source
    finding: Finding
    value: str
    # The pointer, with an asterisk for every member name in which something was found.
    pointer: str
    # Where it begins in its string, from 1.
    line: int
    column: int
    # What stands around it, as far as a reader needs.
    before: str = ""
    after: str = ""


def strings_by_place(record: Record) -> dict[int, tuple[str, str]]:
    """Return the pointer and the text of every string of a record, in order, by its number there.

    Members of one name have one pointer.
    """
    strings = {place: text for segment in record.segments() for place, text in strings_of(segment)}
    pointers = record.pointers(list(strings))
    return {place: (pointers[place], text) for place, text in strings.items()}


def located(source: Source, record: Record | Broken, findings: Sequence[Finding]) -> Iterator[Place]:
    """Yield the findings of one record with their places; FormatError where these cannot be told."""
    if isinstance(record, Broken) or not findings:
        return
    try:
        texts = strings_by_place(record)
    except FormatError as error:
        raise FormatError(f"{source.name}: record {record.row}: {error}") from None
    names = {each.pointer.removesuffix(_KEY) for each in findings if each.pointer.endswith(_KEY)}
    at, line, line_start, place = 0, 1, 0, None
    for finding in findings:
        _, text = texts[finding.place]
        if finding.place != place or finding.start < at:
            at, line, line_start, place = 0, 1, 0, finding.place
        breaks = text.count("\n", at, finding.start)
        if breaks:
            line += breaks
            line_start = text.rindex("\n", at, finding.start) + 1
        at = finding.start
        yield Place(
            source,
            finding,
            text[finding.start : finding.end],
            _without(names, finding.pointer),
            line,
            finding.start - line_start + 1,
            text[max(finding.start - _AROUND, 0) : finding.start],
            text[finding.end : finding.end + _AROUND],
        )


def _without(names: Set[str], pointer: str) -> str:
    if not names:
        return pointer
    shown = path = ""
    for step in pointer.split("/")[1:]:
        path += "/" + step
        is_hidden = path in names or path.removesuffix(_KEY) in names
        shown += "/" + ("*" if is_hidden else step) + (_KEY if is_hidden and step.endswith(_KEY) else "")
    return shown
