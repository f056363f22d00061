"""Gives every conversation of an index its verdict, streaming."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from scrub.eligibility import EligibilityRules, Verdict, decide
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Listed
from scrub.facts.values import ConversationFacts

# Accounts are looked up for so many conversations at once. More of them outlive a collection of garbage,
# which costs more than the look-ups that are saved.
_BATCH = 64


def judge(facts: ConversationFacts, accounts: Accounts, rules: EligibilityRules, now: datetime) -> Verdict:
    """Decide on one conversation with the facts of its owner."""
    owner = accounts.find(facts.account_id) if facts.account_id else None
    return decide(facts, owner, rules, now)


def judge_all(
    conversations: Iterable[Listed], accounts: Accounts, rules: EligibilityRules, now: datetime
) -> Iterator[tuple[Listed, Verdict]]:
    """Yield each of the conversations, in their order, with its verdict."""
    waiting = iter(conversations)
    while batch := list(islice(waiting, _BATCH)):
        owners = accounts.find_all({listed.facts.account_id for listed in batch if listed.facts.account_id})
        for listed in batch:
            yield listed, decide(listed.facts, owners.get(listed.facts.account_id or ""), rules, now)


def verdict_line(listed: Listed, verdict: Verdict, *, all_reasons: bool = False) -> dict[str, Any]:
    """Return what `scrub gate` prints of one conversation."""
    line: dict[str, Any] = {
        "file": listed.file,
        "row": listed.row,
        "verdict": "eligible" if verdict.eligible else "refused",
        "reason": verdict.reason,
    }
    if all_reasons:
        line["reasons"] = list(verdict.reasons)
    return line
