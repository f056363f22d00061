"""The same for programs with an event loop: one text after the other is scrubbed beside it, in a thread."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from scrub.data import Record, Scrubbed, ScrubbedText
from scrub.scrubber import Scrubber

_Result = TypeVar("_Result")


class AsyncScrubber:
    """Awaits what a scrubber does, one thing at a time; more at once need more processes."""

    def __init__(self, scrubber: Scrubber) -> None:
        self._scrubber = scrubber
        self._lock = asyncio.Lock()
        # Who awaits may be cancelled, and the thread goes on; the next must not begin beside it.
        self._at_work = threading.Lock()

    async def scrub_text(self, text: str, *, scope: str = "") -> ScrubbedText:
        """Return a text without what the policy wants redacted; ScrubError where that fails."""
        return await self._alone(lambda: self._scrubber.scrub_text(text, scope=scope))

    async def scrub_conversation(
        self, records: Sequence[Record], *, scope: str = "", names: Sequence[str] = ()
    ) -> Scrubbed:
        """Return the records of one conversation, each redacted or withheld with a reason."""
        return await self._alone(lambda: self._scrubber.scrub_conversation(records, scope=scope, names=names))

    async def _alone(self, work: Callable[[], _Result]) -> _Result:
        def begin() -> _Result:
            with self._at_work:
                return work()

        async with self._lock:
            return await asyncio.to_thread(begin)
