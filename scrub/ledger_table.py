"""The ledger as a Parquet table, for tools that count in tables; the chain holds there too.

What is nested without a fixed form, `facts`, `output` and `others`, stands as JSON in a text.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from scrub.footer import batches, open_parquet
from scrub.ledger import START, LedgerError, chained

_BATCH: Final = 10_000
_TEXTS: Final = (
    "id",
    "place",
    "account",
    "verdict",
    "reason",
    "digest",
    "policy",
    "rules",
    "key_id",
    "chain",
)
_NUMBERS: Final = ("records", "written", "refused", "dropped")
_COUNTS: Final = ("withheld", "found")
_NESTED: Final = ("facts", "output", "others")


def write_table(lines: Iterator[Mapping[str, Any]], path: Path) -> int:
    """Write lines of a ledger, each with its chain; return how many. LedgerError where that cannot be."""
    import pyarrow
    import pyarrow.parquet

    schema = pyarrow.schema(
        [
            *((name, pyarrow.string()) for name in _TEXTS),
            *((name, pyarrow.int64()) for name in _NUMBERS),
            *((name, pyarrow.map_(pyarrow.string(), pyarrow.int64())) for name in _COUNTS),
            *((name, pyarrow.string()) for name in _NESTED),
        ]
    )
    written = 0
    try:
        with path.open("xb") as stream, pyarrow.parquet.ParquetWriter(stream, schema) as writer:
            while batch := [_cells(line) for line in islice(lines, _BATCH)]:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema))
                written += len(batch)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written: {error.strerror or type(error).__name__}") from None
    return written


def read_table(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines again; LedgerError where the file is no such table, or at the first changed row."""
    import pyarrow

    head = START
    try:
        with open_parquet(path) as table:
            for _, batch in batches(table, _BATCH):
                for row in batch.to_pylist(maps_as_pydicts="strict"):
                    line = {name: _value(name, row[name]) for name in _ORDER if name in row}
                    if line.get("others") is None:
                        # A ledger of before, or the table of one.
                        line.pop("others", None)
                    stated = line.pop("chain")
                    head = chained(head, line)
                    if stated != head:
                        raise LedgerError(f"{path}: the chain is broken: a row was edited, removed or added")
                    yield {**line, "chain": head}
    except (pyarrow.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{path}: cannot be read as a ledger: {type(error).__name__}") from None


def _cells(line: Mapping[str, Any]) -> dict[str, Any]:
    return {**line, **{name: json.dumps(line[name]) for name in _NESTED if name in line}}


def _value(name: str, cell: Any) -> Any:
    return json.loads(cell) if name in _NESTED and cell is not None else cell


# As in a line of JSON, whose digest depends on it.
_ORDER: Final = (
    *("id", "place", "account", "verdict", "reason", "facts", "records", "written", "refused", "withheld"),
    *("found", "dropped", "digest", "output", "others", "policy", "rules", "key_id", "chain"),
)
