"""A table as a reader sees it, on a page or in a terminal: names, numbers, and a share that may be a bar."""

from collections.abc import Iterator
from typing import Final, NamedTuple

_NAME_WIDTH: Final = 36
_LEAST_WIDTH: Final = 10


class Row(NamedTuple):
    """One line of a table."""

    name: str
    cells: tuple[str, ...]
    # Of one, for a bar; None where it is not to be shown.
    share: float | None = None


class Grid(NamedTuple):
    """A table with its title; its rows in groups that may have a name."""

    title: str
    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]

    def lines(self) -> Iterator[str]:
        """Yield it as plain text."""
        rows = [row for _, group in self.groups for row in group]
        cells = [self.columns, *(row.cells for row in rows)]
        widths = [max(_LEAST_WIDTH, *map(len, column)) for column in zip(*cells, strict=True)]
        name = max(_NAME_WIDTH, *(len(row.name) + 2 for row in rows))
        yield _line(self.title, name + 2, self.columns, widths)
        for title, group in self.groups:
            if title:
                yield f"  {title}"
            indent = "    " if title else "  "
            yield from (_line(indent + row.name, name + 2, row.cells, widths) for row in group)


def _line(name: str, width: int, cells: tuple[str, ...], widths: list[int]) -> str:
    shown = "  ".join(f"{cell:>{each}}" for cell, each in zip(cells, widths, strict=True))
    return f"{name:{width}} {shown}".rstrip()
