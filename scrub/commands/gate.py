"""`scrub gate`: which conversations their owners allow, with a reason for each that they do not."""

import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from scrub.admission import Gate, repeated_names
from scrub.commands.messages import say
from scrub.eligibility import EligibilityRules
from scrub.errors import FormatError, ScrubError
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations
from scrub.files import find_sources
from scrub.gate import verdict_line
from scrub.policy import Policy
from scrub.report.lines import json_line
from scrub.timestamps import parse_timestamp
from scrub.units import units_of

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
        sources = [source for source in find_sources(options.inputs) if source.path.name not in _FACTS]
        gate = Gate(accounts, index, rules, now, policy.conversation_bytes, repeated_names(sources))
        for unit in units_of(sources, options.input_format):
            if isinstance(unit, ScrubError):
                errors.append(str(unit))
                continue
            try:
                for decision in gate.decisions(unit):
                    reasons[decision.verdict.reason or "eligible"] += 1
                    line = verdict_line(decision.listed, decision.verdict, all_reasons=options.all_reasons)
                    sys.stdout.write(json_line(line) + "\n")
            except ScrubError as error:
                errors.append(str(error))
    for reason, count in reasons.most_common():
        say(f"{count:8}  {reason}")
    for message in errors:
        say(f"scrub: {message}")
    return _ERROR if errors else _DONE
