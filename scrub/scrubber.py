"""The stages, composed: detect, link, rewrite, verify; everything else is a thin caller of this."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, SupportsBytes

from scrub.data import Edit, Finding, Record, Scrubbed, ScrubbedRecord, ScrubbedText, Segment, Span
from scrub.detect import Detector
from scrub.errors import ScrubError, VerifyError, contained
from scrub.facts.native import parsed, read_native
from scrub.formats.format import Format
from scrub.formats.record import Broken, parts_of
from scrub.formats.text import TextRecord
from scrub.keys import random_key
from scrub.ledger import Keyed
from scrub.link import Cast, KnownValues, Links
from scrub.link.mentions import Known, mentions_of
from scrub.link.parting import trimmed
from scrub.link.people import People
from scrub.link.regroup import certain_people, regrouped
from scrub.markers import outside, with_markers
from scrub.operators import keyed_hash, operator_of, placeholder
from scrub.payloads import Unreadable, find_unreadable
from scrub.policy import OperatorChoice, Policy, Scope
from scrub.resolve import resolve
from scrub.rewrite import edits_of, values_of
from scrub.scopes import names_scope, scope_name
from scrub.standins import StandIns
from scrub.vault import undo_of
from scrub.verify import Survivors
from scrub.written import is_as_edited, is_covered, spliced

# What was seen once with certainty is found everywhere, and must survive nowhere.
_CERTAIN: Final = 0.75
# Numbers of these types that are so long are nothing else elsewhere, however they were found.
_NUMBERED: Final = frozenset(("BANK_ACCOUNT", "DEVICE_ID", "ID_NUMBER", "VEHICLE_ID"))
_LEAST_DIGITS: Final = 4
_MISPLACED: Final = "verification found a difference that is no redaction, or a redaction that was not made"
_UNCHANGED: Final = "a stand-in is what it was to stand in for"
_SURVIVED: Final = "verification found a value that was to be redacted"
# What a path says of whoever worked there, and is looked for in the file.
_NAMED_IN_PATHS: Final = frozenset(("EMAIL_ADDRESS", "PERSON", "USERNAME"))
# Bytes of a conversation up to which its segments are kept between the passes.
_KEPT_BYTES: Final = 16_000_000


@dataclass(slots=True)
class _Read:
    """A record with what was found in it; mutable while the stages fill it in."""

    record: Record
    segments: Sequence[Segment] | None = None
    spans: Mapping[int, Sequence[Span]] | None = None
    # Images and the like inside its strings, which are replaced by markers.
    payloads: dict[int, Sequence[Unreadable]] = field(default_factory=dict)
    # Of texts that stand in several strings: where each but the last ends and the next one starts.
    breaks: dict[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    withheld: str | None = None

    def parsed(self) -> Sequence[Segment]:
        return self.record.segments() if self.segments is None else self.segments

    def texts(self) -> dict[int, str]:
        return {segment.place: segment.text for segment in self.parsed()}


@dataclass(frozen=True, slots=True)
class _Found:
    """A conversation and the names of its files, searched; all values that were found."""

    reads: Sequence[_Read]
    names: Sequence[_Read]
    values: Iterable[tuple[str, str]]


class Scrubber:
    """Removes people and secrets from texts and conversations; picklable, one a process.

    >>> Scrubber(Policy.load(), key=bytes(32)).scrub_text("call me").text
    'call me'
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        key: bytes | None = None,
        style: str | None = None,
        keeps_undo: bool = False,
    ) -> None:
        """`keeps_undo` has records say what stood in place of every stand-in, for a vault."""
        self.policy = policy or Policy.load()
        self._key = key or random_key()
        self._style = style
        self._keeps_undo = keeps_undo
        self._detector = Detector(self.policy)
        choices = {
            name: OperatorChoice(style) if style else self.policy.operator_for(name)
            for name in self.policy.types
        }
        self._operators = {name: operator_of(choice) for name, choice in choices.items()}
        self._kept = {name for name, choice in choices.items() if choice.name == "keep"}
        self._is_wide = self.policy.scope is not Scope.CONVERSATION
        self._has_surrogates = any(choice.name == "surrogate" for choice in choices.values())
        # Numbers would depend on the order of the inputs.
        self._name_operators = {
            name: keyed_hash if operator is placeholder else operator
            for name, operator in self._operators.items()
        }

    def __reduce__(self) -> Any:
        return _rebuilt, (self.policy, self._key, self._style)

    def __repr__(self) -> str:
        return f"Scrubber(policy={self.policy.name!r}, fingerprint={self.policy.fingerprint!r})"

    def scope_of(self, first: Record, account: Callable[[], str | None]) -> str:
        """Return the name of a conversation's scope; MissingAccountError without the account it needs."""
        scope = self.policy.scope
        return scope_name(scope, first, account() if scope is Scope.ACCOUNT else None)

    def owner(self, form: Format, group: Sequence[Record | Broken]) -> str | None:
        """Return the keyed name of the account that a conversation itself says it is of."""
        known = (piece for piece in group if not isinstance(piece, Broken))
        account = read_native(form.name, parsed(known)).facts.account_id
        return Keyed(self._key).account(account) if isinstance(account, str) else None

    def scrub_text(self, text: str, *, scope: str = "") -> ScrubbedText:
        """Return a text without what the policy wants redacted; ScrubError where that fails."""
        scrubbed = self.scrub_conversation([TextRecord(text.encode("utf-8", "surrogatepass"))], scope=scope)
        record = scrubbed.records[0]
        if record.withheld is not None:
            raise VerifyError(record.withheld)
        return ScrubbedText(record.payload.decode("utf-8", "surrogatepass"), record.findings)

    def find_conversation(
        self, records: Sequence[Record], *, names: Sequence[str] = ()
    ) -> Iterator[Sequence[Finding] | str]:
        """Yield for each record what would be redacted, or why it would be withheld."""
        for read in self._found(records, names).reads:
            try:
                with contained():
                    found = _findings(read, {}, {})
            except ScrubError as error:
                read.withheld = str(error)
            yield found if read.withheld is None else read.withheld

    def scrub_conversation(
        self,
        records: Sequence[Record],
        *,
        scope: str = "",
        names: Sequence[str] = (),
        own_names: Collection[str] = (),
    ) -> Scrubbed:
        """Return the records of one conversation, each redacted or withheld with a reason.

        `scope` names within what one identity keeps one stand-in under one key; conversations of
        different scopes get different ones. `names` are path components, searched and scrubbed alike;
        those of `own_names` are of this conversation alone and get its stand-ins.
        """
        found = self._found(records, names)
        survivors = Survivors(pair for pair in found.values if pair[0] not in self._kept)
        own = [name in own_names for name in names]
        reads = [*found.reads, *(read for read, is_own in zip(found.names, own, strict=True) if is_own)]
        stand_ins = self._stand_ins(reads, survivors, scope)
        scrubbed = [self._rewritten(read, survivors, stand_ins, at) for at, read in enumerate(reads)]
        of_names = iter(scrubbed[len(found.reads) :])
        return Scrubbed(
            scrubbed[: len(found.reads)],
            tuple(
                _written_name(next(of_names)) if is_own else self._scrub_name(read)
                for read, is_own in zip(found.names, own, strict=True)
            ),
        )

    def scrub_names(self, names: Sequence[str]) -> Sequence[str]:
        """Return path components scrubbed by themselves, the same whatever conversations they lead to."""
        return [self._scrub_name(read) for read in self._found((), names).names]

    def _stand_ins(self, reads: Iterable[_Read], survivors: Survivors, scope: str) -> StandIns:
        """Group what was found into identities, and choose what stands in for each."""
        mentions: list[Known] = []
        for at, read in enumerate(reads):
            try:
                with contained():
                    mentions += _mentions(at, read)
            except ScrubError as error:
                read.withheld = str(error)
        links = Links(mentions)
        cast = None
        if self._has_surrogates:
            identified = (
                (kind, value, links.identity(kind, value, place, start))
                for kind, value, place, start, *_ in mentions
            )
            cast = Cast(links, identified, self._key, scope, is_wide=self._is_wide)
        return StandIns(
            self._operators, self._key, scope, survivors, links=links, cast=cast, is_wide=self._is_wide
        )

    def _found(self, records: Sequence[Record], names: Sequence[str]) -> _Found:
        """Search every record and name, then all of them again for every value found in one."""
        keep = sum(len(record.data) for record in records) <= _KEPT_BYTES
        reads = [_Read(record) for record in records]
        values: dict[tuple[str, str], None] = {}
        for read in reads:
            self._detect(read, values, keep=keep)
        of_names = [self._detect_name(name, values) for name in names]
        people = certain_people(value for entity_type, value in values if entity_type == "PERSON")
        known = KnownValues(values, people)
        for read in (*reads, *of_names):
            if read.withheld is None:
                try:
                    with contained():
                        _find_again(read, known, people)
                except ScrubError as error:
                    read.withheld = str(error)
        return _Found(reads, of_names, values)

    def _detect(self, read: _Read, values: dict[tuple[str, str], None], *, keep: bool) -> None:
        spans: dict[int, Sequence[Span]] = {}
        try:
            with contained():
                segments = read.record.segments()
                for segment in segments:
                    if segment.breaks:
                        read.breaks[segment.place] = segment.breaks
                    found: Sequence[Span] = self._detector.find(segment)
                    if segment.marker is None and (payloads := find_unreadable(segment.text)):
                        read.payloads[segment.place] = payloads
                        found = outside(found, payloads)
                    if found:
                        spans[segment.place] = found
                        values.update(
                            ((span.entity_type, value), None)
                            for span, value in values_of(segment.text, found)
                            if _is_certain(span, value)
                        )
        except ScrubError as error:
            read.withheld = str(error)
            return
        read.spans = spans
        if keep:
            read.segments = segments

    def _rewritten(
        self, read: _Read, survivors: Survivors, stand_ins: StandIns, at: int = 0
    ) -> ScrubbedRecord:
        record = read.record
        if read.withheld is not None or read.spans is None:
            return ScrubbedRecord(record.row, None, read.withheld, (), 0)
        edits: dict[int, Sequence[Edit]] = {}
        numbers: dict[tuple[int, int], int] = {}
        dropped = 0
        try:
            with contained():
                for segment in read.parsed():
                    if segment.marker is not None:
                        if segment.text != segment.marker:
                            dropped += 1
                            edits[segment.place] = [Edit(0, len(segment.text), segment.marker)]
                    elif spans := read.spans.get(segment.place):
                        edits[segment.place] = self._edits(segment, spans, stand_ins, at, numbers)
                marked, replaced = with_markers(edits, read.payloads)
                payload = record.rewrite(marked)
                if not self._is_as_edited(read, payload, edits, marked):
                    raise VerifyError(_MISPLACED)
                if survivors.count(_searchable(record, payload)):
                    raise VerifyError(_SURVIVED)
                findings = _findings(read, edits, numbers)
        except ScrubError as error:
            return ScrubbedRecord(record.row, None, str(error), (), 0)
        undo = undo_of(read.texts(), marked) if self._keeps_undo else {}
        return ScrubbedRecord(record.row, payload, None, findings, dropped + replaced, undo)

    def _is_as_edited(
        self,
        read: _Read,
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
        numbers = {segment.place for segment in read.parsed() if segment.is_number}
        return is_as_edited(record.data, payload, marked, breaks=read.breaks, numbers=numbers)

    def _edits(
        self,
        segment: Segment,
        spans: Sequence[Span],
        stand_ins: StandIns,
        record: int,
        numbers: dict[tuple[int, int], int],
    ) -> list[Edit]:
        if segment.is_number:
            if all(span.entity_type in self._kept for span in spans):
                return []
            digits, number = stand_ins.of_number(spans[0].entity_type, segment.text)
            numbers[segment.place, spans[0].start] = number.overall
            return [Edit(0, len(segment.text), digits)]
        edits: list[Edit] = []
        for outer in spans:

            def stand_in(span: Span, value: str, start: int = outer.start) -> str:
                place = record, segment.place
                text, number = stand_ins.of_value(span.entity_type, value, place, start)
                numbers.setdefault((segment.place, start), number.overall)
                if text == value and span.entity_type not in self._kept:
                    raise VerifyError(_UNCHANGED)
                return text

            edits += edits_of(segment.text, [outer], stand_in)
        return edits

    def _detect_name(self, name: str, known: dict[tuple[str, str], None]) -> _Read:
        """Search a path component, and add to what is known of the conversation who it names."""
        values: dict[tuple[str, str], None] = {}
        read = _Read(TextRecord(name.encode("utf-8", "surrogateescape")))
        self._detect(read, values, keep=True)
        # `jane@acme.io.txt` is no address, `jane@acme.io` is.
        stem = name.rpartition(".")[0]
        if stem and read.spans is not None:
            more = _Read(TextRecord(stem.encode("utf-8", "surrogateescape")))
            self._detect(more, values, keep=True)
            read.spans = {0: resolve((*read.spans.get(0, ()), *(more.spans or {}).get(0, ())))}
            read.withheld = more.withheld
        known.update((pair, None) for pair in values if pair[0] in _NAMED_IN_PATHS)
        return read

    def _scrub_name(self, read: _Read) -> str:
        nothing = Survivors(())
        scope = names_scope(self.policy.scope)
        stand_ins = StandIns(self._name_operators, self._key, scope, nothing)
        return _written_name(self._rewritten(read, nothing, stand_ins))


def _written_name(scrubbed: ScrubbedRecord) -> str:
    if scrubbed.withheld is not None:
        raise VerifyError(f"a file name cannot be scrubbed: {scrubbed.withheld}")
    return str(scrubbed.payload.decode("utf-8", "surrogateescape"))


def _is_certain(span: Span, value: str) -> bool:
    if span.score >= _CERTAIN:
        return True
    return span.entity_type in _NUMBERED and sum(map(str.isdigit, value)) >= _LEAST_DIGITS


def _find_again(read: _Read, known: KnownValues, people: People) -> None:
    """Add the mentions of known values where detection did not fire, and have a span for every name."""
    spans = dict(read.spans or {})
    if not spans and not known:
        return
    for segment in read.parsed():
        if segment.marker is not None:
            continue
        found: Sequence[Span] = spans.get(segment.place, ())
        if known and (again := known.search(segment.text)):
            whole = trimmed(segment.text, found, again)
            found = outside(resolve((*whole, *again)), read.payloads.get(segment.place, ()))
        if found:
            spans[segment.place] = regrouped(segment.text, found, people)
    read.spans = spans


def _mentions(at: int, read: _Read) -> Iterator[Known]:
    """Yield what was found in a record, decoded, with where it stands."""
    if read.withheld is not None or not read.spans:
        return
    for segment in read.parsed():
        spans = read.spans.get(segment.place, ())
        if segment.is_number and spans:
            yield Known(spans[0].entity_type, segment.text, (at, segment.place))
        elif segment.marker is None:
            yield from mentions_of(segment.text, spans, (at, segment.place))


def _findings(
    read: _Read, edits: Mapping[int, Sequence[Edit]], numbers: Mapping[tuple[int, int], int]
) -> Sequence[Finding]:
    if not read.spans:
        return ()
    row = read.record.row
    parts = {
        (place, span.start): list(parts_of(place, read.breaks.get(place, ()), span.start, span.end))
        for place, spans in read.spans.items()
        for span in spans
    }
    pointers = read.record.pointers([place for strings in parts.values() for place, _, _ in strings])
    findings = []
    for place in sorted(read.spans):
        replacements = [edit.text for edit in edits.get(place, ())]
        for number, span in enumerate(read.spans[place]):
            replacement = replacements[min(number, len(replacements) - 1)] if replacements else None
            for string, start, end in parts[place, span.start]:
                findings.append(
                    Finding(
                        row,
                        pointers[string],
                        start,
                        end,
                        span.entity_type,
                        span.score,
                        span.source,
                        replacement,
                        numbers.get((place, span.start)),
                    )
                )
                # What crosses into further strings is written once, in the first.
                replacement = None if replacement is None else ""
    return findings


def _rebuilt(policy: Policy, key: bytes, style: str | None) -> Scrubber:
    return Scrubber(policy, key=key, style=style)


def _searchable(record: Record, payload: Any) -> bytes:
    """Return in UTF-8 what would be written."""
    if isinstance(record, TextRecord):
        return record.decoded(payload).encode("utf-8", "surrogateescape")
    if isinstance(payload, SupportsBytes):
        return bytes(payload)
    return json.dumps(payload, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
