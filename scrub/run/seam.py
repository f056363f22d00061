"""Where the parts of one file are put together: the gaps around what each of them wrote."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from scrub.formats.record import Broken, Gap
from scrub.redact import Part
from scrub.run.tasks import Stretch

BODY: Final = "body"
_SEAM: Final = "seam.json"


@dataclass(slots=True)
class Seam:
    """What a part has before, between and after its records that are written."""

    # The scrubbed name of the file; None where it has none.
    name: str | None = None
    # Before the first record, written or not; None where there is none.
    opening: str | None = None
    # Before the first record that is written; None where there is none.
    lead: str | None = None
    # After the last record, written or not.
    tail: str = ""
    # How many records are written.
    rows: int = 0
    # How many bytes were written, and for how many conversations there is an entry.
    size: int = 0
    entries: int = 0

    def joined(self, parts: Iterable[Part]) -> Iterator[bytes]:
        """Yield what is written, but for what stands before and after it, as `scrub.redact.joined` does."""
        gaps: list[bytes] = []
        for part in parts:
            if isinstance(part, Gap):
                gaps.append(part.data)
                continue
            if self.opening is None:
                self.opening = b"".join(gaps).hex()
            if part.withheld is None:
                if self.lead is None:
                    self.lead = b"".join(gaps).hex()
                else:
                    yield b"".join(gaps)
                self.rows += 1
                yield part.payload
            gaps.clear()
        self.tail = b"".join(gaps).hex()

    def dump(self, folder: Path, name: str | None, entries: int) -> None:
        """Write it down beside what the part wrote."""
        self.name, self.entries, self.size = name, entries, _size(folder)
        with (folder / _SEAM).open("w", encoding="ascii") as stream:
            json.dump(asdict(self), stream)
            stream.flush()
            os.fsync(stream.fileno())


def read_seam(folder: Path) -> Seam:
    """Read what `dump` wrote; ValueError where it, or what the part wrote, is not as it was."""
    try:
        seam = Seam(**json.loads((folder / _SEAM).read_bytes()))
        for gap in (seam.opening or "", seam.lead or "", seam.tail):
            bytes.fromhex(gap)
        is_whole = seam.size == _size(folder) and type(seam.rows) is int
        is_whole &= isinstance(seam.name, str | None)
    except (OSError, TypeError, RecursionError):
        raise ValueError from None
    if not is_whole:
        raise ValueError
    return seam


def _size(folder: Path) -> int:
    """Return how many bytes a part wrote."""
    body = folder / BODY
    return body.stat().st_size if body.exists() else 0


def unwritten(pieces: Iterable[Stretch]) -> Seam:
    """Return the seam of a part of which nothing is written."""
    seam = Seam()
    gaps: list[bytes] = []
    for piece in pieces:
        if not isinstance(piece, Broken) and piece[0] is None:
            gaps.append(piece[1])
            continue
        if seam.opening is None:
            seam.opening = b"".join(gaps).hex()
        gaps.clear()
    seam.tail = b"".join(gaps).hex()
    return seam


class Gaps:
    """What stands between the parts of a whole file, as they come."""

    def __init__(self) -> None:
        self._opening: str | None = None
        self._tail = ""
        self._is_written = False

    def before(self, seam: Seam) -> bytes:
        """Return what stands before the first record that a part wrote."""
        if self._opening is None:
            self._opening = seam.opening
        self._tail = seam.tail
        if seam.lead is None:
            return b""
        lead = seam.lead if self._is_written else self._opening
        self._is_written = True
        return bytes.fromhex(lead or "")

    def after(self) -> bytes:
        """Return what stands after the last."""
        return bytes.fromhex(self._tail)
