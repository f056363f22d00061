"""A record stored as JSON: parsed fast, rewritten without touching what is not redacted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import orjson

from scrub.errors import FormatError
from scrub.formats.document import parse
from scrub.formats.jsontext import pointers, splice
from scrub.formats.record import MOST_LEVELS, Edit, Segment, parts_of
from scrub.formats.schema import Schema


class JsonRecord:
    """One JSON document as it is stored, with the schema of its format."""

    __slots__ = ("_schema", "data", "row")

    def __init__(self, row: int, data: bytes, schema: Schema) -> None:
        self.row = row
        self.data = data
        self._schema = schema

    def segments(self, levels: int = MOST_LEVELS) -> Sequence[Segment]:
        """Return its strings and long numbers; FormatError when it is not valid JSON."""
        try:
            found, strings = self._schema.segments(orjson.loads(self.data), levels)
        except (orjson.JSONDecodeError, RecursionError):
            pass
        else:
            if strings is not None and strings == self._strings():
                return found
        try:
            return self._schema.segments(parse(self.data), levels)[0]
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
        if self._schema.has_pieces:
            edits = self._in_pieces(edits)
        return splice(self.data.decode("utf-8"), edits).encode("utf-8")

    def _in_pieces(self, edits: Mapping[int, Sequence[Edit]]) -> dict[int, Sequence[Edit]]:
        """Return the edits of each string, where they were of texts made of several."""
        in_pieces = dict(edits)
        for segment in self.segments():
            if segment.breaks and segment.place in edits:
                by_place: defaultdict[int, list[Edit]] = defaultdict(list)
                for edit in edits[segment.place]:
                    text = edit.text
                    for place, start, end in parts_of(segment.place, segment.breaks, edit.start, edit.end):
                        by_place[place].append(Edit(start, end, text))
                        # What crosses into further strings is written once, in the first.
                        text = ""
                del in_pieces[segment.place]
                in_pieces |= by_place
        return in_pieces
