"""Kills a run or one of its workers at many random moments; each time the output must be that of a calm run.

python -m benchmarks.recovery --moments 50 --seed 1
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from corpora.generate.corpus import CorpusWriter

_KEY: Final = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
_POLICY: Final = "[detect]\nnames = false\n"
# One file is large enough to be done in parts, which are made smaller than they are else.
_LINES: Final = 1_200
_FILLING: Final = "nothing to see here " * 50
_SCRUB: Final = "from scrub.run import parts; parts.PART_BYTES = 1 << 18; from scrub.cli import main; main()"


class Field:
    """A folder with inputs, and runs over them."""

    def __init__(self, folder: Path, size: int, seed: int) -> None:
        self._folder = folder
        CorpusWriter(folder / "in", seed).write(size)
        lines = [
            {"messages": [{"role": "user", "content": f"mail a{n}@quillpost.co.uk {_FILLING}"}]}
            for n in range(_LINES)
        ]
        (folder / "in/large.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        (folder / "policy.toml").write_text(_POLICY, encoding="utf-8")

    def start(self, output: str, *more: str) -> "subprocess.Popen[bytes]":
        """Start a run with two workers."""
        command = [sys.executable, "-c", _SCRUB, "run", "in", "-o", output, "--ad-hoc", "--workers", "2"]
        return subprocess.Popen(
            [*command, "--policy", "policy.toml", *more],
            cwd=self._folder,
            env={**os.environ, "SCRUB_KEY": _KEY, "PYTHONPATH": str(Path(__file__).parent.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def tree(self, output: str) -> dict[str, bytes]:
        """Return the bytes of all that a run wrote."""
        root = self._folder / output
        return {
            path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
        }

    def remove(self, output: str) -> None:
        """Make room."""
        shutil.rmtree(self._folder / output, ignore_errors=True)


def _workers(process: int) -> list[int]:
    """The processes that a run has do its work."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            is_worker = b"spawn_main" in path.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == process and is_worker:
            found.append(int(path.parent.name))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 1 where an output differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recovery", description=__doc__)
    parser.add_argument("--moments", type=int, default=50, help="how many kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--megabytes", type=float, default=2.0)
    chosen = parser.parse_args(arguments)
    draw = random.Random(chosen.seed)
    counts = {"parent killed": 0, "worker killed": 0, "over before": 0, "different": 0}
    with tempfile.TemporaryDirectory() as name:
        field = Field(Path(name), int(chosen.megabytes * 1e6), chosen.seed)
        started = time.monotonic()
        field.start("calm").wait()
        seconds = time.monotonic() - started
        calm = field.tree("calm")
        while (killed := counts["parent killed"] + counts["worker killed"]) < chosen.moments:
            is_parent = killed % 2 == 0
            process = field.start("out")
            time.sleep(draw.uniform(0.05, 0.95) * seconds)
            victims = [process.pid] if is_parent else _workers(process.pid)
            if process.poll() is not None or not victims:
                counts["over before"] += 1
            else:
                os.kill(draw.choice(victims), signal.SIGKILL)
                counts["parent killed" if is_parent else "worker killed"] += 1
            process.wait()
            if is_parent:
                field.start("out", "--resume").wait()
            if field.tree("out") != calm:
                counts["different"] += 1
            field.remove("out")
            print(counts, file=sys.stderr, flush=True)
    print(
        f"{len(calm)} files, a calm run takes {seconds:.0f} s; "
        + ", ".join(f"{n} {k}" for k, n in counts.items())
    )
    return int(counts["different"] > 0)


if __name__ == "__main__":
    sys.exit(main())
