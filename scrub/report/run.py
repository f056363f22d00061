"""What may be told of a run: its recipe and tables of counts, none of which singles anyone out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from scrub import ledger
from scrub.aggregates import Cell, Least, Released, release
from scrub.ledger import Entry, read_gone, read_ledger
from scrub.manifest import Recipe, read_manifest
from scrub.noise import with_noise
from scrub.report.page import page

_WITH, _WITHOUT = "with", "without"
_MONTH_DIGITS: Final = len("2026-01")
_UNKNOWN: Final = "unknown"
_HELD: Final = "held back"
# The cell that is the total of the other tables.
_WRITTEN: Final = ledger.WRITTEN


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run as it may be shown."""

    recipe: Recipe
    least: Least
    # By title.
    tables: Mapping[str, Released]
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
                for title, table in self.tables.items()
            },
            **({} if self.earlier is None else {"earlier": self.earlier.as_json()}),
        }

    def lines(self) -> Iterator[str]:
        """Yield it as plain text."""
        yield f"policy {self.recipe.policy} ({self.recipe.policy_fingerprint}), rules {self.recipe.rules}"
        yield self._note()
        trends = self._trends() or {}
        for title, table in self._told().items():
            yield ""
            yield f"{title}: {_shown(table.total)}"
            for name, count in table.cells.items():
                yield f"  {name:36} {_shown(count):>10}  {trends.get((title, name), '')}".rstrip()

    def as_html(self) -> str:
        """Return it as one page that needs nothing else."""
        recipe = f"Policy {self.recipe.policy} ({self.recipe.policy_fingerprint}), rules {self.recipe.rules}."
        return page("Run", recipe, self._note(), self._told(), _HELD, self._trends())

    def _told(self) -> Mapping[str, Released]:
        """Return the tables in which there is something to be seen."""
        return {
            title: table
            for title, table in self.tables.items()
            if table.total is not None or any(count is not None for count in table.cells.values())
        }

    def _trends(self) -> Mapping[tuple[str, str], str] | None:
        """Return by table and cell how its count moved; None without an earlier run."""
        if self.earlier is None:
            return None
        return {
            (title, name): _moved(earlier.cells.get(name), count, self.least)
            for title, table in self.tables.items()
            if (earlier := self.earlier.tables.get(title))
            for name, count in table.cells.items()
        }

    def _note(self) -> str:
        note = (
            f"counts of under {self.least.conversations} conversations or {self.least.accounts} accounts, "
            f"and what they could be worked out from, are {_HELD}"
        )
        if hidden := len(self.tables) - len(self._told()):
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


@dataclass(slots=True)
class _Tables:
    """The cells of every table, while a ledger is read."""

    outcomes: dict[str, Cell] = field(default_factory=dict)
    kinds: dict[str, Cell] = field(default_factory=dict)
    months: dict[str, Cell] = field(default_factory=dict)
    written: Cell = field(default_factory=Cell)
    # By entity type: conversations in which it was found.
    found: dict[str, Cell] = field(default_factory=dict)

    def add(self, entry: Entry, *, is_gone: bool) -> None:
        outcome = ledger.FORGOTTEN if is_gone else entry.verdict
        if outcome == ledger.REFUSED:
            outcome = f"{ledger.REFUSED}: {entry.reason}"
        self.outcomes.setdefault(outcome, Cell()).add(entry.account)
        if outcome != _WRITTEN:
            return
        self.written.add(entry.account)
        facts = entry.facts or {}
        self.kinds.setdefault(str(facts.get("kind") or _UNKNOWN), Cell()).add(entry.account)
        month = str(facts.get("last_active_at") or _UNKNOWN)[:_MONTH_DIGITS]
        self.months.setdefault(month, Cell()).add(entry.account)
        for name in entry.found:
            self.found.setdefault(name, Cell()).add(entry.account)


def report_run(
    output: Path, least: Least, epsilon: float | None = None, earlier: Path | None = None
) -> RunReport:
    """Return what may be shown of a finished run, with noise of that epsilon if one is given.

    An `earlier` run is shown beside it, by the same rules.
    """
    before = None if earlier is None else report_run(earlier, least, epsilon)
    account = read_manifest(output)
    taken, _ = read_gone(output / ledger.NAME)
    tables, without = _Tables(), {}
    for entry, _ in read_ledger(output / ledger.NAME):
        if entry.verdict != ledger.FORGOTTEN:
            tables.add(entry, is_gone=entry.place in taken)
    for name in tables.found:
        without[name] = Cell()
    for entry, _ in read_ledger(output / ledger.NAME):
        if entry.verdict == _WRITTEN and entry.place not in taken:
            for name in without.keys() - entry.found.keys():
                without[name].add(entry.account)
    released = {
        "conversations": release(tables.outcomes, least, (_WRITTEN,)),
        "written, by kind": release(tables.kinds, least),
        "written, by month of the last activity": release(tables.months, least),
    }
    for name in sorted(tables.found):
        cells = {_WITH: tables.found[name], _WITHOUT: without[name]}
        shown = release({each: cell for each, cell in cells.items() if cell.conversations}, least)
        released[f"written, {name} found"] = shown
    if epsilon is not None:
        released = with_noise(released, epsilon)
    return RunReport(account.recipe, least, released, epsilon, before)


def _moved(then: int | None, now: int | None, least: Least) -> str:
    """Say how a count moved; a change that fewer may have made than a cell must hold is not told."""
    if then is None or now is None or then <= 0:
        return ""
    if abs(now - then) < least.conversations:
        return "about the same"
    return f"{(now - then) / then:+.0%}"


def _shown(count: int | None) -> str:
    return _HELD if count is None else str(count)
