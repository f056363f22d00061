"""The gold set: native chats and coding sessions, every mention labelled; `python -m corpora.gold --help`."""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, Final

from corpora import archive
from corpora.archive import Corpus, CorpusError
from recognizers.entities import ENTITY_TYPES

LABELS: Final = "labels.jsonl"
ACCOUNTS: Final = "accounts.jsonl"
CONVERSATIONS: Final = "conversations.jsonl"
LISTS: Final = frozenset({LABELS, ACCOUNTS, CONVERSATIONS})
# Parsed as one JSON document; `.jsonl` line by line; any other file is one plain text.
JSON_SUFFIXES: Final = frozenset({".json", ".ipynb", ".tfstate", ".traj"})
# The card lies beside the archive; the other is left by a file browser.
_NOT_PACKED: Final = frozenset({"CARD.md", ".DS_Store"})
_KEY_MARK: Final = "#key"
_FIELDS: Final = {
    "file": str,
    "row": int,
    "pointer": str,
    "start": int,
    "end": int,
    "type": str,
    "value": str,
}
_EXPECTED: Final = ("eligible", "refused")


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    line: int


def unpack(destination: Path) -> Path:
    """Write the gold set into a folder that is new or empty, and return it."""
    return archive.unpack(GOLD, destination)


def open_gold(cache: Path) -> Path:
    """Return the unpacked gold set inside a cache folder, unpacking only the first time."""
    return archive.open_corpus(GOLD, cache)


def data_files(root: Path) -> list[Path]:
    """Return the labelled files of an unpacked set, hidden ones included, sorted by name."""
    skipped = {root / name for name in LISTS}
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and path not in skipped and path.name not in _NOT_PACKED
    )


