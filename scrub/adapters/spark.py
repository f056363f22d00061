"""For Spark: `frame.mapInPandas(scrub_frames(...), frame.schema)`, or `mapInArrow(scrub_batches(...), ...)`.

https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/api/pyspark.sql.DataFrame.mapInPandas.html
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from scrub.adapters.table import TableScrubber
from scrub.scrubber import Scrubber


def scrub_frames(scrubber: Scrubber) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Return a function for `mapInPandas`; each row is a conversation, withheld ones are left out."""
    return _Frames(TableScrubber(scrubber))


def scrub_batches(scrubber: Scrubber) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Return a function for `mapInArrow`, which copies less."""
    return _Batches(TableScrubber(scrubber))


def scrub_group(scrubber: Scrubber, group_by: str) -> Callable[[Any], Any]:
    """Return a function for `groupBy(group_by).applyInArrow` (Spark 4): a group is one conversation."""
    rows = TableScrubber(scrubber, group_by=group_by)
    # Spark 4 asks for the annotations of a function, which an object does not have.
    return lambda table: rows(table)


class _Batches:
    def __init__(self, rows: TableScrubber) -> None:
        self._rows = rows

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            yield from self._rows(pa.Table.from_batches([batch])).to_batches()


class _Frames:
    def __init__(self, rows: TableScrubber) -> None:
        self._rows = rows

    def __call__(self, frames: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for frame in frames:
            done = self._rows(pa.Table.from_pandas(frame, preserve_index=False))
            # Spark takes no column of texts that lies in several pieces.
            yield done.combine_chunks().to_pandas()
