"""The first stage: what stands where in a conversation, and all other places where it stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from recognizers.context.finder import SOURCE as CONTEXT_SOURCE
from recognizers.readings.codecs import decode
from scrub.cut_secrets import find_cut_secrets
from scrub.data import Edit, Finding, Record, Segment, Span
from scrub.detect import Detector
from scrub.errors import FormatError, ScrubError, contained
from scrub.formats.record import over_limit, parts_of
from scrub.formats.text import TextRecord
from scrub.in_order import InOrder
from scrub.link.directory import Directory
from scrub.link.domains import OwnDomains, domains_of
from scrub.link.known import ENCODED_HOMES, KnownValues
from scrub.link.mentions import Known, mentions_of
from scrub.link.parting import trimmed
from scrub.link.people import People
from scrub.link.regroup import certain_people, regrouped
from scrub.link.services import services_in, without_services
from scrub.markers import outside, unnamed
from scrub.payloads import Unreadable, find_unreadable
from scrub.resolve import MODEL_SOURCE, resolve, resolve_in
from scrub.rewrite import values_of
from scrub.streams import Piece, find_across
from scrub.surrogates.ours import is_in_placeholder, is_placeholder

# What was seen once with certainty is found everywhere, and must survive nowhere.
_CERTAIN: Final = 0.75
# Numbers of these types that are so long are nothing else elsewhere, however they were found.
_NUMBERED: Final = frozenset(("BANK_ACCOUNT", "DEVICE_ID", "ID_NUMBER", "VEHICLE_ID"))
_LEAST_DIGITS: Final = 4
# What a path says of whoever worked there, and is looked for in the file.
_NAMED_IN_PATHS: Final = frozenset(("EMAIL_ADDRESS", "PERSON", "USERNAME"))
# Coding agents name folders after paths, with hyphens for `/` and `.`: where a login ends is not seen.
_ENCODED_HOME: Final = re.compile(rf"(?:[A-Za-z]-)?(?:{'|'.join(ENCODED_HOMES)})")
_INITIAL: Final = re.compile(r"[A-Za-z]-[A-Za-z0-9]{2,}")
# The sources that judge by the words around a value.
_GUESSING: Final = frozenset((CONTEXT_SOURCE, MODEL_SOURCE))
# Bytes of a conversation up to which its segments are kept between the passes.
_KEPT_BYTES: Final = 16_000_000


@dataclass(slots=True)
class Read:
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
        """Return the segments of the record, kept or parsed anew."""
        return self.record.segments() if self.segments is None else self.segments


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation and the names of its files, searched; all values that were found."""

    reads: Sequence[Read]
    names: Sequence[Read]
    values: Iterable[tuple[str, str]]


