"""Turns one row of an accounts file or a conversation index into facts, whatever the row is made of.

A history is a list of `[time, value]` or `{"time": ..., "value": ...}`, or that as JSON in a text. Nothing is
guessed: what cannot be read is a fact that cannot be read, which refuses.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from scrub.eligibility_rules import EligibilityRules
from scrub.errors import FormatError
from scrub.facts.cells import (
    read_activities,
    read_deletion,
    read_flag,
    read_id,
    read_moment,
    stated_code,
    stated_id,
)
from scrub.facts.columns import ACCOUNT_FACTS, CONVERSATION_FACTS
from scrub.facts.timelines import read_timeline
from scrub.facts.values import ABSENT, NO_FLAGS, AccountFacts, ConversationFacts, Flags, Timeline

Row = Mapping[str, Any]
# The values of a row in the order of the columns that are read, `ABSENT` where the row has none.
Cells = Sequence[Any]

_ROW = re.compile(r"\d{1,15}", re.ASCII)
_MOST_ROWS = 10**15

_ENDINGS: Final = ("", "_changed_at", "_history")
_OF_PREFERENCES: Final = len(ACCOUNT_FACTS)
# Of the columns of a conversation, those before say which it is, those behind what is known of it.
_NAMES: Final = CONVERSATION_FACTS.index("account_id")
_OF_FLAGS: Final = len(CONVERSATION_FACTS) - _NAMES


class AccountReader:
    """Reads accounts by the column names and for the facts that the rules ask for."""

    def __init__(self, rules: EligibilityRules) -> None:
        timelines = [f"{fact}{end}" for fact in rules.preferences for end in _ENDINGS]
        names = (*ACCOUNT_FACTS, *timelines, *rules.flags)
        self.columns = tuple(rules.account_columns.get(name, name) for name in names)
        # Where the cells of each preference begin.
        starts = range(_OF_PREFERENCES, len(names), len(_ENDINGS))
        self._preferences = tuple(zip(rules.preferences, starts, strict=False))
        self._flags = rules.flags
        self._flags_from = len(names) - len(rules.flags)

    def account_id(self, row: Row) -> str:
        """Return the id that conversations name the account by."""
        return self._id(row.get(self.columns[0]))

    def _id(self, cell: object) -> str:
        account_id = read_id(cell)
        if account_id is None:
            raise FormatError(f"an account needs an id, a text or whole number, as '{self.columns[0]}'")
        return account_id

    def read(self, row: Row) -> AccountFacts:
        """Return what the row says of the account."""
        return self.read_cells(tuple(row.get(column, ABSENT) for column in self.columns))

    def read_cells(self, cells: Cells) -> AccountFacts:
        """Return what the cells of a row say of the account."""
        account_id, plan, plan_changed, plan_history, region = cells[:_OF_PREFERENCES]
        return AccountFacts(
            self._id(account_id),
            read_timeline(plan, plan_changed, plan_history, unstated_is_always=True),
            {name: _preference(cells, start) for name, start in self._preferences},
            stated_code(region),
            _flags(self._flags, cells[self._flags_from :]),
        )


def _preference(cells: Cells, start: int) -> Timeline:
    return read_timeline(cells[start], cells[start + 1], cells[start + 2], unstated_is_always=False)


class ConversationReader:
    """Reads conversations by the column names and for the flags that the rules ask for."""

    def __init__(self, rules: EligibilityRules) -> None:
        names = (*CONVERSATION_FACTS, *rules.flags)
        self.columns = tuple(rules.conversation_columns.get(name, name) for name in names)
        self._file, self._row, self._conversation_id = self.columns[:_NAMES]
        # Those whose cells are facts.
        self.facts = self.columns[_NAMES:]
        self._flags = rules.flags

    def conversation_id(self, row: Row) -> str | None:
        """Return the id of the chat or session, where the row has one."""
        return read_id(row.get(self._conversation_id))

    def place(self, row: Row) -> tuple[str | None, int | None]:
        """Return the file, and the record in it unless the whole file is the conversation."""
        file, number = row.get(self._file), row.get(self._row)
        if isinstance(number, str) and _ROW.fullmatch(number):
            number = int(number)
        if file is not None and (not isinstance(file, str) or not file):
            raise FormatError(f"'{self._file}' must be the name of a file")
        is_row = type(number) is int and 0 <= number < _MOST_ROWS
        if number is not None and not is_row:
            raise FormatError(f"'{self._row}' must be the number of a record, from 0, or null")
        return file, number

    def read(self, row: Row) -> ConversationFacts:
        """Return what the row says of the conversation."""
        return self.read_cells(tuple(row.get(column, ABSENT) for column in self.facts))

    def read_cells(self, cells: Cells) -> ConversationFacts:
        """Return what the cells of `facts` say of the conversation."""
        owner, kind, created, last, deleted, activities, region = cells[:_OF_FLAGS]
        return ConversationFacts(
            stated_id(owner),
            stated_code(kind),
            read_moment(created),
            read_moment(last),
            read_deletion(deleted),
            read_activities(activities),
            stated_code(region),
            _flags(self._flags, cells[_OF_FLAGS:]),
        )


def _flags(names: Sequence[str], cells: Cells) -> Flags:
    if cells.count(ABSENT) == len(names):
        return NO_FLAGS
    return {name: read_flag(cell) for name, cell in zip(names, cells, strict=True) if cell is not ABSENT}
