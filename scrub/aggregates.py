"""Counts that may be published: no cell so small that it tells of someone, none that can be subtracted out.

A cell is shown with at least 15 conversations of at least 5 accounts, as in Anthropic's Economic Index of
January 2026 (https://www.anthropic.com/economic-index). What small cells of a table add up to, which is its
total less all that is shown, is as large as a cell that is shown; where it is not, more cells are held back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Least:
    """How large a cell must be."""

    conversations: int = 15
    accounts: int = 5


@dataclass(slots=True)
class Cell:
    """How many conversations have an attribute, and whose they are."""

    conversations: int = 0
    # As many as are needed to tell that they are enough.
    accounts: set[str] = field(default_factory=set)

    def add(self, account: str | None, least: Least) -> None:
        """Count a conversation; one whose owner is not known adds nobody."""
        self.conversations += 1
        if account is not None and len(self.accounts) < least.accounts:
            self.accounts.add(account)

    def join(self, other: "Cell") -> None:
        """Take another cell in that has none of the same conversations."""
        self.conversations += other.conversations
        self.accounts |= other.accounts

    def is_large(self, least: Least) -> bool:
        """Whether the cell may be shown."""
        return self.conversations >= least.conversations and len(self.accounts) >= least.accounts


@dataclass(frozen=True, slots=True)
class Released:
    """A table as it may be shown; None for what is held back."""

    total: int | None
    cells: Mapping[str, int | None]


def release(cells: Mapping[str, Cell], least: Least, elsewhere: Collection[str] = ()) -> Released:
    """Return what may be shown of a table whose cells have no conversation in common.

    Cells that are shown `elsewhere`, if they are large enough, are not held back for the sake of others;
    the total is, where that does not leave enough to hold back.
    """
    total = _joined(cells.values())
    held = {name for name, cell in cells.items() if not cell.is_large(least)}
    others = sorted(
        (name for name in cells.keys() - held - set(elsewhere)),
        key=lambda name: (cells[name].conversations, name),
    )
    while held and not _hides(held, cells, least) and others:
        held.add(others.pop(0))
    is_total_shown = total.is_large(least) and (not held or _hides(held, cells, least))
    return Released(
        total.conversations if is_total_shown else None,
        {name: None if name in held else cell.conversations for name, cell in sorted(cells.items())},
    )


def rows_shown(
    rows: Mapping[str, Sequence[Cell]], least: Least, candidates: Collection[str]
) -> Collection[str]:
    """Return which rows of a table may be shown, whole or not at all, if the sums of its columns are known.

    Only `candidates` may be, whose own sums are known too. What small rows add up to is large in every column
    that is not empty; where it is not, more rows are held back.
    """
    columns = range(max(map(len, rows.values()), default=0))
    used = [column for column in columns if any(row[column].conversations for row in rows.values())]

    def is_fit(name: str) -> bool:
        return all(not cell.conversations or cell.is_large(least) for cell in rows[name])

    def hides(held: Collection[str]) -> bool:
        return len(held) > 1 and all(
            _joined(rows[name][column] for name in held).is_large(least) for column in used
        )

    shown = [name for name in candidates if name in rows and is_fit(name)]
    shown.sort(key=lambda name: (-sum(cell.conversations for cell in rows[name]), name))
    while shown and len(shown) < len(rows) and not hides(rows.keys() - set(shown)):
        shown.pop()
    return shown


def _hides(held: Collection[str], cells: Mapping[str, Cell], least: Least) -> bool:
    """Whether the sum of what is held back tells of no cell: of more than one, and large."""
    return len(held) > 1 and _joined(cells[name] for name in held).is_large(least)


def _joined(cells: Iterable[Cell]) -> Cell:
    joined = Cell()
    for cell in cells:
        joined.join(cell)
    return joined
