"""What an engine is given to do, and what it says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol, Self, TypeVar

from scrub.errors import ScrubError

# Nothing in particular is being worked on.
NO_PART: Final = -1


class EngineError(ScrubError):
    """The work cannot go on, whatever job comes next."""


class Job(Protocol):
    """Something to be done."""

    @property
    def seconds(self) -> float:
        """How long it may take until it says which part it begins."""

    @property
    def size(self) -> int:
        """About how many bytes are to be worked through."""

    def without(self, failure: "Failure") -> Self | None:
        """Return what is left to do when the part that failed is given up; None where that is nothing."""


AnyJob = TypeVar("AnyJob", bound=Job)
# Told by the work which part of a job it begins, and how many seconds that may take.
Begin = Callable[[int, float], None]
# Does a job; picklable. A ScrubError that it raises ends the whole work.
Work = Callable[[Any, Begin], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job was given up, and the part of it that was being worked on."""

    reason: str
    part: int = NO_PART
