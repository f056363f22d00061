"""Logs of Anthropic's Messages API: a request, its response, or both in `request` and `response`.

https://docs.anthropic.com/en/api/messages and, for batches,
https://docs.anthropic.com/en/api/creating-message-batches
"""

from typing import Final

from scrub.formats.blocks import BLOCK, MESSAGE
from scrub.formats.container import read_records
from scrub.formats.fields import PROSE, STRUCTURE, TEXT, under
from scrub.formats.format import Format, Head, Scope
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema

_REQUEST: Final = {
    "/model": STRUCTURE,
    "/metadata/user_id": TEXT,
    "/system": PROSE,
    **under("/system/*", BLOCK),
    **under("/messages/*", MESSAGE),
    "/thinking": STRUCTURE,
    "/service_tier": STRUCTURE,
    "/tool_choice": STRUCTURE,
    "/tools/*/type": STRUCTURE,
    "/tools/*/name": STRUCTURE,
    "/tools/*/description": PROSE,
    "/tools/*/cache_control/type": STRUCTURE,
    "/mcp_servers/*/type": STRUCTURE,
}
_BLOCK_TYPES: Final = frozenset(
    {"tool_use", "tool_result", "thinking", "document", "image", "redacted_thinking"}
)


def _recognises(head: Head) -> bool:
    outline = head.outline
    if outline.has("/request/messages/*/role", "/response/content"):
        return True
    if outline.has("/type", "/role", "/content/*/type", "/stop_reason", "/usage"):
        return True
    if outline.has("/custom_id", "/params/messages/*/role"):
        return True
    return outline.has("/model", "/max_tokens", "/messages/*/role") and (
        outline.has("/system") or bool(outline.values("/messages/*/content/*/type") & _BLOCK_TYPES)
    )


SCHEMA = MEDIA | Schema(
    {
        **_REQUEST,
        **MESSAGE,
        **under("/request", _REQUEST),
        **under("/response", MESSAGE),
        "/custom_id": STRUCTURE,
        **under("/params", _REQUEST),
        "/result/type": STRUCTURE,
        **under("/result/message", MESSAGE),
        "/timestamp": STRUCTURE,
        "/request_id": STRUCTURE,
    }
)

FORMAT = Format("messages_api", "Anthropic Messages API log", _recognises, read_records, SCHEMA, Scope.RECORD)
