"""A record stored as JSON: parsed fast, rewritten without touching what is not redacted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import orjson

from scrub.errors import FormatError
from scrub.formats.document import parse
from scrub.formats.jsontext import escape, pointers, splice, strings_at, unescape
from scrub.formats.record import Edit, Segment, parts_of
from scrub.formats.schema import Schema
from scrub.formats.walk import NESTED_BITS

_OUTER: Final = (1 << NESTED_BITS) - 1


class JsonRecord:
    """One JSON document as it is stored, with the schema of its format."""

    __slots__ = ("_schema", "data", "row")

    def __init__(self, row: int, data: bytes, schema: Schema) -> None:
        self.row = row
        self.data = data
        self._schema = schema

    def segments(self) -> Sequence[Segment]:
        """Return its strings and long numbers; FormatError when it is not valid JSON."""
        try:
            found, strings = self._schema.segments(orjson.loads(self.data))
        except (orjson.JSONDecodeError, RecursionError):
            pass
        else:
            if strings is not None and strings == self._strings():
                return found
        try:
            return self._schema.segments(parse(self.data))[0]
        except RecursionError:
            raise FormatError("JSON nested too deeply") from None

    def _strings(self) -> int:
        """Return how many strings stand in the text.

        A repeated member name leaves fewer in the parsed document.
        """
        data = self.data
        if b"\\" not in data:
            return data.count(b'"') // 2
        if b'\\\\"' in data:
            # What is left of a run of backslashes escapes the quote after it.
            data = data.replace(b"\\\\", b"")
        return (data.count(b'"') - data.count(b'\\"')) // 2

    def pointers(self, places: Sequence[int]) -> Mapping[int, str]:
        """Return the JSON Pointers of some segments."""
        return pointers(self.data.decode("utf-8"), places)

    def rewrite(self, edits: Mapping[int, Sequence[Edit]]) -> bytes:
        """Return its bytes with the edits made."""
        if not edits:
            return self.data
        raw = self.data.decode("utf-8")
        if self._schema.has_parts:
            edits = _unnested(raw, self._in_parts(edits))
        return splice(raw, edits).encode("utf-8")

    def _in_parts(self, edits: Mapping[int, Sequence[Edit]]) -> dict[int, Sequence[Edit]]:
        """Return the edits of each string, where they were of texts made of several."""
        in_parts = dict(edits)
        for segment in self.segments():
            if segment.breaks and segment.place in edits:
                by_place: defaultdict[int, list[Edit]] = defaultdict(list)
                for edit in edits[segment.place]:
                    text = edit.text
                    for place, start, end in parts_of(segment.place, segment.breaks, edit.start, edit.end):
                        by_place[place].append(Edit(start, end, text))
                        # What crosses into further strings is written once, in the first.
                        text = ""
                del in_parts[segment.place]
                in_parts |= by_place
        return in_parts


def _unnested(raw: str, edits: Mapping[int, Sequence[Edit]]) -> Mapping[int, Sequence[Edit]]:
    """Return the edits with those of payloads inside a string made part of that string's own."""
    inner = [place for place in edits if place > _OUTER]
    if not inner:
        return edits
    unnested = {place: list(edits[place]) for place in edits if place <= _OUTER}
    outer = strings_at(raw, {place & _OUTER for place in inner})
    for place in inner:
        start, end = outer[place & _OUTER]
        text = unescape(raw[start:end])
        number = (place >> NESTED_BITS) - 1
        start, end = strings_at(text, {number})[number]
        own = [edit for edit in unnested.get(place & _OUTER, ()) if edit.end <= start or end <= edit.start]
        marker = "".join(edit.text for edit in edits[place])
        unnested[place & _OUTER] = sorted([*own, Edit(start, end, escape(marker))])
    return unnested
