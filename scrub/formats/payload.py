"""Payloads that cannot be read, how they are known, and what stands in their place.

Markers are the smallest valid file of their kind, so that what reads the format still can.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

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
_DATA_URL: Final = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w.=+-]+)*),", re.ASCII | re.IGNORECASE)
# By the first characters of their base64: the media type of what is written without one.
# https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES: Final = {
    "iVBORw0KGgo": "image/png",
    "/9j/": "image/jpeg",
    "R0lGODdh": "image/gif",
    "R0lGODlh": "image/gif",
    "UklGR": "image/webp",
    "JVBERi0": "application/pdf",
    "UEsDBB": "application/zip",
    "H4sIA": "application/gzip",
    "T2dnUw": "audio/ogg",
    "SUQz": "audio/mpeg",
    "GkXfo": "video/webm",
}
# What may start a payload, for a quick look at every string.
PAYLOAD_STARTS: Final = frozenset({"data", *(start[:4] for start in _SIGNATURES)})
# Shorter texts that look like base64 may be words.
_SHORTEST: Final = 48
_BASE64: Final = re.compile(r"[A-Za-z0-9+/\r\n]++={0,2}\s*+")


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


def marker_for(text: str) -> str | None:
    """Return what stands in place of a text that is a whole payload; None where it is none.

    A payload is a data URL of something that is no text, or base64 of a file of a known kind.

    >>> marker_for("data:video/mp4;base64,AAAA"), marker_for("data:text/plain,hi")
    ('data:video/mp4;base64,', None)
    """
    if text[:5].lower() == "data:":
        url = _DATA_URL.match(text)
        if not url or url[1] is None or is_readable(url[1]):
            return None
        encoded = ";base64" in url[2].lower()
        return url[0] + (media_marker(url[1].lower()) if encoded else "")
    if len(text) >= _SHORTEST or text in (_PNG, _GIF, _WAV):
        for start, kind in _SIGNATURES.items():
            if text.startswith(start) and _BASE64.fullmatch(text):
                return media_marker(kind)
    return None
