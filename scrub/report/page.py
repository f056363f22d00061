"""What may be told of a run as one HTML page: no network, no script, light and dark, readable on a phone."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from scrub.aggregates import Released

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #5b6470; --line: #d6dbe1; --paper: #fff;
  --bar: #9cc3ea }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #9aa4b1; --line: #3a424d;
  --paper: #14171c; --bar: #2d4f73 } }
body { margin: 2rem auto; max-width: 48rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.5rem; margin-bottom: 0 } p { overflow-wrap: anywhere } .dim { color: var(--dim) }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; table-layout: fixed }
caption { text-align: left; font-weight: 600; overflow-wrap: anywhere }
th { font-weight: 400; text-align: left; overflow-wrap: anywhere }
td { text-align: right; width: 7rem; font-variant-numeric: tabular-nums }
th, td { border-top: 1px solid var(--line); padding: .25rem .5rem }
.bar { height: .4rem; margin-top: .15rem; background: var(--bar); border-radius: 2px }
@media print { body { margin: 0; max-width: none } table { break-inside: avoid } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def page(
    title: str,
    recipe: str,
    note: str,
    tables: Mapping[str, Released],
    held: str,
    trends: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """Return the page; a bar shows each count as a share of the largest of its table.

    `trends` says by table and cell how a count moved against an earlier run.
    """
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
        f'<body><h1>{escape(title)}</h1><p>{escape(recipe)}</p><p class="dim">{escape(note)}</p>',
    ]
    for name, table in tables.items():
        parts += _table(name, table, held, trends)
    return "\n".join((*parts, "</body></html>\n"))


def _table(
    name: str, table: Released, held: str, trends: Mapping[tuple[str, str], str] | None
) -> Iterator[str]:
    most = max((count or 0 for count in table.cells.values()), default=0)
    yield f"<table><caption>{escape(name)}: {held if table.total is None else f'{table.total:,}'}</caption>"
    for cell, count in table.cells.items():
        shown = f'<span class="dim">{held}</span>' if count is None else f"{count:,}"
        # Noise may leave a count below nothing.
        width = 100 * max(count or 0, 0) / most if most > 0 else 0
        bar = f'<div class="bar" style="width:{width:.1f}%"></div>' if width else ""
        moved = "" if trends is None else f'<td class="dim">{escape(trends.get((name, cell), ""))}</td>'
        yield f'<tr><th scope="row">{escape(cell)}{bar}</th><td>{shown}</td>{moved}</tr>'
    yield "</table>"