def records(path: Path) -> list[Any]:
    """Return the records of one native file, as the rows of the labels count them."""
    text = path.read_bytes().decode("utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    if path.suffix in JSON_SUFFIXES:
        document = json.loads(text)
        return document if isinstance(document, list) else [document]
    return [text]


def string_at(record: Any, pointer: str) -> str:
    """Return the string, or the decimal text of the number, that a label's pointer names.

    >>> string_at({"a": ["x", 7]}, "/a/1"), string_at({"a/b": ""}, "/a~1b#key")
    ('7', 'a/b')
    """
    steps = pointer.removesuffix(_KEY_MARK).split("/")
    if steps[0]:
        raise ValueError("a pointer starts with '/' or is empty")
    node, last = record, ""
    for step in steps[1:]:
        last = step.replace("~1", "/").replace("~0", "~")
        node = node[_index(last)] if isinstance(node, list) else node[last]
    if pointer.endswith(_KEY_MARK):
        return last
    if isinstance(node, bool) or not isinstance(node, str | int | float):
        raise TypeError("the pointer names no string")
    return str(node)


def _index(step: str) -> int:
    # `int` alone would take "-1", "+1" and "1_0", which are no indexes in RFC 6901.
    if not (step.isascii() and step.isdecimal()):
        raise ValueError("not an index")
    return int(step)


def problems(root: Path) -> list[str]:
    """Return what is wrong in an unpacked set, one line each; names files and lines, shows no value."""
    found: list[str] = []
    contents: dict[str, list[Any]] = {}
    for path in data_files(root):
        name = path.relative_to(root).as_posix()
        try:
            contents[name] = records(path)
        except ValueError:
            found.append(f"{name}: is not valid {path.suffix.lstrip('.') or 'text'} in UTF-8")
            contents[name] = []
    found += _label_problems(root, contents)
    found += _list_problems(root, contents)
    return found


def count_labels(root: Path) -> Counter[str]:
    """Return the number of labels of each entity type."""
    return Counter(label["type"] for _, label in _rows(root / LABELS))


def _label_problems(root: Path, contents: dict[str, list[Any]]) -> Iterator[str]:
    spans: defaultdict[tuple[str, int, str], list[_Span]] = defaultdict(list)
    for line, label in _rows(root / LABELS):
        where = f"{LABELS}:{line}"
        wrong = [name for name, kind in _FIELDS.items() if type(label.get(name)) is not kind]
        if wrong:
            yield f"{where}: missing or malformed: {', '.join(wrong)}"
            continue
        if label["type"] not in ENTITY_TYPES:
            yield f"{where}: unknown type; known: {', '.join(ENTITY_TYPES)}"
        if label["file"] not in contents:
            yield f"{where}: names a file that is not there"
            continue
        rows = contents[label["file"]]
        if not 0 <= label["row"] < len(rows):
            yield f"{where}: {label['file']} has no row {label['row']}"
            continue
        try:
            text = string_at(rows[label["row"]], label["pointer"])
        except (KeyError, IndexError, ValueError, TypeError):
            yield f"{where}: {label['file']} row {label['row']}: the pointer names no string"
            continue
        start, end = label["start"], label["end"]
        if not 0 <= start < end <= len(text) or text[start:end] != label["value"]:
            yield f"{where}: {label['file']} row {label['row']}: the value does not stand at {start}:{end}"
        spans[label["file"], label["row"], label["pointer"]].append(_Span(start, end, line))
    for (name, row, _), in_one_string in spans.items():
        in_one_string.sort(key=lambda span: (span.start, span.end))
        for first, second in pairwise(in_one_string):
            if second.start < first.end:
                yield f"{LABELS}:{first.line} and {second.line}: overlap in {name} row {row}"


def _list_problems(root: Path, contents: dict[str, list[Any]]) -> Iterator[str]:
    accounts = Counter(str(account.get("account_id")) for _, account in _rows(root / ACCOUNTS))
    yield from (f"{ACCOUNTS}: an account is listed {n} times" for n in accounts.values() if n > 1)
    listed: set[tuple[str, int]] = set()
    for line, conversation in _rows(root / CONVERSATIONS):
        where = f"{CONVERSATIONS}:{line}"
        name, row, reason = (conversation.get(key) for key in ("file", "row", "reason"))
        if not isinstance(name, str) or not (row is None or type(row) is int):
            yield f"{where}: missing or malformed: file, row"
            continue
        if name not in contents:
            yield f"{where}: names a file that is not there"
            continue
        rows = range(len(contents[name])) if row is None else [row]
        if row is not None and row not in range(len(contents[name])):
            yield f"{where}: {name} has no such row"
        if any((name, each) in listed for each in rows):
            yield f"{where}: a conversation is listed twice"
        listed.update((name, each) for each in rows)
        if str(conversation.get("account_id")) not in accounts and reason != "unknown_account":
            yield f"{where}: its account is not in {ACCOUNTS}"
        if conversation.get("expected") not in _EXPECTED:
            yield f"{where}: 'expected' is not one of {', '.join(_EXPECTED)}"
        elif (conversation["expected"] == "eligible") != (reason is None):
            yield f"{where}: an eligible conversation has no reason, a refused one has one"
    for name, rows_there in contents.items():
        missing = [row for row in range(len(rows_there)) if (name, row) not in listed]
        if missing:
            yield f"{name}: {len(missing)} records are in no conversation of {CONVERSATIONS}"


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if not path.is_file():
        raise CorpusError(f"{path}: is missing")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        raise CorpusError(f"{path}: is not valid UTF-8") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise CorpusError(f"{path}:{number}: is not valid JSON") from None
        if not isinstance(row, dict):
            raise CorpusError(f"{path}:{number}: is not a JSON object")
        yield number, row


def _holds(name: PurePosixPath) -> bool:
    return name.name not in _NOT_PACKED


GOLD: Final = Corpus("gold", Path(__file__).resolve().parent, _holds, problems)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    return archive.main(GOLD, arguments)


if __name__ == "__main__":
    sys.exit(main())