class Search:
    """Searches conversations with one detector."""

    def __init__(
        self,
        detector: Detector,
        directory: Directory | None = None,
        *,
        is_ours: Callable[[str, str], bool] = lambda entity_type, value: is_placeholder(value),
    ) -> None:
        """Look in every conversation for the people of a directory, in all their forms.

        Values of which `is_ours` says, by type, that they are stand-ins of an earlier pass are let be.
        """
        self._detector = detector
        self._is_ours = lru_cache(maxsize=4096)(is_ours)
        self._directory = directory or Directory()

    @property
    def largest(self) -> int:
        """How many bytes a conversation may have."""
        return self._detector.conversation_bytes

    def conversation(self, records: Sequence[Record], names: Sequence[str]) -> Found:
        """Search every record and name, then all of them again for every value found in one."""
        size = sum(len(record.data) for record in records)
        withheld = over_limit(self.largest) if size > self.largest else None
        reads = [Read(record, withheld=withheld) for record in records]
        values: dict[tuple[str, str], None] = {}
        services: set[str] = set()
        order = InOrder(self._detector, self._found)
        for number, read in enumerate(reads):
            if read.withheld is None:
                order.begin_record(number, read.record)
                self._detect(read, values, services, keep=size <= _KEPT_BYTES, order=order)
        values.update(dict.fromkeys(self._add_across(reads, order.pieces, self._found)))
        of_names = [self._detect_name(name, values) for name in names]
        services = {name for name in services if ("USERNAME", name) not in self._directory}
        if self._directory:
            values = {**dict.fromkeys(self._known_in((*reads, *of_names), values)), **values}
        values = {pair: None for pair in values if pair[0] != "USERNAME" or pair[1].lower() not in services}
        people = certain_people(value for entity_type, value in values if entity_type == "PERSON")
        known = KnownValues(values, people)
        domains = OwnDomains(domains_of(values))
        if known:
            self._add_across(
                reads, order.pieces, lambda text: self._detector.without_allowed(text, known.search(text))
            )
        for read in (*reads, *of_names):
            if read.withheld is None:
                try:
                    with contained():
                        self._find_again(read, known, people, domains, services)
                except ScrubError as error:
                    read.withheld = str(error)
        return Found(reads, of_names, values)

    def _known_in(
        self, reads: Iterable[Read], values: Iterable[tuple[str, str]]
    ) -> Sequence[tuple[str, str]]:
        """Return what is known of the people whom records mention; those that cannot be read are withheld."""
        found = self._directory.meant(value for entity_type, value in values if entity_type == "PERSON")
        for read in reads:
            if read.withheld is None:
                try:
                    with contained():
                        for segment in read.parsed():
                            found |= self._directory.mentioned(segment.text)
                except ScrubError as error:
                    read.withheld = str(error)
        return sorted(found)

    def find_conversation(
        self, records: Sequence[Record], *, names: Sequence[str] = ()
    ) -> Iterator[Sequence[Finding] | str]:
        """Yield for each record what would be redacted, or why it would be withheld."""
        for read in self.conversation(records, names).reads:
            try:
                with contained():
                    found = findings_of(read, {}, {})
            except ScrubError as error:
                read.withheld = str(error)
            yield found if read.withheld is None else read.withheld

    def _found(self, text: str) -> Sequence[Span]:
        return self._detector.find(Segment(0, text))

    def _add_across(
        self, reads: Sequence[Read], pieces: Sequence[Piece], find: Callable[[str], Sequence[Span]]
    ) -> Sequence[tuple[str, str]]:
        """Add what stands in several strings of a stream, and return what of it is certain.

        Withholds them all where they cannot be searched.
        """
        parts: dict[tuple[int, int], list[Span]] = {}
        values = []
        try:
            with contained():
                for part in find_across(pieces, find):
                    parts.setdefault((part.record, part.place), []).append(part.span)
                    if part.value and _is_certain(part.span, part.value):
                        values.append((part.span.entity_type, part.value))
        except ScrubError as error:
            for piece in pieces:
                reads[piece.record].withheld = str(error)
            return ()
        for (record, place), spans in parts.items():
            read = reads[record]
            if read.spans is not None:
                read.spans = {**read.spans, place: resolve((*read.spans.get(place, ()), *spans))}
        return values

    def _detect(
        self,
        read: Read,
        values: dict[tuple[str, str], None],
        services: set[str],
        *,
        keep: bool,
        order: InOrder | None = None,
    ) -> None:
        spans: dict[int, Sequence[Span]] = {}
        try:
            with contained():
                segments = read.record.segments(self._detector.nesting)
                for segment in segments:
                    if segment.breaks:
                        read.breaks[segment.place] = segment.breaks
                    found: Sequence[Span] = self._detector.find(segment)
                    if order is not None and (more := order.find(segment)):
                        found = resolve_in(segment.text, (*found, *more))
                    found = self._without_ours(segment, found)
                    services.update(services_in(segment.text))
                    if segment.marker is None and (
                        payloads := unnamed(segment.text, find_unreadable(segment.text), found)
                    ):
                        read.payloads[segment.place] = payloads
                        found = outside(found, payloads)
                    if found:
                        spans[segment.place] = found
                        values.update(
                            ((span.entity_type, value), None)
                            for span, value in values_of(segment.text, found)
                            if _is_certain(span, value)
                        )
                for cut in find_cut_secrets(segments, spans):
                    for place, span in cut.rest.items():
                        spans[place] = resolve((*spans.get(place, ()), span))
                    if _is_certain(cut.whole, cut.value):
                        values[cut.whole.entity_type, cut.value] = None
        except ScrubError as error:
            read.withheld = str(error)
            return
        read.spans = spans
        if keep:
            read.segments = segments

    def _without_ours(self, segment: Segment, spans: Sequence[Span]) -> Sequence[Span]:
        """Return the spans without those that hold nothing but stand-ins of an earlier pass."""
        return [span for span in spans if not self._is_let_be(segment.text, span)]

    def _is_let_be(self, text: str, span: Span) -> bool:
        piece = text[span.start : span.end]
        if span.inner:
            inside = decode(span.codec, piece)
            return all(self._is_let_be(inside, inner) for inner in span.inner)
        if span.codec:
            return self._is_ours(span.entity_type, decode(span.codec, piece))
        return self._is_ours(span.entity_type, piece) or is_in_placeholder(text, span.start, span.end)

    def _find_again(
        self, read: Read, known: KnownValues, people: People, domains: OwnDomains, services: Set[str]
    ) -> None:
        """Add the mentions of known values where detection did not fire, and have a span for every name."""
        spans = dict(read.spans or {})
        if not spans and not known and not domains:
            return
        for segment in read.parsed():
            if segment.marker is not None:
                continue
            first = found = without_services(segment.text, spans.get(segment.place, ()), services)
            if (hosts := domains.search(segment.text)) and (hosts := self._detector.accepted(segment, hosts)):
                found = outside(
                    resolve_in(segment.text, (*found, *hosts)), read.payloads.get(segment.place, ())
                )
            again = self._detector.without_allowed(segment.text, known.search(segment.text)) if known else ()
            if again := _not_yet(found, again):
                whole = trimmed(segment.text, _but_for_guesses(found, again), again)
                found = outside(
                    resolve_in(segment.text, (*whole, *again)), read.payloads.get(segment.place, ())
                )
            if segment.place in spans or found:
                looked_at = set(map(id, first))
                spans[segment.place] = [
                    span
                    for span in regrouped(segment.text, found, people, self._detector.wants)
                    if id(span) in looked_at or not self._is_let_be(segment.text, span)
                ]
        read.spans = spans

    def _detect_name(self, name: str, known: dict[tuple[str, str], None]) -> Read:
        """Search a path component, and add to what is known of the conversation who it names."""
        values: dict[tuple[str, str], None] = {}
        try:
            data = name.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise FormatError("a file name holds half of a character") from None
        read = Read(TextRecord(data))
        self._detect(read, values, set(), keep=True)
        # `jane@acme.io.txt` is no address, `jane@acme.io` is.
        stem = name.rpartition(".")[0]
        if stem and read.spans is not None:
            more = Read(TextRecord(stem.encode("utf-8", "surrogateescape")))
            self._detect(more, values, set(), keep=True)
            read.spans = {0: resolve((*read.spans.get(0, ()), *(more.spans or {}).get(0, ())))}
            read.withheld = more.withheld
        if read.spans is not None and (home := _ENCODED_HOME.match(name)):
            owners = self._owners(name, home.end()) if self._detector.wants("USERNAME") else ()
            read.spans = {0: resolve((*read.spans.get(0, ()), *owners))}
        known.update((pair, None) for pair in values if pair[0] in _NAMED_IN_PATHS)
        return read

    def _owners(self, name: str, start: int) -> Iterator[Span]:
        """Yield the login that begins an encoded path, where it is a name, or an initial and a word."""
        if initial := _INITIAL.match(name, start):
            yield Span(start, initial.end(), "USERNAME", _CERTAIN, "home-path-encoded")
        for span in self._detector.find(Segment(0, name[start:].replace("-", " "))):
            if span.entity_type == "PERSON" and span.start == 0:
                yield Span(start, start + span.end, "USERNAME", span.score, span.source)


