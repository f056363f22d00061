"""Findings as a table for people and as SARIF for code scanning."""

import json
import os
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Final
from urllib.parse import quote

from recognizers.entities import ENTITY_TYPES, Family
from scrub.report.lines import printable
from scrub.report.places import Place

_SARIF: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
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


def print_sarif(places: Iterator[Place], *, show_values: bool) -> int:
    """Print a SARIF 2.1.0 log, and return how many findings it has; values never stand in it."""
    del show_values
    results = []
    for place in places:
        finding = place.finding
        family = ENTITY_TYPES[finding.entity_type].family
        results.append(
            {
                "ruleId": finding.entity_type,
                "level": "error" if family is Family.SECRET else "warning",
                "message": {"text": f"{ENTITY_TYPES[finding.entity_type].meaning} ({finding.source})"},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": quote(os.fsencode(place.source.name))},
                            "region": {
                                "startLine": max(finding.row + 1 if finding.pointer else place.line, 1)
                            },
                        },
                        "logicalLocations": [{"fullyQualifiedName": f"{finding.row}{place.pointer}"}],
                    }
                ],
                "properties": {"score": finding.score, "start": finding.start, "end": finding.end},
            }
        )
    rules = [{"id": each.name, "shortDescription": {"text": each.meaning}} for each in ENTITY_TYPES.values()]
    log = {
        "$schema": _SARIF,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "scrub", "rules": rules}}, "results": results}],
    }
    sys.stdout.write(json.dumps(log, indent=2) + "\n")
    return len(results)
