"""What became of each conversation of a unit, counted while it is read and written."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scrub import ledger
from scrub.admission import Decision
from scrub.data import ScrubbedRecord
from scrub.facts.native import parsed, read_native
from scrub.facts.stored import pack_facts
from scrub.formats.format import Format, Scope
from scrub.formats.gathered import gathered_id
from scrub.formats.record import Broken, Record
from scrub.ledger import Entry, Keyed, Place
from scrub.run.tasks import Item

_REFUSED = "refused"
_LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Admission:
    """A conversation by its keyed names, with its verdict."""

    id: str
    place: str
    account: str | None = None
    reason: str | None = None
    facts: Mapping[str, Any] | None = None
    # Keyed names too.
    others: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether it must not be read."""
        return self.reason is not None


def admission_of(decision: Decision, item: Item, keyed: Keyed) -> Admission:
    """Name the conversation of a decision by digests; of a refused one no facts are kept."""
    listed, verdict = decision.listed, decision.verdict
    # What tells files of one name apart is kept.
    suffix = item.label.partition("\0")[2]
    place = keyed.place(listed.file + suffix, listed.row)
    named = decision.conversation_id
    owner = listed.facts.account_id
    return Admission(
        keyed.conversation(named) if named is not None else place,
        place,
        keyed.account(owner) if owner is not None else None,
        verdict.reason,
        pack_facts(listed.facts) if verdict.eligible else None,
        tuple(_others(decision, suffix, keyed)),
    )


def _others(decision: Decision, suffix: str, keyed: Keyed) -> Iterator[str]:
    """Yield the names by which an index may speak of a conversation, besides its id and its place."""
    if suffix:
        yield keyed.place(decision.listed.file, decision.listed.row)
    yield from map(keyed.file, decision.other_files)
    yield from (keyed.conversation(each) for each in decision.other_ids if each != decision.conversation_id)


@dataclass(slots=True)
class Tally:
    """The counts of one conversation."""

    admission: Admission
    records: int = 0
    refused: int = 0
    written: int = 0
    withheld: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    dropped: int = 0
    # (number of the output, format to read it in): the rows there.
    rows: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    # Files that hold nothing else.
    has_whole_files: bool = False
    content: Any = field(default_factory=hashlib.sha256)

    def add(self, record: ScrubbedRecord) -> None:
        """Count what became of a record, unless it was written."""
        self.records += 1
        if self.admission.is_refused:
            self.refused += 1
        elif record.withheld is not None:
            self.withheld[record.withheld] += 1

    def add_written(self, record: ScrubbedRecord, output: int, form: str, row: int) -> None:
        """Count a record that is written."""
        add_content(self.content, bytes(record.payload))
        self.written += 1
        self.dropped += record.dropped
        self.found.update(finding.entity_type for finding in record.findings)
        self.rows.setdefault((output, form), []).append(row)

    def entry(self) -> Entry:
        """Return its line of the ledger; places name outputs by number."""
        admission = self.admission
        verdict = ledger.WRITTEN if self.written else ledger.WITHHELD
        reason = None if self.written else min(self.withheld, default="holds no records")
        if admission.is_refused:
            verdict, reason = ledger.REFUSED, admission.reason
        return Entry(
            admission.id,
            admission.place,
            admission.account,
            verdict,
            reason,
            admission.facts if self.written else None,
            self.records,
            self.written,
            self.refused,
            self.withheld,
            self.found,
            self.dropped,
            self.content.hexdigest() if self.written else None,
            tuple(
                Place(str(output), form, None if self.has_whole_files else tuple(stretches(rows)))
                for (output, form), rows in self.rows.items()
            ),
            admission.others if self.written else (),
        )


def withheld_entry(admission: Admission, reason: str) -> Entry:
    """Return the line of a conversation that could not be gone through to its end."""
    if admission.is_refused:
        return Entry(admission.id, admission.place, admission.account, ledger.REFUSED, admission.reason)
    return Entry(admission.id, admission.place, admission.account, ledger.WITHHELD, reason)


def add_content(digest: Any, data: bytes) -> None:
    """Add a record to the digest of its conversation, so that no two lists of records have the same."""
    digest.update(len(data).to_bytes(_LENGTH_BYTES, "big"))
    digest.update(data)


def stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return ascending numbers as half-open stretches.

    >>> stretches([0, 1, 2, 5])
    [(0, 3), (5, 6)]
    """
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row:
            found[-1] = (found[-1][0], row + 1)
        else:
            found.append((row, row + 1))
    return found


class Tallies:
    """The conversations of one unit, by the records that belong to each."""

    def __init__(self, item: Item, admissions: Mapping[int | None, Admission] | None, keyed: Keyed) -> None:
        assert item.unit is not None
        self._item = item
        self._members = item.unit.members
        self._admissions = admissions
        self._keyed = keyed
        self._by_row: dict[int, Tally] = {}
        # Every record of the unit is of one conversation.
        self._only: Tally | None = None
        self._refusal: str | None = None
        # Each record is a conversation, and comes out before the next is looked at.
        self._is_single = len(self._members) == 1 and all(
            form.scope is Scope.RECORD and form.conversation_of is None for _, form in self._members
        )
        self._open: list[Tally] = []
        self.is_empty = True

    def refuse(self, form: Format, group: Sequence[Record | Broken]) -> str | None:
        """Begin the tally of a conversation; say why it must not be read, if so."""
        is_whole = len(self._members) > 1 or (form.scope is Scope.FILE and form.conversation_of is None)
        if is_whole and self._only is not None:
            # A table beside a session: its rows are of the session.
            return self._refusal
        known = [piece for piece in group if not isinstance(piece, Broken)]
        row = None if is_whole else (known or group)[0].row
        admission, refusal = self._admission(form, known, row)
        tally = Tally(admission, has_whole_files=is_whole)
        self._open.append(tally)
        self.is_empty = False
        if is_whole:
            self._only, self._refusal = tally, refusal
        else:
            self._by_row.update((piece.row, tally) for piece in group)
        return refusal

    def owner(self, form: Format, group: Sequence[Record | Broken]) -> str | None:
        """Return the keyed name of the account of the conversation that was begun last."""
        if self._admissions is not None:
            return self._open[-1].admission.account
        known = (piece for piece in group if not isinstance(piece, Broken))
        account = read_native(form.name, parsed(known)).facts.account_id
        return self._keyed.account(account) if isinstance(account, str) else None

    def of(self, record: ScrubbedRecord) -> Tally:
        """Return the tally of a record's conversation; each row is asked for once."""
        return self._only if self._only is not None else self._by_row.pop(record.row)

    def finished(self, *, is_end: bool = False) -> Iterator[Entry]:
        """Yield the lines of the conversations that nothing more will come of."""
        if is_end or self._is_single:
            for tally in self._open:
                yield tally.entry()
            self._open.clear()

    def _admission(
        self, form: Format, records: Sequence[Record], row: int | None
    ) -> tuple[Admission, str | None]:
        place = self._keyed.place(self._item.label, row)
        if self._admissions is not None:
            if row in self._admissions:
                admission = self._admissions[row]
                return admission, _REFUSED if admission.is_refused else None
            # Nothing is known of what cannot be read, and nothing of it is written.
            return Admission(place, place), "has no verdict" if records else None
        forms = dict.fromkeys((form.name, *(each.name for _, each in self._members)))
        ids = (read_native(name, parsed(records)).conversation_id for name in forms)
        named = next((each for each in ids if each is not None), None)
        if named is None and records:
            named = gathered_id(records[0])
        return Admission(self._keyed.conversation(named) if named else place, place), None
