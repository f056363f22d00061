"""The authored set: short marked texts to train and tune on; `python -m corpora.authored --help`.

`NAME.txt` is what is written and packed. `NAME.jsonl`, labelled documents that programs read, is made from it
when the set is unpacked. The written form is described on the card.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from corpora import archive
from corpora.archive import Corpus, CorpusError
from recognizers.entities import ENTITY_TYPES

KINDS: Final = ("prose", "code", "shell", "json", "diff", "log", "table", "mail")
_HEAD: Final = re.compile(r"### ([\w./-]+) \| ([a-z]{2,3}(?:-[a-z]{2,3})?) \| (\w+)")
_MARK: Final = re.compile(r"⟦(\??)([A-Z_]+):([^|⟦⟧]+)\|([^⟦⟧]+)⟧")


@dataclass(frozen=True, slots=True)
class _Segment:
    line: int
    conversation: str
    lang: str
    kind: str
    marked: str


def unpack(destination: Path) -> Path:
    """Write the authored set into a folder that is new or empty, and return it."""
    return archive.unpack(AUTHORED, destination)


def open_authored(cache: Path) -> Path:
    """Return the unpacked authored set inside a cache folder, unpacking only the first time."""
    return archive.open_corpus(AUTHORED, cache)


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the labelled documents of one written file."""
    seen: Counter[str] = Counter()
    for segment in _segments(path):
        text, spans = _unmark(segment.marked)
        seen[segment.conversation] += 1
        conversation = f"{path.stem}/{segment.conversation}"
        yield {
            "id": f"{conversation}/{seen[segment.conversation]}",
            "conversation": conversation,
            "lang": segment.lang,
            "kind": segment.kind,
            "text": text,
            "spans": spans,
            "labels": "all",
        }


def problems(root: Path) -> list[str]:
    """Return what is wrong in an unpacked set, one line each; names files and lines, shows no value."""
    found = []
    for path in sorted(root.glob("*.txt")):
        try:
            for segment in _segments(path):
                found += [f"{path.name}:{segment.line}: {what}" for what in _segment_problems(segment)]
        except CorpusError as error:
            found.append(str(error))
    return found


def _segment_problems(segment: _Segment) -> Iterator[str]:
    text, spans = _unmark(segment.marked)
    if segment.kind not in KINDS:
        yield f"unknown kind; known: {', '.join(KINDS)}"
    if not text.strip():
        yield "the segment is empty"
    if "⟦" in text or "⟧" in text:
        yield "a mark is nested or not closed"
    if any(span["label"] not in ENTITY_TYPES for span in spans):
        yield f"unknown type; known: {', '.join(ENTITY_TYPES)}"


def _segments(path: Path) -> Iterator[_Segment]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CorpusError(f"{path.name}: is not valid UTF-8") from None
    head: tuple[int, str, str, str] | None = None
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        # A line of Markdown in a text may start like a heading of ours.
        match = _HEAD.fullmatch(line)
        if match is None:
            if head is None and line.strip():
                raise CorpusError(f"{path.name}:{number}: text before the first '### id | lang | kind'")
            lines.append(line)
            continue
        if head:
            yield _Segment(*head, "\n".join(lines).strip("\n"))
        head, lines = (number, match[1], match[2], match[3]), []
    if head:
        yield _Segment(*head, "\n".join(lines).strip("\n"))


def _unmark(marked: str) -> tuple[str, list[dict[str, Any]]]:
    pieces: list[str] = []
    spans: list[dict[str, Any]] = []
    at = length = 0
    for match in _MARK.finditer(marked):
        optional, label, entity, value = match.groups()
        pieces += (marked[at : match.start()], value)
        start = length + match.start() - at
        length = start + len(value)
        span = {"start": start, "end": length, "label": label, "entity": entity}
        spans.append(span | {"optional": True} if optional else span)
        at = match.end()
    return "".join(pieces) + marked[at:], spans


def _derive(folder: Path) -> None:
    for path in sorted(folder.glob("*.txt")):
        lines = [json.dumps(document, ensure_ascii=False) + "\n" for document in documents(path)]
        path.with_suffix(".jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")


def _holds(name: PurePosixPath) -> bool:
    return name.suffix == ".txt" and len(name.parts) == 1


AUTHORED: Final = Corpus("authored", Path(__file__).resolve().parent, _holds, problems, _derive)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    return archive.main(AUTHORED, arguments)


if __name__ == "__main__":
    sys.exit(main())
