"""The slowest text that a search finds: `python -m benchmarks.worst_case [--seconds 300] [--seed 1]`.

From the examples of all rules and the lines of disguised values, parts are repeated, with the right end, a
wrong one or none, and the whole detection reads them: rules, finders, validators, readings. The slowest are
read again at a megabyte, against the speed on the coding sessions of the gold set.
"""

import argparse
import heapq
import random
import re
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from benchmarks.sessions import gold_sessions, text_of_size, texts_of
from corpora.generate import disguised
from recognizers.check import read_example
from recognizers.engine import shipped_engine
from recognizers.errors import ScrubError
from recognizers.ruleset import shipped_rules

_RUN: Final = re.compile(r"[a-z]+|[A-Z]+|[0-9]+|\s+|[^a-zA-Z0-9\s]+")
_SEARCHED: Final = 40_000
_WHOLE: Final = 1_000_000
_KEPT: Final = 8
_LONGEST: Final = 2_000
# Signs that begin an encoding, put between what is repeated.
_JOINTS: Final = ("", " ", "\n", "\\n", "%20", "&#32;", "=\n", '" + "', "\u200b", ",", "|", "\t", "**")


class Case(NamedTuple):
    """A unit to repeat, with what stands before and after it."""

    seconds: float
    before: str
    unit: str
    after: str

    def text(self, size: int) -> str:
        """Return a text of that many characters."""
        return self.before + self.unit * (size // len(self.unit)) + self.after


def main() -> int:
    """Run the command line; 1 where a text costs more than may be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worst_case", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="of a processor, for the search")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=float, default=20, help="times the normal cost")
    chosen = parser.parse_args()
    draw = random.Random(chosen.seed)
    usual = text_of_size(list(texts_of(gold_sessions())), _WHOLE)
    _seconds(usual[:_SEARCHED])
    normal = _seconds(usual) / len(usual)
    slowest: list[Case] = []
    began, tried = time.process_time(), 0
    lines = _lines(draw)
    while time.process_time() - began < chosen.seconds:
        case = _case(draw.choice(lines), draw)
        case = case._replace(seconds=_seconds(case.text(_SEARCHED)))
        tried += 1
        heapq.heappush(slowest, case)
        if len(slowest) > _KEPT:
            heapq.heappop(slowest)
    print(f"normal {1e-6 / normal:.2f} MB/s; {tried:,} texts of {_SEARCHED // 1000} kB tried")
    worst = 0.0
    for case in sorted(slowest, reverse=True):
        text = case.text(_WHOLE)
        times = _seconds(text) / len(text) / normal
        worst = max(worst, times)
        short = case.seconds / _SEARCHED / normal
        what = f"{case.before[-30:]!r} + {case.unit[:50]!r} *"
        print(f"{times:6.1f} times at 1 MB ({short:.1f} at 40 kB)  {what}", flush=True)
    return 1 if worst > chosen.most else 0


def _lines(draw: random.Random) -> Sequence[str]:
    """Return lines that lead somewhere: an example of each rule, and disguised values."""
    examples = [read_example(rule.matches[0], rule).text for rule in shipped_rules() if rule.matches]
    hidden = [document["text"] for document in disguised.documents(draw.randrange(1000), 1)]
    return [line for line in (*examples, *hidden) if 3 < len(line) <= _LONGEST]


def _case(line: str, draw: random.Random) -> Case:
    joint = draw.choice(_JOINTS)
    if draw.random() < 0.4:
        return Case(0, "", line + joint, "")
    run = draw.choice(list(_RUN.finditer(line)))
    end = draw.choice((line[run.end() :], "\0", ""))
    return Case(0, line[: run.start()], run[0] + joint, end)


def _seconds(text: str) -> float:
    began = time.process_time()
    # What is withheld has cost so much as well.
    with suppress(ScrubError):
        shipped_engine().find(text)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
