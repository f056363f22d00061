"""Decides on the conversations that lie in files, by what the accounts and an index say of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from scrub.data import Record
from scrub.eligibility import EligibilityRules, Verdict
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations, Listed
from scrub.facts.native import NativeFacts, complete, parsed, read_native
from scrub.facts.spellings import plain_file
from scrub.facts.values import ConversationFacts
from scrub.files import Source
from scrub.formats.format import UNLIMITED, Format, Scope
from scrub.formats.gathered import GatheredRecord, gathered_id
from scrub.formats.record import Broken, Gap
from scrub.gate import judge
from scrub.units import Unit, pieces_of


@dataclass(frozen=True, slots=True)
class Decision:
    """One conversation with its place, its facts, its own id if it has one, and its verdict."""

    listed: Listed
    conversation_id: str | None
    verdict: Verdict
    # Whether an index speaks of it.
    is_listed: bool
    # Files that it lies in too, and ids that stand there.
    other_files: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()


class Gate:
    """Decides by the accounts and the index as they are at one moment."""

    def __init__(
        self,
        accounts: Accounts,
        index: Conversations | None,
        rules: EligibilityRules,
        now: datetime,
        largest: int = UNLIMITED,
        repeated: Collection[str] = (),
    ) -> None:
        """A record of more bytes than `largest` says nothing.

        Of a file whose name is among the `repeated_names` of the inputs, it cannot be told whether the index
        means it.
        """
        self._accounts = accounts
        self._index = index
        self._rules = rules
        self._now = now
        self._largest = largest
        self._repeated = repeated

    def decisions(self, unit: Unit) -> Iterator[Decision]:
        """Yield each conversation of a unit, in order; `row` is null for a whole file.

        Files that make one conversation are named by the first that says which, and refused where any that
        says something of itself, or that the index speaks of, is.
        """
        if len(unit.members) == 1:
            yield from self._of_file(*unit.members[0])
            return
        found = [decision for source, form in unit.members for decision in self._of_file(source, form)]
        if found:
            chosen = next((each for each in found if each.conversation_id is not None), found[0])
            speaking = (each for each in found if each.conversation_id is not None or each.is_listed)
            verdict = next((each.verdict for each in speaking if not each.verdict.eligible), chosen.verdict)
            yield replace(
                chosen,
                listed=chosen.listed._replace(row=None),
                verdict=verdict,
                other_files=tuple(dict.fromkeys(each.listed.file for each in found)),
                other_ids=tuple(
                    dict.fromkeys(each.conversation_id for each in found if each.conversation_id)
                ),
            )

    def _of_file(self, source: Source, form: Format) -> Iterator[Decision]:
        for row, name, records in _conversations(source, form, self._largest):
            native = _with_owners(read_native(form.name, parsed(records)), records)
            if native.conversation_id is None and name is not None:
                native = replace(native, conversation_id=name)
            listed = self._listed(source.name, row, native.conversation_id)
            facts = self._completed(listed, native)
            verdict = judge(facts, self._accounts, self._rules, self._now)
            place = Listed(source.name, row, facts)
            yield Decision(place, native.conversation_id, verdict, listed is not None)

    def _listed(self, file: str, row: int | None, named: str | None) -> ConversationFacts | None:
        """What the index says of the conversation at this place and of this id, marked where that differs."""
        if self._index is None:
            return None
        at_place = self._index.at(file, row)
        if at_place is None and row == 0:
            at_place = self._index.at(file, None)
        if at_place is not None and plain_file(file) in self._repeated:
            at_place = at_place._replace(conflicting=True)
        by_id = self._index.named(named) if named is not None else None
        if at_place is None or by_id is None:
            return by_id if at_place is None else at_place
        return at_place if at_place == by_id else at_place._replace(conflicting=True)

    def _completed(self, listed: ConversationFacts | None, native: NativeFacts) -> ConversationFacts:
        facts = native.facts
        is_named = listed is not None and listed.account_id is not None
        # The format may know the owner by an id of its own, which the accounts do not have.
        if is_named and facts.account_id is not None and self._accounts.find(facts.account_id) is None:
            facts = facts._replace(account_id=None)
        return complete(listed, facts)


def repeated_names(sources: Iterable[Source]) -> frozenset[str]:
    """Return what several files are called: of two folders, each may have one of a name."""
    counts = Counter(plain_file(source.name) for source in sources)
    return frozenset(name for name, count in counts.items() if count > 1)


def _with_owners(native: NativeFacts, records: Iterable[Record]) -> NativeFacts:
    """Add the owners that records name which were brought together: each in the format that it came in."""
    # What is not held at once was not brought together, and can be gone through but once.
    if not isinstance(records, list):
        return native
    gathered = (each for each in records if isinstance(each, GatheredRecord))
    stated = [read_native(each.form, parsed([each])).facts for each in gathered]
    owners = {facts.account_id for facts in stated if facts.account_id is not None}
    is_conflicting = len(owners) > 1 or any(facts.conflicting for facts in (native.facts, *stated))
    owner = next(iter(owners)) if len(owners) == 1 else native.facts.account_id
    return replace(native, facts=native.facts._replace(account_id=owner, conflicting=is_conflicting))


def _conversations(
    source: Source, form: Format, largest: int
) -> Iterator[tuple[int | None, str | None, Iterable[Record]]]:
    """Yield (row of the first record, or None for a whole file; id; records) of each conversation."""
    pieces = (piece for piece in pieces_of(source, form, largest) if not isinstance(piece, Gap))
    if form.conversation_of is not None:
        groups: dict[str, list[Record]] = {}
        for piece in pieces:
            if not isinstance(piece, Broken):
                groups.setdefault(form.conversation_of(piece), []).append(piece)
        for group in groups.values():
            yield group[0].row, gathered_id(group[0]), group
    elif form.scope is Scope.RECORD:
        for piece in pieces:
            yield piece.row, None, () if isinstance(piece, Broken) else [piece]
    else:
        yield None, None, (piece for piece in pieces if not isinstance(piece, Broken))
