"""Hyperscan databases: compiled side by side, and kept in the cache together.

https://intel.github.io/hyperscan/
"""

import json
import platform
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from recognizers.cache import cached
from recognizers.errors import RuleError

# Fewer expressions are compiled faster than they are looked up.
_CACHED_FROM = 100
_LENGTH_BYTES = 8


class Database(Protocol):
    """What looks for expressions in bytes."""

    def scan(self, data: bytes, *, match_event_handler: Any, context: Any) -> None:
        """Call the handler with (expression, start, end, flags, context) at each end of each match."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Bytes to be found as they are, or in any case of ASCII letters."""

    text: bytes
    cased: bool


# What one database looks for: literals, or expressions in hyperscan's syntax.
Patterns = Sequence[Literal] | Sequence[str]


class _Nothing:
    def scan(self, data: bytes, *, match_event_handler: Any, context: Any) -> None:
        """Find nothing."""


def load_databases(sets: Sequence[Patterns]) -> list[Database]:
    """Return a database for each set of patterns; seconds the first time, milliseconds from the cache."""
    import hyperscan as hs

    filled = [patterns for patterns in sets if patterns]
    if sum(map(len, filled)) < _CACHED_FROM:
        parts = list(map(_compile, filled))
    else:
        version = getattr(hs, "__version__", "")
        key = f"{version} {platform.node()} {platform.machine()} {filled!r}"
        parts = _split(cached("matcher", key, lambda: _join(_compile_all(filled))))
    loaded = iter([_load(part) for part in parts])
    return [next(loaded) if patterns else _Nothing() for patterns in sets]


def _compile_all(sets: Sequence[Patterns]) -> list[bytes]:
    with ThreadPoolExecutor() as threads:
        return list(threads.map(_compile, sets))


def _compile(patterns: Patterns) -> bytes:
    import hyperscan as hs

    expressions: list[bytes] = []
    flags: list[int] = []
    literal = False
    for pattern in patterns:
        if isinstance(pattern, Literal):
            literal = True
            expressions.append(pattern.text)
            flags.append(0 if pattern.cased else hs.HS_FLAG_CASELESS)
        else:
            expressions.append(pattern.encode())
            flags.append(hs.HS_FLAG_DOTALL)
    database = hs.Database(mode=hs.HS_MODE_BLOCK)
    count = len(expressions)
    try:
        database.compile(
            expressions=expressions, ids=list(range(count)), elements=count, flags=flags, literal=literal
        )
    except hs.error as error:
        raise RuleError(f"a trigger cannot be used: {error}") from None
    return bytes(hs.dumpb(database))


def _load(stored: bytes) -> Database:
    import hyperscan as hs

    database: Any = hs.loadb(stored, hs.HS_MODE_BLOCK)
    database.scratch = hs.Scratch(database)
    loaded: Database = database
    return loaded


def _join(parts: Sequence[bytes]) -> bytes:
    lengths = json.dumps([len(part) for part in parts]).encode()
    return len(lengths).to_bytes(_LENGTH_BYTES, "big") + lengths + b"".join(parts)


def _split(stored: bytes) -> list[bytes]:
    at = _LENGTH_BYTES + int.from_bytes(stored[:_LENGTH_BYTES], "big")
    parts = []
    for length in json.loads(stored[_LENGTH_BYTES:at]):
        parts.append(stored[at : at + length])
        at += length
    return parts
