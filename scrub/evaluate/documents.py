"""Labelled documents: one JSON object a line, `text` with its `spans`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from scrub.evaluate.labelled import (
    Conversation,
    CorpusError,
    Label,
    LabelledText,
    Standing,
    known_type,
    known_types,
)
from scrub.evaluate.records import json_lines
from scrub.kinds import kind_of
from scrub.typed import as_text, as_text_or_none

TEXT_POINTER: Final = "/text"
_OTHER: Final = {"F": Standing.NOT_SECRET, "X": Standing.DOUBTFUL}


@dataclass(frozen=True)
class DocumentCorpus:
    """Files of labelled documents; lines in a row with one `conversation` belong together."""

    root: Path
    files: tuple[str, ...]
    holds_documents: bool = True

    def conversations(self) -> Iterator[Conversation]:
        """Yield the conversations in file order."""
        for name in self.files:
            ended: set[str] = set()
            ids: set[object] = set()
            current: str | None = None
            texts: list[LabelledText] = []
            problems: list[str] = []
            for row, (number, document) in enumerate(json_lines(self.root / name, name)):
                where = f"{name}:{number}"
                text, wrong = _read(document, name, row, where)
                key = _conversation_of(document, row)
                if isinstance(document, dict) and isinstance(document.get("id"), str):
                    if document["id"] in ids:
                        wrong.append(f"{where}: its id stands in an earlier line too")
                    ids.add(document["id"])
                if key != current:
                    if current is not None:
                        yield Conversation(f"{name}:{current}", tuple(texts), tuple(problems))
                        ended.add(current)
                    if key in ended:
                        wrong.append(f"{where}: its conversation ended in an earlier line")
                    current, texts, problems = key, [], []
                texts += text
                problems += wrong
            if current is not None:
                yield Conversation(f"{name}:{current}", tuple(texts), tuple(problems))

    def is_ignored(self, file: str, pointer: str) -> bool:
        """Whether the place is a member that describes the document, or a file about the corpus."""
        return (file not in self.files and PurePosixPath(file).suffix != ".jsonl") or pointer != TEXT_POINTER


def _conversation_of(document: Any, row: int) -> str:
    if isinstance(document, dict):
        for member in ("conversation", "id"):
            if isinstance(document.get(member), str):
                return str(document[member])
    return str(row)


def _read(document: Any, name: str, row: int, where: str) -> tuple[list[LabelledText], list[str]]:
    """Return the document's text, and what is wrong with its labels."""
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        return [], [f"{where}: not a labelled document: wants text, spans and labels"]
    text = str(document["text"])
    problems: list[str] = []
    try:
        labels = _labels(document, text, where, problems)
        exhaustive = _types(document["labels"], where, problems)
        recallable = _types(document.get("recall_labels", document["labels"]), where, problems)
        language, kind, source = (
            as_text(document.get(member) or "") for member in ("lang", "kind", "source")
        )
    except (KeyError, TypeError, ValueError):
        return [], [f"{where}: not a labelled document: wants text, spans and labels"]
    read = LabelledText(
        file=name,
        row=row,
        pointer=TEXT_POINTER,
        text=text,
        labels=labels,
        language=language or "und",
        format="document",
        kind=kind or str(kind_of(text)),
        source=source or PurePosixPath(name).stem,
        exhaustive=exhaustive,
        recallable=recallable,
    )
    return [read], problems


def _labels(document: dict[str, Any], text: str, where: str, problems: list[str]) -> tuple[Label, ...]:
    labels = []
    for span in document["spans"]:
        entity_type = known_type(span["label"])
        if entity_type is None:
            problems.append(f"{where}: unknown entity type; known: {known_types()}")
            continue
        if span.get("kind") == "soft":
            standing = Standing.DOUBTFUL
        else:
            standing = Standing.OPTIONAL if span.get("optional") is True else Standing.SCORED
        entity = as_text_or_none(span.get("entity"))
        labels.append(Label(int(span["start"]), int(span["end"]), entity_type, standing, entity))
    labels.sort(key=lambda label: (label.start, label.end))
    before = 0
    for label in labels:
        if label.start < before:
            problems.append(f"{where}: the label at {label.start}..{label.end} overlaps the one before it")
        before = max(before, label.end)
    for span in document.get("other_spans", []):
        if span["gt"] not in _OTHER:
            problems.append(f"{where}: other_spans wants gt F or X")
            continue
        labels.append(Label(int(span["start"]), int(span["end"]), "SECRET", _OTHER[span["gt"]]))
    problems += [
        f"{where}: the label at {label.start}..{label.end} does not fit the text of {len(text)} characters"
        for label in labels
        if not 0 <= label.start < label.end <= len(text)
    ]
    return tuple(sorted(labels, key=lambda label: (label.start, label.end)))


def _types(names: Any, where: str, problems: list[str]) -> frozenset[str] | None:
    """Return the types that a list names, None for all of them."""
    if names == "all":
        return None
    if not isinstance(names, list):
        raise CorpusError(f'{where}: labels and recall_labels want a list of types or "all"')
    types = {known_type(name) for name in names}
    if None in types:
        problems.append(f"{where}: unknown entity type in labels or recall_labels; known: {known_types()}")
    return frozenset(name for name in types if name is not None)
