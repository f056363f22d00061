"""Findings as a table for people."""

import sys
from collections.abc import Iterator
from itertools import chain
from typing import Final

from recognizers.entities import ENTITY_TYPES, Family
from scrub.report.lines import printable
from scrub.report.places import Place

_STYLES: Final = {Family.DIRECT: "yellow", Family.QUASI: "cyan", Family.SECRET: "red"}


def print_table(places: Iterator[Place], *, show_values: bool) -> int:
    """Print one row a finding, and return how many there were."""
    first = next(places, None)
    if first is None:
        # Nothing to draw, and so nothing to load.
        sys.stderr.write("0 found\n")
        return 0
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("file", "row", "place", "line", "type", "score", "rule"):
        table.add_column(
            name, justify="right" if name in ("row", "line", "score") else "left", overflow="fold"
        )
    if show_values:
        table.add_column("value", overflow="fold")
    count = 0
    for place in chain([first], places):
        count += 1
        finding = place.finding
        style = _STYLES[ENTITY_TYPES[finding.entity_type].family]
        cells: list[str | Text] = [
            place.source.name,
            str(finding.row),
            finding.pointer if show_values else place.pointer,
            f"{place.line}:{place.column}",
            Text(finding.entity_type, style),
            f"{finding.score:.2f}",
            finding.source,
        ]
        cells += [place.value] if show_values else []
        table.add_row(*(Text(printable(cell)) if isinstance(cell, str) else cell for cell in cells))
    console = Console(markup=False, highlight=False, soft_wrap=not sys.stdout.isatty())
    console.print(table)
    sys.stderr.write(f"{count} found\n")
    return count
