"""Tables of counts over a ledger as they may be shown: of no few people, alone or by subtraction."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scrub import ledger
from scrub.aggregates import Cell, Least, Released, release, rows_shown
from scrub.ledger import Entry, read_gone, read_ledger

OUTCOMES: Final = "conversations"
FORMATS: Final = "written, by format"
KINDS: Final = "written, by kind"
MONTHS: Final = "written, by month of the last activity"
WITH, WITHOUT = "with", "without"
_MONTH_DIGITS: Final = len("2026-01")
_UNKNOWN: Final = "unknown"
# Places in a record tell reasons apart that are one.
_NUMBER: Final = re.compile(r"\d+")


def found_title(entity_type: str) -> str:
    """Name the table of the conversations with and without a type."""
    return f"written, {entity_type} found"


def formats_title(entity_type: str) -> str:
    """Name the table of the conversations with and without a type, format by format."""
    return f"{found_title(entity_type)}, by format"


def in_format(form: str, side: str) -> str:
    """Name a cell of such a table."""
    return f"{form}, {side}"


def missing_title(reason: str) -> str:
    """Name the table of the conversations with and without records that were withheld for a reason."""
    return f"written without some records: {reason}"


@dataclass(slots=True)
class Sides:
    """Conversations with and without something."""

    having: Cell = field(default_factory=Cell)
    lacking: Cell = field(default_factory=Cell)

    def cells(self) -> Mapping[str, Cell]:
        """Return the sides that are not empty."""
        sides = {WITH: self.having, WITHOUT: self.lacking}
        return {name: cell for name, cell in sides.items() if cell.conversations}


@dataclass(frozen=True, slots=True)
class Tables:
    """What may be told of the conversations of a run."""

    # By title.
    released: Mapping[str, Released]
    # The types that were found, and why records are missing.
    entity_types: tuple[str, ...]
    reasons: tuple[str, ...]


def tables_of(output: Path, least: Least) -> Tables:
    """Read the ledger of a run twice: what there is, then who has it and who has not."""
    counts = _Counts(least)
    gone, _ = read_gone(output / ledger.NAME)
    for entry in _entries(output):
        counts.add(entry, is_gone=entry.place in gone)
    for entry in _entries(output):
        if entry.verdict == ledger.WRITTEN and entry.place not in gone:
            counts.add_sides(entry)
    return counts.tables()


def _entries(output: Path) -> Iterator[Entry]:
    for entry, _ in read_ledger(output / ledger.NAME):
        if entry.verdict != ledger.FORGOTTEN:
            yield entry


class _Counts:
    """The cells of every table, while a ledger is read."""

    def __init__(self, least: Least) -> None:
        self._least = least
        self._outcomes: dict[str, Cell] = {}
        self._formats: dict[str, Cell] = {}
        self._kinds: dict[str, Cell] = {}
        self._months: dict[str, Cell] = {}
        # By entity type and format, and by reason.
        self._found: dict[str, dict[str, Sides]] = {}
        self._missing: dict[str, Sides] = {}

    def add(self, entry: Entry, *, is_gone: bool) -> None:
        outcome = ledger.FORGOTTEN if is_gone else entry.verdict
        if outcome == ledger.WRITTEN:
            facts = entry.facts or {}
            self._count(self._formats, _format(entry), entry)
            self._count(self._kinds, str(facts.get("kind") or _UNKNOWN), entry)
            self._count(self._months, str(facts.get("last_active_at") or _UNKNOWN)[:_MONTH_DIGITS], entry)
            self._found.update((name, {}) for name in entry.found if name not in self._found)
            self._missing.update((name, Sides()) for name in _reasons(entry) if name not in self._missing)
        elif not is_gone and entry.reason is not None:
            outcome = f"{outcome}: {_placeless(entry.reason)}"
        self._count(self._outcomes, outcome, entry)

    def add_sides(self, entry: Entry) -> None:
        form = _format(entry)
        for name, by_format in self._found.items():
            self._side(by_format.setdefault(form, Sides()), name in entry.found, entry)
        reasons = _reasons(entry)
        for reason, sides in self._missing.items():
            self._side(sides, reason in reasons, entry)

    def _count(self, cells: dict[str, Cell], name: str, entry: Entry) -> None:
        cells.setdefault(name, Cell()).add(entry.account, self._least)

    def _side(self, sides: Sides, has: bool, entry: Entry) -> None:
        (sides.having if has else sides.lacking).add(entry.account, self._least)

    def tables(self) -> Tables:
        least = self._least
        formats = release(self._formats, least)
        released = {
            OUTCOMES: release(self._outcomes, least, (ledger.WRITTEN,)),
            FORMATS: formats,
            KINDS: release(self._kinds, least),
            MONTHS: release(self._months, least),
        }
        told = [form for form, count in formats.cells.items() if count is not None]
        for name, by_format in sorted(self._found.items()):
            released[found_title(name)] = _sides(_over_all(by_format), least)
            # Of one format there is no more to tell.
            if len(self._formats) > 1:
                released[formats_title(name)] = _by_format(by_format, least, told)
        for reason, sides in sorted(self._missing.items()):
            released[missing_title(reason)] = _sides(sides, least)
        return Tables(released, tuple(sorted(self._found)), tuple(sorted(self._missing)))


def _sides(sides: Sides, least: Least) -> Released:
    # Their total is that of all that was written, which stands elsewhere.
    return Released(None, release(sides.cells(), least).cells)


def _by_format(by_format: Mapping[str, Sides], least: Least, told: list[str]) -> Released:
    rows = {form: (sides.having, sides.lacking) for form, sides in by_format.items()}
    shown = rows_shown(rows, least, told)
    cells: dict[str, int | None] = {}
    for form, sides in sorted(by_format.items()):
        if form in shown:
            cells |= {in_format(form, side): cell.conversations for side, cell in sides.cells().items()}
        else:
            cells[in_format(form, WITH)] = None
    return Released(None, cells)


def _over_all(by_format: Mapping[str, Sides]) -> Sides:
    total = Sides()
    for sides in by_format.values():
        total.having.join(sides.having)
        total.lacking.join(sides.lacking)
    return total


def _format(entry: Entry) -> str:
    return " and ".join(sorted({place.format for place in entry.places})) or _UNKNOWN


def _reasons(entry: Entry) -> set[str]:
    return {_placeless(reason) for reason in entry.withheld}


def _placeless(reason: str) -> str:
    return _NUMBER.sub("N", reason)
