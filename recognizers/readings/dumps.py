"""Bytes of a text written one by one: lists of hex pairs or numbers, and dumps with offsets, as `xxd` makes.

Each decodes as a whole, and is written again in the form in which it stood.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from recognizers.errors import CodecError
from recognizers.readings import payloads
from recognizers.readings.columns import COLUMNS, COLUMNS_LEAD, decode_columns

_PAIR: Final = "[0-9A-Fa-f]{2}"
# Eight bytes at least: a hardware address has six.
_PAIRS: Final = re.compile(
    rf"(?<![\w:-])(?:0x{_PAIR}(?:,\s{{0,40}}0x{_PAIR}){{7,}}"
    rf"|{_PAIR}(?:(?P<gap>[ :-]|, ?){_PAIR})(?:(?P=gap){_PAIR}){{6,}})(?![\w:-])"
)
# Of characters, not bytes, are the numbers that `CHAR` and `String.fromCharCode` take.
_NUMBERS: Final = re.compile(
    r"(?<![\w.,-])(?<![Cc]har\()(?<!CHAR\()(?<!harCode\()(?<!odePoint\()\d{1,3}(?:,\s{0,40}\d{1,3}){7,}(?![\w.-])"
)
# `00000010: 6d61 7261 2e6f  mara.o`, `00000010  6d 61 72 61  |mara|`
_BYTES: Final = rf"{_PAIR}(?:[ \t]{{0,2}}{_PAIR}){{0,31}}"
_LINE: Final = (
    rf"(?>[ \t]*(?:0x)?[0-9A-Fa-f]{{4,8}}:?[ \t]{{1,3}}{_BYTES}(?:[ \t]{{2,60}}[^\n]{{0,40}})?(?=\r?$))"
)
_DUMP: Final = re.compile(rf"^{_LINE}(?>(?:\r?\n{_LINE})*)", re.MULTILINE)
_PARTS: Final = re.compile(
    r"(?P<lead>[ \t]*(?:0x)?)(?P<at>[0-9A-Fa-f]{4,8})(?P<pause>:?[ \t]{1,3})(?P<rest>.*)"
)
_COLUMN: Final = re.compile(r"[ \t]{2,}")
# Four letters, digits or blanks, as every text has somewhere; looked for first, since few are so written.
_LEAD: Final = re.compile(
    r"[2-7][0-9A-Fa-f](?:[ :,-]{0,2}(?:0x)?[2-7][0-9A-Fa-f]){3}|\d{2,3}(?:,\s{0,40}\d{2,3}){3}"
)
_ROW: Final = re.compile(_BYTES)
_EACH: Final = re.compile(_PAIR)
_LEAST_BYTES: Final = 8
# What text is made of, at least so much of it.
_LEAST_LETTERS: Final = 0.6
_UNSHOWN: Final = str.maketrans("\r\n\t\0", "    ")


class Dump(NamedTuple):
    """A piece that decodes to text as a whole."""

    codec: str
    text: str
    piece: tuple[int, int]

    def outer(self, start: int, end: int) -> tuple[int, int]:
        return self.piece


def find_dumps(text: str) -> Iterator[Dump]:
    """Yield the lists and dumps of bytes that are text."""
    forms = [("dump", _DUMP), ("pairs", _PAIRS), ("numbers", _NUMBERS)] if _LEAD.search(text) else []
    if COLUMNS_LEAD.search(text):
        forms.append(("columns", COLUMNS))
    for codec, pattern in forms:
        for match in pattern.finditer(text):
            try:
                decoded = _DECODERS[codec](match[0])
            except CodecError:
                continue
            if len(decoded) >= _LEAST_BYTES and _is_text(decoded):
                yield Dump(codec, decoded, match.span())


def _is_text(decoded: str) -> bool:
    letters = sum(map(str.isalnum, decoded))
    return (
        letters >= _LEAST_LETTERS * len(decoded)
        and any(map(str.isalpha, decoded))
        and decoded.translate(_UNSHOWN).isprintable()
    )


def decode_pairs(piece: str) -> str:
    """Return what a list of hex pairs stands for."""
    pairs = _EACH.findall(piece.replace("0x", " "))
    if piece and not pairs:
        raise CodecError(f"no list of bytes (a piece of {len(piece)} characters)") from None
    return payloads.to_text(bytes.fromhex("".join(pairs)), "utf-8")


def encode_pairs(text: str, like: str) -> str:
    """Write a list of hex pairs with the signs that another has between them."""
    data = payloads.to_bytes(text, "utf-8")
    gap = re.match(rf"(?:0x)?{_PAIR}(?P<gap>[ :,-]\s{{0,40}}(?:0x)?){_PAIR}", like)
    written = ("0x" if like.startswith("0x") else "") + (gap["gap"] if gap else " ").join(
        f"{byte:02x}" for byte in data
    )
    return written.upper().replace("0X", "0x") if re.search("[A-F]", like) else written


def decode_numbers(piece: str) -> str:
    """Return what a list of numbers stands for."""
    numbers = [int(number) for number in re.findall(r"[0-9]{1,9}", piece)]
    if max(numbers, default=0 if not piece else 256) > 255:
        raise CodecError(f"no list of bytes (a piece of {len(piece)} characters)") from None
    return payloads.to_text(bytes(numbers), "utf-8")


def encode_numbers(text: str, like: str) -> str:
    """Write a list of numbers with the signs that another has between them."""
    gap = re.match(r"[0-9]{1,3}(,\s{0,40})[0-9]", like)
    return (gap[1] if gap else ", ").join(str(byte) for byte in payloads.to_bytes(text, "utf-8"))


class _Row(NamedTuple):
    """One line of a dump."""

    lead: str
    offset: str
    pause: str
    # The pairs as they are written, and what stands behind them.
    pairs: str
    column: str
    shown: str

    @property
    def data(self) -> bytes:
        return bytes.fromhex("".join(_EACH.findall(self.pairs)))


def _rows(piece: str) -> Iterator[_Row]:
    for line in piece.splitlines():
        match = _PARTS.fullmatch(line)
        if match is None:
            continue
        lead, offset, pause, rest = match.groups()
        row = _Row(lead, offset, pause, rest, "", "")
        for column in _COLUMN.finditer(rest):
            pairs, shown = rest[: column.start()], rest[column.end() :]
            parted = row._replace(pairs=pairs, column=column[0], shown=shown)
            # Letters may look like hex pairs: it is the column of characters if it shows those bytes.
            if _ROW.fullmatch(pairs) and _shown(parted.data).strip() == shown.strip("|").strip():
                row = parted
                break
        if _ROW.fullmatch(row.pairs):
            yield row


def _shown(data: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else "." for byte in data)


def decode_dump(piece: str) -> str:
    """Return what the bytes of a dump stand for."""
    data = b"".join(row.data for row in _rows(piece))
    if piece and not data:
        raise CodecError(f"no dump of bytes (a piece of {len(piece)} characters)") from None
    return payloads.to_text(data, "utf-8")


def encode_dump(text: str, like: str) -> str:
    """Write a dump with the offsets, the groups and the column of characters that another has."""
    data = payloads.to_bytes(text, "utf-8")
    form = next(_rows(like), _Row("", "00000000", "  ", " ".join(["00"] * 16), "", ""))
    width = len(form.data)
    gaps = [*re.split(_PAIR, form.pairs)[1:-1], ""]
    bar = "|" if form.shown.startswith("|") else ""
    lines = []
    for at in range(0, len(data), width):
        row = data[at : at + width]
        pairs = "".join(f"{byte:02x}{gap}" for byte, gap in zip(row, gaps, strict=False)).rstrip()
        line = f"{form.lead}{int(form.offset, 16) + at:0{len(form.offset)}x}{form.pause}{pairs}"
        if form.column:
            line += " " * (len(form.pairs) - len(pairs)) + f"{form.column}{bar}{_shown(row)}{bar}"
        lines.append(line)
    return ("\r\n" if "\r\n" in like else "\n").join(lines)


_DECODERS: Final = {
    "dump": decode_dump,
    "pairs": decode_pairs,
    "numbers": decode_numbers,
    "columns": decode_columns,
}
