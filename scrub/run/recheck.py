"""Which conversations of an output are no longer eligible, by what is known of their owners now."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from scrub import ledger
from scrub.eligibility import EligibilityRules, Verdict
from scrub.errors import ScrubError
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Listed
from scrub.facts.native import complete
from scrub.facts.reading import AccountReader, ConversationReader
from scrub.facts.repeats import note_surplus
from scrub.facts.scratch import Packing, Scratch
from scrub.facts.spellings import files_alike, ids_alike
from scrub.facts.stored import unpack_facts
from scrub.facts.tables import read_rows
from scrub.facts.values import ConversationFacts
from scrub.gate import judge_all
from scrub.ledger import Entry, Keyed, read_ledger
from scrub.manifest import read_manifest
from scrub.run.forget import read_taken

_BATCH: Final = 512


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
        self._keyed = keyed
        self._rules = rules
        self._now = now
        self._stack = ExitStack()
        try:
            self._accounts = self._stack.enter_context(Accounts(accounts, rules))
            self._scratch = Scratch()
            self._stack.callback(self._scratch.close)
            self._name_accounts(keyed, accounts)
            self._has_index = index is not None
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
        """Yield each conversation that stands in the output and must not, in order, with the verdict.

        ForgetError where the ledger is not the whole one that the run wrote: what it lacks would stay.
        """
        taken = read_taken(output, read_manifest(output), self._keyed)
        standing = (
            entry
            for entry, _ in read_ledger(output / ledger.NAME)
            if entry.verdict == ledger.WRITTEN and entry.place not in taken
        )
        while batch := list(islice(standing, _BATCH)):
            known = list(self._facts(batch))
            judged = judge_all((listed for _, listed in known), self._accounts, self._rules, self._now)
            told: Entry | None = None
            for (entry, _), (_, verdict) in zip(known, judged, strict=True):
                if not verdict.eligible and entry is not told:
                    told = entry
                    yield entry, verdict

    def _facts(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Listed]]:
        """What the ledger and the index say of each conversation, of whom the accounts still know.

        Of one that lies in several files it is what they say of each, as when it was written.
        """
        owners = dict(self._found("owners", (entry.account for entry in entries)))
        said: dict[str, list[bytes]] = {}
        if self._has_index:
            for name, facts in self._found(
                "listed", (each for entry in entries for each in (entry.id, entry.place, *entry.others))
            ):
                said.setdefault(name, []).append(facts)
        for entry in entries:
            if entry.facts is None:
                raise RecheckError("the run was made with --ad-hoc: nothing is known to judge it by")
            own = unpack_facts(entry.facts, owners.get(entry.account or ""))
            for names in ((entry.id, entry.place), *((name,) for name in entry.others)):
                listed = [self._listed(each) for name in dict.fromkeys(names) for each in said.get(name, ())]
                if listed or names[0] == entry.id:
                    yield entry, Listed(entry.place, None, complete(_one(listed), own))

    def _found(self, table: str, names: Iterable[str | None]) -> Iterator[tuple[str, Any]]:
        """Yield what a table says by keyed name."""
        asked = json.dumps([name for name in dict.fromkeys(names) if name is not None])
        query = f"SELECT keyed, said FROM json_each(?) AS asked CROSS JOIN {table} ON keyed = asked.value"
        yield from self._scratch.connection.execute(query, (asked,))

    def _name_accounts(self, keyed: Keyed, path: Path) -> None:
        reader = AccountReader(self._rules)
        self._scratch.prepare("CREATE TABLE owners (keyed TEXT, said TEXT)")
        ids = (reader.account_id(row) for _, row in read_rows(path, "accounts", reader.columns[:1]))
        self._scratch.fill("INSERT INTO owners VALUES (?, ?)", ((keyed.account(each), each) for each in ids))
        # Made at the end, since names in no order would each be put at another place on the disk.
        self._scratch.prepare("CREATE INDEX by_account ON owners (keyed)")
        self._say_once("owners", str)

    def _name_conversations(self, keyed: Keyed, path: Path | None) -> None:
        self._scratch.prepare("CREATE TABLE listed (keyed TEXT, said BLOB)")
        if path is not None:
            reader = self._reader

            def names(row: object) -> tuple[tuple[str, ...]]:
                return (tuple(_names(keyed, reader, row)),)

            self._packing = Packing(reader.facts, path)
            packed = self._packing.pack_all(read_rows(path, "conversations", reader.columns), names)
            self._scratch.fill(
                "INSERT INTO listed VALUES (?, ?)",
                ((name, facts) for names, facts in packed for name in names),
            )
        self._scratch.prepare("CREATE INDEX by_name ON listed (keyed)")
        self._say_once("listed", self._listed)

    def _say_once(self, table: str, read: Callable[[Any], object]) -> None:
        """Leave of what is said by one keyed name what `note_surplus` leaves."""
        repeated = f"SELECT keyed FROM {table} GROUP BY keyed HAVING count(*) > 1"
        rows = f"SELECT rowid, said, 0, keyed FROM {table} WHERE keyed IN ({repeated}) ORDER BY keyed, rowid"
        note_surplus(self._scratch, rows, read)
        self._scratch.prepare(f"DELETE FROM {table} WHERE rowid IN (SELECT number FROM surplus)")

    def _listed(self, packed: bytes) -> ConversationFacts:
        return self._reader.read_cells(self._packing.unpack(packed))


def _one(listed: Sequence[ConversationFacts]) -> ConversationFacts | None:
    """What an index says of a conversation, marked where it says different things."""
    if not listed:
        return None
    return listed[0]._replace(conflicting=True) if listed.count(listed[0]) < len(listed) else listed[0]


def _names(keyed: Keyed, reader: ConversationReader, row: object) -> Iterator[str]:
    """Yield the keyed names by which a ledger may know a conversation of an index."""
    assert isinstance(row, dict)
    file, number = reader.place(row)
    named = reader.conversation_id(row)
    if named is not None:
        yield from map(keyed.conversation, ids_alike(named))
    for name in files_alike(file) if file is not None else ():
        yield keyed.place(name, number)
        yield keyed.file(name)
        if number is None:
            # A file with one record, which the index may call the whole file.
            yield keyed.place(name, 0)
