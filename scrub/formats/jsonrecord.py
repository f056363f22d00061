"""A record stored as JSON: parsed fast, rewritten without touching what is not redacted."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from scrub.errors import FormatError
from scrub.formats.jsontext import pointers, splice
from scrub.formats.record import Edit, Segment
from scrub.formats.schema import Number, Pairs, Schema


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
        return self._schema.segments(self.parse())[0]

    def _strings(self) -> int | None:
        """Return how many strings the text holds, None where counting quotes would not tell.

        A repeated member name leaves fewer in the parsed document than stand in the text.
        """
        if b'\\\\"' in self.data:
            return None
        return (self.data.count(b'"') - self.data.count(b'\\"')) // 2

    def parse(self) -> Any:
        """Return the document with objects as `Pairs`, so that nothing in it is forgotten.

        Lone surrogates, which `orjson` refuses, are looked at like other text.
        """
        try:
            return json.loads(
                self.data.decode("utf-8"),
                object_pairs_hook=Pairs,
                parse_int=Number,
                parse_float=Number,
                parse_constant=_reject,
            )
        except UnicodeDecodeError as error:
            raise FormatError(f"invalid UTF-8 at byte {error.start}") from None
        except json.JSONDecodeError as error:
            raise FormatError(f"invalid JSON at character {error.pos}") from None
        except RecursionError:
            raise FormatError("JSON nested too deeply") from None

    def pointers(self, places: Sequence[int]) -> Mapping[int, str]:
        """Return the JSON Pointers of some segments."""
        return pointers(self.data.decode("utf-8"), places)

    def rewrite(self, edits: Mapping[int, Sequence[Edit]]) -> bytes:
        """Return its bytes with the edits made."""
        if not edits:
            return self.data
        return splice(self.data.decode("utf-8"), edits).encode("utf-8")


def _reject(constant: str) -> None:
    raise FormatError(f"invalid JSON: {constant} is no number")
