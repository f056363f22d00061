"""Findings about a corpus: read from a file of any tool, or asked of a finder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from scrub.evaluate.corpus import Corpus
from scrub.evaluate.labelled import (
    Conversation,
    CorpusError,
    Finding,
    LabelledText,
    known_type,
    known_types,
)
from scrub.evaluate.records import json_lines


class Finder(Protocol):
    """Something that detects, asked for its findings as the corpus is read."""

    def find_in_file(self, path: Path) -> Iterable[Mapping[str, Any]]:
        """Return the findings in a native file, with row and pointer."""

    def find_in_texts(self, texts: Sequence[str]) -> Sequence[Iterable[Mapping[str, Any]]]:
        """Return the findings in each text of one conversation of documents."""


def read_findings(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the lines of a findings file; each knows its line number as `line`."""
    for number, value in json_lines(path, str(path)):
        if not isinstance(value, dict):
            raise CorpusError(f"{path}:{number}: a finding is a JSON object")
        yield value | {"line": f"{path}:{number}"}


class FindingSource:
    """Gives each text of a corpus its findings, and says which were about nothing in the corpus."""

    def __init__(self, corpus: Corpus, findings: Iterable[Mapping[str, Any]] | Finder) -> None:
        self._corpus = corpus
        # Findings about label files and about members that only describe a document.
        self.ignored = 0
        self._finder: Finder | None = None
        self._given: dict[str, dict[tuple[int, str], list[Finding]]] = {}
        # Where each place with findings was given, for error messages.
        self._origin: dict[tuple[str, int, str], str] = {}
        self._file: str | None = None
        self._names: dict[str, str] = {}
        if isinstance(findings, Iterable):
            self._read(findings)
        else:
            self._finder = findings

    def of(self, conversation: Conversation) -> Iterator[tuple[LabelledText, Sequence[Finding]]]:
        """Yield each text of a conversation with its findings."""
        if self._finder is not None and self._corpus.holds_documents:
            texts = [text.text for text in conversation.texts]
            answers = self._finder.find_in_texts(texts)
            for text, answer in zip(conversation.texts, answers, strict=True):
                found = [_finding(one, f"finding in {text.place}") for one in answer]
                _check_fit(text, found, f"finding in {text.place}")
                yield text, found
            return
        for text in conversation.texts:
            if self._finder is not None and text.file != self._file:
                self._ask(self._finder, text.file)
            found = self._given.get(text.file, {}).pop((text.row, text.pointer), [])
            where = self._origin.pop((text.file, text.row, text.pointer), "")
            _check_fit(text, found, where)
            yield text, found

    def finish(self) -> None:
        """Raise when a finding is about a place that the corpus does not have."""
        if self._origin:
            (file, row, pointer), where = next(iter(self._origin.items()))
            raise CorpusError(
                f"{where}: the corpus has no {file} row {row} pointer {pointer or '(whole text)'}"
            )

    def _ask(self, finder: Finder, file: str) -> None:
        self.finish()
        self._file = file
        answer = finder.find_in_file(self._corpus.root / file)
        self._read({**one, "file": file, "line": f"finding in {file}"} for one in answer)

    def _read(self, findings: Iterable[Mapping[str, Any]]) -> None:
        for number, line in enumerate(findings, 1):
            where = str(line.get("line", f"finding {number}"))
            try:
                file, row, pointer = str(line["file"]), int(line["row"]), str(line["pointer"])
            except (KeyError, TypeError, ValueError, OverflowError):
                raise CorpusError(f"{where}: a finding wants file, row and pointer") from None
            file = self._relative(file)
            if self._corpus.is_ignored(file, pointer):
                self.ignored += 1
                continue
            self._given.setdefault(file, {}).setdefault((row, pointer), []).append(_finding(line, where))
            self._origin.setdefault((file, row, pointer), where)

    def _relative(self, file: str) -> str:
        """Return a file name relative to the corpus, whether it was given so or as on a command line."""
        if file not in self._names:
            try:
                given = Path(file).resolve()
                root = self._corpus.root.resolve()
                inside = not (root / file).exists() and given.is_relative_to(root)
            except (OSError, ValueError):
                # No file can be called so.
                inside = False
            self._names[file] = given.relative_to(root).as_posix() if inside else file
        return self._names[file]


def _finding(line: Mapping[str, Any], where: str) -> Finding:
    try:
        start, end, written = int(line["start"]), int(line["end"]), line["entity_type"]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise CorpusError(f"{where}: a finding wants start, end and entity_type") from None
    entity_type = known_type(written)
    if entity_type is None:
        raise CorpusError(f"{where}: unknown entity type; known: {known_types()}")
    replacement, identity = line.get("replacement"), line.get("identity")
    return Finding(
        start,
        end,
        entity_type,
        None if replacement is None else str(replacement),
        None if identity is None else str(identity),
    )


def _check_fit(text: LabelledText, findings: Sequence[Finding], where: str) -> None:
    for one in findings:
        if not 0 <= one.start < one.end <= len(text.text):
            raise CorpusError(
                f"{where}: the finding at {one.start}..{one.end} is outside of the text"
                f" of {len(text.text)} characters in {text.place}"
            )
