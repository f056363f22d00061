"""Gives every conversation of an index its verdict, streaming."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from scrub.eligibility import EligibilityRules, Verdict, decide
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations, Listed
from scrub.facts.values import ConversationFacts


def judge(facts: ConversationFacts, accounts: Accounts, rules: EligibilityRules, now: datetime) -> Verdict:
    """Decide on one conversation with the facts of its owner."""
    owner = accounts.find(facts.account_id) if facts.account_id is not None else None
    return decide(facts, owner, rules, now)


def judge_all(
    conversations: Conversations, accounts: Accounts, rules: EligibilityRules, now: datetime
) -> Iterator[tuple[Listed, Verdict]]:
    """Yield each conversation that the index places in a file, in its order, with its verdict."""
    for listed in conversations:
        yield listed, judge(listed.facts, accounts, rules, now)


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
