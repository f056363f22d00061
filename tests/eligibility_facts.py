"""What the eligibility tests start from: rules, and facts that nothing speaks against."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scrub.eligibility import EligibilityRules
from scrub.facts.values import AccountFacts, ConversationFacts, Timeline

POLICY = Path(__file__).parents[1] / "scrub" / "policies" / "eligibility.toml"

NOW = datetime(2026, 11, 20, tzinfo=UTC)
START = datetime(2025, 10, 8, tzinfo=UTC)
DAY = timedelta(days=1)
SWITCHED_ON = datetime(2025, 12, 1, tzinfo=UTC)

ACCOUNT = AccountFacts(
    "acc_1",
    plan=Timeline("pro", always=True),
    preferences={"training_preference": Timeline("on", ((SWITCHED_ON, "on"),))},
    region="NL",
    flags={"minor": False},
)
CONVERSATION = ConversationFacts(
    account_id="acc_1",
    kind="chat",
    created_at=NOW - 20 * DAY,
    last_active_at=NOW - 10 * DAY,
    deleted_at=None,
    flags={"incognito": False},
)


def shipped_table() -> dict[str, Any]:
    """Return the table that is shipped, fresh for each caller to change."""
    table: dict[str, Any] = tomllib.loads(POLICY.read_text(encoding="utf-8"))["eligibility"]
    return table


def rules(**changed: Any) -> EligibilityRules:
    """Return the shipped rules, with some keys changed."""
    return EligibilityRules.from_table({**shipped_table(), **changed})


def conversation(**changed: Any) -> ConversationFacts:
    """Return an eligible conversation, with some facts changed."""
    return CONVERSATION._replace(**changed)


def account(*, preference: Timeline | None = None, **changed: Any) -> AccountFacts:
    """Return an eligible account, with some facts changed."""
    if preference is not None:
        changed["preferences"] = {"training_preference": preference}
    return ACCOUNT._replace(**changed)
