"""Finds the pieces of a text that are base64 or hex of readable text."""

import binascii
import re
import string
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from recognizers.errors import CodecError
from recognizers.readings import payloads

# A run of fewer characters says little by itself.
SHORTEST = 16
_RUN = b"a" * SHORTEST
# The least width of lines, and what may stand after the last.
_NARROWEST = 32
_BREAKS = ("\n", "\r")
_LINE_ENDS = ("", "\n", "\r", "=", '"', "'")
# How many symbols are decoded first, to turn away what is not text.
_HEAD = 16

_MASK = bytes(
    ord("a") if chr(code) in string.ascii_letters + string.digits + "+/-_" else ord(" ")
    for code in range(256)
)
_WORDS = re.compile(rf"[A-Za-z0-9]{{{SHORTEST},}}")
# Each byte is a printable character, white space, or a part of a character beyond ASCII.
_HEX_LOWER = r"(?:[2-7][0-9a-f]|0[9ad]|[c-f][0-9a-f](?:[89ab][0-9a-f])+)"
# What begins packed data: `payloads.GZIP` and `payloads.ZLIB`.
_HEX_PACKED = "(?:1f8b08|78(?:01|5e|9c|da))(?:[0-9a-f]{2})"
_HEX_WITHIN = re.compile(
    rf"(?<![0-9A-Za-z])(?:0x)?(?:{_HEX_LOWER}{{8}}|{_HEX_PACKED}{{5}}"
    rf"|{_HEX_LOWER.upper()}{{8}}|{_HEX_PACKED.upper()}{{5}})"
)
# In a dump of PostgreSQL the backslash stands before the run: `\x4a616e65`.
_HEX = re.compile(
    rf"(?:0x|(?<=\\)x)?(?:({_HEX_LOWER}{{8,}}|{_HEX_LOWER.upper()}{{8,}})"
    rf"|({_HEX_PACKED}{{8,}}|{_HEX_PACKED.upper()}{{8,}}))"
)
# Shorter base64, where its surroundings say so: a Basic header, a value in a Kubernetes Secret.
_BASIC = re.compile(r"asic ([A-Za-z0-9+/]{8,15}={0,2})")
_VALUE = re.compile(r": ?[\"']?([A-Za-z0-9+/]{6,15}={0,2})(?=[\"']?[,}\s]|[\"']?$)")
# What no text holds: control characters, replacement and private ones.
_UNREADABLE = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd-\uffff\ue000-\uf8ff]")
_READABLE_BYTES = re.compile(
    rb"(?:[\b-\r\x1b -~]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*"
)
_CHARSETS = {"utf16le": "utf-16-le", "utf16be": "utf-16-be"}
# How many bytes stand in how many symbols; three in four of base64.
_GROUPS = {"hex": (1, 2), "base32": (5, 8)}
_BASE32 = re.compile("[A-Z2-7]{24,}")
# What stands before what a browser hands on from one server to another (SAML 2.0 bindings, 3.4.4.1).
_DEFLATED = ("SAMLRequest=", "SAMLResponse=")


