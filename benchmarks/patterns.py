"""The slowest pattern: `python -m benchmarks.patterns [--draws 10] [--seed 1] [--most 10]`.

Every regular expression of the rules, the finders and the rest of the package is tried on texts made of
itself: what stands before one of its repeats, then what that repeats, many times, then an end that fits
nothing, which a pattern must reach that its module matches whole texts with. A pattern that may read such a
text in many ways tries them all
(https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS). Prints those that take
longest for a text of 450 characters.
"""

import argparse
import dataclasses
import importlib
import inspect
import pkgutil
import random
import re
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Any, Final, NamedTuple

import recognizers
import scrub
from recognizers.catalogue import catalogue
from recognizers.ruleset import shipped_rules

# What `re` makes of a pattern; there is no public way to it.
_parser: Final = importlib.import_module("re._parser")
_codes: Final = importlib.import_module("re._constants")
_REPEATS: Final = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT)
_FEW: Final = 3
_LENGTH: Final = 450
_LONGEST_START: Final = 150
_LONGEST_REPEAT: Final = 40
# Of a clock; then the text is taken for one that never ends.
_TIMEOUT_SECONDS: Final = 2.0
_SHOWN: Final = 15
_DEEPEST: Final = 7
# Drawn where a set says only what is not in it.
_OTHERS: Final = "a1 -_.=:/xQ,;'\"é"
_BLANKS, _WORDS, _SIGNS = " \t", "aZ1_", "-. "


class Use(NamedTuple):
    """Where a pattern is, and whether the module matches whole texts with patterns."""

    where: str
    matches_whole: bool = False


class Cost(NamedTuple):
    """How long a pattern takes for a text."""

    seconds: float
    where: str
    start: str
    unit: str


class _TimeoutError(Exception):
    pass


def main() -> int:
    """Run the command line; 1 where a pattern takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.patterns", description=__doc__)
    parser.add_argument("--draws", type=int, default=10, help="texts for each repeat of each pattern, twice")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=float, default=10.0, help="milliseconds of a processor for a text")
    chosen = parser.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    patterns = {**_of_package(), **{rule.regex: Use(f"rule {rule.id}") for rule in shipped_rules()}}
    draw = Draw(random.Random(chosen.seed))
    slowest = sorted(_slowest(pattern, use, draw, chosen.draws) for pattern, use in patterns.items())
    print(f"{len(patterns):,} patterns, {chosen.draws} draws, texts of {_LENGTH} characters")
    for cost in reversed(slowest[-_SHOWN:]):
        print(f"{1000 * cost.seconds:8.2f} ms  {cost.where}  {cost.start[-40:]!r} + {cost.unit[:40]!r} *")
    return 1 if slowest[-1].seconds * 1000 > chosen.most else 0


class Draw:
    """Draws texts that parts of a pattern match, as far as that is seen without looking around."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._groups: dict[int, str] = {}

    def repeats(self, parts: Any, start: str = "") -> Iterator[tuple[str, Any]]:
        """Yield what stands before each repeat that may go on for long, and what it repeats."""
        for code, value in parts:
            if code in _REPEATS:
                if value[1] > _FEW:
                    yield start, value[2]
                yield from self.repeats(value[2], start)
            for below in _below(code, value):
                yield from self.repeats(below, start)
            start += self._part(code, value)

    def text(self, parts: Any) -> str:
        """Return a text that a row of parts matches."""
        return "".join(self._part(code, value) for code, value in parts)

    def _part(self, code: Any, value: Any) -> str:
        if code is _codes.LITERAL:
            return chr(value)
        if code is _codes.NOT_LITERAL:
            return "b" if value == ord("a") else "a"
        if code is _codes.ANY:
            return self._draw.choice("a 1-")
        if code is _codes.IN:
            return self._of_set(value)
        if code in _REPEATS:
            least, most, parts = value
            times = least if self._draw.random() < 0.5 else min(int(most), least + self._draw.randint(0, 2))
            return "".join(self.text(parts) for _ in range(min(times, _LONGEST_REPEAT)))
        if code is _codes.GROUPREF:
            return self._groups.get(value, "a")
        below = _below(code, value) if code not in (_codes.ASSERT, _codes.ASSERT_NOT) else []
        text = self.text(self._draw.choice(below)) if below else ""
        if code is _codes.SUBPATTERN:
            self._groups[value[0]] = text
        return text

    def _of_set(self, items: Sequence[Any]) -> str:
        if items[0][0] is _codes.NEGATE:
            return next((sign for sign in _OTHERS if not any(_is_in(sign, item) for item in items[1:])), "я")
        code, value = self._draw.choice(items)
        if code is _codes.RANGE:
            return chr(self._draw.randint(value[0], min(value[1], value[0] + 60)))
        if code is _codes.CATEGORY:
            return self._draw.choice(
                [sign for sign in _BLANKS + _WORDS + _SIGNS if _is_in(sign, (code, value))]
            )
        return chr(value)


