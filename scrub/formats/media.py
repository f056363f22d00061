"""How APIs write payloads: an object with a media type and base64 beside it.

`{"type": "base64", "media_type": "image/png", "data": "…"}` in the Messages API
(https://docs.anthropic.com/en/api/messages), `{"mimeType": …, "data": …}` in Gemini's and in MCP
(https://modelcontextprotocol.io/specification/2025-06-18/server/tools), `{"data": …, "format": "wav"}`
in OpenAI's (https://platform.openai.com/docs/guides/audio).
"""

from collections.abc import Mapping
from typing import Any, Final

from scrub.formats.payload import is_readable, media_marker, media_type
from scrub.formats.schema import STRUCTURE, Schema, opaque

_AUDIO: Final = frozenset({"wav", "mp3", "flac", "opus", "pcm16", "g711_ulaw", "g711_alaw", "aac", "ogg"})


def _kind(parent: Mapping[str, Any]) -> str:
    kind = media_type(parent)
    return "audio/wav" if not kind and parent.get("format") in _AUDIO else kind


def _is_unreadable(parent: Mapping[str, Any]) -> bool:
    kind = _kind(parent)
    return not is_readable(kind) if kind else parent.get("type") == "base64"


MEDIA: Final = Schema(
    {
        "**/media_type": STRUCTURE,
        "**/mime_type": STRUCTURE,
        "**/mimeType": STRUCTURE,
        "**/data": opaque(lambda parent: media_marker(_kind(parent)), _is_unreadable),
    }
)
