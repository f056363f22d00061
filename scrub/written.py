"""What is written is what was read with the edits made, and nothing else.

Reads both anew, by a way of its own: what forgets an edit, or makes it a character too early, shows here.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from scrub.formats.record import Edit, parts_of

# Numbers are compared as they are written.
_EXACT: Final[Mapping[str, Any]] = {"parse_int": str, "parse_float": str, "object_pairs_hook": tuple}


def is_as_edited(
    before: bytes,
    after: bytes,
    edits: Mapping[int, Sequence[Edit]],
    *,
    breaks: Mapping[int, Sequence[tuple[int, int]]],
    numbers: Collection[int] = (),
) -> bool:
    """Return whether a JSON document is another with the edits made, by place of segment.

    `breaks` are those of the segments that stand in several strings; of `numbers` only the digits may
    have changed. Raises ValueError where one of the two is no JSON.
    """
    old, new = _leaves(before), _leaves(after)
    if len(old) != len(new):
        return False
    changes: dict[int, list[Edit]] = {}
    for place, made in edits.items():
        if place in numbers and made and new[place].removeprefix("-").isdigit():
            old[place] = new[place]
            continue
        for edit in made:
            text = edit.text
            for string, start, end in parts_of(place, breaks.get(place, ()), edit.start, edit.end):
                changes.setdefault(string, []).append(Edit(start, end, text))
                # What crosses into further strings is written once, in the first.
                text = ""
    for place, made in changes.items():
        old[place] = spliced(old[place], made)
    return old == new


def is_covered(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> bool:
    """Return whether each stretch lies whole within an edit; both are sorted, and disjoint.

    >>> is_covered([(2, 4)], [Edit(2, 4, "x")]), is_covered([(2, 4)], [Edit(3, 4, "x")])
    (True, False)
    """
    at = 0
    for start, end in spans:
        while at < len(edits) and edits[at].end < end:
            at += 1
        if at == len(edits) or edits[at].start > start:
            return False
    return True


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with disjoint edits, in order, made.

    >>> spliced("I am Ada.", [Edit(5, 8, "X")])
    'I am X.'
    """
    ends = [0, *(edit.end for edit in edits)]
    starts = [*(edit.start for edit in edits), len(text)]
    kept = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return kept[0] + "".join(edit.text + after for edit, after in zip(edits, kept[1:], strict=True))


def _leaves(data: bytes) -> list[str]:
    """Return all strings, member names and numbers of a document, in the order of its text."""
    found: list[str] = []
    pending: list[Any] = [json.loads(data.decode("utf-8", "surrogatepass"), **_EXACT)]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, list | tuple):
            pending.extend(reversed(item))
    return found
