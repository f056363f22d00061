"""The same for programs with an event loop: one text after the other is scrubbed beside it, in a thread."""

import asyncio
from collections.abc import Sequence

from scrub.data import Record, Scrubbed, ScrubbedText
from scrub.scrubber import Scrubber


class AsyncScrubber:
    """Awaits what a scrubber does, one thing at a time; more at once need more processes."""

    def __init__(self, scrubber: Scrubber) -> None:
        self._scrubber = scrubber
        self._lock = asyncio.Lock()

    async def scrub_text(self, text: str, *, scope: str = "") -> ScrubbedText:
        """Return a text without what the policy wants redacted; ScrubError where that fails."""
        async with self._lock:
            return await asyncio.to_thread(self._scrubber.scrub_text, text, scope=scope)

    async def scrub_conversation(
        self, records: Sequence[Record], *, scope: str = "", names: Sequence[str] = ()
    ) -> Scrubbed:
        """Return the records of one conversation, each redacted or withheld with a reason."""
        async with self._lock:
            return await asyncio.to_thread(
                self._scrubber.scrub_conversation, records, scope=scope, names=names
            )
