"""Awaited, a scrubber does the same, and one thing at a time."""

import asyncio

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
