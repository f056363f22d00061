"""Turns one row of an accounts file or a conversation index into facts, whatever the row is made of.

A history is a list of `[time, value]` or `{"time": ..., "value": ...}`, or that as JSON in a text. Nothing is
guessed: what cannot be read is a fact that cannot be read, which refuses.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from scrub.eligibility_rules import EligibilityRules
from scrub.errors import FormatError
from scrub.facts.columns import ACCOUNT_FACTS, CONVERSATION_FACTS
from scrub.facts.values import (
    ABSENT,
    UNREADABLE,
    AccountFacts,
    ConversationFacts,
    Fault,
    Flags,
    Gap,
    Moment,
    Timeline,
)
from scrub.timestamps import parse_timestamp

Row = Mapping[str, Any]

_ROW = re.compile(r"\d{1,15}", re.ASCII)
_MOST_ROWS = 10**15

# In the order of the fields of `ConversationFacts`.
_STATED = ("account_id", "kind", "created_at", "last_active_at", "deleted_at", "activities", "region")

_FLAG_VALUES = {"true": True, "1": True, "false": False, "0": False}


class AccountReader:
    """Reads accounts by the column names and for the facts that the rules ask for."""

    def __init__(self, rules: EligibilityRules) -> None:
        self._preferences = rules.preferences
        timelines = [f"{fact}{end}" for fact in rules.preferences for end in ("", "_changed_at", "_history")]
        names = (*ACCOUNT_FACTS, *timelines, *rules.flags)
        self._column = {name: rules.account_columns.get(name, name) for name in names}
        self._timelines = {
            fact: tuple(self._column[f"{fact}{end}"] for end in ("", "_changed_at", "_history"))
            for fact in ("plan", *rules.preferences)
        }
        self._region = self._column["region"]
        self._flags = tuple((flag, self._column[flag]) for flag in rules.flags)
        self.columns = tuple(self._column.values())

    def account_id(self, row: Row) -> str:
        """Return the id that conversations name the account by."""
        account_id = read_id(row.get(self._column["account_id"]))
        if account_id is None:
            raise FormatError(
                f"an account needs an id, a text or whole number, as '{self._column['account_id']}'"
            )
        return account_id

    def read(self, row: Row) -> AccountFacts:
        """Return what the row says of the account."""
        return AccountFacts(
            self.account_id(row),
            self._timeline(row, "plan", True),
            {name: self._timeline(row, name, False) for name in self._preferences},
            _code_or_none(row.get(self._region)),
            _read_flags(row, self._flags),
        )

    def _timeline(self, row: Row, fact: str, unstated_is_always: bool) -> Timeline:
        """Read a value with its history.

        When it changed last may be null: never. Where the source does not have that column, a plan counts as
        what it has always been, a consent as not known to have been given before now.
        """
        of_current, of_changed, of_history = self._timelines[fact]
        history = row.get(of_history)
        try:
            current = _code(row.get(of_current))
            changed = row.get(of_changed, ABSENT)
            if changed is not ABSENT:
                changed = _optional_moment(changed)
            changes = _changes(history) if history is not None else None
        except FormatError:
            return Timeline(None, fault=Fault.UNREADABLE)
        if changes is None:
            if isinstance(changed, datetime):
                return Timeline(current, ((changed, current),))
            return _constant(current, changed is None or unstated_is_always)
        in_order = tuple(sorted(set(changes), key=lambda change: change[0]))
        moments = {moment for moment, _ in in_order}
        stated = of_current in row
        if len(moments) < len(in_order) or not _agree(in_order, current, stated, changed):
            return Timeline(None, fault=Fault.CONTRADICTORY)
        return Timeline(in_order[-1][1] if in_order else current, in_order)


@lru_cache(maxsize=1024)
def _constant(current: str | None, always: bool) -> Timeline:
    """Return the timeline of most accounts; there are few of them."""
    return Timeline(current, always=always)


def _agree(
    changes: tuple[tuple[datetime, str | None], ...],
    current: str | None,
    stated: bool,
    changed: Gap | datetime | None,
) -> bool:
    """Say whether the last change led to the current value, at the moment that is stated besides."""
    if not changes:
        return True
    if stated and changes[-1][1] != current:
        return False
    latest = [moment for moment, _ in changes]
    for index in range(len(changes) - 1, 0, -1):
        if changes[index - 1][1] != changes[-1][1]:
            latest = latest[index:]
            break
    return changed is ABSENT or changed in latest or (changed is None and len(latest) == len(changes))


class ConversationReader:
    """Reads conversations by the column names and for the flags that the rules ask for."""

    def __init__(self, rules: EligibilityRules) -> None:
        names = (*CONVERSATION_FACTS, *rules.flags)
        self._column = {name: rules.conversation_columns.get(name, name) for name in names}
        self._facts = tuple(self._column[name] for name in _STATED)
        self._flags = tuple((flag, self._column[flag]) for flag in rules.flags)
        self.columns = tuple(self._column.values())

    def conversation_id(self, row: Row) -> str | None:
        """Return the id of the chat or session, where the row has one."""
        return read_id(row.get(self._column["conversation_id"]))

    def place(self, row: Row) -> tuple[str | None, int | None]:
        """Return the file, and the record in it unless the whole file is the conversation."""
        file, number = row.get(self._column["file"]), row.get(self._column["row"])
        if isinstance(number, str) and _ROW.fullmatch(number):
            number = int(number)
        if file is not None and (not isinstance(file, str) or not file):
            raise FormatError(f"'{self._column['file']}' must be the name of a file")
        is_row = type(number) is int and 0 <= number < _MOST_ROWS
        if number is not None and not is_row:
            raise FormatError(f"'{self._column['row']}' must be the number of a record, from 0, or null")
        return file, number

    def read(self, row: Row) -> ConversationFacts:
        """Return what the row says of the conversation."""
        owner, kind, created, last, deleted, activities, region = self._facts
        listed = row.get(activities)
        return ConversationFacts(
            read_id(row.get(owner)),
            _code_or_none(row.get(kind)),
            _moment(row.get(created, ABSENT)),
            _moment(row.get(last, ABSENT)),
            _deletion(row.get(deleted, ABSENT)),
            ABSENT if listed is None else _activities(listed),
            _code_or_none(row.get(region)),
            _read_flags(row, self._flags),
        )


def read_id(value: object) -> str | None:
    """Return an id as text; None where there is none, or something that is no id."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return None


