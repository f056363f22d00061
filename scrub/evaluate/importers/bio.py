"""Token files with BIO tags: CoNLL 2003 and its many likes, and WNUT 2017.

https://www.clips.uantwerpen.be/conll2003/ner/ and https://github.com/leondz/emerging_entities_17
A line is a token, its tag last; an empty line ends a sentence. Tokens are joined by spaces.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.document import SOFT, Mark, document, files_in, read_text
from scrub.evaluate.labelled import CorpusError

CONLL_TYPES: Final = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "LOC": "LOCATION",
    "LOCATION": "LOCATION",
    "GPE": "LOCATION",
    "ORG": "ORGANIZATION",
    "ORGANIZATION": "ORGANIZATION",
    "MISC": SOFT,
}
WNUT_TYPES: Final = {
    "person": "PERSON",
    "location": "LOCATION",
    "corporation": "ORGANIZATION",
    "group": "ORGANIZATION",
    "creative-work": SOFT,
    "product": SOFT,
}
_NEW_DOCUMENT: Final = "-DOCSTART-"
_SUFFIXES: Final = (".conll", ".txt", ".bio", ".iob", ".tsv", ".testa", ".testb", ".train", ".dev", ".test")
# Sentences of one document where the file does not say where one begins.
_SENTENCES: Final = 10

_Sentence = list[tuple[str, str]]


def read_conll(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a CoNLL file or folder."""
    return _read(path, CONLL_TYPES, "conll")


def read_wnut(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a WNUT file or folder."""
    return _read(path, WNUT_TYPES, "wnut")


def tagged_marks(tags: Sequence[str], places: Sequence[tuple[int, int]]) -> list[Mark]:
    """Return the labels of tagged tokens; `I-` after another label begins a new one, as in IOB1.

    >>> [tuple(mark[:3]) for mark in tagged_marks(["B-PER", "I-PER", "O"], [(0, 2), (3, 5), (6, 7)])]
    [(0, 5, 'PER')]
    """
    marks: list[Mark] = []
    before = ""
    for tag, (start, end) in zip(tags, places, strict=True):
        prefix, _, label = tag.partition("-")
        if not label:
            before = ""
            continue
        if prefix in ("I", "E", "M", "L") and before == label:
            marks[-1] = marks[-1]._replace(end=end)
        else:
            marks.append(Mark(start, end, label))
        before = "" if prefix in ("E", "S", "L", "U") else label
    return marks


def _read(path: Path, mapping: Mapping[str, str], source: str) -> Iterator[dict[str, Any]]:
    for file in files_in(path, _SUFFIXES):
        for number, (line, sentences) in enumerate(_documents(file)):
            pieces: list[str] = []
            marks: list[Mark] = []
            at = 0
            for sentence in sentences:
                places = []
                for token, _ in sentence:
                    places.append((at, at + len(token)))
                    at += len(token) + 1
                marks += tagged_marks([tag for _, tag in sentence], places)
                pieces.append(" ".join(token for token, _ in sentence))
            name, text = f"{file.name}/{number}", "\n".join(pieces)
            yield document(name, text, marks, mapping, where=f"{file.name}:{line}", source=source)


def _documents(file: Path) -> Iterator[tuple[int, list[_Sentence]]]:
    """Yield (line, sentences) of each document."""
    content = read_text(file)
    marked = _NEW_DOCUMENT in content
    first = 1
    sentences: list[_Sentence] = []
    sentence: _Sentence = []
    for number, line in enumerate([*content.split("\n"), "", _NEW_DOCUMENT], 1):
        columns = line.split()
        if columns and columns[0] == _NEW_DOCUMENT:
            if sentences:
                yield first, sentences
            first, sentences = number + 1, []
        elif columns:
            if len(columns) < 2 or not (columns[-1] == "O" or columns[-1][1:2] == "-"):
                raise CorpusError(f"{file.name}:{number}: wants a token and its tag")
            sentence.append((columns[0], columns[-1]))
        elif sentence:
            sentences.append(sentence)
            sentence = []
            if not marked and len(sentences) == _SENTENCES:
                yield first, sentences
                first, sentences = number + 1, []
