"""Texts that a call makes of the numbers of their characters: `CHAR(74, 97)`, `String.fromCharCode(74, 97)`.

https://dev.mysql.com/doc/refman/8.4/en/string-functions.html#function_char
https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/String/fromCharCode
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.errors import CodecError
from recognizers.readings.characters import NUMBER, character_of, number_of
from recognizers.readings.dumps import Dump

# What is called so is looked for at the speed of `memchr`; two numbers are the type of a column.
_LEADS: Final = ("CHAR(", "har(", "harCode(", "odePoint(")
_LIST: Final = re.compile(
    r"\((?:(?<=[Cc]har\()|(?<=CHAR\()|(?<=harCode\()|(?<=odePoint\())\s{0,40}"
    rf"(?P<list>{NUMBER}(?:,\s{{0,40}}{NUMBER}){{3,}})"
)
_EACH: Final = re.compile(NUMBER)
_GAP: Final = re.compile(rf"{NUMBER}(?P<gap>,\s{{0,40}})")


def find_points(text: str) -> Iterator[Dump]:
    """Yield the lists of numbers that are text, in calls that make text of them."""
    if not any(lead in text for lead in _LEADS):
        return
    for found in _LIST.finditer(text):
        try:
            decoded = decode_points(found["list"])
        except CodecError:
            continue
        if decoded.isprintable() and any(map(str.isalnum, decoded)):
            yield Dump("points", decoded, found.span("list"))


def decode_points(piece: str) -> str:
    """Return what a list of numbers of characters stands for."""
    characters = [character_of(number_of(number)) for number in _EACH.findall(piece)]
    if None in characters or (piece and not characters):
        raise CodecError(f"no list of characters (a piece of {len(piece)} characters)") from None
    return "".join(filter(None, characters))


def encode_points(text: str, like: str) -> str:
    """Write a list of numbers of characters with the signs that another has between them."""
    gap = _GAP.match(like)
    form = "0x{:x}" if like.startswith("0x") else "{}"
    return (gap["gap"] if gap else ", ").join(form.format(ord(character)) for character in text)
