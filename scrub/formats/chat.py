"""Messages of OpenAI's chat completions, which training files, agents and request logs share.

https://platform.openai.com/docs/api-reference/chat/create
"""

from collections.abc import Mapping
from typing import Final

from scrub.formats.fields import JSON, PROSE, STRUCTURE, TEXT, Field, opaque, under

_PART: Final[Mapping[str, Field]] = {
    "/type": STRUCTURE,
    "/text": PROSE,
    "/refusal": PROSE,
    "/image_url/detail": STRUCTURE,
    "/input_audio/format": STRUCTURE,
    "/file/file_id": STRUCTURE,
    "/file/filename": TEXT,
    "/cache_control/type": STRUCTURE,
}

# Of one message of a request or a choice.
CHAT_MESSAGE: Final[Mapping[str, Field]] = {
    "/role": STRUCTURE,
    "/content": PROSE,
    **under("/content/*", _PART),
    "/reasoning_content": PROSE,
    "/refusal": PROSE,
    # Of a participant; tools are named in their calls.
    "/name": TEXT,
    "/tool_call_id": STRUCTURE,
    "/tool_calls/*/id": STRUCTURE,
    "/tool_calls/*/index": STRUCTURE,
    "/tool_calls/*/type": STRUCTURE,
    "/tool_calls/*/function/name": STRUCTURE,
    "/tool_calls/*/function/arguments": JSON,
    "/tool_calls/*/custom/name": STRUCTURE,
    "/function_call/name": STRUCTURE,
    "/function_call/arguments": JSON,
    "/weight": STRUCTURE,
    "/audio/id": STRUCTURE,
    "/audio/expires_at": STRUCTURE,
    "/audio/data": opaque(""),
    "/thinking_blocks/*/type": STRUCTURE,
    "/thinking_blocks/*/signature": opaque(""),
    "/thinking_blocks/*/data": opaque(""),
}

# Of what the API returns.
COMPLETION: Final[Mapping[str, Field]] = {
    "/id": STRUCTURE,
    "/object": STRUCTURE,
    "/created": STRUCTURE,
    "/model": STRUCTURE,
    "/system_fingerprint": STRUCTURE,
    "/service_tier": STRUCTURE,
    "/usage": STRUCTURE,
    "/choices/*/index": STRUCTURE,
    "/choices/*/finish_reason": STRUCTURE,
    **under("/choices/*/message", CHAT_MESSAGE),
}
