"""Cells of tables as JSON, and back: dates, decimals and bytes are looked at as texts."""

import base64
import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

# What a cell of a table is in Python.
Cell = Any
# Bytes that are no text stand there as a data URL, so that they are found to be unreadable (RFC 2397).
_BYTES_URL: Final = "data:application/octet-stream;base64,"
_IMAGES: Final = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


def rendered(cell: Cell) -> Cell:
    """Return what JSON can hold of a cell.

    >>> rendered({"born": date(1990, 2, 3), "photo": b"\\xff\\0", "tags": ("a", None)})
    {'born': '1990-02-03', 'photo': 'data:application/octet-stream;base64,/wA=', 'tags': ['a', None]}
    """
    if isinstance(cell, str | bool | int) or cell is None:
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, timedelta):
        return None
    if isinstance(cell, Mapping):
        return {name: rendered(each) for name, each in cell.items()}
    if isinstance(cell, list | tuple):
        return [rendered(each) for each in cell]
    if isinstance(cell, bytes):
        return _bytes_as_text(cell)
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    return str(cell)


def restored(cell: Cell, after: Cell) -> Cell:
    """Return the cell with what its rendering was changed to; null where that is no such value.

    >>> restored(date(1990, 2, 3), "1990-05-01"), restored(date(1990, 2, 3), "<DATE_OF_BIRTH_1>")
    (datetime.date(1990, 5, 1), None)
    """
    if rendered(cell) == after:
        return cell
    if isinstance(cell, Mapping):
        return {name: restored(each, after[name]) for name, each in cell.items()}
    if isinstance(cell, tuple):
        return tuple(restored(*pair) for pair in zip(cell, after, strict=True))
    if isinstance(cell, list):
        return [restored(*pair) for pair in zip(cell, after, strict=True)]
    if isinstance(cell, bytes):
        return _text_as_bytes(after)
    try:
        if isinstance(cell, date | time):
            return type(cell).fromisoformat(after)
        if isinstance(cell, Decimal):
            return Decimal(after)
    except (ValueError, InvalidOperation):
        return None
    return type(cell)(after)


def _bytes_as_text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text and not text.startswith("data:"):
        return text
    kind = next((kind for magic, kind in _IMAGES if data.startswith(magic)), None)
    url = f"data:{kind};base64," if kind else _BYTES_URL
    return url + base64.b64encode(data).decode()


def _text_as_bytes(text: str) -> bytes:
    start, mark, body = text.partition(";base64,")
    if mark and start.startswith("data:"):
        return base64.b64decode(body)
    return text.encode("utf-8", "surrogatepass")
