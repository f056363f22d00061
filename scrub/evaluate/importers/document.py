"""What every importer makes: a labelled document, whatever the labels were called before."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from recognizers.nearest import unknown
from scrub.evaluate.labelled import CorpusError

# What a mapping says of a label that is none of our types: fair to find, no miss if left.
SOFT: Final = ""


class Mark(NamedTuple):
    """A label as a corpus has it; code points, half open."""

    start: int
    end: int
    label: str
    # What the corpus says that stands there, None where it does not say.
    value: str | None = None
    # Fair to redact, no miss if left.
    optional: bool = False
    entity: str | None = None


def document(
    name: str,
    text: str,
    marks: Iterable[Mark],
    mapping: Mapping[str, str],
    *,
    where: str,
    source: str,
    language: str = "und",
    kind: str | None = None,
) -> dict[str, Any]:
    """Return a labelled document; of labels that overlap the longest stays.

    Raises CorpusError for a label that the mapping does not know or that does not fit the text.
    """
    spans: list[dict[str, Any]] = []
    for mark in _disjoint(_checked(text, marks, mapping, where)):
        entity_type = mapping[mark.label]
        span: dict[str, Any] = {"start": mark.start, "end": mark.end, "label": entity_type or _ANY_TYPE}
        if not entity_type:
            span["kind"] = "soft"
        if mark.optional:
            span["optional"] = True
        if mark.entity is not None:
            span["entity"] = mark.entity
        spans.append(span)
    made = {
        "id": name,
        "text": text,
        "spans": spans,
        "labels": sorted({entity_type for entity_type in mapping.values() if entity_type}),
        "lang": language,
        "source": source,
    }
    return made if kind is None else made | {"kind": kind}


# A soft label has to be of some type, and is scored as none.
_ANY_TYPE: Final = "ID_NUMBER"


def _checked(text: str, marks: Iterable[Mark], mapping: Mapping[str, str], where: str) -> Iterator[Mark]:
    for mark in marks:
        if mark.label not in mapping:
            raise CorpusError(f"{where}: {unknown('label', mark.label, mapping)}")
        if not 0 <= mark.start < mark.end <= len(text):
            place = f"{mark.start}..{mark.end}"
            raise CorpusError(
                f"{where}: the label at {place} does not fit the text of {len(text)} characters"
            )
        if mark.value is not None and text[mark.start : mark.end] != mark.value:
            raise CorpusError(f"{where}: the text at {mark.start}..{mark.end} differs from what was labelled")
        yield mark


def _disjoint(marks: Iterable[Mark]) -> Iterator[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.optional, mark.start - mark.end, mark.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return iter(sorted(kept))


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; CorpusError where it holds none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        # The parser's own message quotes the text.
        raise CorpusError(f"{path}: not valid JSON in UTF-8") from None


def read_objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object of a JSON array or of JSON Lines, with its place for messages."""
    if path.suffix == ".jsonl":
        for number, line in enumerate(read_text(path).splitlines(), 1):
            if line.strip():
                try:
                    yield f"{path.name}:{number}", _object(json.loads(line), f"{path.name}:{number}")
                except (ValueError, RecursionError):
                    raise CorpusError(f"{path.name}:{number}: not valid JSON") from None
        return
    content = read_json(path)
    if not isinstance(content, list):
        raise CorpusError(f"{path.name}: wants an array of documents")
    for number, value in enumerate(content):
        yield f"{path.name}[{number}]", _object(value, f"{path.name}[{number}]")


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CorpusError(f"{where}: wants an object")
    return value


def read_text(path: Path) -> str:
    """Return a text file with the line ends that it has."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise CorpusError(f"{path}: not valid UTF-8") from None


def files_in(path: Path, suffixes: Sequence[str]) -> list[Path]:
    """Return a file itself, or the files of a folder with such a suffix; CorpusError if there are none."""
    if path.is_file():
        return [path]
    found = sorted(each for each in path.rglob("*") if each.suffix in suffixes and each.is_file())
    if not found:
        raise CorpusError(f"{path}: no file that ends in {' or '.join(suffixes)}")
    return found


def wanted(entry: Any, member: str, kind: type, where: str) -> Any:
    """Return a member of a document or its part; CorpusError where it is missing or of another kind."""
    value = entry.get(member) if isinstance(entry, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise CorpusError(f"{where}: wants {member!r} as {kind.__name__}")
    return value
