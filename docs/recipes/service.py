"""An HTTP service: chats go in as JSON Lines, and come out line by line, each as soon as it is done.

    pip install 'scrub[serve]' && uvicorn service:app --workers 4

Run it behind something that knows who may call. A line is a conversation. The next is read when the one
before is written, so that a slow reader slows the sender; nothing is held but one line. Whoever comes when
too many are waiting is told to come later. Bodies are never logged. What is withheld comes out as
{"withheld": REASON} in its place.
"""

import json
from collections.abc import AsyncIterator
from typing import Any

from anyio import Lock, Semaphore, WouldBlock, to_thread
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.requests import ClientDisconnect

from scrub import Policy, Scrubber
from scrub.errors import ScrubError
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.schema import ANY_SCHEMA
from scrub.keys import find_key

LONGEST_LINE = 4_000_000
LONGEST_BODY = 256_000_000
MOST_AT_ONCE = 200

app = FastAPI(title="scrub", description=__doc__)
# With SCRUB_KEY, all workers write the same stand-ins; without, each has a key of its own.
scrubber = Scrubber(Policy.load(), key=find_key(None))
# One scrubber is not to be called from several threads: more at once are more workers.
lock = Lock()
places = Semaphore(MOST_AT_ONCE)


class Answer(StreamingResponse):
    """An answer that is written while the request is still being read, and then gives up its place."""

    media_type = "application/x-ndjson"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Write it; the usual one would read what is left of the request, to see the caller hang up."""
        try:
            await self.stream_response(send)
        finally:
            places.release()


class TooLong(ScrubError):
    """A line or a body of more bytes than are taken."""


@app.post(
    "/scrub",
    response_model=None,
    response_class=Answer,
    responses={413: {"description": "Too large a body"}, 503: {"description": "Too many at once"}},
    # Not one JSON document, so that FastAPI cannot know it.
    openapi_extra={"requestBody": {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}},
)
async def scrub(request: Request) -> Answer | JSONResponse:
    """Scrub JSON Lines, each a conversation."""
    size = request.headers.get("content-length", "0")
    if size.isdecimal() and int(size) > LONGEST_BODY:
        return JSONResponse({"withheld": f"a body of over {LONGEST_BODY} bytes"}, 413)
    try:
        places.acquire_nowait()
    except WouldBlock:
        return JSONResponse({"withheld": "too many at once"}, 503, {"Retry-After": "1"})
    return Answer(_scrubbed(request))


@app.get("/health")
async def health() -> dict[str, str]:
    """Say which policy is applied."""
    return {"policy": scrubber.policy.name, "fingerprint": scrubber.policy.fingerprint}


async def _scrubbed(request: Request) -> AsyncIterator[bytes]:
    try:
        async for line in _lines(request.stream()):
            async with lock:
                scrubbed = await to_thread.run_sync(_scrubbed_line, line)
            yield scrubbed
    except TooLong as error:
        yield _withheld(error)
    except ClientDisconnect:
        # Nobody is there any more.
        return


def _scrubbed_line(line: bytes) -> bytes:
    record = JsonRecord(0, line, ANY_SCHEMA)
    try:
        done = scrubber.scrub_conversation([record]).records[0]
    except ScrubError as error:
        return _withheld(error)
    return _withheld(done.withheld) if done.withheld else bytes(done.payload) + b"\n"


def _withheld(reason: object) -> bytes:
    return json.dumps({"withheld": str(reason)}).encode() + b"\n"


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield lines as they come; TooLong ends it."""
    pending, size = b"", 0
    async for chunk in chunks:
        size += len(chunk)
        if size > LONGEST_BODY:
            raise TooLong(f"a body of over {LONGEST_BODY} bytes")
        *lines, pending = (pending + chunk).split(b"\n")
        for line in filter(bytes.strip, lines):
            yield line
        if len(pending) > LONGEST_LINE:
            raise TooLong(f"a line of over {LONGEST_LINE} bytes")
    if pending.strip():
        yield pending


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    body = '{"text": "ask mara.okafor@quillpost.co.uk"}\n{"broken\n'
    answer = TestClient(app).post("/scrub", content=body).text
    print("quillpost" in answer, [sorted(json.loads(line)) for line in answer.splitlines()])

# prints: False [['text'], ['withheld']]
