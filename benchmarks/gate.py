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
from itertools import chain
from pathlib import Path
from typing import Any

from scrub.eligibility import EligibilityRules
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations
from scrub.gate import judge_all

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PLANS = ["free"] * 6 + ["pro"] * 2 + ["max", "team"]
PREFERENCES = ["on"] * 8 + ["off", None]
CHUNK = 500_000
# Makes ids of numbers that come in no order.
SPREAD = 2654435761


def account_tables(count: int) -> Iterator[Any]:
    """Yield invented accounts as tables of columns; one in ten has a history."""
    import numpy
    import pyarrow
    import pyarrow.compute as compute

    draw = numpy.random.default_rng(1)
    now = numpy.datetime64(NOW.replace(tzinfo=None), "s")
    for start in range(0, count, CHUNK):
        numbers = numpy.arange(start, min(start + CHUNK, count), dtype=numpy.uint64)
        digits = pyarrow.array(numbers * numpy.uint64(SPREAD) % numpy.uint64(2**32)).cast(pyarrow.string())
        changed = numpy.datetime_as_string(now - draw.integers(0, 10**8, len(numbers))).astype(object) + "Z"
        preferences = draw.choice(numpy.array(PREFERENCES, object), len(numbers))
        histories = [
            None if number % 10 else json.dumps([["2022-01-01T00:00:00Z", "off"], [moment, preference]])
            for number, (moment, preference) in enumerate(zip(changed, preferences, strict=True))
        ]
        yield pyarrow.table(
            {
                "account_id": compute.binary_join_element_wise(
                    "acc_", compute.utf8_lpad(digits, 10, "0"), ""
                ),
                "plan": pyarrow.array(draw.choice(numpy.array(PLANS, object), len(numbers))),
                "training_preference": pyarrow.array(preferences, pyarrow.string()),
                "preference_changed_at": pyarrow.array(changed),
                "country": pyarrow.array(["NL"] * len(numbers)),
                "preference_history": pyarrow.array(histories, pyarrow.string()),
            }
        )


def conversation_rows(count: int, accounts: int) -> Iterator[dict[str, Any]]:
    """Yield invented conversations whose owners come in no order."""
    draw = random.Random(2)
    for number in range(count):
        last = NOW - timedelta(seconds=draw.randrange(5 * 10**7))
        owner = draw.randrange(accounts)
        yield {
            "file": f"part-{number // 1000:06}.jsonl",
            "row": number % 1000,
            "account_id": f"acc_{owner * SPREAD % 2**32:010}",
            "kind": "chat",
            "created_at": (last - timedelta(hours=1)).isoformat(),
            "last_active_at": last.isoformat(),
            "deleted_at": None if number % 20 else last.isoformat(),
        }


def write_index(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Write conversations as JSONL."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def write_parquet(path: Path, tables: Iterator[Any]) -> None:
    """Write accounts as Parquet."""
    import pyarrow.parquet

    first = next(tables)
    with pyarrow.parquet.ParquetWriter(path, first.schema) as writer:
        for table in chain((first,), tables):
            writer.write_table(table)


def write_sqlite(path: Path, tables: Iterator[Any]) -> None:
    """Write accounts as a table with an index on the id."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        for number, table in enumerate(tables):
            if number == 0:
                names = ", ".join(f"{name} TEXT" for name in table.column_names)
                connection.execute(f"CREATE TABLE accounts ({names})")
            cells = zip(*(column.to_pylist() for column in table.columns), strict=True)
            marks = ", ".join("?" * table.num_columns)
            connection.executemany(f"INSERT INTO accounts VALUES ({marks})", cells)
        connection.execute("CREATE UNIQUE INDEX by_id ON accounts (account_id)")
        connection.commit()


FORMS: dict[str, Callable[[Path, Iterator[Any]], None]] = {
    "parquet": write_parquet,
    "sqlite": write_sqlite,
}


def make(folder: Path, form: str, accounts: int, conversations: int) -> None:
    """Write the files of one measurement."""
    FORMS[form](folder / f"accounts.{form}", account_tables(accounts))
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
