"""Nothing that was found survives in what is written.

Shares no code with detection: from each original value it derives the forms in which it could stand,
and searches the written bytes.
"""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote, quote_plus

# Shorter values, and shorter plain words, may stand in the rest by chance.
_SHORTEST: Final = 6
_SHORTEST_WORD: Final = 8
_SHORTEST_LOWER: Final = 12
_BASE64_BYTES: Final = 3
_BASE64_DIGITS: Final = 4
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_ESCAPED_END: Final = re.compile(r"\\(?:[bfnrt]|u[0-9a-fA-F]{4})\Z")
# As far back as an escape reaches.
_ESCAPE_LENGTH: Final = 6


def is_searched(value: str) -> bool:
    """Return whether the value is long and particular enough that finding it again means a leak."""
    if value.isalpha():
        return len(value) >= (_SHORTEST_LOWER if value.islower() else _SHORTEST_WORD)
    return len(value) >= _SHORTEST


def written_forms(value: str) -> Iterator[str]:
    """Yield the ways in which a value can stand in a text as a word: as it is, escaped, quoted."""
    ascii_json = json.dumps(value)[1:-1]
    data = value.encode("utf-8", "surrogatepass")
    yield from (value, ascii_json, json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(ascii_json)[1:-1])
    yield from (html.escape(value), quote(data, safe=""), quote(data), quote_plus(data))


def encoded_forms(value: str) -> Iterator[str]:
    """Yield what base64 and hexadecimal digits hold of the value, wherever it stands in what they encode."""
    data = value.encode("utf-8", "surrogatepass")
    for shift in range(_BASE64_BYTES):
        padded = b"\0" * shift + data
        digits = base64.b64encode(padded[: len(padded) - len(padded) % _BASE64_BYTES]).decode()
        # The first digits depend on what stands before the value.
        body = digits[_BASE64_DIGITS if shift else 0 :]
        if len(body) >= 2 * _BASE64_DIGITS:
            yield from (body, body.replace("+", "-").replace("/", "_"))
    yield from (data.hex(), data.hex().upper())


class Survivors:
    """Looks for the original values of a conversation in the bytes that would be written."""

    def __init__(self, values: Iterable[str]) -> None:
        import ahocorasick_rs

        # By form: whether it must stand there as a whole word to count.
        forms: dict[str, bool] = {}
        for value in values:
            # Bytes that are not UTF-8 were read as lone surrogates; both sides have U+FFFD for them here.
            value = _SURROGATES.sub("\ufffd", value)
            if is_searched(value):
                forms.update(dict.fromkeys(written_forms(value), True))
                for form in encoded_forms(value):
                    forms.setdefault(form, False)
        self._as_word = list(forms.values())
        self._automaton: Any = (
            ahocorasick_rs.AhoCorasick(
                list(forms), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
            )
            if forms
            else None
        )

    def count(self, written: bytes) -> int:
        """Return how many places of the bytes still hold one of the values."""
        if self._automaton is None:
            return 0
        text = written.decode("utf-8", "replace")
        return sum(
            not self._as_word[form] or _is_whole(text, start, end)
            for form, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
        )


def _is_whole(text: str, start: int, end: int) -> bool:
    if end < len(text) and _is_word(text[end]) and _is_word(text[end - 1]):
        return False
    if start > 0 and _is_word(text[start]) and _is_word(text[start - 1]):
        return _ESCAPED_END.search(text, max(0, start - _ESCAPE_LENGTH), start) is not None
    return True


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
