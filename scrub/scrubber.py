"""The stages, composed: detect, link, rewrite, verify; everything else is a thin caller of this."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from recognizers.engine import find_encoded
from scrub.data import Edit, Finding, Record, Scrubbed, ScrubbedRecord, ScrubbedText, Segment, Span
from scrub.detect import Detector
from scrub.errors import ScrubError, VerifyError
from scrub.formats.text import TextRecord
from scrub.keys import random_key
from scrub.link import KnownValues, Register, identify
from scrub.operators import Mention, operator_of
from scrub.policy import OperatorChoice, Policy
from scrub.resolve import resolve
from scrub.rewrite import edits_of, values_of
from scrub.surrogates import digits_like
from scrub.verify import Survivors

_SURVIVED: Final = "verification found a value that was to be redacted"

# The spans of a record by place of their segment, or the reason why it is withheld.
_Found = dict[int, tuple[Span, ...]] | str


class Scrubber:
    """Removes people and secrets from texts and conversations; picklable, one a process.

    >>> Scrubber(Policy.load(), key=bytes(32)).scrub_text("call me").text
    'call me'
    """

    def __init__(
        self, policy: Policy | None = None, *, key: bytes | None = None, style: str | None = None
    ) -> None:
        self.policy = policy or Policy.load()
        self._key = key or random_key()
        self._style = style
        self._detector = Detector(self.policy)
        default = OperatorChoice(style) if style else self.policy.operator
        self._operators = {
            name: operator_of(default if style else self.policy.operator_for(name))
            for name in self.policy.types
        }
        self._kept = {
            name for name in self.policy.types if not style and self.policy.operator_for(name).name == "keep"
        }

    def __reduce__(self) -> Any:
        return _rebuilt, (self.policy, self._key, self._style)

    def __repr__(self) -> str:
        return f"Scrubber(policy={self.policy.name!r}, fingerprint={self.policy.fingerprint!r})"

    def scrub_text(self, text: str, *, scope: str = "") -> ScrubbedText:
        """Return a text without what the policy wants redacted; ScrubError where that fails."""
        scrubbed = self.scrub_conversation([TextRecord(text.encode("utf-8", "surrogateescape"))], scope=scope)
        record = scrubbed.records[0]
        if record.withheld is not None:
            raise VerifyError(record.withheld)
        return ScrubbedText(record.payload.decode("utf-8", "surrogateescape"), record.findings)

    def find_record(self, record: Record) -> Sequence[Finding]:
        """Return what would be redacted in a record; ScrubError where it cannot be searched."""
        found = {segment.place: self._detector.find(segment) for segment in record.segments()}
        places = [place for place, spans in found.items() if spans]
        if not places:
            return []
        pointers = record.pointers(places)
        return [
            Finding(
                record.row, pointers[place], span.start, span.end, span.entity_type, span.score, span.source
            )
            for place in places
            for span in found[place]
        ]

    def scrub_conversation(self, records: Sequence[Record], *, scope: str = "") -> Scrubbed:
        """Return the records of one conversation, each redacted or withheld with a reason.

        `scope` names within what one identity keeps one stand-in under one key; conversations of
        different scopes get different ones.
        """
        found = [self._detect(record) for record in records]
        values = dict.fromkeys(self._values(records, found))
        known = KnownValues(values)
        survivors = Survivors(value for entity_type, value in values if entity_type not in self._kept)
        register = Register()
        return Scrubbed(
            [
                self._scrub_record(record, spans, known, survivors, register, scope)
                for record, spans in zip(records, found, strict=True)
            ]
        )

    def _detect(self, record: Record) -> _Found:
        try:
            found = {segment.place: self._detector.find(segment) for segment in record.segments()}
        except ScrubError as error:
            return str(error)
        return {place: spans for place, spans in found.items() if spans}

    def _values(self, records: Sequence[Record], found: Iterable[_Found]) -> Iterable[tuple[str, str]]:
        """Yield (entity type, value) of everything found."""
        for record, spans in zip(records, found, strict=True):
            if spans and not isinstance(spans, str):
                for segment in record.segments():
                    for span, value in values_of(segment.text, spans.get(segment.place, ())):
                        yield span.entity_type, value

    def _scrub_record(
        self,
        record: Record,
        found: _Found,
        known: KnownValues,
        survivors: Survivors,
        register: Register,
        scope: str,
    ) -> ScrubbedRecord:
        if isinstance(found, str):
            return ScrubbedRecord(record.row, None, found, (), 0)
        edits: dict[int, Sequence[Edit]] = {}
        spans_by_place: dict[int, Sequence[Span]] = {}
        numbers: dict[tuple[int, int], int] = {}
        dropped = 0
        try:
            for segment in record.segments():
                if segment.marker is not None:
                    if segment.text != segment.marker:
                        dropped += 1
                        edits[segment.place] = [Edit(0, len(segment.text), segment.marker)]
                    continue
                spans = found.get(segment.place, ())
                again = find_encoded(segment.text, known.find)
                if again:
                    spans = tuple(resolve((*spans, *again)))
                if spans:
                    spans_by_place[segment.place] = spans
                    edits[segment.place] = self._edits(segment, spans, register, scope, numbers)
            payload = record.rewrite(edits) if edits else record.rewrite({})
            if survivors.count(_searchable(payload)):
                raise VerifyError(_SURVIVED)
        except ScrubError as error:
            return ScrubbedRecord(record.row, None, str(error), (), 0)
        findings = self._findings(record, spans_by_place, edits, numbers)
        return ScrubbedRecord(record.row, payload, None, findings, dropped)

    def _edits(
        self,
        segment: Segment,
        spans: Sequence[Span],
        register: Register,
        scope: str,
        numbers: dict[tuple[int, int], int],
    ) -> list[Edit]:
        if segment.is_number:
            number = register.number(identify(spans[0].entity_type, segment.text))
            numbers[segment.place, spans[0].start] = number.overall
            return [Edit(0, len(segment.text), digits_like(segment.text, self._key, scope))]
        edits: list[Edit] = []
        for outer in spans:

            def stand_in(span: Span, value: str, at: int = outer.start) -> str:
                identity = identify(span.entity_type, value)
                number = register.number(identity)
                numbers.setdefault((segment.place, at), number.overall)
                mention = Mention(span.entity_type, value, identity, number, self._key, scope)
                return self._operators[span.entity_type](mention)

            edits += edits_of(segment.text, [outer], stand_in)
        return edits

    def _findings(
        self,
        record: Record,
        spans_by_place: Mapping[int, Sequence[Span]],
        edits: Mapping[int, Sequence[Edit]],
        numbers: Mapping[tuple[int, int], int],
    ) -> Sequence[Finding]:
        if not spans_by_place:
            return ()
        pointers = record.pointers(list(spans_by_place))
        return [
            Finding(
                record.row,
                pointers[place],
                span.start,
                span.end,
                span.entity_type,
                span.score,
                span.source,
                edit.text,
                numbers.get((place, span.start)),
            )
            for place, spans in spans_by_place.items()
            for span, edit in zip(spans, edits[place], strict=False)
        ]


def _rebuilt(policy: Policy, key: bytes, style: str | None) -> Scrubber:
    return Scrubber(policy, key=key, style=style)


def _searchable(payload: Any) -> bytes:
    if isinstance(payload, bytes):
        return payload
    return json.dumps(payload, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