def _not_yet(found: Sequence[Span], again: Sequence[Span]) -> Sequence[Span]:
    """Return the mentions of known values but for those that detection found just so."""
    if not again:
        return again
    already = {(span.start, span.end, span.entity_type, span.codec) for span in found}
    return [span for span in again if (span.start, span.end, span.entity_type, span.codec) not in already]


def _but_for_guesses(found: Sequence[Span], again: Sequence[Span]) -> Sequence[Span]:
    """Return what was found without what a model took for something else than it is known to be."""
    known = {(span.start, span.end) for span in again}
    return [span for span in found if span.source not in _GUESSING or (span.start, span.end) not in known]


def findings_of(
    read: Read, edits: Mapping[int, Sequence[Edit]], numbers: Mapping[tuple[int, int], int]
) -> Sequence[Finding]:
    """Return what was found in a record, with what stands in its place and the numbers of identities."""
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
                        string,
                    )
                )
                # What crosses into further strings is written once, in the first.
                replacement = None if replacement is None else ""
    return findings


def mentions_in(at: int, read: Read) -> Iterator[Known]:
    """Yield what was found in a record, decoded, with where it stands."""
    if read.withheld is not None or not read.spans:
        return
    for segment in read.parsed():
        spans = read.spans.get(segment.place, ())
        if segment.is_number and spans:
            yield Known(spans[0].entity_type, segment.text, (at, segment.place))
        elif spans and segment.marker is None:
            yield from mentions_of(segment.text, spans, (at, segment.place))


def _is_certain(span: Span, value: str) -> bool:
    if span.score >= _CERTAIN:
        return True
    return span.entity_type in _NUMBERED and sum(map(str.isdigit, value)) >= _LEAST_DIGITS
