"""How much memory a run takes as its input grows: `python -m benchmarks.memory --megabytes 100 1000`.

Chats and sessions are generated, in many files and a few large ones; beyond 20 MB they are copies of so many
sessions, each with an id and strings of its own (`--fresh 0.1`: one in ten has). `--conversation` has one
session of that size run instead, which is held whole. Said is the most memory of the process that was started
and of the largest of its workers.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.copies import write_copies
from benchmarks.engines import KEY
from benchmarks.machine import ROOT, describe_machine
from benchmarks.processes import watch
from benchmarks.sessions import claude_code
from scrub.files import find_sources
from scrub.formats.record import Broken, Gap
from scrub.units import format_of, pieces_of

_POLICIES = {"patterns": 'name = "patterns"\n[detect]\nnames = false\n'}
# So many megabytes are generated at most.
_GENERATED: Final = 20
# Strings of a session are at most so long.
_LINE = 4000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--conversation", action="store_true", help="one session of that size")
    parser.add_argument("--fresh", type=float, default=1.0, help="share of copies with strings of their own")
    parser.add_argument("--policy", default="secrets-only", help="of scrub, or patterns")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", help="where the files are made for a while, instead of that for such")
    chosen = parser.parse_args()
    machine = describe_machine()
    print(f"{machine.time}, commit {machine.commit}, {machine.processor}, {machine.cores} cores")
    print(f"policy {chosen.policy}, {chosen.workers} workers", flush=True)
    for size in chosen.megabytes:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
            print(measure(Path(name), size, chosen), flush=True)


def measure(folder: Path, megabytes: int, chosen: argparse.Namespace) -> str:
    """Run over so much and say what it took."""
    policy, is_conversation = chosen.policy, chosen.conversation
    source = folder / "in"
    source.mkdir()
    is_copied = megabytes > _GENERATED and not is_conversation
    generated = folder / "generated" if is_conversation or is_copied else source
    # What a generator holds is no part of what is measured.
    size = f"{min(megabytes, 10 if is_conversation else _GENERATED)}MB"
    generate = [sys.executable, "-m", "corpora.generate", str(generated), "--size", size]
    subprocess.run(generate, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (generated / "labels.jsonl").unlink()
    if is_conversation:
        write_session(source / "session.jsonl", generated, megabytes * 10**6)
    if is_copied:
        for form in ("claude_code", "codex"):
            write_copies(generated / form, source / form, megabytes * 10**6 // 2, fresh=chosen.fresh)
    if policy in _POLICIES:
        (folder / "policy.toml").write_text(_POLICIES[policy], encoding="utf-8")
        policy = str(folder / "policy.toml")
    # What is compiled once takes memory that no later run takes.
    environment = {"SCRUB_KEY": KEY, "PYTHONPATH": str(ROOT)}
    watch(
        [sys.executable, "-m", "scrub", "detect", "--policy", policy, "README.md"],
        cwd=ROOT,
        environment=environment,
    )
    files = [path.stat().st_size for path in source.rglob("*") if path.is_file()]
    command = [sys.executable, "-m", "scrub", "run", str(source), "-o", str(folder / "out"), "--ad-hoc"]
    settings = ["--policy", policy, "--workers", str(chosen.workers)]
    seen = watch([*command, *settings], cwd=ROOT, environment=environment)
    account = json.loads((folder / "out/manifest.json").read_bytes())["counts"]["conversations"]
    return (
        f"{sum(files) / 1e6:8.1f} MB in {len(files)} files: first {seen.first.peak / 1e6:.0f} MB, worker "
        f"{seen.peak / 1e6:.0f} MB, {seen.cpu:.0f} s of CPU, {sum(files) / seen.cpu / 1e6:.2f} MB/s of CPU; "
        f"{account['in']} conversations, {account['withheld']} withheld"
    )


def write_session(path: Path, texts: Path, size: int) -> None:
    """Write one session of about so many bytes, of the strings of some files again and again."""
    written = number = 0
    with path.open("wb") as stream:
        while written < size:
            for text in _strings(texts):
                # The same output twice would be searched once.
                line = claude_code([f"{number}: {text[:_LINE]}"], "s1")
                stream.write(line)
                written, number = written + len(line), number + 1
                if written >= size:
                    break


def _strings(folder: Path) -> Iterator[str]:
    for source in find_sources([str(folder)]):
        for piece in pieces_of(source, format_of(source)):
            if not isinstance(piece, Gap | Broken):
                yield from (
                    segment.text.encode("utf-8", "replace").decode()
                    for segment in piece.segments()
                    if segment.marker is None
                )


if __name__ == "__main__":
    main()
