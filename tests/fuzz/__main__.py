"""Fuzzes every target in turn: `python -m tests.fuzz --minutes 60 [--target NAME] [--seed N] [--found DIR]`.

A case that breaks the law, or takes far longer than its size, is kept; those in `found/` are tests.
"""

import argparse
import hashlib
import random
import sys
import time
from pathlib import Path
from typing import Final

from tests.fuzz.targets import TARGETS, broken_law, mutated

_FOUND: Final = Path(__file__).with_name("found")
# Of a processor, for a case of at most 60 kB.
_SLOW_SECONDS: Final = 5.0
_TURN_SECONDS: Final = 5.0


def main() -> int:
    """Run the command line; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="of a processor, all targets together")
    parser.add_argument("--target", choices=TARGETS, nargs="+", default=list(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=_FOUND, metavar="DIR")
    chosen = parser.parse_args()
    draw = random.Random(chosen.seed)
    cases = dict.fromkeys(chosen.target, 0)
    seconds = dict.fromkeys(chosen.target, 0.0)
    kept: dict[tuple[str, str], Path] = {}
    for name in chosen.target:
        # What is imported and made at first is no case's cost.
        for seed in TARGETS[name].seeds:
            broken_law(TARGETS[name], seed)
    while sum(seconds.values()) < 60 * chosen.minutes:
        name = min(seconds, key=seconds.__getitem__)
        turn = time.process_time()
        while time.process_time() - turn < _TURN_SECONDS:
            data = mutated(TARGETS[name].seeds, draw)
            began = time.process_time()
            broken = broken_law(TARGETS[name], data)
            if broken is None and time.process_time() - began > _SLOW_SECONDS:
                broken = "slow"
            cases[name] += 1
            if broken is not None and (name, broken) not in kept:
                kept[name, broken] = _keep(chosen.found / name, data)
                _say(f"{name}: {broken}: {kept[name, broken].name}")
        seconds[name] += time.process_time() - turn
    for name, count in cases.items():
        _say(f"{name:28}{count:>9,} cases {seconds[name]:7.0f} s")
    _say(f"{sum(cases.values()):,} cases, {sum(seconds.values()) / 3600:.2f} h, {len(kept)} kept")
    return 1 if kept else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _keep(folder: Path, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
