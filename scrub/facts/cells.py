"""What single cells of a row say: an id, a code, a flag, a moment, a list of moments or of changes.

A cell that is not there is `ABSENT`. Nothing is guessed: what cannot be read raises FormatError, or is a gap.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from scrub.errors import FormatError
from scrub.facts.values import ABSENT, UNREADABLE, Gap, Moment
from scrub.timestamps import parse_timestamp

# What is stated and cannot be read; nothing that can is empty.
_UNREAD: Final = ""

_FLAG_VALUES: Final = {"true": True, "1": True, "false": False, "0": False}


def read_id(value: object) -> str | None:
    """Return an id as text; None where there is none, or something that is no id."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return None


def stated_id(value: object) -> str | None:
    """Return an id; None where none is stated, and the empty text for something that is no id."""
    if value is None or value is ABSENT or value == "":
        return None
    return read_id(value) or _UNREAD


def read_code(value: object) -> str | None:
    """Return a plan, preference, kind or region as text; None where there is none."""
    if isinstance(value, str):
        return value or None
    if value is None or value is ABSENT:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    raise FormatError("a plan, preference, kind or region is neither a text nor a number")


def stated_code(value: object) -> str | None:
    """Return a code; None where none is stated, and the empty text for something that is no code."""
    try:
        return read_code(value)
    except FormatError:
        return _UNREAD


def read_flag(value: object) -> bool | None:
    """Return whether a flag is set; None where that is left open."""
    return _FLAG_VALUES.get(stated_code(value) or "")


def read_moment(value: object) -> Moment:
    """Return a moment, or why there is none."""
    if value is None or isinstance(value, Gap):
        return value
    try:
        return parse_timestamp(value) if value != "" else None
    except FormatError:
        return UNREADABLE


def read_deletion(value: object) -> Moment:
    """Return when it was deleted; where a source has a flag, true is a moment that cannot be read."""
    return None if value is None or value is False or value == "false" else read_moment(value)


def optional_moment(value: object) -> datetime | None:
    """Return a moment, or None where it is stated that there is none."""
    return None if value is None or value == "" else parse_timestamp(value)


def read_activities(value: object) -> tuple[datetime, ...] | Gap:
    """Return the moments of a list, which may be JSON in a text."""
    if value is None or value is ABSENT:
        return ABSENT
    try:
        return tuple([parse_timestamp(moment) for moment in _list(value)])
    except FormatError:
        return UNREADABLE


def read_changes(history: object) -> list[tuple[datetime, str | None]]:
    """Return what a value was from which moment on, as the history lists it."""
    changes = []
    for change in _list(history):
        if isinstance(change, list | tuple) and len(change) == 2:
            moment, value = change
        elif isinstance(change, Mapping) and change.keys() == {"time", "value"}:
            moment, value = change["time"], change["value"]
        else:
            raise FormatError('a change in a history is written [time, value] or {"time": ..., "value": ...}')
        changes.append((parse_timestamp(moment), read_code(value)))
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
