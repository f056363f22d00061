"""How many verdicts a second one core gives, and in how much memory: `python -m benchmarks.gate`."""

import argparse
import json
import os
import platform
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scrub.eligibility import EligibilityRules
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations
from scrub.gate import judge_all

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PLANS = ["free"] * 6 + ["pro"] * 2 + ["max", "team"]
PREFERENCES = ["on"] * 8 + ["off", None]


def account_rows(count: int) -> Iterator[dict[str, Any]]:
    """Yield invented accounts; one in ten has a history."""
    draw = random.Random(1)
    for number in range(count):
        changed = (NOW - timedelta(seconds=draw.randrange(10**8))).isoformat()
        preference = draw.choice(PREFERENCES)
        row = {
            "account_id": f"acc_{number * 2654435761 % 2**32:010}",
            "plan": draw.choice(PLANS),
            "training_preference": preference,
            "preference_changed_at": changed,
            "country": "NL",
        }
        if number % 10 == 0:
            row["preference_history"] = [["2025-01-01T00:00:00Z", "off"], [changed, preference]]
        yield row


def conversation_rows(count: int, accounts: int) -> Iterator[dict[str, Any]]:
    """Yield invented conversations whose owners come in no order."""
    draw = random.Random(2)
    for number in range(count):
        last = NOW - timedelta(seconds=draw.randrange(5 * 10**7))
        owner = draw.randrange(accounts)
        yield {
            "file": f"part-{number // 1000:06}.jsonl",
            "row": number % 1000,
            "account_id": f"acc_{owner * 2654435761 % 2**32:010}",
            "kind": "chat",
            "created_at": (last - timedelta(hours=1)).isoformat(),
            "last_active_at": last.isoformat(),
            "deleted_at": None if number % 20 else last.isoformat(),
        }


def write(path: Path, rows: Iterator[dict[str, Any]]) -> Path:
    """Write the rows as JSONL."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


@contextmanager
def measured(what: str, count: int) -> Iterator[None]:
    """Print how long something took, and the most memory that the process has had so far."""
    begin, began = time.perf_counter(), time.process_time()
    yield
    wall, busy = time.perf_counter() - begin, time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:28}{count:>11,}  {wall:7.1f} s  {count / busy:>9,.0f}/s of CPU  peak {peak} MiB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--conversations", type=int, default=500_000)
    sizes = parser.parse_args()
    print(f"invented accounts and conversations, JSONL; {datetime.now(UTC):%Y-%m-%d}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, one used")
    rules = EligibilityRules.shipped()
    with tempfile.TemporaryDirectory() as folder:
        accounts_file = write(Path(folder) / "accounts.jsonl", account_rows(sizes.accounts))
        index_file = write(
            Path(folder) / "conversations.jsonl", conversation_rows(sizes.conversations, sizes.accounts)
        )
        with measured("accounts brought in", sizes.accounts):
            accounts = Accounts(accounts_file, rules)
        with measured("conversations brought in", sizes.conversations):
            conversations = Conversations(index_file, rules)
        counts: Counter[str] = Counter()
        with accounts, conversations, measured("verdicts", sizes.conversations):
            for _, verdict in judge_all(conversations, accounts, rules, NOW):
                counts[verdict.reason or "eligible"] += 1
    for reason, count in counts.most_common():
        print(f"  {reason:26}{count:>11,}")


if __name__ == "__main__":
    main()
