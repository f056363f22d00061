"""Makes a value with its history of the three cells that speak of it, or a fault where they cannot be."""

from datetime import datetime
from functools import lru_cache

from scrub.errors import FormatError
from scrub.facts.cells import optional_moment, read_changes, read_code
from scrub.facts.values import ABSENT, Fault, Gap, Timeline


def read_timeline(current: object, changed: object, history: object, *, unstated_is_always: bool) -> Timeline:
    """Read the current value, when it changed last, and what it was before.

    When it changed last may be null: never. Where the source does not have that column, a plan counts as
    what it has always been, a consent as not known to have been given before now.
    """
    try:
        value = read_code(current)
        since = ABSENT if changed is ABSENT else optional_moment(changed)
        changes = None if history is None or history is ABSENT else read_changes(history)
    except FormatError:
        return Timeline(None, fault=Fault.UNREADABLE)
    if changes is None:
        if isinstance(since, datetime):
            return Timeline.since(since, value)
        return _constant(value, since is None or unstated_is_always)
    in_order = tuple(sorted(set(changes), key=lambda change: change[0]))
    moments = {moment for moment, _ in in_order}
    if len(moments) < len(in_order) or not _agree(in_order, value, current is not ABSENT, since):
        return Timeline(None, fault=Fault.CONTRADICTORY)
    return Timeline(in_order[-1][1] if in_order else value, in_order)


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
