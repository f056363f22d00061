"""Formats without a meaning of their own: any JSON Lines, any JSON, any text."""

from functools import partial
from typing import Final

from scrub.formats.container import read_document, read_lines, read_text
from scrub.formats.format import Format, Head, Scope
from scrub.formats.media import MEDIA
from scrub.formats.record import Kind

_JSON_SUFFIXES: Final = {".json", ".ipynb", ".tfstate", ".traj", ".har", ".geojson", ".webmanifest"}


def _is_json_lines(head: Head) -> bool:
    if head.suffix in (".jsonl", ".ndjson"):
        return bool(head.lines)
    return (
        head.suffix not in _JSON_SUFFIXES and len(head.lines) > 1 and isinstance(head.lines[1], dict | list)
    )


def _is_json(head: Head) -> bool:
    return head.is_json and (head.suffix in _JSON_SUFFIXES or not head.complete or _parses(head.data))


def _has_comments(head: Head) -> bool:
    """Whether it would be JSON but for comments and trailing commas, as settings of editors have them.

    https://code.visualstudio.com/docs/languages/json#_json-with-comments
    """
    return head.is_json and not (head.complete and _parses(head.data)) and head.outline.is_commented


def _parses(data: bytes) -> bool:
    import json

    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


COMMENTED_JSON = Format("jsonc", "JSON with comments", _has_comments, partial(read_text, kind=Kind.CODE))
JSON_LINES = Format("jsonl", "any JSON Lines", _is_json_lines, read_lines, MEDIA, Scope.RECORD)
JSON = Format("json", "any JSON", _is_json, read_document, MEDIA, Scope.FILE)
TEXT = Format("text", "any text", lambda _head: True, read_text)
