"""The data that is timed: coding sessions as files, and texts of any size made of them."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from benchmarks.timing import BenchmarkError
from corpora.gold import open_gold

# Where corpora lie that may not be shipped.
VARIABLE: Final = "SCRUB_CORPORA"
_CACHE: Final = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "scrub" / "corpora"
_AGENT_SESSIONS: Final = "corpora/dev/agent_sessions.jsonl"
_SESSION_LINES: Final = 20


@dataclass(frozen=True, slots=True)
class Material:
    """Coding sessions of one origin, each the bytes of a file."""

    name: str
    # What a reader must know to judge a figure that was measured on it.
    description: str
    # By file name.
    files: tuple[tuple[str, bytes], ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(len(data) for _, data in self.files)


def gold_folder() -> Path:
    """Return the unpacked gold set."""
    return open_gold(_CACHE)


def gold_sessions() -> Material:
    """Return the coding sessions of the gold set: short, and full of people and secrets."""
    root = gold_folder()
    paths = [path for folder in ("claude_code", "codex") for path in sorted((root / folder).rglob("*.jsonl"))]
    return Material(
        "gold",
        "coding sessions of the gold set, Claude Code and Codex: one labelled mention in about 170 bytes",
        tuple((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths),
    )


def agent_sessions() -> Material | None:
    """Return windows of real coding sessions as Claude Code files, None where they are not at hand."""
    path = shared_corpora()
    if path is None or not (path / _AGENT_SESSIONS).is_file():
        return None
    texts = [json.loads(line)["text"] for line in (path / _AGENT_SESSIONS).read_text("utf-8").splitlines()]
    groups = [texts[start : start + _SESSION_LINES] for start in range(0, len(texts), _SESSION_LINES)]
    return Material(
        "agent_sessions",
        "windows of real coding sessions, each a tool result of a Claude Code file: people are rare",
        tuple(
            (f"agent/{number}.jsonl", claude_code(group, str(number))) for number, group in enumerate(groups)
        ),
    )


def shared_corpora() -> Path | None:
    """Return the folder of corpora that may not be shipped, None where none is named."""
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    path = Path(named)
    if not path.is_dir():
        raise BenchmarkError(f"{VARIABLE} names {path}, which is no folder")
    return path


def claude_code(texts: Sequence[str], session: str) -> bytes:
    """Return the bytes of a Claude Code session whose tool results are the texts."""
    lines = []
    for number, text in enumerate(texts):
        result = {"type": "tool_result", "tool_use_id": f"toolu_{number}", "content": text, "is_error": False}
        line = {
            "type": "user",
            "uuid": f"{session}-{number}",
            "parentUuid": f"{session}-{number - 1}" if number else None,
            "sessionId": session,
            "cwd": "/srv/build",
            "version": "2.1.0",
            "gitBranch": "main",
            "userType": "external",
            "isSidechain": False,
            "timestamp": "2026-03-01T10:00:02.000Z",
            "message": {"role": "user", "content": [result]},
        }
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def texts_of(material: Material) -> Iterator[str]:
    """Yield the message texts of the sessions, as a tool that knows no format would be given them."""
    for _, data in material.files:
        for line in data.splitlines():
            yield from _strings(json.loads(line))


def text_of_size(texts: Sequence[str], size: int) -> str:
    """Return one text of so many characters, made of the given ones again and again."""
    pieces: list[str] = []
    length = 0
    for text in cycle(texts):
        pieces.append(text)
        length += len(text) + 1
        if length > size:
            return "\n".join(pieces)[:size]
    raise BenchmarkError("there is no text to repeat")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for element in value:
            yield from _strings(element)
