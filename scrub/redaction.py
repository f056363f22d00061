"""The last stages: stand-ins put in place of what was found, and proof that nothing of it is left."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, SupportsBytes

from scrub.data import Edit, Record, ScrubbedRecord, Segment, Span
from scrub.errors import ScrubError, VerifyError, contained
from scrub.formats.text import TextRecord
from scrub.markers import with_markers
from scrub.nested import kept_json
from scrub.rewrite import edits_of
from scrub.search import Read, findings_of
from scrub.standins import StandIns
from scrub.vault import undo_of
from scrub.verify import Survivors
from scrub.written import is_as_edited, is_covered, spliced

_MISPLACED: Final = "verification found a difference that is no redaction, or a redaction that was not made"
_UNCHANGED: Final = "a stand-in is what it was to stand in for"
_SURVIVED: Final = "verification found a value that was to be redacted"


class Redaction:
    """Rewrites the records of one conversation."""

    def __init__(
        self, stand_ins: StandIns, survivors: Survivors, kept: Collection[str], *, keeps_undo: bool = False
    ) -> None:
        """Types of `kept` stay as they are, and are no survivors."""
        self._stand_ins = stand_ins
        self._survivors = survivors
        self._kept = kept
        self._keeps_undo = keeps_undo

    def of_record(self, read: Read, at: int = 0) -> ScrubbedRecord:
        """Return a record rewritten and verified, or withheld; `at` is its number in the conversation."""
        record = read.record
        if read.withheld is not None or read.spans is None:
            return ScrubbedRecord(record.row, None, read.withheld, (), 0)
        edits: dict[int, Sequence[Edit]] = {}
        numbers: dict[tuple[int, int], int] = {}
        dropped = 0
        try:
            with contained():
                segments = read.parsed()
                for segment in segments:
                    if segment.marker is not None:
                        if segment.text != segment.marker:
                            dropped += not segment.is_number or segment.key != ""
                            edits[segment.place] = [Edit(0, len(segment.text), segment.marker)]
                    elif spans := read.spans.get(segment.place):
                        edits[segment.place] = self._edits(segment, spans, at, numbers)
                marked, replaced = with_markers(edits, read.payloads)
                texts = {segment.place: segment.text for segment in segments if segment.place in marked}
                marked = {place: kept_json(texts[place], made) for place, made in marked.items()}
                payload = record.rewrite(marked)
                if not self._is_as_edited(read, segments, payload, edits, marked):
                    raise VerifyError(_MISPLACED)
                if any(map(self._survivors.count, _searchable(record, payload))):
                    raise VerifyError(_SURVIVED)
                findings = findings_of(read, edits, numbers)
        except ScrubError as error:
            return ScrubbedRecord(record.row, None, str(error), (), 0)
        undo = {}
        if self._keeps_undo:
            undo = undo_of(texts, marked)
        return ScrubbedRecord(record.row, payload, None, findings, dropped + replaced, undo)

    def _is_as_edited(
        self,
        read: Read,
        segments: Sequence[Segment],
        payload: Any,
        edits: Mapping[int, Sequence[Edit]],
        marked: Mapping[int, Sequence[Edit]],
    ) -> bool:
        """Whether every span was edited, and nothing else is different in what would be written."""
        for place, spans in (read.spans or {}).items():
            wanted = [(span.start, span.end) for span in spans if span.entity_type not in self._kept]
            if not is_covered(wanted, edits.get(place, ())):
                return False
        record = read.record
        if isinstance(record, TextRecord):
            return bool(payload == record.encoded(spliced(record.text, marked.get(0, ()))))
        if not marked:
            return not isinstance(payload, bytes) or payload == record.data
        if not isinstance(payload, bytes):
            # A row of a table, whose cells are compared with their types when it is made.
            return True
        numbers = {segment.place for segment in segments if segment.is_number}
        return is_as_edited(record.data, payload, marked, breaks=read.breaks, numbers=numbers)

    def _edits(
        self,
        segment: Segment,
        spans: Sequence[Span],
        record: int,
        numbers: dict[tuple[int, int], int],
    ) -> list[Edit]:
        if segment.is_number:
            if all(span.entity_type in self._kept for span in spans):
                return []
            digits, number = self._stand_ins.of_number(spans[0].entity_type, segment.text)
            numbers[segment.place, spans[0].start] = number.overall
            return [Edit(0, len(segment.text), digits)]
        edits: list[Edit] = []
        for outer in spans:

            def stand_in(span: Span, value: str, start: int = outer.start) -> str:
                place = record, segment.place
                text, number = self._stand_ins.of_value(span.entity_type, value, place, start)
                numbers.setdefault((segment.place, start), number.overall)
                if text == value and span.entity_type not in self._kept:
                    raise VerifyError(_UNCHANGED)
                return text

            edits += edits_of(segment.text, [outer], stand_in)
        return edits


def _searchable(record: Record, payload: Any) -> Iterator[bytes]:
    """Yield in UTF-8 what would be written, and as it is what others may take for ASCII."""
    if isinstance(record, TextRecord):
        text = record.decoded(payload).encode("utf-8", "surrogateescape")
        yield text
        if text != payload:
            yield payload
    elif isinstance(payload, SupportsBytes):
        yield bytes(payload)
    else:
        yield json.dumps(payload, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