class Payload:
    """A piece that decodes to text, and where in it each part of the text stands."""

    __slots__ = ("_bytes", "_starts", "_symbols", "codec", "piece", "text")

    def __init__(self, codec: str, text: str, lines: list[tuple[int, int]], end: int) -> None:
        self.codec = codec
        self.text = text
        self.piece = (lines[0][0], end)
        # Where each line stands, and how many symbols stand before it.
        self._starts = array("Q", (start for start, _ in lines))
        self._symbols = array("Q", accumulate((stop - start for start, stop in lines[:-1]), initial=0))
        self._bytes: array[int] | None = None

    def outer(self, start: int, end: int) -> tuple[int, int]:
        alphabet, _, within = self.codec.partition("-")
        if within in payloads.PACKED:
            return self.piece
        per, symbols = _GROUPS.get(alphabet, (3, 4))
        begin = self._byte(start) // per * symbols
        stop = -(-self._byte(end) // per) * symbols
        return self._place(begin), min(self._place(stop - 1) + 1, self.piece[1])

    def _byte(self, at: int) -> int:
        charset = _CHARSETS.get(self.codec.partition("-")[2], "utf-8")
        if self.text.isascii():
            return at * (1 if charset == "utf-8" else 2)
        if self._bytes is None:
            self._bytes = array("Q", accumulate((len(c.encode(charset)) for c in self.text), initial=0))
        return self._bytes[at]

    def _place(self, symbol: int) -> int:
        line = bisect_right(self._symbols, symbol) - 1
        return self._starts[line] + symbol - self._symbols[line]


def find_payloads(text: str) -> Iterator[Payload]:
    """The encoded pieces of `text`; none is within another."""
    if len(text) < 8:
        return
    # One byte a character, so that places agree; then the runs are found at the speed of `bytes.find`.
    mask = text.encode("latin-1", "replace").translate(_MASK)
    start = mask.find(_RUN)
    while start >= 0:
        end = _run_end(mask, start)
        lines = [(start, end)]
        if text[end : end + 1] in _BREAKS:
            lines = _wrapped_lines(text, mask, start, end)
            end = lines[-1][1]
        if len(lines) > 1 and (group := _base64(text, lines)):
            yield group
        else:
            for line in lines:
                if found := _in_run(text, *line):
                    yield from found
        start = mask.find(_RUN, end)
    if "asic " in text:
        yield from _short(text, mask, _BASIC)
    if "Secret" in text and "data" in text:
        yield from _short(text, mask, _VALUE)


def _wrapped_lines(text: str, mask: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a payload that is wrapped at one width, as MIME and PEM are."""
    lines = [(start, end)]
    width = end - start
    if width % 4 or width < _NARROWEST or text[start:end].islower():
        return lines
    while wrap := payloads.WRAP.match(text, end):
        start, end = wrap.end(), _run_end(mask, wrap.end())
        # A last line is shorter, and has nothing behind it.
        if end - start == width or (
            start < end and end - start < width and text[end : end + 1] in _LINE_ENDS
        ):
            lines.append((start, end))
        if end - start != width:
            break
    return lines


def _run_end(mask: bytes, start: int) -> int:
    end = mask.find(b" ", start)
    return end if end >= 0 else len(mask)


def _short(text: str, mask: bytes, where: re.Pattern[str]) -> Iterator[Payload]:
    for match in where.finditer(text):
        start, end = match.span(1)
        symbols = len(match[1].rstrip("="))
        if (end - start) % 4 == 0 and symbols < SHORTEST and _run_end(mask, start) == start + symbols:
            found = _base64(text, [(start, start + symbols)])
            if found:
                yield found


def _in_run(text: str, start: int, end: int) -> list[Payload]:
    run = text[start:end]
    # Words, constants and hashes have one case; the base64 of text hardly ever.
    mixed = not (run.islower() or run.isupper())
    if run.isupper() and (inner := _base32(text, start, end)):
        return [inner]
    if not mixed and text[end : end + 1] != "=":
        if run.isalnum():
            inner = _hex(text, start, end)
            return [inner] if inner else []
        if not _HEX_WITHIN.search(run):
            return []
    if whole := _base64(text, [(start, end)]):
        return [whole]
    found = []
    # A path or a name may hold it: `users/SmFuZ...`, `key-SmFuZ...`.
    for word in _WORDS.finditer(text, start, end):
        inner = _hex(text, *word.span())
        if inner is None and mixed and word.span() != (start, end):
            inner = _base64(text, [word.span()])
        if inner:
            found.append(inner)
    return found


def _base32(text: str, start: int, end: int) -> Payload | None:
    if not _BASE32.fullmatch(text, start, end) or len(set(text[start:end])) < 8:
        return None
    try:
        decoded = _whole_text(payloads.decode_base32(text[start:end]), "utf-8")
    except CodecError:
        return None
    if decoded is None:
        return None
    padding = len(text[end : end + 6]) - len(text[end : end + 6].lstrip("="))
    return Payload("base32", decoded, [(start, end)], end + padding)


def _hex(text: str, start: int, end: int) -> Payload | None:
    match = _HEX.fullmatch(text, start, end)
    if match is None or len(set(match[match.lastindex or 1])) < 4:
        return None
    data = bytes.fromhex(match[match.lastindex or 1])
    within = (_within(data) or "") if match[2] else ""
    decoded = _decoded(data, within)
    codec = f"hex-{within}" if within else "hex"
    return Payload(codec, decoded, [match.span(match.lastindex or 1)], end) if decoded else None


def _base64(text: str, lines: list[tuple[int, int]]) -> Payload | None:
    start, end = lines[0]
    head = text[start : start + min(_HEAD, (end - start) // 4 * 4)]
    url = "-" in head or "_" in head
    within = _within(binascii.a2b_base64(head.replace("-", "+").replace("_", "/") if url else head))
    if within is None and text.endswith(_DEFLATED, max(0, start - len(_DEFLATED[1])), start):
        within = "deflate"
    if within is None:
        return None
    start, end = lines[-1]
    padding = 2 if text.startswith("==", end) else int(text.startswith("=", end))
    compact = "".join([text[slice(*line)] for line in lines])
    url = "-" in compact or "_" in compact
    if url:
        if "+" in compact or "/" in compact:
            return None
        compact = compact.replace("-", "+").replace("_", "/")
    if len(compact) % 4 == 1:
        # Cut off in display: the last symbol alone says nothing.
        compact, end = compact[:-1], end - 1
        if end == start:
            lines = lines[:-1]
            end = lines[-1][1]
        else:
            lines = [*lines[:-1], (start, end)]
        padding = 0
    elif (len(compact) + padding) % 4:
        padding = 0
    decoded = _decoded(payloads.decode_base64(compact), within)
    if decoded is None:
        return None
    alphabet = "base64url" if url else "base64"
    return Payload(f"{alphabet}-{within}" if within else alphabet, decoded, lines, end + padding)


def _decoded(data: bytes, within: str) -> str | None:
    if within in payloads.PACKED:
        if _within(payloads.decompress_head(data, within)) != "":
            return None
        data = payloads.decompress(data, within)
    return _whole_text(data, _CHARSETS.get(within, "utf-8"))


def _whole_text(data: bytes, charset: str) -> str | None:
    try:
        text = payloads.to_text(data, charset)
    except CodecError:
        return None
    return None if len(text) < 4 or _UNREADABLE.search(text) or text.isspace() else text


def _within(data: bytes) -> str | None:
    """How the beginning of a payload reads as text: empty where as it is, None where not at all."""
    if data.startswith(payloads.GZIP):
        return "gzip"
    if data.startswith(payloads.ZLIB):
        return "zlib"
    if b"\0" in data:
        half = len(data) // 2
        charsets = [
            charset
            for at, charset in ((1, "utf16le"), (0, "utf16be"))
            if data[at::2].count(0) * 2 > half and data[1 - at :: 2].count(0) == 0
        ]
        return charsets[0] if charsets and half >= 4 else None
    # The last character may be cut off.
    read = _READABLE_BYTES.match(data)
    return "" if read and data and read.end() > len(data) - 4 else None
