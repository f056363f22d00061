"""OpenAI chat JSON Lines: training files (chat, preference pairs), batches, request and response logs.

`function.arguments` is JSON inside a string. Training files:
https://platform.openai.com/docs/api-reference/fine-tuning/chat-input and
https://platform.openai.com/docs/api-reference/fine-tuning/preference-input
"""

from typing import Final

from scrub.formats.chat import CHAT_MESSAGE, COMPLETION
from scrub.formats.container import read_records
from scrub.formats.fields import PROSE, STRUCTURE, TEXT, under
from scrub.formats.format import Format, Head, Scope
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema

_REQUEST: Final = {
    "/model": STRUCTURE,
    "/tool_choice": STRUCTURE,
    "/service_tier": STRUCTURE,
    "/reasoning_effort": STRUCTURE,
    "/tools/*/type": STRUCTURE,
    "/tools/*/function/name": STRUCTURE,
    "/tools/*/function/description": PROSE,
    "/functions/*/name": STRUCTURE,
    "/functions/*/description": PROSE,
    **under("/messages/*", CHAT_MESSAGE),
}


def _recognises(head: Head) -> bool:
    outline = head.outline
    return (
        outline.has("/messages/*/role", "/messages/*/content")
        or outline.has("/input/messages/*/role", "/preferred_output", "/non_preferred_output")
        or outline.has("/custom_id", "/body/messages/*/role")
        or outline.has("/choices/*/message/role", "/object")
        or outline.has("/request/messages/*/role", "/response/choices")
    )


SCHEMA = MEDIA | Schema(
    {
        **_REQUEST,
        **COMPLETION,
        **under("/input", _REQUEST),
        **under("/preferred_output/*", CHAT_MESSAGE),
        **under("/non_preferred_output/*", CHAT_MESSAGE),
        **under("/chosen/*", CHAT_MESSAGE),
        **under("/rejected/*", CHAT_MESSAGE),
        "/custom_id": STRUCTURE,
        "/method": STRUCTURE,
        "/url": TEXT,
        **under("/body", _REQUEST),
        "/response/request_id": STRUCTURE,
        **under("/response/body", COMPLETION),
        **under("/request", _REQUEST),
        **under("/response", COMPLETION),
    }
)

FORMAT = Format("openai_chat", "OpenAI chat JSON Lines", _recognises, read_records, SCHEMA, Scope.RECORD)