def _code(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    raise FormatError("a plan, preference, kind or region is neither a text nor a number")


def _code_or_none(value: object) -> str | None:
    if value is None:
        return None
    try:
        return _code(value)
    except FormatError:
        return None


def _read_flags(row: Row, columns: tuple[tuple[str, str], ...]) -> Flags:
    flags: dict[str, bool | None] = {}
    for name, column in columns:
        if column in row:
            code = _code_or_none(row[column])
            flags[name] = _FLAG_VALUES.get(code) if code is not None else None
    return flags


def _moment(value: object) -> Moment:
    if value is None or isinstance(value, Gap):
        return value
    try:
        return _optional_moment(value)
    except FormatError:
        return UNREADABLE


def _deletion(value: object) -> Moment:
    """Read when it was deleted; some sources have a flag there, and true is a moment that cannot be read."""
    return None if value is False or value == "false" else _moment(value)


def _optional_moment(value: object) -> datetime | None:
    return None if value is None or value == "" else parse_timestamp(value)


def _activities(value: object) -> tuple[datetime, ...] | Gap:
    try:
        return tuple(parse_timestamp(moment) for moment in _list(value))
    except FormatError:
        return UNREADABLE


def _changes(history: object) -> list[tuple[datetime, str | None]]:
    changes = []
    for change in _list(history):
        if isinstance(change, list | tuple) and len(change) == 2:
            moment, value = change
        elif isinstance(change, Mapping) and change.keys() == {"time", "value"}:
            moment, value = change["time"], change["value"]
        else:
            raise FormatError('a change in a history is written [time, value] or {"time": ..., "value": ...}')
        changes.append((parse_timestamp(moment), _code(value)))
    return changes


def _list(value: object) -> list[Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise FormatError("a history is a text that is no JSON") from None
    if not isinstance(value, list | tuple):
        raise FormatError("a history is not a list")
    return list(value)
