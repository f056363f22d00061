"""Rows of Arrow tables, scrubbed: what the adapters of `datasets`, Ray Data and Spark have in common."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from scrub.errors import FormatError
from scrub.formats.media import MEDIA
from scrub.formats.rows import Batch, Row, RowRecord, columns_of
from scrub.scrubber import Scrubber


class TableScrubber:
    """Scrubs the rows of `pyarrow` tables; picklable, so that any engine may send it to its workers.

    FormatError where there is no such column as `group_by`.

    Each row is a conversation, unless `group_by` names the column that tells which rows belong together:
    these must then lie in one table. Rows that are withheld are left out, and counted by reason.

    >>> from scrub import Policy, Scrubber
    >>> import pyarrow as pa
    >>> scrub = TableScrubber(Scrubber(Policy.load(), key=bytes(32), style="placeholder"))
    >>> scrub(pa.table({"text": ["mail mara.okafor@quillpost.co.uk"]})).to_pylist()
    [{'text': 'mail <EMAIL_ADDRESS_1>'}]
    """

    def __init__(self, scrubber: Scrubber, *, group_by: str | None = None) -> None:
        self._scrubber = scrubber
        self._group_by = group_by
        self.withheld: Counter[str] = Counter()

    def __call__(self, table: Any) -> Any:
        """Return the rows that may be handed on, in order and of the same schema."""
        import pyarrow as pa

        batches = table.combine_chunks().to_batches()
        rows: list[Row] = []
        if batches:
            if self._group_by is not None and self._group_by not in table.schema.names:
                raise FormatError("the table has no column of the name that tells which rows belong together")
            (data,) = batches
            batch = Batch(data, 0)
            every = (RowRecord(row, batch, row, MEDIA) for row in range(data.num_rows))
            records = [record for record in every if self._can_be_read(record)]
            rows = sorted(
                (row for group in self._groups(records) for row in self._scrubbed(group)),
                key=lambda row: row.index,
            )
        return pa.Table.from_arrays(columns_of([rows] if rows else [], table.schema), schema=table.schema)

    def _groups(self, records: Sequence[RowRecord]) -> Sequence[Sequence[RowRecord]]:
        if self._group_by is None:
            return [[record] for record in records]
        groups: dict[Any, list[RowRecord]] = {}
        for record in records:
            name = record.cells[self._group_by]
            groups.setdefault((True, record.row) if name is None else (False, str(name)), []).append(record)
        return list(groups.values())

    def _can_be_read(self, record: RowRecord) -> bool:
        """Whether it can; where not it is withheld, and says nothing of the conversation that it is of."""
        try:
            _ = record.cells
        except FormatError as error:
            self.withheld[str(error)] += 1
            return False
        return True

    def _scrubbed(self, group: Sequence[RowRecord]) -> Sequence[Row]:
        scrubbed = self._scrubber.scrub_conversation(group, scope=self._scrubber.scope_of(group[0], _nobody))
        self.withheld.update(each.withheld for each in scrubbed.records if each.withheld is not None)
        return [each.payload for each in scrubbed.records if each.withheld is None]


def _nobody() -> None:
    """A table says of nobody that a conversation is theirs."""
