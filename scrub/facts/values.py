"""The frozen facts that a decision rests on: ids, codes and moments, never a word of a conversation.

They are tuples, since millions are made and a frozen dataclass takes five times as long to make.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias


class Gap(Enum):
    """Why a fact is not known, where null is a statement of its own (`deleted_at` null: not deleted)."""

    # The source does not speak of it.
    ABSENT = "absent"
    # The source says something that cannot be read.
    UNREADABLE = "unreadable"


ABSENT: Final = Gap.ABSENT
UNREADABLE: Final = Gap.UNREADABLE

Moment: TypeAlias = datetime | Gap | None

# True or false, None where the source has the flag but no answer; a flag that is not there is no key.
Flags: TypeAlias = Mapping[str, bool | None]

_MOMENT = itemgetter(0)


class Fault(Enum):
    """Why a timeline cannot be relied on."""

    CONTRADICTORY = "contradictory"
    UNREADABLE = "unreadable"


class _Timeline(NamedTuple):
    # None: never chosen, or not known.
    current: str | None
    # From which moment on which value holds, in order. Before the first nothing is known.
    changes: tuple[tuple[datetime, str | None], ...] = ()
    # The current value has held as long as the account exists; then there are no changes.
    always: bool = False
    fault: Fault | None = None


class Timeline(_Timeline):
    """A value as it is now, and what it was before, as far as that is known."""

    __slots__ = ()

    def __new__(
        cls,
        current: str | None,
        changes: tuple[tuple[datetime, str | None], ...] = (),
        always: bool = False,
        fault: Fault | None = None,
    ) -> "Timeline":
        """Raise `ValueError` where the changes cannot be those of one value."""
        if changes and always:
            raise ValueError("a timeline with changes has not always been the same")
        if len(changes) > 1 and any(later[0] <= earlier[0] for earlier, later in pairwise(changes)):
            raise ValueError("changes must be in order of time, one at a moment")
        return super().__new__(cls, current, changes, always, fault)

    @classmethod
    def since(cls, moment: datetime, value: str | None) -> "Timeline":
        """Return the timeline of a value that changed once, of which nothing can be wrong."""
        return tuple.__new__(cls, (value, ((moment, value),), False, None))

    def value_at(self, moment: datetime) -> str | None:
        """Return the value that held at the moment; None where that is not known."""
        if self.always:
            return self.current
        changes = self.changes
        if changes and changes[-1][0] <= moment:
            return changes[-1][1]
        index = bisect_right(changes, moment, key=_MOMENT)
        return changes[index - 1][1] if index else None

    def values_between(self, first: datetime, last: datetime) -> frozenset[str | None]:
        """Return every value that held at some moment from first to last."""
        within = (value for moment, value in self.changes if first < moment <= last)
        return frozenset((self.value_at(first), *within))


_NO_PREFERENCES: Final[Mapping[str, Timeline]] = {}
NO_FLAGS: Final[Flags] = {}


class AccountFacts(NamedTuple):
    """What is known of the owner of conversations."""

    account_id: str
    plan: Timeline = Timeline(None)
    # Each consent that the account can give, by the name that the policy calls it.
    preferences: Mapping[str, Timeline] = _NO_PREFERENCES
    region: str | None = None
    flags: Flags = NO_FLAGS
    # The source speaks of the account more than once, and differently.
    conflicting: bool = False


class ConversationFacts(NamedTuple):
    """What is known of one conversation without reading what was said in it."""

    account_id: str | None
    kind: str | None
    created_at: Moment
    last_active_at: Moment
    # None: stated not to be deleted.
    deleted_at: Moment
    # Every moment at which the person was active, where the source lists them.
    activities: tuple[datetime, ...] | Gap = ABSENT
    region: str | None = None
    flags: Flags = NO_FLAGS
    # The source speaks of the conversation more than once, and differently.
    conflicting: bool = False
