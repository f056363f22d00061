"""The records of a labelled file and the strings in them, by row and JSON Pointer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.labelled import CorpusError

JSON_SUFFIXES: Final = frozenset({".json", ".ipynb", ".tfstate", ".traj"})
LINE_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})
# A pointer with this ending names the key of a member, not its value.
KEY_MARK: Final = "#key"


class NumberText(str):
    """A JSON number as it is written."""

    __slots__ = ()


def _parse(text: str, where: str) -> Any:
    """Parse JSON so that a number keeps its digits; of duplicate keys the last one counts."""
    try:
        return json.loads(text, parse_int=NumberText, parse_float=NumberText, parse_constant=NumberText)
    except (ValueError, RecursionError):
        # The parser's own message quotes the text.
        raise CorpusError(f"{where}: not valid JSON; repair or remove it") from None


def read_text(path: Path, name: str) -> str:
    """Read a text file as it is, line ends included, but for a byte order mark."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return handle.read()
    except UnicodeDecodeError:
        raise CorpusError(f"{name}: not UTF-8; convert it") from None
    except OSError as error:
        raise CorpusError(f"{name}: cannot be read ({error.strerror})") from None


def json_lines(path: Path, name: str) -> Iterator[tuple[int, Any]]:
    """Yield the number of each line that is not blank, counted from 1, and its value."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as handle:
            for number, line in enumerate(handle, 1):
                if line.strip():
                    yield number, _parse(line, f"{name}:{number}")
    except UnicodeDecodeError:
        raise CorpusError(f"{name}: not UTF-8; convert it") from None
    except OSError as error:
        raise CorpusError(f"{name}: cannot be read ({error.strerror})") from None


def records(path: Path, name: str) -> Iterator[Any]:
    """Yield the records of a file: lines of a JSONL, elements of a top-level list, or the whole."""
    if path.suffix in LINE_SUFFIXES:
        for _, value in json_lines(path, name):
            yield value
    elif path.suffix in JSON_SUFFIXES:
        value = _parse(read_text(path, name), name)
        if isinstance(value, list):
            yield from value
        else:
            yield value
    else:
        yield read_text(path, name)


def strings(record: Any) -> Iterator[tuple[str, str, str]]:
    """Yield pointer, text and kind (`value`, `number` or `key`) of every string, in document order.

    >>> list(strings({"a/b": ["x", {}]}))
    [('/a~1b#key', 'a/b', 'key'), ('/a~1b/0', 'x', 'value')]
    """
    stack: list[tuple[str, Any, str | None]] = [("", record, None)]
    while stack:
        pointer, node, key = stack.pop()
        if key is not None:
            yield pointer + KEY_MARK, key, "key"
        if isinstance(node, dict):
            stack.extend((f"{pointer}/{_escape(name)}", node[name], name) for name in reversed(node))
        elif isinstance(node, list):
            stack.extend((f"{pointer}/{at}", node[at], None) for at in range(len(node) - 1, -1, -1))
        elif isinstance(node, str):
            yield pointer, node, "number" if isinstance(node, NumberText) else "value"


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