def _below(code: Any, value: Any) -> list[Any]:
    """Return the rows of parts that a part holds, but for what it repeats."""
    if code is _codes.SUBPATTERN:
        return [value[3]]
    if code is _codes.ATOMIC_GROUP:
        return [value]
    if code in (_codes.ASSERT, _codes.ASSERT_NOT):
        return [value[1]]
    if code is _codes.GROUPREF_EXISTS:
        return [row for row in value[1:] if row]
    return list(value[1]) if code is _codes.BRANCH else []


def _is_in(sign: str, item: tuple[Any, Any]) -> bool:
    code, value = item
    if code is _codes.LITERAL:
        return sign == chr(value)
    if code is _codes.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    name = str(value)
    within = sign.isdigit() if "DIGIT" in name else sign.isspace() if "SPACE" in name else sign in _WORDS
    return within != ("NOT_" in name)


def _slowest(pattern: str, use: Use, draw: Draw, draws: int) -> Cost:
    slowest = Cost(0.0, use.where, "", "")
    with warnings.catch_warnings(action="ignore"):
        try:
            compiled, parts = re.compile(pattern), _parser.parse(pattern)
        except re.error:
            # Of the module `regex`, which can do more.
            return slowest
    for start, parts_of_unit in [each for _ in range(draws) for each in draw.repeats(parts)]:
        for times in (1, 2):
            unit = "".join(draw.text(parts_of_unit) for _ in range(times))
            if unit and len(start) <= _LONGEST_START:
                text = start + unit * (_LENGTH // len(unit)) + "\0"
                seconds = _seconds(compiled.fullmatch if use.matches_whole else compiled.match, text)
                slowest = max(slowest, Cost(seconds, use.where, start, unit))
                if seconds >= _TIMEOUT_SECONDS:
                    return slowest
    return slowest


def _seconds(match: Callable[[str], object], text: str) -> float:
    signal.setitimer(signal.ITIMER_REAL, _TIMEOUT_SECONDS)
    began = time.process_time()
    try:
        match(text)
    except _TimeoutError:
        return _TIMEOUT_SECONDS
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - began


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TimeoutError


def _of_package() -> dict[str, Use]:
    """Return every compiled pattern that a module or a finder holds, with where."""
    found: dict[str, Use] = {}
    for package in (recognizers, scrub):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            try:
                loaded = importlib.import_module(module.name)
            except ImportError:
                # Of an extra that is not installed.
                continue
            matches_whole = ".fullmatch(" in inspect.getsource(loaded)
            for name, value in list(vars(loaded).items()):
                _collect(value, Use(f"{module.name}.{name}", matches_whole), found)
    for finder in catalogue():
        _collect(finder, Use(f"finder {finder.id}"), found)
    return found


def _collect(value: Any, use: Use, found: dict[str, Use], depth: int = 0) -> None:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            # With its flags, but for Unicode, which all texts are.
            flags = "".join(sign for sign, flag in _FLAGS.items() if value.flags & flag)
            pattern = f"(?{flags}){value.pattern}" if flags else value.pattern
            # A module may have it from another.
            if pattern not in found or use.matches_whole:
                found[pattern] = use
    elif depth < _DEEPEST:
        for name, below in _members(value):
            _collect(below, use._replace(where=f"{use.where}{name}"), found, depth + 1)


_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((f"[{str(key)[:20]!r}]", below) for key, below in value.items())
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from ((f"[{number}]", below) for number, below in enumerate(value))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield f".{field.name}", getattr(value, field.name, None)


if __name__ == "__main__":
    sys.exit(main())
