"""Payloads that cannot be read, and what stands in their place: images, audio, documents.

Markers are the smallest valid file of their kind, so that what reads the format still can.
"""

from collections.abc import Mapping
from typing import Any, Final

from scrub.formats.schema import STRUCTURE, Schema, opaque

# One transparent pixel: https://www.w3.org/TR/png-3/
_PNG: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
# A RIFF header without samples: https://www.loc.gov/preservation/digital/formats/fdd/fdd000001.shtml
_WAV: Final = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAgD4AAAB9AAACABAAZGF0YQAAAAA="


def media_type(parent: Mapping[str, Any]) -> str:
    """Return the media type that the object around a payload gives, "" where it gives none."""
    for name in ("media_type", "mime_type", "mimeType", "mediaType"):
        if isinstance(parent.get(name), str):
            return str(parent[name])
    return ""


def media_marker(kind: str) -> str:
    """Return base64 of an empty file to stand for a payload of that media type."""
    if kind.startswith("image/"):
        return _PNG
    return _WAV if kind.startswith("audio/") else ""


def _is_unreadable(parent: Mapping[str, Any]) -> bool:
    kind = media_type(parent)
    return not kind.startswith("text/") and (parent.get("type") == "base64" or bool(kind))


# `{"type": "base64", "media_type": "image/png", "data": "…"}`, as the Messages API writes payloads.
# https://docs.anthropic.com/en/api/messages
MEDIA: Final = Schema(
    {
        "**/media_type": STRUCTURE,
        "**/mime_type": STRUCTURE,
        "**/mimeType": STRUCTURE,
        "**/data": opaque(lambda parent: media_marker(media_type(parent)), _is_unreadable),
    }
)
