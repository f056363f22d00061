"""Writes an evaluation as one HTML file that needs no network and no script."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from scrub.evaluate.cases import Case
from scrub.evaluate.comparison import Change
from scrub.evaluate.evaluation import Evaluation, Figure
from scrub.evaluate.measures import DIMENSIONS, MEASURES
from scrub.evaluate.statistics import Interval
from scrub.evaluate.utility import Utility

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #5b6470; --line: #d6dbe1; --paper: #fff;
  --mark: #0b62b0; --band: #9cc3ea; --bad: #b3261e; --good: #1a7f37 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #9aa4b1; --line: #3a424d;
  --paper: #14171c; --mark: #7db7f0; --band: #2d4f73; --bad: #ff8a80; --good: #6fdd8b } }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin-top: 2.5rem }
p.dim, td.dim, caption { color: var(--dim) }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% } caption { text-align: left }
th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--line);
  font-variant-numeric: tabular-nums; white-space: nowrap }
th:first-child, td:first-child, td.text { text-align: left } td.text { white-space: normal }
.better { color: var(--good) } .worse { color: var(--bad) }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
mark { color: inherit; background: var(--band) }
svg text { fill: var(--ink); font-size: 12px } svg .grid { stroke: var(--line) }
svg .band { stroke: var(--band); stroke-width: 6 } svg .dot { fill: var(--mark) }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_NOTHING: Final = "–"
# The plot, in pixels.
_LABELS, _PLOT, _ROW = 190, 620, 22


def page(
    evaluation: Evaluation,
    changes: Sequence[Change] = (),
    cases: Iterable[Case] = (),
    utility: Utility | None = None,
) -> str:
    """Return the whole page."""
    title = f"Evaluation on {evaluation.corpus}"
    shown = [name for name in DIMENSIONS if name in ("family", "type") or len(evaluation.values(name)) > 1]
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="dim">{len(evaluation.conversations):,} conversations. Intervals are 95 %.</p>',
        _overview(evaluation),
        _plot(evaluation),
        *(_breakdown(evaluation, name) for name in shown),
        _utility(utility),
        _changes(changes),
        _cases(cases),
        "</body></html>",
    ]
    whole = "\n".join(part for part in parts if part) + "\n"
    # A lone surrogate in the data cannot be written.
    return whole.encode("utf-8", "replace").decode("utf-8")


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table under a heading; cells are HTML."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "\n".join("<tr>" + "".join(row) + "</tr>" for row in rows)
    return (
        f'<h2>{escape(title)}</h2>\n<div class="wide"><table><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(text: str, kind: str = "") -> str:
    return f'<td class="{kind}">{escape(text)}</td>' if kind else f"<td>{escape(text)}</td>"


def _overview(evaluation: Evaluation) -> str:
    rows = []
    for name, measure in MEASURES.items():
        figure = evaluation.figure(name, resample=True)
        if figure.whole:
            rows.append(
                [
                    _cell(name),
                    _cell(_value(figure)),
                    _cell(f"{figure.part:,} of {figure.whole:,}"),
                    _cell(_interval(figure.wilson)),
                    _cell(_interval(figure.bootstrap)),
                    _cell(measure.meaning, "text dim"),
                ]
            )
    heads = ("measure", "value", "count", "by mention", "by conversation", "meaning")
    return _table("Overall", heads, rows)


def _breakdown(evaluation: Evaluation, dimension: str) -> str:
    names = ["recall", "leak_free", "precision", "type_accuracy"]
    if dimension not in ("family", "type"):
        names += ["over_redaction", "false_alarms"]
    rows = []
    for value in evaluation.values(dimension):
        figures = [evaluation.figure(name, f"{dimension}:{value}") for name in names]
        recall = figures[0]
        rows.append(
            [
                _cell(value),
                _cell(f"{recall.whole:,}"),
                _cell(f"{recall.whole - recall.part:,}"),
                *(_cell(_value(figure)) for figure in figures),
                _cell(_interval(recall.wilson)),
            ]
        )
    return _table(f"By {dimension}", (dimension, "mentions", "missed", *names, "recall, by mention"), rows)


def _plot(evaluation: Evaluation) -> str:
    """Return recall by type with its intervals, the worst first."""
    figures = [evaluation.figure("recall", f"type:{name}") for name in evaluation.values("type")]
    measured = sorted((one for one in figures if one.wilson), key=lambda one: (one.value or 0.0, one.group))
    if not measured:
        return ""
    bottom = _ROW * (len(measured) + 1)
    grid = "".join(
        f'<line class="grid" x1="{_at(share)}" x2="{_at(share)}" y1="8" y2="{bottom - 8}"/>'
        f'<text x="{_at(share)}" y="{bottom + 8}" text-anchor="middle">{share:.2f}</text>'
        for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    rows = "".join(_plot_row(figure, number) for number, figure in enumerate(measured, 1))
    return (
        "<h2>Recall by type</h2>\n"
        f'<div class="wide"><svg role="img" width="{_LABELS + _PLOT + 110}" height="{bottom + 20}">'
        f"<title>Recall of each entity type with its 95 % interval</title>{grid}{rows}</svg></div>"
    )


def _plot_row(figure: Figure, number: int) -> str:
    middle = _ROW * number
    interval = figure.wilson or Interval(0.0, 1.0)
    return (
        f'<text x="{_LABELS - 12}" y="{middle + 4}" text-anchor="end">{escape(figure.group[5:])}</text>'
        f'<line class="band" x1="{_at(interval.low)}" x2="{_at(interval.high)}" y1="{middle}" y2="{middle}"/>'
        f'<circle class="dot" cx="{_at(figure.value or 0.0)}" cy="{middle}" r="4"/>'
        f'<text x="{_LABELS + _PLOT + 12}" y="{middle + 4}">{figure.part:,} of {figure.whole:,}</text>'
    )


def _at(share: float) -> str:
    return f"{_LABELS + share * _PLOT:.1f}"


def _utility(utility: Utility | None) -> str:
    if utility is None:
        return ""
    rows = [
        [
            _cell(name),
            _cell(_NOTHING if kept.share is None else f"{kept.share:.4f}"),
            _cell(f"{kept.kept:,}/{kept.of:,}"),
        ]
        for name, kept in utility.rows()
    ]
    return _table("What stayed", ("what", "share", "of"), rows)


def _changes(changes: Sequence[Change]) -> str:
    rows = []
    for change in changes:
        one = change.difference
        word = "better" if change.better else "worse"
        doubt = "" if one.significant else " (may be chance)"
        rows.append(
            [
                _cell(change.measure),
                _cell(change.group.partition(":")[2] or "all"),
                *(_cell(f"{value:.4f}") for value in (one.old, one.new)),
                _cell(f"{one.new - one.old:+.4f}"),
                _cell(_interval(one.interval)),
                _cell(f"{one.p_value:.3f}"),
                _cell(word + doubt, word),
            ]
        )
    heads = ("measure", "group", "old", "new", "difference", "95 %", "p", "")
    return _table("What moved", heads, rows) if rows else ""


def _cases(cases: Iterable[Case]) -> str:
    rows = [
        [
            _cell(case.outcome),
            _cell(case.entity_type, "text"),
            _cell(f"{case.file} row {case.row} {case.pointer} at {case.start}", "text"),
            '<td class="text"><code>'
            f"{escape(case.before)}<mark>{escape(case.value)}</mark>{escape(case.after)}</code></td>",
        ]
        for case in cases
    ]
    return _table("Single cases", ("outcome", "type", "place", "context"), rows) if rows else ""


def _value(figure: Figure) -> str:
    if figure.value is None:
        return _NOTHING
    return f"{figure.value:.4f}" if figure.wilson else f"{figure.value:.1f}"


def _interval(interval: Interval | None) -> str:
    return f"{interval.low:.4f} {_NOTHING} {interval.high:.4f}" if interval else _NOTHING
