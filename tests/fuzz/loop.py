"""The loop of fuzzing: a turn for the target that was tried least, several at once, until the time is up."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.record import Record
from tests.fuzz.targets import Target
from tests.fuzz.turn import Place, begin, ended


class Amount(NamedTuple):
    """How much is tried."""

    # Of a processor, all targets together.
    seconds: float
    # The same for one turn, beside what it takes to read the corpus.
    turn: float
    jobs: int


def fuzz(targets: Mapping[str, Target], record: Record, amount: Amount, corpus: Path, found: Path) -> bool:
    """Fuzz until the time is up or an interrupt; return whether something was found."""
    running: dict[int, str] = {}
    known: dict[str, set[str]] = {name: set() for name in targets}
    # What a target whose process ended has lost of its turns: it is not begun again and again.
    lost = dict.fromkeys(targets, 0.0)
    left = amount.seconds

    def stop(*_: object) -> None:
        nonlocal left
        left = 0.0
        for process in running:
            os.kill(process, signal.SIGINT)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    while running or left > 0:
        while left > 0 and len(running) < min(amount.jobs, len(targets)):
            # Also where earlier runs were broken off, none is left out.
            waiting = [name for name in targets if name not in running.values()]
            name = min(waiting, key=lambda each: record.seconds(each) + lost[each])
            turn = min(amount.turn, left)
            sys.stdout.flush()
            running[begin(targets[name], Place(name, corpus, found), turn, known[name])] = name
        process, status, usage = os.wait4(-1, 0)
        name = running.pop(process)
        done = ended(Place(name, corpus, found), status, usage)
        record.add(name, done)
        if done.died:
            lost[name] += amount.turn
            left -= amount.turn
        left -= done.seconds
        known[name] |= {line.rpartition(": ")[0] for line in done.found}
        for line in done.found:
            sys.stdout.write(f"{name}: {line}\n")
    return any(known.values())
