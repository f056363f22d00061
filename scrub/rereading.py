"""How what is written may be read, for a search that shares no code with detection."""

import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from scrub.notations import notations

_DEEPEST: Final = 3
# Two lines may well continue each other by chance.
_SHORTEST_JOINED: Final = 12
_LINE_BREAKS: Final = ("\\r\\n", "\\n", "\r\n", "\n", "\r")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# Each run of backslashes is read from its first one alone.
_ESCAPE: Final = re.compile(r"(?<!\\)\\+u([0-9a-fA-F]{4})")
# Of thousands of digits Python makes no number; eight are of no character, if they begin with no zero.
_LONG_NUMBER: Final = re.compile(r"&#(?=[0-9]{8})0*+([0-9]{0,8})[0-9]*")
# UTF-8 that was read as Windows-1252 or Latin-1: the first byte of a character, and those that follow it.
_WINDOWS: Final = {
    ord(bytes((byte,)).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if bytes((byte,)).decode("cp1252", "ignore")
}
_FOLLOWING: Final = f"[\x80-\xbf{''.join(map(chr, _WINDOWS))}]"
_MISREAD: Final = re.compile(
    rf"[\xc2-\xdf]{_FOLLOWING}|[\xe0-\xef]{_FOLLOWING}{{2}}|[\xf0-\xf4]{_FOLLOWING}{{3}}"
)
_PERCENT: Final = re.compile(r"%[0-9a-fA-F]{2}")
# A line end that is none: a backslash before it, or blanks behind it; both may be escaped.
_CONTINUED: Final = re.compile(r"\\(?:\\{2,16}(?:r\\{1,8})?n|\r?\n)[ \t]{0,80}(?:\\{1,16}(?= ))?")
_CONTINUED_ENDS: Final = ("\\\n", "\\\r\n", "\\\\\\n", "\\\\\\r")
_FOLDED: Final = re.compile(r"(?:\r?\n|(?:\\{1,8}r)?\\{1,8}n)[ \t]{1,80}")


def readings(text: str) -> Iterator[tuple[str, int]]:
    """Yield the text as it is and as it may be read, with the least length of what counts in that reading.

    Escapes of JSON, URLs and HTML and misread UTF-8 are undone, one in the other; then line breaks are left
    out, and characters that nobody sees, or what languages write otherwise is read as they do.
    """
    yield text, 0
    plain = text
    for _ in range(_DEEPEST):
        decoded = _decoded(plain)
        if decoded == plain:
            break
        yield decoded, 0
        plain = decoded
    if any(end in plain for end in _CONTINUED_ENDS):
        yield _CONTINUED.sub("", plain), 0
    if "BEGIN:V" in plain or "dn: " in plain:
        yield _FOLDED.sub("", plain), _SHORTEST_JOINED
    joined = plain
    for line_break in _LINE_BREAKS:
        joined = joined.replace(line_break, "")
    if not joined.isascii():
        joined = _UNSEEN.sub("", joined)
    if joined != plain:
        yield joined, _SHORTEST_JOINED
    yield from ((read, 0) for read in notations(plain))


def _decoded(text: str) -> str:
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "%" in text and _PERCENT.search(text):
        text = unquote(text)
    if not text.isascii():
        text = _MISREAD.sub(_read_again, text)
    return html.unescape(_LONG_NUMBER.sub(r"&#\1", text)) if "&" in text else text


def _read_again(misread: re.Match[str]) -> str:
    try:
        return misread[0].translate(_WINDOWS).encode("latin-1").decode()
    except UnicodeDecodeError:
        return misread[0]
