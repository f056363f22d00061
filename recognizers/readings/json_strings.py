"""Strings of a JSON document that is a text itself, as arguments of tools are: each is a text of its own.

https://www.rfc-editor.org/rfc/rfc8259#section-7
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import orjson

from recognizers.readings.long_strings import DOCUMENT
from recognizers.readings.views import View, token_view

# Each begins where the last ended, so that its quotes are told apart from the beginning on.
_STRING: Final = re.compile(r'"(?P<text>[^"\\]*+(?:\\.[^"\\]*+)*+)"(?P<names>\s{0,8}:)?', re.DOTALL)
_SHORTEST: Final = 2


class JsonString(NamedTuple):
    """A string, with the name of the member that it is or belongs to."""

    key: str
    view: View


def find_json_strings(text: str) -> Iterator[JsonString]:
    """Yield the strings of a document, and names of several words; nothing where the text is none."""
    if not DOCUMENT.match(text) or not _is_json(text):
        return
    key = ""
    for string in _STRING.finditer(text):
        start, end = string.span("text")
        if string["names"]:
            key = string["text"]
            if " " in key:
                yield JsonString("", token_view(text, "json", start, end))
        elif end - start >= _SHORTEST:
            yield JsonString(key, token_view(text, "json", start, end))


def _is_json(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True
