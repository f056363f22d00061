"""Many sessions made of some: each copy has an id of its own, and some have strings that no other has.

Generating gigabytes anew takes longer than what is to be measured.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_FOLDER_SIZE: Final = 1000
# Shorter strings are members of an enumeration, ids, names of tools.
_LEAST_WORDS: Final = 40
_IDS: Final = frozenset(("sessionId", "session_id", "id"))


def write_copies(sessions: Path, target: Path, size: int, *, fresh: float, seed: int = 1) -> int:
    """Write so many bytes of copies of the JSON Lines files of a folder; return how many files that are.

    A share of them is `fresh`: a string has its lines in another order, and a number before each, so that
    it was never seen. Within a copy equal strings stay equal, as a session repeats what was said.
    """
    draw = random.Random(seed)
    read = [
        [json.loads(line) for line in path.read_bytes().splitlines() if line.strip()]
        for path in sorted(sessions.rglob("*.jsonl"))
    ]
    written = number = 0
    while written < size:
        for rows in read:
            copy = _Copy(number, draw if draw.random() < fresh else None)
            data = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in copy.of(rows))
            folder = target / f"{number // _FOLDER_SIZE:05}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number:08x}.jsonl").write_bytes(data)
            written, number = written + len(data), number + 1
            if written >= size:
                break
    return number


class _Copy:
    """One copy being made."""

    def __init__(self, number: int, draw: random.Random | None) -> None:
        self._id = f"{number:08x}"
        self._draw = draw
        self._seen: dict[str, str] = {}

    def of(self, rows: list[Any]) -> Iterator[Any]:
        return (self._changed(row, "") for row in rows)

    def _changed(self, value: Any, name: str) -> Any:
        if isinstance(value, dict):
            return {key: self._changed(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [self._changed(each, name) for each in value]
        if not isinstance(value, str):
            return value
        if name in _IDS and len(value) > len(self._id):
            return self._id + value[len(self._id) :]
        if self._draw is None or len(value) < _LEAST_WORDS or " " not in value:
            return value
        if value not in self._seen:
            lines = value.split("\n")
            self._draw.shuffle(lines)
            place = f"{self._id}.{len(self._seen)}"
            self._seen[value] = "\n".join(f"{place}.{n} {line}" for n, line in enumerate(lines))
        return self._seen[value]
