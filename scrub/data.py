"""The frozen values that flow through the stages. Read this first.

read -> gate -> segments -> detect -> resolve -> link -> surrogates -> rewrite -> verify -> write

A `Record` (scrub.formats.record) has `Segment`s; detection finds `Span`s in them; a span and what
becomes of it is a `Finding`; a conversation comes out as `Scrubbed`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from recognizers.span import Span
from scrub.formats.record import Edit, Kind, Record, Segment

__all__ = [
    "Edit",
    "Finding",
    "Kind",
    "Record",
    "Scrubbed",
    "ScrubbedRecord",
    "ScrubbedText",
    "Segment",
    "Span",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where something was found and what was done about it; holds no original value."""

    # Zero-based number of the record in its file.
    row: int
    # JSON Pointer (RFC 6901) of the string in the record; `#key` ends that of a member name.
    pointer: str
    # Code points of the decoded string, half open.
    start: int
    end: int
    entity_type: str
    score: float
    source: str
    # What stands there now; None where nothing was redacted (`scrub detect`).
    replacement: str | None = None
    # The same number for all mentions of one identity in its scope.
    identity: int | None = None
    # The record's own number for the string: members of one name share a pointer.
    place: int = field(default=-1, compare=False, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the members of its line of JSON, which a pointer places."""
        members = asdict(self)
        del members["place"]
        return members


@dataclass(frozen=True, slots=True)
class ScrubbedRecord:
    """A record after redaction, or the reason why it is withheld."""

    row: int
    # What the format's writer takes; None where the record is withheld.
    payload: Any
    withheld: str | None
    findings: Sequence[Finding]
    # Payloads that cannot be read (images, signatures) and were replaced by a marker.
    dropped: int
    # For a vault: by place of the string, (start, stand-in, what stood there).
    undo: Mapping[int, Sequence[tuple[int, str, str]]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A conversation after redaction."""

    records: Sequence[ScrubbedRecord]
    # The path components that were given, scrubbed.
    names: Sequence[str] = ()

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings of all records, in order."""
        return [finding for record in self.records for finding in record.findings]


@dataclass(frozen=True, slots=True)
class ScrubbedText:
    """A single text after redaction."""

    text: str
    findings: Sequence[Finding]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings there are of each entity type."""
        counts: dict[str, int] = {}
        for finding in self.findings:
            counts[finding.entity_type] = counts.get(finding.entity_type, 0) + 1
        return counts
