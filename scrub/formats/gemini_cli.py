"""Gemini CLI: `~/.gemini/tmp/<project>/chats/session-*.json`, `logs.json`, and saved checkpoints.

A chat is one document, since 2026 also one JSON line a message. `logs.json` lists the user's prompts;
a checkpoint is an array of the API's `Content`.
https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/services/chatRecordingService.ts
and https://ai.google.dev/api/caching#Content
"""

from collections.abc import Mapping
from typing import Final

from scrub.formats.blocks import VOID
from scrub.formats.container import read_records
from scrub.formats.fields import PROSE, SHELL, STRUCTURE, TEXT, Field, under
from scrub.formats.format import Format, Head
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema


def _recognises(head: Head) -> bool:
    outline = head.outline
    return (
        outline.has("/sessionId", "/projectHash")
        or outline.has("/sessionId", "/messageId", "/message", "/timestamp")
        or (
            outline.has("/role", "/parts")
            and outline.values("/role") <= {"user", "model"}
            and not outline.has("/id")
        )
    )


_PART: Final[Mapping[str, Field]] = {
    "/text": PROSE,
    "/thoughtSignature": VOID,
    "/functionCall/id": STRUCTURE,
    "/functionCall/name": STRUCTURE,
    "/functionCall/args": TEXT,
    "/functionCall/args/command": SHELL,
    "/functionResponse/id": STRUCTURE,
    "/functionResponse/name": STRUCTURE,
}
_CONTENT: Final[Mapping[str, Field]] = {"/role": STRUCTURE, **under("/parts/*", _PART)}

_MESSAGE: Final[Mapping[str, Field]] = {
    "/id": STRUCTURE,
    "/timestamp": STRUCTURE,
    "/type": STRUCTURE,
    "/model": STRUCTURE,
    "/content": PROSE,
    **under("/content/*", _PART),
    **under("/displayContent/*", _PART),
    "/thoughts/*/subject": PROSE,
    "/thoughts/*/description": PROSE,
    "/thoughts/*/timestamp": STRUCTURE,
    "/tokens": STRUCTURE,
    "/toolCalls/*/id": STRUCTURE,
    "/toolCalls/*/name": STRUCTURE,
    "/toolCalls/*/status": STRUCTURE,
    "/toolCalls/*/timestamp": STRUCTURE,
    "/toolCalls/*/displayName": STRUCTURE,
    "/toolCalls/*/args/command": SHELL,
    **under("/toolCalls/*/result/*", _PART),
}

SCHEMA = MEDIA | Schema(
    {
        **_MESSAGE,
        **_CONTENT,
        "/sessionId": STRUCTURE,
        "/projectHash": STRUCTURE,
        "/startTime": STRUCTURE,
        "/lastUpdated": STRUCTURE,
        "/kind": STRUCTURE,
        "/summary": PROSE,
        "/directories": TEXT,
        **under("/messages/*", _MESSAGE),
        "/$set/lastUpdated": STRUCTURE,
        **under("/$set/messages/*", _MESSAGE),
        # logs.json
        "/message": PROSE,
        "/messageId": STRUCTURE,
        # Saved checkpoints.
        **under("/history/*", _CONTENT),
    }
)

FORMAT = Format("gemini_cli", "Gemini CLI session", _recognises, read_records, SCHEMA)
