"""What may be told of a run as one HTML page: no network, no script, light and dark, readable on a phone."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from scrub.report.grid import Grid, Row

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #5b6470; --line: #d6dbe1; --paper: #fff;
  --bar: #9cc3ea; --focus: #0b62b0 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #9aa4b1; --line: #3a424d;
  --paper: #14171c; --bar: #2d4f73; --focus: #7db7f0 } }
body { margin: 2rem auto; max-width: 56rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.5rem; margin: 0 } p { overflow-wrap: anywhere } .dim { color: var(--dim) }
h2 { font-size: 1rem; margin: 2rem 0 .25rem }
.table { overflow-x: auto } .table:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
table { border-collapse: collapse; width: 100% }
th { font-weight: 400; text-align: left }
tbody th { min-width: 11rem; overflow-wrap: anywhere; position: sticky; left: 0; background: var(--paper) }
td, thead th { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
thead th, .group th { color: var(--dim); font-size: .85rem }
tbody tr { border-top: 1px solid var(--line) }
th, td { padding: .25rem .5rem } th:first-child { padding-left: 0 } .group th { padding-top: .8rem }
.bar { height: .4rem; margin-top: .15rem; background: var(--bar); border-radius: 2px;
  print-color-adjust: exact; -webkit-print-color-adjust: exact }
@media (max-width: 30rem) { tbody th { min-width: 8rem } th, td { padding: .25rem .3rem } }
@media print { @page { margin: 15mm } body { margin: 0; max-width: none; font-size: 10pt }
  :root { color-scheme: light; --ink: #000; --dim: #444; --line: #bbb; --paper: #fff; --bar: #9cc3ea }
  .table { overflow: visible } tbody th { position: static } tr { break-inside: avoid }
  h2 { break-after: avoid } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, recipe: str, note: str, grids: Iterable[Grid]) -> str:
    """Return the page."""
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
        f"<body><h1>{escape(title)}</h1><p>{escape(_sentence(recipe))}</p>",
        f'<p class="dim">{escape(_sentence(note))}.</p>',
    ]
    for number, grid in enumerate(grids):
        parts += _table(grid, f"table-{number}")
    return "\n".join((*parts, "</body></html>\n"))


def _table(grid: Grid, name: str) -> Iterator[str]:
    yield f'<h2 id="{name}">{escape(_sentence(grid.title))}</h2>'
    # What is too wide for a phone is scrolled by itself, with the keys as well.
    yield f'<div class="table" role="region" tabindex="0" aria-labelledby="{name}"><table>'
    columns = "".join(f'<th scope="col">{escape(column)}</th>' for column in grid.columns)
    yield f"<thead><tr><td></td>{columns}</tr></thead>"
    for group, rows in grid.groups:
        yield "<tbody>"
        if group:
            width = len(grid.columns) + 1
            yield f'<tr class="group"><th scope="rowgroup" colspan="{width}">{escape(group)}</th></tr>'
        yield from map(_row, rows)
        yield "</tbody>"
    yield "</table></div>"


def _row(row: Row) -> str:
    bar = f'<div class="bar" style="width:{100 * row.share:.1f}%"></div>' if row.share else ""
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.name)}{bar}</th>{cells}</tr>'


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
