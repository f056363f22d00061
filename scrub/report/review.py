"""A redaction side by side as one HTML page, to look through and correct. Holds the original values."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO, Final

from recognizers.entities import ENTITY_TYPES
from scrub.data import Finding, Record, ScrubbedRecord
from scrub.files import placed
from scrub.formats.record import Broken, Gap
from scrub.redact import Part, ScrubbedFile
from scrub.report.places import strings_by_place
from scrub.units import pieces_of

_DATA: Final = "<!-- DATA -->"
# Shown with every page, and so never a name in the data.
_FAMILIES: Final[Mapping[str, str]] = {name: str(entity.family) for name, entity in ENTITY_TYPES.items()}


class Review:
    """Writes the page, one record after the other."""

    def __init__(self, out: BinaryIO, tail: str) -> None:
        self._out = out
        self._tail = tail

    def add(self, file: ScrubbedFile, parts: Iterator[Part]) -> Iterator[Part]:
        """Yield the parts of a file as they come, and note each record with what it was."""
        originals = (piece for piece in pieces_of(file.source, file.format) if not isinstance(piece, Gap))
        for part in parts:
            if isinstance(part, ScrubbedRecord):
                texts = list(_texts(file.source.name, next(originals), part))
                if texts:
                    self._out.write(_script("record", texts))
            yield part

    def close(self) -> None:
        """End the page."""
        self._out.write(self._tail.encode())


@contextmanager
def opened_review(path: Path, *, replace: bool) -> Iterator[Review]:
    """Begin a page that appears at a path when all of it is written; OutputError where it exists."""
    template = files("scrub.report").joinpath("review.html").read_text(encoding="utf-8")
    head, _, tail = template.partition(_DATA)
    with placed(path, replace=replace) as stream:
        stream.write(head.encode() + _script("", _FAMILIES, name="families"))
        review = Review(stream, tail)
        yield review
        review.close()


def _texts(file: str, original: Record | Broken, scrubbed: ScrubbedRecord) -> Iterator[dict[str, Any]]:
    if isinstance(original, Broken) or scrubbed.withheld is not None:
        yield {
            "place": f"{file}, record {scrubbed.row}: withheld, {scrubbed.withheld}",
            "text": "",
            "found": [],
            "withheld": True,
        }
        return
    by_place: dict[int, list[Finding]] = {}
    for finding in scrubbed.findings:
        by_place.setdefault(finding.place, []).append(finding)
    for place, (pointer, text) in strings_by_place(original).items():
        yield {
            "place": f"{file}, record {original.row}{' ' if pointer else ''}{pointer}",
            "text": text,
            "found": [
                {
                    "start": each.start,
                    "end": each.end,
                    "type": each.entity_type,
                    "score": each.score,
                    "rule": each.source,
                    "replacement": each.replacement,
                }
                for each in by_place.get(place, ())
            ],
        }


def _script(kind: str, data: object, name: str = "") -> bytes:
    """Return data as an element that is not run, and that nothing in the data can end."""
    content = json.dumps(data).replace("<", "\\u003c")
    attributes = f'id="{name}"' if name else f'class="{kind}"'
    return f'<script type="application/json" {attributes}>{content}</script>\n'.encode()
