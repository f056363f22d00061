"""Shows an evaluation, a comparison and single cases on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scrub.evaluate.cases import Case
from scrub.evaluate.comparison import Change
from scrub.evaluate.evaluation import Evaluation, Figure
from scrub.evaluate.measures import MEASURES
from scrub.evaluate.statistics import Interval
from scrub.evaluate.utility import Utility

if TYPE_CHECKING:
    from rich.table import Table

_BREAKDOWN = ("family", "type", "language", "format", "kind", "source")
_ALWAYS = ("recall", "leak_free", "precision", "over_redaction")
_NOTHING = "-"


def overview(evaluation: Evaluation) -> Table:
    """Return the table of the corpus as a whole."""
    from rich.table import Table

    table = Table(title=f"{evaluation.corpus}: {len(evaluation.conversations)} conversations")
    for name in ("measure", "value", "of", "95 % by mention", "95 % by conversation"):
        table.add_column(name, justify="left" if name == "measure" else "right")
    table.add_column("meaning", overflow="fold")
    for name, measure in MEASURES.items():
        figure = evaluation.figure(name, resample=True)
        if figure.whole or name in _ALWAYS:
            table.add_row(
                name,
                _value(figure),
                f"{figure.part:,}/{figure.whole:,}",
                _interval(figure.wilson),
                _interval(figure.bootstrap),
                measure.meaning,
            )
    return table


def breakdown(evaluation: Evaluation, dimension: str) -> Table:
    """Return the table by family, type, language, format, kind or source."""
    from rich.table import Table

    by_type = dimension in ("family", "type")
    names = ["recall", "leak_free", "precision", "type_accuracy"]
    if not by_type:
        names += ["over_redaction", "false_alarms"]
    table = Table(title=f"by {dimension}")
    table.add_column(dimension)
    table.add_column("mentions", justify="right")
    table.add_column("missed", justify="right")
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("recall 95 %", justify="right")
    for value in evaluation.values(dimension):
        figures = [evaluation.figure(name, f"{dimension}:{value}") for name in names]
        recall = figures[0]
        table.add_row(
            value,
            f"{recall.whole:,}",
            f"{recall.whole - recall.part:,}",
            *map(_value, figures),
            _interval(recall.wilson),
        )
    return table


def tables(evaluation: Evaluation) -> list[Table]:
    """Return every table of an evaluation, leaving out dimensions with one value."""
    shown = [name for name in _BREAKDOWN if name in ("family", "type") or len(evaluation.values(name)) > 1]
    return [overview(evaluation), *(breakdown(evaluation, name) for name in shown)]


def changes_table(changes: Iterable[Change]) -> Table:
    """Return the table of what moved between two evaluations."""
    from rich.table import Table

    table = Table(title="what moved")
    for name in ("measure", "group"):
        table.add_column(name)
    for name in ("old", "new", "difference", "95 %", "p"):
        table.add_column(name, justify="right")
    table.add_column("")
    for change in changes:
        one = change.difference
        sure = "" if one.significant else " (may be chance)"
        table.add_row(
            change.measure,
            change.group.partition(":")[2] or "all",
            f"{one.old:.4f}",
            f"{one.new:.4f}",
            f"{one.new - one.old:+.4f}",
            _interval(one.interval),
            f"{one.p_value:.3f}",
            ("better" if change.better else "worse") + sure,
        )
    return table


def utility_table(utility: Utility) -> Table:
    """Return the table of what is left to learn from."""
    from rich.table import Table

    table = Table(title="what stayed")
    table.add_column("what")
    table.add_column("share", justify="right")
    table.add_column("of", justify="right")
    for name, kept in utility.rows():
        share = kept.share
        table.add_row(name, _NOTHING if share is None else f"{share:.4f}", f"{kept.kept:,}/{kept.of:,}")
    for packages, count in sorted(utility.missing.items()):
        table.add_row(f"not judged: install {packages}", _NOTHING, f"{count:,}")
    return table


def case_lines(cases: Iterable[Case]) -> Iterable[str]:
    """Yield one line for each case: place, what it is, and its context with the value marked."""
    for case in cases:
        place = f"{case.file}:{case.row}:{case.pointer}:{case.start}-{case.end}"
        context = _printable(f"{case.before}«{case.value}»{case.after}")
        yield f"{case.outcome:<11} {case.entity_type:<15} {place}  {context}"


def _printable(text: str) -> str:
    """Return the text in one line, without what would steer the terminal."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _value(figure: Figure) -> str:
    if figure.value is None:
        return _NOTHING
    return f"{figure.value:.4f}" if figure.wilson else f"{figure.value:.1f}"


def _interval(interval: Interval | None) -> str:
    return f"{interval.low:.4f} - {interval.high:.4f}" if interval else _NOTHING
