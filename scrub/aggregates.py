"""Counts that may be published: no cell so small that it tells of someone, none that can be subtracted out.

A cell is shown with at least 15 conversations of at least 5 accounts, as in Anthropic's Economic Index of
January 2026 (https://www.anthropic.com/economic-index). What small cells of a table add up to, which is its
total less all that is shown, is as large as a cell that is shown; where it is not, more cells are held back.
"""

from collections.abc import Collection, Iterable, Mapping
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
    accounts: set[str] = field(default_factory=set)

    def add(self, account: str | None) -> None:
        """Count a conversation; one whose owner is not known adds nobody."""
        self.conversations += 1
        if account is not None:
            self.accounts.add(account)

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


def _hides(held: Collection[str], cells: Mapping[str, Cell], least: Least) -> bool:
    """Whether the sum of what is held back tells of no cell: of more than one, and large."""
    return len(held) > 1 and _joined(cells[name] for name in held).is_large(least)


def _joined(cells: Iterable[Cell]) -> Cell:
    joined = Cell()
    for cell in cells:
        joined.conversations += cell.conversations
        joined.accounts |= cell.accounts
    return joined
