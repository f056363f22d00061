"""Hyperscan databases: compiled side by side into bytes that can be kept, and loaded from them.

https://intel.github.io/hyperscan/
"""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

from recognizers.errors import RuleError
from recognizers.matching.cache import cached

# Sets of fewer patterns are compiled in less time than it is worth to keep them.
_SLOW: Final = 100


class Database(Protocol):
    """What looks for expressions in bytes."""

    def scan(self, data: bytes, *, match_event_handler: Any, context: Any) -> None:
        """Call the handler with (number, start, end, flags, context) at each end of each match."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Bytes to be found as they are, or in any case of ASCII letters."""

    text: bytes
    cased: bool


# What one database looks for: literals, or expressions in hyperscan's syntax, and the number of each.
Patterns = Mapping[Literal, int] | Mapping[str, int]


class _Nothing:
    def scan(self, data: bytes, *, match_event_handler: Any, context: Any) -> None:
        """Find nothing."""


def compiled_for() -> str:
    """Say what compiled databases are good for: this version of hyperscan on processors like this one.

    The name of the machine does not count: on a laptop it changes with the network.
    """
    import hyperscan as hs

    smallest = hs.Database(mode=hs.HS_MODE_BLOCK)
    smallest.compile(expressions=[b"a"])
    return f"{smallest.info()!r} {platform.machine()}"


def compile_databases(sets: Sequence[Patterns]) -> list[bytes]:
    """Return a database for each set of patterns, b"" for an empty set; RuleError for a bad pattern."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as threads:
        return list(threads.map(partial(_compiled, compiled_for()), sets))


def load_database(stored: bytes) -> Database:
    """Return a compiled database ready to be used, in milliseconds."""
    if not stored:
        return _Nothing()
    import hyperscan as hs

    database: Any = hs.loadb(stored, hs.HS_MODE_BLOCK)
    database.scratch = hs.Scratch(database)
    loaded: Database = database
    return loaded


def _compiled(processor: str, patterns: Patterns) -> bytes:
    """Compile a set of patterns, or take it from the cache where it is one that takes seconds.

    A rule that is added or changed mostly has keywords, which are literals: the rest is as it was.
    """
    if len(patterns) < _SLOW or any(isinstance(pattern, Literal) for pattern in patterns):
        return _compile(patterns)
    key = f"{processor} {list(patterns.items())}"
    return bytes(cached("expressions", key, lambda: _compile(patterns)))


def _compile(patterns: Patterns) -> bytes:
    if not patterns:
        return b""
    import hyperscan as hs

    expressions: list[bytes] = []
    flags: list[int] = []
    numbers: list[int] = []
    literal = False
    for pattern, number in patterns.items():
        numbers.append(number)
        if isinstance(pattern, Literal):
            literal = True
            expressions.append(pattern.text)
            flags.append(0 if pattern.cased else hs.HS_FLAG_CASELESS)
        else:
            expressions.append(pattern.encode())
            flags.append(hs.HS_FLAG_DOTALL)
    database = hs.Database(mode=hs.HS_MODE_BLOCK)
    try:
        database.compile(
            expressions=expressions, ids=numbers, elements=len(numbers), flags=flags, literal=literal
        )
    except hs.error as error:
        raise RuleError(f"a trigger cannot be used: {error}") from None
    return bytes(hs.dumpb(database))
