"""The work that bounds ours: copying the bytes, parsing the JSON, one raw scan for all our literals."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson

from recognizers.engine import shipped_engine
from recognizers.finder import Finder


def copy(data: bytes) -> None:
    """Copy the bytes once."""
    bytearray(data)


def parse(data: bytes) -> None:
    """Parse every line as JSON, as fast as Python can."""
    for line in data.splitlines():
        orjson.loads(line)


def literal_scanner(finders: Iterable[Finder] | None = None) -> Callable[[Sequence[str]], None]:
    """Return what runs one Hyperscan pass over texts for every keyword and trigger, telling nobody.

    No search that uses these literals can be faster: ours does the same pass, and then has to look at hits.
    """
    import hyperscan as hs

    expressions: dict[tuple[bytes, int], None] = {}
    for finder in shipped_engine().matcher.finders if finders is None else finders:
        for keyword in finder.keywords:
            literal = "".join(f"\\x{byte:02x}" for byte in keyword.encode()).encode()
            expressions[literal, hs.HS_FLAG_CASELESS] = None
        for trigger in finder.triggers:
            expressions[trigger.encode(), hs.HS_FLAG_DOTALL] = None
    database: Any = hs.Database(mode=hs.HS_MODE_BLOCK)
    database.compile(
        expressions=[expression for expression, _ in expressions],
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[flags for _, flags in expressions],
    )

    def scan(texts: Sequence[str]) -> None:
        for text in texts:
            database.scan(text.encode("utf-8", "surrogatepass"), match_event_handler=None)

    return scan
