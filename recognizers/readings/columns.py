r"""Dumps of characters in columns of four, as `od -c` and `hexdump -c` make: `0000000   m   a   r   a  \n`.

https://pubs.opengroup.org/onlinepubs/9699919799/utilities/od.html
"""

import re
from typing import Final

from recognizers.errors import CodecError
from recognizers.readings import payloads

_ESCAPES: Final = {"0": 0, "a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_NAMES: Final = {byte: f"\\{name}" for name, byte in _ESCAPES.items()}
_CELL: Final = r"(?: {3}[!-~]| {2}\\[0abtnvfr]| [0-7]{3}| {4})"
_LINE: Final = rf"(?:[0-7]{{6,7}})?{_CELL}{{1,32}}"
# The last line is where the dump ends.
COLUMNS: Final = re.compile(rf"^{_LINE}(?:\r?\n{_LINE})*$", re.MULTILINE)
# Few texts have it, so it is looked for first.
COLUMNS_LEAD: Final = re.compile(r"(?: {3}[!-~]){4}")
_PARTS: Final = re.compile(rf"(?P<at>[0-7]{{6,7}})?(?P<cells>{_CELL}+)")
_WIDTH: Final = 4
_USUAL: Final = 16


def decode_columns(piece: str) -> str:
    """Return what the characters of a dump stand for."""
    data = bytearray()
    for line in piece.splitlines():
        row = _PARTS.fullmatch(line)
        if row is None:
            raise CodecError(f"no dump of characters (a piece of {len(piece)} characters)") from None
        cells = row["cells"]
        data += bytes(_byte(cells[at : at + _WIDTH]) for at in range(0, len(cells), _WIDTH))
    return payloads.to_text(bytes(data), "utf-8")


def _byte(cell: str) -> int:
    shown = cell.strip()
    if len(shown) == 3:
        return int(shown, 8) & 0xFF
    if len(shown) == 2:
        return _ESCAPES[shown[1]]
    return ord(shown or " ")


def encode_columns(text: str, like: str) -> str:
    """Write a dump with the width and the offsets that another has."""
    data = payloads.to_bytes(text, "utf-8")
    row = _PARTS.fullmatch(like.splitlines()[0] if like else "")
    width = len(row["cells"]) // _WIDTH if row else _USUAL
    digits = len(row["at"] or "") if row else 0
    start = int(row["at"], 8) if row and digits else 0
    return ("\r\n" if "\r\n" in like else "\n").join(
        (f"{start + at:0{digits}o}" if digits else "") + "".join(map(_cell, data[at : at + width]))
        for at in range(0, len(data), width)
    )


def _cell(byte: int) -> str:
    shown = _NAMES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"{byte:03o}")
    return f"{shown:>{_WIDTH}}"
