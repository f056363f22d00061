"""The slowest text that a search finds: `python -m benchmarks.worst_case [--seconds 300] [--seed 1]`.

The examples of all rules and the lines of disguised values are made into texts: parts of them are repeated,
with the right end, a wrong one or none; as rows of a table; or each line has a value of its own, or one that
differs from the last in a few characters. Each text is redacted as a conversation, with patterns alone. The
slowest are redacted again at a megabyte, against the speed on the coding sessions of the gold set.
"""

import argparse
import heapq
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final, NamedTuple

from benchmarks.sessions import gold_sessions, text_of_size, texts_of
from corpora.generate import disguised
from recognizers.check import Example, read_example
from recognizers.errors import ScrubError
from recognizers.ruleset import shipped_rules
from scrub.policy import Policy
from scrub.scrubber import Scrubber

_RUN: Final = re.compile(r"[a-z]+|[A-Z]+|[0-9]+|\s+|[^a-zA-Z0-9\s]+")
_SEARCHED: Final = 40_000
_WHOLE: Final = 1_000_000
_KEPT: Final = 8
_LONGEST: Final = 2_000
# Signs that begin an encoding, put between what is repeated.
_JOINTS: Final = ("", " ", "\n", "\\n", "%20", "&#32;", "=\n", '" + "', "\u200b", ",", "|", "\t", "**")
_CELLS: Final = (",", ";", "|", "\t", "  ")
_MOST_CELLS: Final = 40
# Of a value that differs from the one in the line before.
_CHANGED: Final = 6


class Case(NamedTuple):
    """A text of any size, and what it is."""

    seconds: float
    what: str
    text: Callable[[int], str]


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
    slowest: list[tuple[float, int, Case]] = []
    began, tried = time.process_time(), 0
    lines = _lines(draw)
    while time.process_time() - began < chosen.seconds:
        case = _drawn(lines, draw)
        text = case.text(_SEARCHED)
        case = case._replace(seconds=_seconds(text) / len(text))
        tried += 1
        heapq.heappush(slowest, (case.seconds, tried, case))
        if len(slowest) > _KEPT:
            heapq.heappop(slowest)
    print(f"normal {1e-6 / normal:.2f} MB/s; {tried:,} texts of {_SEARCHED // 1000} kB tried")
    worst = 0.0
    for _, _, case in sorted(slowest, reverse=True):
        text = case.text(_WHOLE)
        times = _seconds(text) / len(text) / normal
        worst = max(worst, times)
        print(f"{times:6.1f} times at 1 MB ({case.seconds / normal:.1f} at 40 kB)  {case.what}", flush=True)
    return 1 if worst > chosen.most else 0


def _lines(draw: random.Random) -> Sequence[str]:
    """Return lines that lead somewhere: an example of each rule, and disguised values."""
    examples = [read_example(rule.matches[0], rule).text for rule in shipped_rules() if rule.matches]
    hidden = [document["text"] for document in disguised.documents(draw.randrange(1000), 1)]
    return [line for line in (*examples, *hidden) if 3 < len(line) <= _LONGEST]


def _drawn(lines: Sequence[str], draw: random.Random) -> Case:
    return draw.choice((_repeated, _rows, _distinct))(lines, draw)


def _repeated(lines: Sequence[str], draw: random.Random) -> Case:
    """Repeat a line, or a run of it."""
    line, joint = draw.choice(lines), draw.choice(_JOINTS)
    if draw.random() < 0.4:
        return _of_unit("", line + joint, "")
    run = draw.choice(list(_RUN.finditer(line)))
    return _of_unit(line[: run.start()], run[0] + joint, draw.choice((line[run.end() :], "\0", "")))


def _rows(lines: Sequence[str], draw: random.Random) -> Case:
    """Repeat words of a line as the cells of a table."""
    cell = draw.choice(_CELLS)
    words = draw.choice(lines).split()
    row = [draw.choice(words) for _ in range(draw.randint(1, 4))] * draw.randint(1, _MOST_CELLS // 4)
    return _of_unit("", cell.join(row) + "\n", "")


def _of_unit(before: str, unit: str, after: str) -> Case:
    what = f"{before[-30:]!r} + {unit[:50]!r} *"
    return Case(0, what, lambda size: before + unit * max(1, size // len(unit)) + after)


def _distinct(lines: Sequence[str], draw: random.Random) -> Case:
    """Have a value of its own in each line: a new one, or the same but for its head, middle or tail."""
    rule = draw.choice([rule for rule in shipped_rules() if rule.matches])
    template, part = draw.choice(rule.matches), draw.choice(("all", "head", "middle", "tail"))
    first = read_example(template, rule)

    def line(number: int) -> str:
        if part == "all" or not first.expected:
            return read_example(template, replace(rule, id=f"{rule.id}-{number}")).text
        return _changed(first, part, f"{number:0{_CHANGED}}")

    def text(size: int) -> str:
        made: list[str] = []
        while size > 0:
            made.append(line(len(made)))
            size -= len(made[-1]) + 1
        return "\n".join(made)

    return Case(0, f"{rule.id}: {template[:50]!r}, each with another {part}", text)


def _changed(example: Example, part: str, digits: str) -> str:
    start, end, _ = example.expected[0]
    value = example.text[start:end]
    at = {"head": 0, "middle": len(value) // 2, "tail": max(0, len(value) - len(digits))}[part]
    return example.text[:start] + value[:at] + digits + value[at + len(digits) :] + example.text[end:]


def _seconds(text: str) -> float:
    scrubber = Scrubber(replace(Policy.load(), names=None), key=bytes(32))
    began = time.process_time()
    # What is withheld has cost so much as well.
    with suppress(ScrubError):
        scrubber.scrub_text(text)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
