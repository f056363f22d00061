"""What may be told of a run: its recipe and tables of counts, none of which singles anyone out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from recognizers.entities import Family, family_of
from scrub.aggregates import Least, Released
from scrub.manifest import Recipe, read_manifest
from scrub.noise import with_noise
from scrub.report.grid import Grid, Row
from scrub.report.page import page
from scrub.report.tables import (
    FORMATS,
    KINDS,
    MONTHS,
    OUTCOMES,
    WITH,
    WITHOUT,
    Tables,
    formats_title,
    found_title,
    in_format,
    missing_title,
    tables_of,
)
from scrub.summary import counted

_HELD: Final = "held back"
_ALL: Final = "all"
_ONE: Final = 0.01


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run as it may be shown."""

    recipe: Recipe
    least: Least
    tables: Tables
    # Of the noise on all counts together; None where they are exact.
    epsilon: float | None = None
    # The run that this one is compared with.
    earlier: "RunReport | None" = None

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "policy": self.recipe.policy,
            "policy_fingerprint": self.recipe.policy_fingerprint,
            "rules": self.recipe.rules,
            "least": {"conversations": self.least.conversations, "accounts": self.least.accounts},
            "epsilon": self.epsilon,
            "tables": {
                title: {"total": table.total, "cells": dict(table.cells)}
                for title, table in self.tables.released.items()
            },
            **({} if self.earlier is None else {"earlier": self.earlier.as_json()}),
        }

    def lines(self) -> Iterator[str]:
        """Yield it as plain text."""
        yield f"policy {self.recipe.policy} ({self.recipe.policy_fingerprint}), rules {self.recipe.rules}"
        yield self._note()
        for grid in self._grids():
            yield ""
            yield from grid.lines()

    def as_html(self) -> str:
        """Return it as one page that needs nothing else."""
        recipe = f"Policy {self.recipe.policy} ({self.recipe.policy_fingerprint}), rules {self.recipe.rules}."
        return page("Report of a run", recipe, self._note(), self._grids())

    def _grids(self) -> Iterator[Grid]:
        """Yield the tables in which there is something to be seen."""
        yield from self._counted(OUTCOMES)
        yield from self._sided(
            "found, in conversations written",
            _by_family({name: found_title(name) for name in self.tables.entity_types}),
        )
        yield from self._by_format()
        reasons = {reason: missing_title(reason) for reason in self.tables.reasons}
        yield from self._sided("written without some records, by reason", {"": reasons})
        for title in (FORMATS, KINDS, MONTHS):
            yield from self._counted(title)

    def _counted(self, title: str) -> Iterator[Grid]:
        table = self.tables.released[title]
        if not _is_told(table):
            return
        most = max((count or 0 for count in table.cells.values()), default=0)
        rows = [Row(_ALL, (_shown(table.total), *self._change(title)))]
        for name, count in table.cells.items():
            share = count / most if count and most > 0 else None
            rows.append(Row(name, (_shown(count), *self._change(title, name)), share))
        yield Grid(title, ("", *self._changes()), (("", tuple(rows)),))

    def _sided(self, title: str, groups: Mapping[str, Mapping[str, str]]) -> Iterator[Grid]:
        """Yield a table of tables, each with its two sides in a row; `groups` has their titles by name."""
        shown = []
        for group, titles in groups.items():
            rows = tuple(
                self._sides(name, each) for name, each in titles.items() if _is_told(self._table(each))
            )
            if rows:
                shown.append((group, rows))
        if shown:
            yield Grid(title, (WITH, WITHOUT, "share", *self._changes()), tuple(shown))

    def _sides(self, name: str, title: str) -> Row:
        cells = self._table(title).cells
        share = _share(cells, WITH, WITHOUT)
        counts = (_shown(cells.get(side, 0)) for side in (WITH, WITHOUT))
        return Row(name, (*counts, _percent(share), *self._change(title, WITH)), share)

    def _by_format(self) -> Iterator[Grid]:
        """Yield the share of each format's conversations in which a type was found."""
        forms = [form for form, count in self._table(FORMATS).cells.items() if count is not None]
        groups = []
        tables = {name: formats_title(name) for name in self.tables.entity_types}
        for family, titles in _by_family(tables).items():
            rows = tuple(
                Row(name, tuple(_shared(self._table(title).cells, form) for form in forms))
                for name, title in titles.items()
                if _is_told(self._table(title))
            )
            if rows:
                groups.append((family, rows))
        if groups:
            yield Grid("found, by format, in how many of its conversations", tuple(forms), tuple(groups))

    def _table(self, title: str) -> Released:
        return self.tables.released.get(title, _NOTHING)

    def _changes(self) -> tuple[str, ...]:
        return () if self.earlier is None else ("change",)

    def _change(self, title: str, name: str | None = None) -> tuple[str, ...]:
        """Return how a cell, or the total, moved since the earlier run; nothing without such a run."""
        if self.earlier is None:
            return ()
        then, now = (each._table(title) for each in (self.earlier, self))
        if name is None:
            return (_moved(then.total, now.total, self.least),)
        return (_moved(then.cells.get(name), now.cells.get(name), self.least),)

    def _note(self) -> str:
        note = (
            f"counts of under {counted(self.least.conversations, 'conversation')} or "
            f"{counted(self.least.accounts, 'account')}, "
            f"and what they could be worked out from, are {_HELD}"
        )
        if hidden := sum(not _is_told(table) for table in self.tables.released.values()):
            note = (
                f"{note}; tables of which that leaves nothing: {hidden} (for yourself alone, add "
                "--least-conversations 1 --least-accounts 0)"
            )
        if self.earlier is not None:
            note = (
                f"{note}; changes are against an earlier run of policy {self.earlier.recipe.policy} "
                f"({self.earlier.recipe.policy_fingerprint})"
            )
        if self.epsilon is None:
            return note
        return (
            f"{note}; the others have Laplace noise: epsilon {self.epsilon:g} for one conversation in all "
            "tables, as many times that for someone with several"
        )


