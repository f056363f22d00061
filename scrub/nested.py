"""JSON in a string stays JSON: edits that would break it are widened to whole escapes, strings and values.

https://www.rfc-editor.org/rfc/rfc8259
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from scrub.data import Edit
from scrub.formats.document import is_json
from scrub.formats.jsontext import escape
from scrub.formats.text import edited

# A string, or a number and what else is no structure.
_VALUE: Final = re.compile(r'"(?P<content>(?:[^"\\]|\\.)*)"|[^\s{}\[\]:,"]+', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|.)", re.DOTALL)


def kept_json(text: str, edits: Sequence[Edit]) -> Sequence[Edit]:
    """Return the edits of a text, or others that leave JSON in it where these would not.

    Edits are disjoint and in order. What they cover is covered then as well, but for brackets, commas, colons
    and quotes.
    """
    if not edits or text.lstrip()[:1] not in ("{", "["):
        return edits
    if is_json(edited(text, edits)) or not is_json(text):
        return edits
    return list(_in_values(text, edits))


def _in_values(text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    number = 0
    # An edit that reaches over several values is made in the first, and takes away what it covers of others.
    made = -1
    for value in _VALUE.finditer(text):
        while number < len(edits) and edits[number].end <= value.start():
            number += 1
        last = number
        while last < len(edits) and edits[last].start < value.end():
            last += 1
        if last == number:
            continue
        own = [
            edit if at > made else Edit(edit.start, edit.end, "")
            for at, edit in enumerate(edits[number:last], number)
        ]
        made = last - 1
        if value["content"] is None:
            yield Edit(value.start(), value.end(), _value("".join(edit.text for edit in own)))
        else:
            yield from _in_string(text, *value.span("content"), own)


def _value(written: str) -> str:
    """Return a text as a value of JSON: as it is where it is one, else as a string."""
    return written if is_json(written) else f'"{escape(written)}"'


def _in_string(text: str, start: int, end: int, edits: Sequence[Edit]) -> Iterator[Edit]:
    within = [Edit(max(edit.start, start), min(edit.end, end), edit.text) for edit in edits]
    within = [edit for edit in within if edit.start < edit.end]
    if not _fits(text, start, end, within):
        within = list(_widened(text, start, end, within))
    if _fits(text, start, end, within):
        yield from within
    else:
        yield Edit(start, end, escape("".join(edit.text for edit in within)))


def _fits(text: str, start: int, end: int, edits: Sequence[Edit]) -> bool:
    moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
    return is_json(f'"{edited(text[start:end], moved)}"')


def _widened(text: str, start: int, end: int, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the edits with all of the escapes that they cut, and their texts as a string has them."""
    escapes = [found.span() for found in _ESCAPE.finditer(text, start, end)]
    starts = [first for first, _ in escapes]
    past = start
    for edit in edits:
        first, last = edit.start, edit.end
        if (before := bisect_left(starts, first)) and escapes[before - 1][1] > first:
            first = starts[before - 1]
        if (before := bisect_left(starts, last)) and escapes[before - 1][1] > last:
            last = escapes[before - 1][1]
        last = max(last, past)
        yield Edit(max(first, past), last, edit.text if is_json(f'"{edit.text}"') else escape(edit.text))
        past = last
