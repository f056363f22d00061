"""Which conversations of an output are no longer eligible, by what is known of their owners now."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType

from scrub import ledger
from scrub.eligibility import EligibilityRules, Verdict
from scrub.errors import ScrubError
from scrub.facts.accounts import Accounts
from scrub.facts.native import complete
from scrub.facts.reading import AccountReader, ConversationReader
from scrub.facts.scratch import Packing, Scratch
from scrub.facts.stored import unpack_facts
from scrub.facts.tables import read_rows
from scrub.facts.values import ConversationFacts
from scrub.gate import judge
from scrub.ledger import Entry, Keyed, gone, read_ledger


class RecheckError(ScrubError):
    """An output cannot be judged again."""


class Recheck:
    """Judges what a ledger says by files of facts; a context manager, since it holds databases open.

    Facts are found by keyed names, so this needs the key of the run. Memory does not grow with the
    number of accounts or conversations.
    """

    def __init__(
        self, keyed: Keyed, rules: EligibilityRules, now: datetime, accounts: Path, index: Path | None
    ) -> None:
        self._rules = rules
        self._now = now
        self._stack = ExitStack()
        try:
            self._accounts = self._stack.enter_context(Accounts(accounts, rules))
            self._scratch = Scratch()
            self._stack.callback(self._scratch.close)
            self._name_accounts(keyed, accounts)
            self._reader = ConversationReader(rules)
            self._name_conversations(keyed, index)
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> "Recheck":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()

    def refused(self, output: Path) -> Iterator[tuple[Entry, Verdict]]:
        """Yield each conversation that stands in the output and must not, in order, with the verdict."""
        taken = gone(entry for entry, _ in read_ledger(output / ledger.NAME))
        for entry, _ in read_ledger(output / ledger.NAME):
            if entry.verdict == ledger.WRITTEN and entry.place not in taken:
                verdict = self._verdict(entry)
                if not verdict.eligible:
                    yield entry, verdict

    def _verdict(self, entry: Entry) -> Verdict:
        if entry.facts is None:
            raise RecheckError("the run was made with --ad-hoc: nothing is known to judge it by")
        facts = unpack_facts(entry.facts, self._owner(entry.account))
        return judge(complete(self._listed(entry), facts), self._accounts, self._rules, self._now)

    def _owner(self, account: str | None) -> str | None:
        """The id of an owner, if it is still among the accounts."""
        found = self._scratch.connection.execute(
            "SELECT id FROM owners WHERE keyed = ?", (account,)
        ).fetchone()
        return None if found is None else str(found[0])

    def _listed(self, entry: Entry) -> ConversationFacts | None:
        """What the index says of a conversation now, marked where it says different things."""
        rows = self._scratch.connection.execute(
            "SELECT facts FROM listed WHERE keyed IN (?, ?)", (entry.id, entry.place)
        ).fetchall()
        facts = [self._reader.read(self._packing.unpack(packed)) for (packed,) in rows]
        if not facts:
            return None
        return facts[0]._replace(conflicting=True) if facts.count(facts[0]) < len(facts) else facts[0]

    def _name_accounts(self, keyed: Keyed, path: Path) -> None:
        reader = AccountReader(self._rules)
        self._scratch.prepare("CREATE TABLE owners (keyed TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID")
        ids = (reader.account_id(row) for _, row in read_rows(path, "accounts", reader.columns))
        self._scratch.fill(
            "INSERT OR IGNORE INTO owners VALUES (?, ?)", ((keyed.account(each), each) for each in ids)
        )

    def _name_conversations(self, keyed: Keyed, path: Path | None) -> None:
        self._scratch.prepare("CREATE TABLE listed (keyed TEXT, facts BLOB)")
        if path is not None:
            reader = self._reader

            def names(row: object) -> tuple[tuple[str, ...]]:
                return (tuple(_names(keyed, reader, row)),)

            self._packing = Packing(reader.columns, path)
            packed = self._packing.pack_all(read_rows(path, "conversations", reader.columns), names)
            self._scratch.fill(
                "INSERT INTO listed VALUES (?, ?)",
                ((name, facts) for names, facts in packed for name in names),
            )
        self._scratch.prepare("CREATE INDEX by_name ON listed (keyed)")


def _names(keyed: Keyed, reader: ConversationReader, row: object) -> Iterator[str]:
    """Yield the keyed names by which a ledger may know a conversation of an index."""
    assert isinstance(row, dict)
    file, number = reader.place(row)
    named = reader.conversation_id(row)
    if named is not None:
        yield keyed.conversation(named)
    if file is not None:
        yield keyed.place(file, number)
        if number is None:
            # A file with one record, which the index may call the whole file.
            yield keyed.place(file, 0)
