"""Any text as one record: code, logs, `.env` files, dumps."""

import codecs
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from scrub.errors import FormatError
from scrub.formats.record import MOST_LEVELS, Edit, Kind, Segment


class Encoding(NamedTuple):
    """How a text is stored."""

    name: str
    # The byte order mark before it.
    mark: bytes = b""

    @property
    def errors(self) -> str:
        """How bytes are kept that are no text: only UTF-8 can."""
        return "surrogateescape" if self.name == "utf-8" else "strict"

    @property
    def replaces(self) -> str:
        """How characters are written that it lacks."""
        return self.errors if self.name.startswith("utf") else "replace"


_UTF8: Final = Encoding("utf-8")
# The mark of UTF-32 begins with that of UTF-16.
_MARKED: Final = (
    Encoding("utf-8", codecs.BOM_UTF8),
    Encoding("utf-32-le", codecs.BOM_UTF32_LE),
    Encoding("utf-32-be", codecs.BOM_UTF32_BE),
    Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16-be", codecs.BOM_UTF16_BE),
)
# How the reason begins why a file is no text at all.
BINARY: Final = "is binary"
# Files that may hold no NUL and still are no text.
_BINARY: Final = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
)
# Control characters that texts hold: bell, backspace, tab, line ends, shift in and out, escape.
_CONTROLS: Final = bytes(set(range(32)) - {*b"\a\b\t\n\v\f\r\x0e\x0f\x1b"})
_MOST_CONTROLS: Final = 0.01
# In UTF-16 every second byte of most scripts is none, and of ideographs one in five pairs is all ASCII.
_PRINTABLE: Final = bytes(range(0x20, 0x7F))
_MOST_LETTERS: Final = 0.8
_ASCII_RUN: Final = re.compile(rb"[\t\r\n -~]{40}")
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# In a mail header, an HTML or XML head, a comment of an editor.
_DECLARED: Final = re.compile(
    rb"(?:charset|encoding|coding)\s{0,3}[=:]\s{0,3}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_DECLARED_REACH: Final = 1 << 16
# Those in which every byte below 128 is what it is in ASCII, or begins a character.
_LEGACY: Final = re.compile(
    r"cp125\d|iso8859-\d+|koi8-[ru]|shift_jis|cp932|euc_(?:jp|kr)|cp949|gb2312|gbk|gb18030|big5|mac-roman"
)
_WESTERN: Final = ("cp1252", "iso8859-1")
# Letters of other scripts in a row, where no encoding says which; lines and frames repeat one byte.
_FOREIGN: Final = re.compile(rb"(?:([\x80-\xff])(?!\1\1)){4,}")
_MOST_FOREIGN: Final = 0.01
# Scripts of East Asia between ASCII, in seven bits: https://www.rfc-editor.org/rfc/rfc1468 and rfc1557
_SHIFTED: Final = re.compile(rb"\x1b\$[@AB(-)]")
_SHIFTED_NAMES: Final = ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr")


def why_binary(data: bytes) -> str | None:
    """Return why a file is no text that can be searched, None where it is one."""
    if data.startswith(_BINARY):
        return BINARY
    if marked := _marked(data):
        try:
            text = data[len(marked.mark) :].decode(marked.name, marked.errors)
        except UnicodeDecodeError as error:
            return f"invalid {marked.name} at byte {error.start + len(marked.mark)}"
        if marked.name.startswith("utf-16") and _is_disguised(data):
            return f"has the mark of {marked.name}, and is ASCII or some of it"
        return f"{BINARY} (holds NUL characters)" if "\0" in text else None
    if b"\0" in data:
        return f"{BINARY} (holds NUL bytes)"
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data) and not _is_utf8(data):
        return f"{BINARY} (holds control characters)"
    return _why_unread(data)


