"""How long it takes to find and take out a few of many conversations: `python -m benchmarks.forget`.

The output is made without a run: shards of conversations without content, a ledger, a manifest. One owner in
ten thousand no longer agrees. Said is how many bytes were read: the ledger is, shards that stay are not.
"""

import argparse
import hashlib
import json
import os
import platform
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import zstandard

from benchmarks.gate import alone
from scrub.commands.gate import rules_of
from scrub.formats.generic import JSON_LINES
from scrub.ledger import NAME, Entry, Keyed, LedgerWriter, Place
from scrub.manifest import Counts, Manifest, Recipe, Written, digest_of
from scrub.policy import Policy
from scrub.run.audit import audit
from scrub.run.forget import forget
from scrub.run.pipeline import stamp_of
from scrub.run.recheck import Recheck
from scrub.run.tally import add_content

KEYED = Keyed(b"benchmark" * 4)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
ROWS = 2_000
LEAVING = 10_000
MOMENT = "2026-03-01T10:00:00+00:00"
FACTS = {
    "kind": "chat",
    "created_at": MOMENT,
    "last_active_at": MOMENT,
    "deleted_at": None,
    "activities": "absent",
    "region": None,
    "flags": {},
}


def make(output: Path, count: int) -> None:
    """Write an output of so many conversations, ten of each owner, and the accounts as they are now."""
    output.mkdir()
    policy = Policy.load("default")
    recipe = Recipe(
        "default", policy.fingerprint, "benchmark", KEYED.key_id, True, NOW.isoformat(), "", "", 1
    )
    counts, files = Counts(), {}
    with (output / NAME).open("wb") as stream:
        ledger = LedgerWriter(stream, stamp_of(recipe))
        for shard, start in enumerate(range(0, count, ROWS)):
            name = f"part-{shard:05}.jsonl.zst"
            lines = []
            for row in range(min(ROWS, count - start)):
                entry, line = conversation(start + row, name, row)
                ledger.add(entry)
                counts.add(entry)
                lines.append(line)
            (output / name).write_bytes(zstandard.compress(b"\n".join(lines) + b"\n"))
            with (output / name).open("rb") as written:
                files[name] = digest_of(written)
    account = Manifest(
        recipe,
        counts.as_json(),
        ledger.lines,
        ledger.head,
        KEYED.seal(ledger.head),
        dict[str, Written](files),
    )
    (output / "manifest.json").write_bytes(account.dumped())
    with output.with_name("accounts.jsonl").open("w", encoding="ascii") as accounts:
        for owner in range(count // 10 + 1):
            preference = "on" if owner % LEAVING else "off"
            facts = {"account_id": f"acc_{owner}", "plan": "pro", "training_preference": preference}
            accounts.write(json.dumps({**facts, "preference_changed_at": None}) + "\n")


def conversation(number: int, file: str, row: int) -> tuple[Entry, bytes]:
    """Return an entry of the ledger and the line of a shard that it is of."""
    name = KEYED.conversation(str(number))
    line = json.dumps({"id": name, "files": [], "padding": str(number) * 40}).encode()
    content = hashlib.sha256()
    add_content(content, line)
    entry = Entry(
        name,
        KEYED.place("all.jsonl", number),
        KEYED.account(f"acc_{number // 10}"),
        "written",
        None,
        FACTS,
        records=1,
        written=1,
        digest=content.hexdigest(),
        places=(Place(file, JSON_LINES.name, ((row, row + 1),)),),
    )
    return entry, line


@contextmanager
def measured(what: str, count: int) -> Iterator[None]:
    """Print what something took."""
    began, read = time.process_time(), read_so_far()
    yield
    busy = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"  {what:10}{busy:8.1f} s of CPU  {count / busy:>9,.0f}/s  "
        f"{(read_so_far() - read) / 1e6:9.1f} MB read  peak {peak} MiB",
        flush=True,
    )


def read_so_far() -> int:
    """Return how many bytes this process has asked for."""
    status = Path("/proc/self/io").read_text(encoding="ascii")
    return int(status.split("rchar: ")[1].split()[0])


def measure(output: Path, count: int) -> None:
    """Find what must go, take it out, and print what that took."""
    sizes = [path.stat().st_size for path in output.glob("part-*")]
    ledger = (output / NAME).stat().st_size
    print(f"  ledger {ledger / 1e6:.1f} MB, {len(sizes)} shards of {sum(sizes) / 1e6:.1f} MB")
    rules = rules_of(Policy.load("default"))
    reasons = {}
    with (
        measured("recheck", count),
        Recheck(KEYED, rules, NOW, output.with_name("accounts.jsonl"), None) as recheck,
    ):
        for entry, verdict in recheck.refused(output):
            reasons[entry.place] = str(verdict.reason)
    with measured("forget", count):
        forgotten = forget(output, KEYED, reasons)
    print(f"  {len(forgotten.entries)} conversations taken out of {len(forgotten.files)} shards")
    assert len(forgotten.entries) == len(reasons) > 0


def check(output: Path) -> None:
    """Prove the output."""
    problems = audit(output, None, None).problems
    assert not problems, problems[:3]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, nargs="+", default=[100_000, 10_000_000])
    parser.add_argument("--folder", help="where the files are made for a while, instead of that for such")
    parser.add_argument("--verify", action="store_true", help="prove the output afterwards")
    asked = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}")
    print(f"{os.cpu_count()} cores, one used")
    for count in asked.conversations:
        with tempfile.TemporaryDirectory(dir=asked.folder) as name:
            output = Path(name) / "out"
            print(f"{count:,} conversations", flush=True)
            for step in (make, measure):
                alone(step, output, count)
            if asked.verify:
                alone(check, output)


if __name__ == "__main__":
    main()
