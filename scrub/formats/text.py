"""Any text as one record: code, logs, `.env` files, dumps."""

import codecs
from collections.abc import Mapping, Sequence

from scrub.errors import FormatError
from scrub.formats.record import Edit, Kind, Segment

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class TextRecord:
    """A whole text; bytes that are not valid in its encoding are kept as they are.

    UTF-8, or UTF-16 with a byte order mark. Raises FormatError for a file with NUL bytes: what
    cannot be read cannot be scrubbed.
    """

    __slots__ = ("_bom", "_encoding", "_kind", "data", "row")

    def __init__(self, data: bytes, row: int = 0, kind: Kind | None = None) -> None:
        self.data = data
        self.row = row
        self._kind = kind
        self._bom, self._encoding = next(
            ((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", "utf-8")
        )
        if self._encoding == "utf-8" and b"\0" in data:
            raise FormatError("is binary (holds NUL bytes)")

    @property
    def text(self) -> str:
        """The decoded text, without byte order mark."""
        try:
            return self.data[len(self._bom) :].decode(self._encoding, "surrogateescape")
        except UnicodeDecodeError as error:
            raise FormatError(f"invalid {self._encoding} at byte {error.start}") from None

    def segments(self) -> Sequence[Segment]:
        """Return the text as its one segment."""
        text = self.text
        return [Segment(0, text, kind=self._kind)] if text else []

    def pointers(self, places: Sequence[int]) -> Mapping[int, str]:
        """Return the empty pointer."""
        return dict.fromkeys(places, "")

    def rewrite(self, edits: Mapping[int, Sequence[Edit]]) -> bytes:
        """Return its bytes with the edits made."""
        if not edits.get(0):
            return self.data
        return self._bom + edited(self.text, edits[0]).encode(self._encoding, "surrogateescape")


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
