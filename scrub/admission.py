"""Decides on the conversations that lie in files, by what the accounts and an index say of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson

from scrub.data import Record
from scrub.eligibility import EligibilityRules, Verdict
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations, Listed
from scrub.facts.native import NativeFacts, complete, read_native
from scrub.facts.values import ConversationFacts
from scrub.files import Source
from scrub.formats.format import Format, Scope
from scrub.formats.record import Broken, Gap
from scrub.gate import judge
from scrub.redact import Unit, pieces_of


@dataclass(frozen=True, slots=True)
class Decision:
    """One conversation with its place, its facts, its own id if it has one, and its verdict."""

    listed: Listed
    conversation_id: str | None
    verdict: Verdict


class Gate:
    """Decides by the accounts and the index as they are at one moment."""

    def __init__(
        self, accounts: Accounts, index: Conversations | None, rules: EligibilityRules, now: datetime
    ) -> None:
        self._accounts = accounts
        self._index = index
        self._rules = rules
        self._now = now

    def decisions(self, unit: Unit) -> Iterator[Decision]:
        """Yield each conversation of a unit, in order; `row` is null for a whole file.

        Files that make one conversation are judged by the one that says most of it.
        """
        if len(unit.members) == 1:
            yield from self._of_file(*unit.members[0])
            return
        found = [decision for source, form in unit.members for decision in self._of_file(source, form)]
        if found:
            chosen = next((each for each in found if each.conversation_id is not None), found[0])
            yield replace(chosen, listed=chosen.listed._replace(row=None))

    def _of_file(self, source: Source, form: Format) -> Iterator[Decision]:
        for row, records in _conversations(source, form):
            native = read_native(form.name, records)
            facts = self._facts(source.name, row, native)
            verdict = judge(facts, self._accounts, self._rules, self._now)
            yield Decision(Listed(source.name, row, facts), native.conversation_id, verdict)

    def _facts(self, file: str, row: int | None, native: NativeFacts) -> ConversationFacts:
        """What the index says of the conversation at this place or of this id, completed by itself."""
        listed = None
        if self._index is not None:
            listed = self._index.at(file, row)
            if listed is None and row == 0:
                listed = self._index.at(file, None)
            if listed is None and native.conversation_id is not None:
                listed = self._index.named(native.conversation_id)
        facts = native.facts
        is_named = listed is not None and listed.account_id is not None
        # The format may know the owner by an id of its own, which the accounts do not have.
        if is_named and facts.account_id is not None and self._accounts.find(facts.account_id) is None:
            facts = facts._replace(account_id=None)
        return complete(listed, facts)


def _conversations(source: Source, form: Format) -> Iterator[tuple[int | None, list[Any]]]:
    """Yield (row of the first record, or None for a whole file; parsed records) of each conversation."""
    pieces = (piece for piece in pieces_of(source, form) if not isinstance(piece, Gap))
    if form.conversation_of is not None:
        groups: dict[str, list[Record]] = {}
        for piece in pieces:
            if not isinstance(piece, Broken):
                groups.setdefault(form.conversation_of(piece), []).append(piece)
        for group in groups.values():
            yield group[0].row, list(parsed(group))
    elif form.scope is Scope.RECORD:
        for piece in pieces:
            yield piece.row, [] if isinstance(piece, Broken) else list(parsed([piece]))
    else:
        yield None, list(parsed(piece for piece in pieces if not isinstance(piece, Broken)))


def parsed(records: Iterable[Record]) -> Iterator[Any]:
    """Yield those of the records that are JSON objects."""
    for record in records:
        try:
            document = orjson.loads(record.data)
        except orjson.JSONDecodeError:
            continue
        if isinstance(document, dict):
            yield document
