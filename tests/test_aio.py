"""Awaited, a scrubber does the same, and one thing at a time."""

import asyncio
import threading

from scrub.aio import AsyncScrubber
from scrub.formats.text import TextRecord
from scrub.policy import Policy
from scrub.scrubber import Scrubber

TEXTS = [f"ask mara{number}@quillpost.co.uk" for number in range(5)]


def test_it_is_what_the_scrubber_returns() -> None:
    scrubber = Scrubber(Policy.load(), key=bytes(32))
    expected = [scrubber.scrub_text(text, scope="a").text for text in TEXTS]

    async def scrub() -> tuple[list[str], bytes]:
        awaited = AsyncScrubber(scrubber)
        done = await asyncio.gather(*(awaited.scrub_text(text, scope="a") for text in TEXTS))
        records = await awaited.scrub_conversation([TextRecord(TEXTS[0].encode())], scope="a")
        return [each.text for each in done], records.records[0].payload

    texts, payload = asyncio.run(scrub())
    assert texts == expected
    assert payload.decode() == expected[0]
    assert "quillpost" not in "".join(texts)


class Counting:
    """Notes how many are at work at once; each waits until it may go on."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Semaphore(0), threading.Semaphore(0)
        self.at_work = self.most = 0

    def scrub_text(self, text: str, *, scope: str = "") -> str:
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        self.begun.release()
        self.may_end.acquire()
        self.at_work -= 1
        return text + scope


def test_what_nobody_waits_for_any_more_is_ended_before_the_next_begins() -> None:
    scrubber = Counting()

    async def scrub() -> str:
        awaited = AsyncScrubber(scrubber)  # type: ignore[arg-type]
        given_up = asyncio.create_task(awaited.scrub_text("one"))
        await asyncio.to_thread(scrubber.begun.acquire)
        given_up.cancel()
        following = asyncio.create_task(awaited.scrub_text("two"))
        # Beside the first it would begin at once.
        await asyncio.to_thread(scrubber.begun.acquire, timeout=0.2)
        scrubber.may_end.release(2)
        return str(await following)

    assert (asyncio.run(scrub()), scrubber.most) == ("two", 1)
