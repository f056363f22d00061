r"""Text of the Rich Text Format: `Guti\'e9rrez`, `Guti\u233?rrez`, `Ja{\b ne}`.

https://learn.microsoft.com/en-us/openspecs/office_standards/ms-oxrtfcp/
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.groups import with_open_groups
from recognizers.readings.regions import Stretch

# How every such text begins.
_BEGINNING: Final = "{\\rtf"
_UNIT: Final = r"\\u-?\d{1,5} ?(?:\?|\\'[0-9A-Fa-f]{2})?"
# Two halves of a pair, written as signed or unsigned numbers of 16 bits.
_HIGH: Final = r"\\u(?:-(?:10[012]\d\d|9[2-9]\d\d)|5[56]\d{3})"
_LOW: Final = r"\\u(?:-(?:9[012]\d\d|8[1-9]\d\d)|5[67]\d{3})"
RTF_TOKEN: Final = (
    rf"{_HIGH} ?\??{_LOW} ?\??|{_UNIT}|\\'[0-9A-Fa-f]{{2}}|\\[\\{{}}~_-]|\\\r?\n|\\\*"
    r"|\\[A-Za-z]{1,32}(?:-?\d{1,10})? ?|[{}]|\r?\n"
)
_NUMBER: Final = re.compile(r"\\u(-?\d+)")
_SIGNS: Final = {"~": "\u00a0", "_": "-", "-": "", "*": ""}
_BREAKS: Final = {"par": "\n", "line": "\n", "tab": "\t", "cell": "\t", "row": "\n", "sect": "\n"}
_SPECIAL: Final = re.compile(r"[\\{}]|[\x00-\x1f]|[^\x00-\x7f]")


def find_rtf(text: str) -> Iterator[Stretch]:
    """Yield all from where a document begins, which may be of any length."""
    if (start := text.find(_BEGINNING)) >= 0:
        yield Stretch("rtf", start, len(text))


def unescape_rtf(token: str) -> str:
    """Return what a token stands for."""
    kind = token[1:2]
    if token in ("{", "}") or kind in ("", "\n"):
        return "\n" if kind and token[0] == "\\" else ""
    if token[0] != "\\":
        return ""
    if kind == "'":
        data = bytes.fromhex(token[2:])
        return data.decode("cp1252", "ignore") or data.decode("latin-1")
    if kind == "\r":
        return "\n"
    if numbers := _NUMBER.findall(token):
        units = b"".join((int(number) & 0xFFFF).to_bytes(2, "little") for number in numbers)
        return units.decode("utf-16-le", "replace")
    if kind.isalpha():
        return _BREAKS.get(token[1:].rstrip(" "), "")
    return _SIGNS.get(kind, kind)


def escape_rtf(text: str, like: str) -> str:
    """Write a text with as many groups open as there were where it is to stand."""
    return with_open_groups(_SPECIAL.sub(_written, text), like)


def _written(special: re.Match[str]) -> str:
    character = special[0]
    if character in "\\{}":
        return f"\\{character}"
    if character == "\n":
        return "\\line "
    if character < " ":
        return f"\\'{ord(character):02x}"
    units = character.encode("utf-16-le", "surrogatepass")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)
