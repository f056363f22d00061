"""Content blocks of Anthropic's Messages API, which Claude Code and request logs share.

https://docs.anthropic.com/en/api/messages and, for server tools and their results,
https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview
"""

from collections.abc import Mapping
from typing import Any, Final

from scrub.formats.fields import PROSE, SHELL, STRUCTURE, Field, opaque, under
from scrub.formats.media import is_readable, media_marker, media_type

# Signs or encrypts the text beside it, and is void once that is touched.
VOID: Final = opaque("")


def _is_payload(parent: Mapping[str, Any]) -> bool:
    kind = media_type(parent)
    return parent.get("type") == "redacted_thinking" or (bool(kind) and not is_readable(kind))


def _is_thinking(parent: Mapping[str, Any]) -> bool:
    return parent.get("type") in ("thinking", "redacted_thinking", "fallback")


_LEAVES: Final[Mapping[str, Field]] = {
    "/type": STRUCTURE,
    "/id": STRUCTURE,
    "/name": STRUCTURE,
    "/tool_use_id": STRUCTURE,
    "/tool_name": STRUCTURE,
    "/file_id": STRUCTURE,
    "/server_name": STRUCTURE,
    "/caller/type": STRUCTURE,
    "/cache_control/type": STRUCTURE,
    "/cache_control/ttl": STRUCTURE,
    "/source/type": STRUCTURE,
    "/source/file_id": STRUCTURE,
    "/citations/*/type": STRUCTURE,
    "/citations/*/encrypted_index": VOID,
    "/data": opaque(lambda parent: media_marker(media_type(parent)), _is_payload),
    "/signature": opaque("", _is_thinking),
    "/encrypted_content": VOID,
    "/encrypted_stdout": VOID,
    "/encrypted_index": VOID,
    "/thinking": PROSE,
}

# Of one block; results of tools hold blocks again.
BLOCK: Final[Mapping[str, Field]] = {
    **_LEAVES,
    "/text": PROSE,
    "/input/command": SHELL,
    **under("/content", _LEAVES),
    **under("/content/*", _LEAVES),
    **under("/content/content/*", _LEAVES),
    **under("/source/content/*", _LEAVES),
}

# Of one message, in a request or as the response.
MESSAGE: Final[Mapping[str, Field]] = {
    "/id": STRUCTURE,
    "/type": STRUCTURE,
    "/role": STRUCTURE,
    "/model": STRUCTURE,
    "/stop_reason": STRUCTURE,
    "/stop_sequence": STRUCTURE,
    "/usage": STRUCTURE,
    "/container/id": STRUCTURE,
    "/container/expires_at": STRUCTURE,
    "/content": PROSE,
    **under("/content/*", BLOCK),
}
