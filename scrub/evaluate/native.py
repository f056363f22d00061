"""Labelled native files: files as their programs write them, with `labels.jsonl` beside them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from scrub.evaluate.labelled import (
    Conversation,
    Label,
    LabelledText,
    Standing,
    known_type,
    known_types,
)
from scrub.evaluate.records import json_lines, records, strings
from scrub.formats import recognise
from scrub.formats.format import HEAD_SIZE, Head
from scrub.kinds import kind_of
from scrub.typed import as_text, as_text_or_none

LABELS_FILE: Final = "labels.jsonl"
_CONVERSATIONS_FILE: Final = "conversations.jsonl"
_NOT_DATA: Final = frozenset({LABELS_FILE, "accounts.jsonl", _CONVERSATIONS_FILE, "CARD.md"})

# Line in `labels.jsonl`, the label, its value.
_Line = tuple[int, Label, str]
_Labels = dict[str, dict[int, dict[str, list[_Line]]]]


@dataclass(frozen=True)
class NativeCorpus:
    """A folder of native files, each whole file or each of its records a conversation."""

    root: Path
    holds_documents: bool = False

    def conversations(self) -> Iterator[Conversation]:
        """Yield the conversations file by file; problems of the label file come with the first."""
        labels, problems = self._labels()
        whole, languages, more = self._whole_files()
        problems += more
        files = self._files()
        problems += [
            f"{LABELS_FILE}: labels for {name}, which is not there" for name in labels.keys() - files
        ]
        for name in files:
            at_row = labels.get(name, {})
            form = None
            seen = -1
            texts: list[LabelledText] = []
            for row, record in enumerate(records(self.root / name, name)):
                seen = row
                form = form or _format_of(self.root / name, name)
                found, wrong = self._texts(name, form, row, record, at_row.get(row, {}), languages)
                problems += wrong
                if name in whole:
                    texts += found
                else:
                    yield Conversation(f"{name}:{row}", tuple(found), tuple(problems))
                    problems = []
            problems += [
                f"{LABELS_FILE}:{lines[0][0]}: {name} has no row {row}"
                for row, at_pointer in sorted(at_row.items())
                if not 0 <= row <= seen
                for lines in at_pointer.values()
            ]
            if name in whole:
                yield Conversation(name, tuple(texts), tuple(problems))
                problems = []
        if problems:
            yield Conversation(LABELS_FILE, (), tuple(problems))

    def is_ignored(self, file: str, pointer: str) -> bool:
        """Whether the file describes the corpus instead of being part of it."""
        return PurePosixPath(file).name in _NOT_DATA

    def _files(self) -> list[str]:
        paths = (path for path in self.root.rglob("*") if path.is_file() and path.name not in _NOT_DATA)
        return sorted(path.relative_to(self.root).as_posix() for path in paths)

    def _labels(self) -> tuple[_Labels, list[str]]:
        labels: _Labels = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        problems = []
        for number, line in json_lines(self.root / LABELS_FILE, LABELS_FILE):
            where = f"{LABELS_FILE}:{number}"
            try:
                file, pointer, value = (as_text(line[member]) for member in ("file", "pointer", "value"))
                row, start, end = int(line["row"]), int(line["start"]), int(line["end"])
                written, entity = line["type"], as_text_or_none(line.get("entity"))
                optional = line.get("optional", False)
            except (KeyError, TypeError, ValueError):
                problems.append(f"{where}: wants file, row, pointer, start, end, type and value")
                continue
            entity_type = known_type(written)
            if entity_type is None:
                problems.append(f"{where}: unknown entity type; known: {known_types()}")
                continue
            standing = Standing.OPTIONAL if optional is True else Standing.SCORED
            label = Label(start, end, entity_type, standing, entity)
            labels[file][row][pointer].append((number, label, value))
        return labels, problems

    def _whole_files(self) -> tuple[set[str], dict[tuple[str, int | None], str], list[str]]:
        """Return the files that are one conversation each, the languages given, and problems.

        Without `conversations.jsonl` every file is one conversation.
        """
        path = self.root / _CONVERSATIONS_FILE
        if not path.exists():
            return set(self._files()), {}, []
        whole: set[str] = set()
        languages: dict[tuple[str, int | None], str] = {}
        listed: set[str] = set()
        problems = []
        for number, line in json_lines(path, _CONVERSATIONS_FILE):
            try:
                file, row = as_text(line["file"]), line["row"]
                row = None if row is None else int(row)
            except (KeyError, TypeError, ValueError):
                problems.append(f"{_CONVERSATIONS_FILE}:{number}: wants file and row")
                continue
            if not (self.root / file).is_file():
                problems.append(f"{_CONVERSATIONS_FILE}:{number}: no file {file}")
            listed.add(file)
            if row is None:
                whole.add(file)
            if isinstance(line.get("lang"), str):
                languages[file, row] = line["lang"]
        missing = sorted(set(self._files()) - listed)
        problems += [f"{_CONVERSATIONS_FILE}: {name} is not listed" for name in missing]
        return whole, languages, problems

    def _texts(
        self,
        name: str,
        form: str,
        row: int,
        record: Any,
        labels: Mapping[str, list[_Line]],
        languages: Mapping[tuple[str, int | None], str],
    ) -> tuple[list[LabelledText], list[str]]:
        """Return every string, key and number of a record with its labels."""
        language = languages.get((name, row)) or languages.get((name, None)) or "und"
        problems: list[str] = []
        texts = []
        left = dict(labels)
        for pointer, text, kind in strings(record):
            found = _fitting(left.pop(pointer, []), text, problems)
            shown = str(kind_of(text)) if kind == "value" else kind
            texts.append(LabelledText(name, row, pointer, text, found, language, form, shown, self.root.name))
        problems += [
            f"{LABELS_FILE}:{lines[0][0]}: {name} row {row} has no string at that pointer"
            for lines in left.values()
        ]
        return texts, problems


def _format_of(path: Path, name: str) -> str:
    """Return the name of the format that the file's beginning shows."""
    with path.open("rb") as handle:
        data = handle.read(HEAD_SIZE)
    return recognise(Head(name, data, len(data) < HEAD_SIZE)).name


def _fitting(lines: list[_Line], text: str, problems: list[str]) -> tuple[Label, ...]:
    """Return the labels of a text in order; report those that do not fit it or overlap."""
    lines = sorted(lines, key=lambda line: (line[1].start, line[1].end))
    before = 0
    before_line = 0
    for number, label, value in lines:
        if not 0 <= label.start < label.end <= len(text) or text[label.start : label.end] != value:
            problems.append(
                f"{LABELS_FILE}:{number}: the text at {label.start}..{label.end} differs from value"
            )
        elif label.start < before:
            problems.append(f"{LABELS_FILE}:{number}: overlaps the label in line {before_line}")
        before, before_line = max(before, label.end), number
    return tuple(label for _, label, _ in lines)
