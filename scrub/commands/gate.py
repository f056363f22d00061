"""`scrub gate`: which conversations their owners allow, with a reason for each that they do not."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from scrub.data import Record
from scrub.eligibility import EligibilityRules, Verdict
from scrub.errors import FormatError, ScrubError
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations, Listed
from scrub.facts.native import NativeFacts, complete, read_native
from scrub.facts.values import ConversationFacts
from scrub.files import Source, find_sources
from scrub.formats.format import Format, Scope
from scrub.formats.record import Broken, Gap
from scrub.gate import judge, verdict_line
from scrub.policy import Policy
from scrub.redact import pieces_of, units_of
from scrub.timestamps import parse_timestamp

_DONE, _ERROR = 0, 2
# What files of facts are called, which may lie in the folder that they are about.
_FACTS: Final = frozenset(("accounts.jsonl", "conversations.jsonl", "labels.jsonl"))


@dataclass(frozen=True, slots=True)
class GateOptions:
    """The options of the command."""

    inputs: tuple[str, ...]
    accounts: Path
    conversations: Path | None = None
    now: str | None = None
    all_reasons: bool = False
    input_format: str | None = None


def rules_of(policy: Policy) -> EligibilityRules:
    """Return the policy's rules of eligibility, the shipped ones where it has none."""
    return (
        EligibilityRules.from_table(policy.eligibility) if policy.eligibility else EligibilityRules.shipped()
    )


def moment_of(now: str | None) -> datetime:
    """Return the moment that `--now` names, else the present one."""
    if now is None:
        return datetime.now(UTC)
    try:
        return parse_timestamp(now)
    except FormatError as error:
        raise ScrubError(f"--now: {error}") from None


def run_gate(policy: Policy, options: GateOptions) -> int:
    """Print a verdict for each conversation and a table of reasons; return the exit code."""
    rules = rules_of(policy)
    now = moment_of(options.now)
    errors: list[str] = []
    reasons: Counter[str] = Counter()
    with ExitStack() as stack:
        accounts = stack.enter_context(Accounts(options.accounts, rules))
        index = (
            stack.enter_context(Conversations(options.conversations, rules))
            if options.conversations
            else None
        )
        gate = Gate(accounts, index, rules, now)
        sources = [source for source in find_sources(options.inputs) if source.path.name not in _FACTS]
        for unit in units_of(sources, options.input_format):
            if isinstance(unit, ScrubError):
                errors.append(str(unit))
                continue
            source, form = unit.members[0]
            try:
                for listed, verdict in gate.verdicts(source, form):
                    reasons[verdict.reason or "eligible"] += 1
                    line = verdict_line(listed, verdict, all_reasons=options.all_reasons)
                    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            except ScrubError as error:
                errors.append(str(error))
    for reason, count in reasons.most_common():
        sys.stderr.write(f"{count:8}  {reason}\n")
    for message in errors:
        sys.stderr.write(f"scrub: {message}\n")
    return _ERROR if errors else _DONE


class Gate:
    """Decides on the conversations of files, by what the accounts and the index say of them."""

    def __init__(
        self, accounts: Accounts, index: Conversations | None, rules: EligibilityRules, now: datetime
    ) -> None:
        self._accounts = accounts
        self._index = index
        self._rules = rules
        self._now = now

    def verdicts(self, source: Source, form: Format) -> Iterator[tuple[Listed, Verdict]]:
        """Yield each conversation of a file, in order, with its verdict; `row` is null for a whole file."""
        for row, records in _conversations(source, form):
            facts = self._facts(source.name, row, read_native(form.name, records))
            yield Listed(source.name, row, facts), judge(facts, self._accounts, self._rules, self._now)

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
            facts = replace(facts, account_id=None)
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
            yield group[0].row, list(_parsed(group))
    elif form.scope is Scope.RECORD:
        for piece in pieces:
            yield piece.row, [] if isinstance(piece, Broken) else list(_parsed([piece]))
    else:
        yield None, list(_parsed(piece for piece in pieces if not isinstance(piece, Broken)))


def _parsed(records: Iterable[Record]) -> Iterator[Any]:
    for record in records:
        try:
            document = orjson.loads(record.data)
        except orjson.JSONDecodeError:
            continue
        if isinstance(document, dict):
            yield document
