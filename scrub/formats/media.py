"""How APIs write payloads: an object with a media type and base64 beside it.

`{"type": "base64", "media_type": "image/png", "data": "…"}` in the Messages API
(https://docs.anthropic.com/en/api/messages), `{"mimeType": …, "data": …}` in Gemini's and in MCP
(https://modelcontextprotocol.io/specification/2025-06-18/server/tools), `{"data": …, "format": "wav"}`
in OpenAI's (https://platform.openai.com/docs/guides/audio). In its place stands the smallest valid file of
its kind, so that what reads the format still can.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from scrub.formats.fields import STRUCTURE, opaque
from scrub.formats.schema import Schema

# One transparent pixel: https://www.w3.org/TR/png-3/
_PNG: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
# One transparent pixel: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
_GIF: Final = "R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="
# A RIFF header without samples: https://www.loc.gov/preservation/digital/formats/fdd/fdd000001.shtml
_WAV: Final = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAgD4AAAB9AAACABAAZGF0YQAAAAA="

_READABLE: Final = re.compile(
    r"text/|application/(?:json|xml|yaml|x-yaml|toml|sql|javascript|x-javascript|typescript|x-sh|graphql"
    r"|x-ndjson|csv)\b|[a-z]+/[\w.-]+\+(?:json|xml|yaml)"
)
_AUDIO: Final = frozenset({"wav", "mp3", "flac", "opus", "pcm16", "g711_ulaw", "g711_alaw", "aac", "ogg"})


def media_type(parent: Mapping[str, Any]) -> str:
    """Return the media type that the object around a payload gives, "" where it gives none."""
    for name in ("media_type", "mime_type", "mimeType", "mediaType"):
        if isinstance(parent.get(name), str):
            return str(parent[name])
    return ""


def is_readable(kind: str) -> bool:
    """Return whether what is of that media type is text.

    >>> is_readable("application/json"), is_readable("image/svg+xml"), is_readable("image/png")
    (True, True, False)
    """
    return _READABLE.match(kind.lower()) is not None


def media_marker(kind: str) -> str:
    """Return base64 of an empty file to stand for a payload of that media type."""
    if kind == "image/gif":
        return _GIF
    if kind.startswith("image/"):
        return _PNG
    return _WAV if kind.startswith("audio/") else ""


def _kind(parent: Mapping[str, Any]) -> str:
    kind, form = media_type(parent), parent.get("format")
    return "audio/wav" if not kind and isinstance(form, str) and form in _AUDIO else kind


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
