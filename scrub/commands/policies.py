"""`scrub policy`: what a policy says."""

from collections.abc import Iterator
from pathlib import Path

from recognizers.entities import ENTITY_TYPES, Family, family_of
from scrub import ledger
from scrub.commands.gate import rules_of
from scrub.errors import PolicyError, ScrubError
from scrub.keys import LEAST_BYTES, find_key
from scrub.ledger import Keyed, LedgerError, read_ledger
from scrub.policy import Policy
from scrub.report.policy import explain, meaning_of
from scrub.scrubber import Scrubber


def describe_policy(policy: Policy) -> list[str]:
    """Return the lines that show what a policy does."""
    lines = [
        f"name         {policy.name}",
        f"fingerprint  {policy.fingerprint}",
        f"scope        {policy.scope}",
        f"names models {policy.names or 'off'}",
        f"threshold    {policy.threshold}",
        f"limits       {policy.segment_characters} code points and {policy.findings} findings a string, "
        f"{policy.nesting} levels of JSON a record, {policy.conversation_bytes} bytes a conversation",
    ]
    for family in Family:
        types = [name for name in ENTITY_TYPES if family_of(name) is family]
        lines.append(f"{family.value}:")
        for name in types:
            if name not in policy.types:
                lines.append(f"  {name:16} stays")
                continue
            lines.append(
                f"  {name:16} {policy.operator_for(name).name}, from {policy.least_score(name, None)}"
            )
    lines += [f"recognizer   {choice.class_name}" for choice in policy.recognizers]
    lines += [f"rules        {path}" for path in policy.rule_files]
    return lines


def check_policy(name: str) -> Policy:
    """Return a policy all of which can be used; ScrubError says what cannot, and in which file."""
    policy = Policy.load(name)
    try:
        Scrubber(policy, key=bytes(LEAST_BYTES))
        rules_of(policy)
    except ScrubError as error:
        raise PolicyError(f"{name}: {error}") from None
    return policy


def explain_policy(policy: Policy) -> Iterator[str]:
    """Yield what a policy means, in plain English."""
    return explain(policy, rules_of(policy))


def explain_conversation(output: Path, conversation: str, key_file: Path | None) -> Iterator[str]:
    """Yield what became of a conversation of a run, by its own id or the ledger's, and why."""
    key = find_key(key_file)
    ids = {conversation, *(() if key is None else (Keyed(key).conversation(conversation),))}
    found = [entry for entry, _ in read_ledger(output / ledger.NAME) if entry.id in ids]
    if not found:
        hint = "" if key is not None else "; its own id needs the key of the run, SCRUB_KEY or --key-file"
        raise LedgerError(f"{output}: the ledger has no such conversation{hint}")
    for entry in found:
        yield f"{entry.id}: {entry.verdict}" + (f" ({entry.reason})" if entry.reason else "")
        if entry.reason and entry.verdict in (ledger.REFUSED, ledger.FORGOTTEN):
            yield f"  {meaning_of(entry.reason)}"
        if entry.verdict == ledger.WRITTEN:
            withheld, redacted = sum(entry.withheld.values()), sum(entry.found.values())
            yield f"  {entry.written} records written, {withheld} withheld, {redacted} redacted"