_NOTHING: Final = Released(None, {})


def report_run(
    output: Path, least: Least, epsilon: float | None = None, earlier: Path | None = None
) -> RunReport:
    """Return what may be shown of a finished run, with noise of that epsilon if one is given.

    An `earlier` run is shown beside it, by the same rules.
    """
    before = None if earlier is None else report_run(earlier, least, epsilon)
    account = read_manifest(output)
    tables = tables_of(output, least)
    if epsilon is not None:
        tables = replace(tables, released=with_noise(tables.released, epsilon))
    return RunReport(account.recipe, least, tables, epsilon, before)


def _is_told(table: Released) -> bool:
    return table.total is not None or any(count is not None for count in table.cells.values())


def _by_family(titles: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    return {
        family.value: {name: title for name, title in titles.items() if family_of(name) is family}
        for family in Family
    }


def _share(cells: Mapping[str, int | None], having: str, lacking: str) -> float | None:
    """Return the share of the one side; None where a side is held back."""
    one, other = cells.get(having, 0), cells.get(lacking, 0)
    if one is None or other is None or one + other == 0:
        return None
    return one / (one + other)


def _shared(cells: Mapping[str, int | None], form: str) -> str:
    return _percent(_share(cells, in_format(form, WITH), in_format(form, WITHOUT))) or _HELD


def _percent(share: float | None) -> str:
    if share is None:
        return ""
    if 0 < share < _ONE:
        return "<1%"
    return ">99%" if 1 - _ONE < share < 1 else f"{share:.0%}"


def _moved(then: int | None, now: int | None, least: Least) -> str:
    """Say how a count moved; a change that fewer may have made than a cell must hold is not told."""
    if then is None or now is None or then <= 0:
        return ""
    if abs(now - then) < least.conversations:
        return "about the same"
    return f"{(now - then) / then:+.0%}"


def _shown(count: int | None) -> str:
    return _HELD if count is None else f"{count:,}"