def _why_unread(data: bytes) -> str | None:
    """Return why nobody can tell which letters the bytes of a text stand for, None where one can."""
    name = encoding_of(data).name
    if _SHIFTED.search(data) and name not in _SHIFTED_NAMES:
        return "switches between encodings in a way that cannot be read"
    if name not in (_UTF8.name, *_WESTERN) or _is_utf8(data):
        return None
    foreign = sum(len(letters[0]) for letters in _FOREIGN.finditer(_MULTIBYTE.sub(b"", data)))
    return "is in an encoding that it does not name" if foreign > _MOST_FOREIGN * len(data) else None


def encoding_of(data: bytes) -> Encoding:
    """Return how a text is stored: by its mark or shifts, else UTF-8, else what it declares, else Western.

    A text that mixes UTF-8 with invalid bytes is UTF-8. Whatever is returned can write the same
    bytes again.
    """
    if marked := _marked(data):
        return marked
    if _SHIFTED.search(data):
        return next((Encoding(name) for name in _SHIFTED_NAMES if _is_kept(data, name)), _UTF8)
    if _is_utf8(data):
        return _UTF8
    declared = _DECLARED.search(data, 0, _DECLARED_REACH)
    names = [_legacy_name(declared[1].decode())] if declared else []
    if not _MULTIBYTE.search(data):
        names += _WESTERN
    return next((Encoding(name) for name in names if name and _is_kept(data, name)), _UTF8)


def _is_disguised(data: bytes) -> bool:
    """Whether one would read letters in the bytes, where their encoding makes ideographs of them."""
    letters = len(data) - len(data.translate(None, _PRINTABLE))
    return letters > _MOST_LETTERS * len(data) or _ASCII_RUN.search(data) is not None


def _marked(data: bytes) -> Encoding | None:
    return next((each for each in _MARKED if data.startswith(each.mark)), None)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _legacy_name(declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    return name if _LEGACY.fullmatch(name) else None


def _is_kept(data: bytes, name: str) -> bool:
    try:
        return data.decode(name).encode(name) == data
    except UnicodeError:
        return False


class TextRecord:
    """A whole text; bytes that are not valid in its encoding are kept as they are."""

    __slots__ = ("_encoding", "_kind", "data", "row")

    def __init__(
        self, data: bytes, row: int = 0, kind: Kind | None = None, encoding: Encoding | None = None
    ) -> None:
        self.data = data
        self.row = row
        self._kind = kind
        self._encoding = encoding or _UTF8

    @property
    def text(self) -> str:
        """The decoded text, without byte order mark."""
        return self.decoded(self.data)

    def decoded(self, data: bytes) -> str:
        """Return the text that bytes in the encoding of this record stand for."""
        name, mark = self._encoding
        try:
            return data[len(mark) :].decode(name, self._encoding.errors)
        except UnicodeDecodeError as error:
            raise FormatError(f"invalid {name} at byte {error.start + len(mark)}") from None

    def segments(self, levels: int = MOST_LEVELS) -> Sequence[Segment]:
        """Return the text as its one segment."""
        text = self.text
        return [Segment(0, text, kind=self._kind)] if text else []

    def pointers(self, places: Sequence[int]) -> Mapping[int, str]:
        """Return the empty pointer."""
        return dict.fromkeys(places, "")

    def rewrite(self, edits: Mapping[int, Sequence[Edit]]) -> bytes:
        """Return its bytes with the edits made; characters that its encoding lacks become `?`."""
        if not edits.get(0):
            return self.data
        return self.encoded(edited(self.text, edits[0]))

    def encoded(self, text: str) -> bytes:
        """Return a text as it is stored beside this one; characters that the encoding lacks become `?`."""
        name, mark = self._encoding
        return mark + text.encode(name, self._encoding.replaces)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with disjoint edits, in order, made.

    >>> edited("I am Ada.", [Edit(5, 8, "X")])
    'I am X.'
    """
    parts: list[str] = []
    last = 0
    for edit in edits:
        parts += (text[last : edit.start], edit.text)
        last = edit.end
    return "".join((*parts, text[last:]))
