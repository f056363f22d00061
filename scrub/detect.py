"""What a policy calls a finding in one segment: our engine, Presidio's recognizers, its own lists."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from recognizers.engine import Engine, find_encoded, outward, shipped_engine
from recognizers.lookalikes.stock_values import is_stock_value
from recognizers.matching.memo import Memo
from recognizers.readings.codecs import decode
from recognizers.readings.json_strings import JsonString, find_json_strings
from recognizers.span import Span
from scrub import lists
from scrub.choices import PublicPeople
from scrub.errors import RecognizerError
from scrub.formats.record import Kind, Segment
from scrub.kinds import kind_of
from scrub.lists import Allowed, Denied
from scrub.policy import Policy
from scrub.resolve import resolve, resolve_in

# Short strings recur in every record of a session; equal ones are searched once.
_MEMO_CHARACTERS: Final = 200
_MEMO_ENTRIES: Final = 100_000
# What stands between a name and an address that follows it.
_AROUND: Final = " \t\r\n<>()[]{}\"'`,;:|/=-\u2013\u2014\u00b7\u2022"


class Detector:
    """Finds in one segment what the policy wants redacted."""

    def __init__(self, policy: Policy, known: Mapping[str, str] | None = None) -> None:
        """Look also for the values of `known`, each with its entity type."""
        self._policy = policy
        # What a conversation may have at most.
        self.conversation_bytes = policy.conversation_bytes
        # How deep JSON may be in each record.
        self.nesting = policy.nesting
        self._engine = Engine(rule_files=policy.rule_files) if policy.rule_files else shipped_engine()
        self._denied = Denied({**policy.deny, **(known or {})}, policy.deny_patterns)
        self._allowed = Allowed(policy.allow, policy.allow_patterns)
        self._memo: dict[tuple[str, str, str | None, Kind | None], tuple[Span, ...]] = {}
        # Long ones recur as well, in other places.
        self._long_memo: Memo[tuple[Span, ...]] = Memo()
        self._presidio = None
        if policy.recognizers:
            from scrub.adopted import PresidioRecognizers

            self._presidio = PresidioRecognizers(policy.recognizers)

    def find(self, segment: Segment) -> tuple[Span, ...]:
        """Return disjoint spans, sorted; RecognizerError where the segment cannot be searched."""
        if segment.marker is not None:
            return ()
        text = segment.text
        if len(text) > _MEMO_CHARACTERS:
            return self._find(segment)
        place = (text, segment.key, segment.entity_type, segment.kind)
        found = self._memo.get(place)
        if found is None:
            if len(self._memo) >= _MEMO_ENTRIES:
                self._memo.clear()
            found = self._memo[place] = self._find(segment)
        return found

    def accepted(self, segment: Segment, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return what the policy wants of spans that somebody else found in a segment."""
        return tuple(self._accepted(spans, segment.text, segment.kind or kind_of(segment.text)))

    def wants(self, entity_type: str) -> bool:
        """Whether the policy has values of a type redacted."""
        return entity_type in self._policy.types

    def without_allowed(self, text: str, spans: Sequence[Span]) -> Sequence[Span]:
        """Return the spans of a text that are of the policy's types and whose whole value it may redact."""
        return [
            span
            for span in spans
            if self.wants(span.entity_type)
            and (span.codec or not self._allowed.holds(text[span.start : span.end]))
        ]

    def _find(self, segment: Segment) -> tuple[Span, ...]:
        text = segment.text
        if len(text) > self._policy.segment_characters:
            raise RecognizerError(
                f"a string of {len(text)} code points is over the policy's limit of "
                f"{self._policy.segment_characters}"
            )
        strings = () if segment.is_number else tuple(find_json_strings(text))
        spans: list[Span] = list(self._search(text))
        if segment.key:
            from recognizers.labelled.places import find_member
            from recognizers.network.ip import without_releases

            spans = [*without_releases(segment.key, text, spans), *find_member(segment.key, text)]
        if segment.entity_type:
            spans += self._of_format(text, segment.entity_type, spans)
        if not (spans or strings):
            return ()
        if strings:
            spans = [span for span in spans if not _is_misread(span, text, strings)]
        accepted = list(self._accepted(spans, text, segment.kind or kind_of(text)))
        for key, view in strings:
            # What one string holds is judged as if it stood alone.
            if inside := self.find(Segment(0, view.text, key)):
                accepted += outward(view, inside, text, lambda: True)
        if max(len(spans), len(accepted)) > self._policy.findings:
            raise RecognizerError(f"a string holds over {self._policy.findings} findings, the policy's limit")
        return tuple(resolve_in(text, accepted)) if accepted else ()

    def _of_format(self, text: str, entity_type: str, spans: Sequence[Span]) -> Iterable[Span]:
        """Yield what the format says of a whole text, less the addresses in it: who gave no name has one."""
        whole = Span(0, len(text), entity_type, 1.0, "format")
        addresses = [span for span in spans if span.entity_type == "EMAIL_ADDRESS" and not span.codec]
        if not addresses or entity_type == "EMAIL_ADDRESS" or not self.wants("EMAIL_ADDRESS"):
            yield whole
            return
        start = 0
        for end, following in [*((span.start, span.end) for span in resolve(addresses)), (len(text), 0)]:
            rest = text[start:end].lstrip(_AROUND)
            if any(map(str.isalnum, rest)):
                start = end - len(rest)
                yield replace(whole, start=start, end=start + len(rest.rstrip(_AROUND)))
            start = following

    def _search(self, text: str) -> tuple[Span, ...]:
        """Return what stands in a text wherever it stands."""
        found = self._long_memo.get(text)
        if found is None:
            spans: list[Span] = self._engine.find(text)
            if self._policy.names:
                spans += find_encoded(text, self._named)
            if self._denied:
                spans += find_encoded(text, self._denied.find)
            if self._presidio:
                spans += self._presidio.find(text)
            found = tuple(spans)
            if len(text) > _MEMO_CHARACTERS:
                self._long_memo.keep(text, found)
        return found

    def _accepted(self, spans: Iterable[Span], text: str, kind: Kind) -> Iterable[Span]:
        """Yield the spans of a text that the policy wants, by type, score and list of exceptions."""
        for span in spans:
            if span.inner:
                decoded = decode(span.codec, text[span.start : span.end])
                inner = tuple(self._accepted(span.inner, decoded, kind))
                if inner:
                    yield replace(span, inner=inner)
            elif self.wants(span.entity_type) and (
                span.score >= self._policy.least_score(span.entity_type, kind)
            ):
                value = text[span.start : span.end]
                is_listed = span.source == lists.SOURCE
                if span.codec or is_listed or not self._is_left_alone(span.entity_type, value):
                    yield span

    def _is_left_alone(self, entity_type: str, value: str) -> bool:
        """Whether the policy allows the value, or it is nobody's: an assistant, John Doe, a test card."""
        return self._allowed.holds(value) or is_stock_value(entity_type, value)

    def _named(self, text: str) -> Iterable[Span]:
        from recognizers.names.finder import find_names

        assert self._policy.names
        public = self._policy.public_people is PublicPeople.REDACT
        return find_names(text, self._policy.names.value, public)


def _is_misread(span: Span, text: str, strings: Sequence[JsonString]) -> bool:
    """Whether a span has an escape of one of the strings, which is read without it, for a part of a value."""
    if span.codec or text.find("\\", span.start, span.end) < 0:
        return False
    before = bisect_right(strings, span.start, key=lambda string: string.view.piece[0])
    return before > 0 and span.end <= strings[before - 1].view.piece[1]
