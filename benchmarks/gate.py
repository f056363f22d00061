"""How many verdicts a second one core gives, and in how much memory: `python -m benchmarks.gate`.

Accounts lie in a Parquet file, which is brought into a private database first, and in an SQLite file with an
index on the id, which is read where it is. Each measurement has a process of its own.
"""

import argparse
import json
import multiprocessing
import os
import platform
import random
import resource
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
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
        yield {
            "account_id": f"acc_{number * 2654435761 % 2**32:010}",
            "plan": draw.choice(PLANS),
            "training_preference": preference,
            "preference_changed_at": changed,
            "country": "NL",
            "preference_history": None
            if number % 10
            else json.dumps([["2025-01-01T00:00:00Z", "off"], [changed, preference]]),
        }


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


def write_index(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Write conversations as JSONL."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def write_parquet(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Write accounts as Parquet, a few at a time."""
    import pyarrow
    import pyarrow.parquet

    columns = ("account_id", "plan", "training_preference", "preference_changed_at", "country")
    schema = pyarrow.schema([(name, pyarrow.string()) for name in (*columns, "preference_history")])
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(rows, 100_000)):
            writer.write_table(pyarrow.Table.from_pylist(batch, schema))


def write_sqlite(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Write accounts as a table with its id as the key."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(
            "CREATE TABLE accounts (account_id TEXT, plan TEXT, training_preference TEXT, "
            "preference_changed_at TEXT, country TEXT, preference_history TEXT)"
        )
        cells = (tuple(row.values()) for row in rows)
        connection.executemany("INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)", cells)
        connection.execute("CREATE UNIQUE INDEX by_id ON accounts (account_id)")
        connection.commit()


FORMS: dict[str, Callable[[Path, Iterator[dict[str, Any]]], None]] = {
    "parquet": write_parquet,
    "sqlite": write_sqlite,
}


def make(folder: Path, form: str, accounts: int, conversations: int) -> None:
    """Write the files of one measurement."""
    FORMS[form](folder / f"accounts.{form}", account_rows(accounts))
    write_index(folder / "conversations.jsonl", conversation_rows(conversations, accounts))


@contextmanager
def measured(what: str, count: int) -> Iterator[None]:
    """Print how long something took, and the most memory that the process has had so far."""
    begin, began = time.perf_counter(), time.process_time()
    yield
    wall, busy = time.perf_counter() - begin, time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {what:26}{count:>11,}  {wall:7.1f} s  {count / busy:>9,.0f}/s of CPU  peak {peak} MiB")


def judge(folder: Path, form: str, accounts: int, conversations: int) -> None:
    """Judge all conversations of the files and print how long it took."""
    rules = EligibilityRules.shipped()
    counts: Counter[str] = Counter()
    with measured("accounts opened", accounts):
        owners = Accounts(folder / f"accounts.{form}", rules)
    with measured("conversations brought in", conversations):
        index = Conversations(folder / "conversations.jsonl", rules)
    with owners, index, measured("verdicts", conversations):
        for _, verdict in judge_all(index, owners, rules, NOW):
            counts[verdict.reason or "eligible"] += 1
    print("  " + ", ".join(f"{reason} {count:,}" for reason, count in counts.most_common()), flush=True)


def alone(do: Callable[..., None], *arguments: Any) -> None:
    """Do something in a process of its own."""
    process = multiprocessing.get_context("spawn").Process(target=do, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, nargs="+", default=[100_000, 10_000_000])
    parser.add_argument("--conversations", type=int, default=500_000)
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--folder", help="where the files are made for a while, instead of that for such")
    asked = parser.parse_args()
    print(f"invented accounts and conversations; {datetime.now(UTC):%Y-%m-%d}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, one used")
    for form in asked.forms:
        for accounts in asked.accounts:
            with tempfile.TemporaryDirectory(dir=asked.folder) as name:
                print(f"{accounts:,} accounts, {form}", flush=True)
                alone(make, Path(name), form, accounts, asked.conversations)
                alone(judge, Path(name), form, accounts, asked.conversations)


if __name__ == "__main__":
    main()
