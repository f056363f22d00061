"""The gold set through the formats: recognised, kept exactly, every labelled string looked at."""

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpora import gold
from scrub.formats import recognise
from scrub.formats.format import HEAD_SIZE, Format, Head
from scrub.formats.record import Broken, Edit, Gap, Piece, parts_of

# By folder, but for what was collected by hand.
FOLDERS = {
    "chatgpt": "chatgpt",
    "claude_ai": "claude_ai",
    "claude_code": "claude_code",
    "codex": "codex",
    "messages_api": "messages_api",
    "openai_jsonl": "openai_chat",
    "openhands": "openhands",
    "otel": "otel",
    "sharegpt": "sharegpt",
    "sweagent": "swe_agent",
}
ALONE = {"adhoc/churn.ipynb": "jupyter", "adhoc/terraform.tfstate": "json"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gold.open_gold(tmp_path_factory.mktemp("gold"))


def read(path: Path, name: str) -> tuple[Format, bytes, list[Piece]]:
    data = path.read_bytes()
    form = recognise(Head(name, data[:HEAD_SIZE], len(data) <= HEAD_SIZE))
    return form, data, list(form.reader(io.BytesIO(data), form.schema))


def files(root: Path) -> list[tuple[Path, str]]:
    return [(path, path.relative_to(root).as_posix()) for path in gold.data_files(root)]


def test_each_file_is_of_its_own_format(root: Path) -> None:
    expected, found = {}, {}
    for path, name in files(root):
        folder = name.partition("/")[0]
        if folder in FOLDERS or name in ALONE:
            expected[name] = ALONE.get(name) or FOLDERS[folder]
            found[name] = read(path, name)[0].name
    assert found == expected
    assert set(FOLDERS) <= {name.partition("/")[0] for name in found}


def test_unedited_each_file_is_written_byte_for_byte(root: Path) -> None:
    for path, name in files(root):
        _, data, pieces = read(path, name)
        assert not any(isinstance(piece, Broken) for piece in pieces), name
        assert b"".join(_written(pieces)) == data, name


def test_redacted_entirely_each_file_has_the_same_structure(root: Path) -> None:
    for path, name in files(root):
        form, _, pieces = read(path, name)
        if name.partition("/")[0] not in FOLDERS and name not in ALONE:
            continue
        for piece in pieces:
            if isinstance(piece, Gap | Broken):
                continue
            edits = {
                segment.place: [
                    Edit(0, len(segment.text), segment.marker or ("7" if segment.is_number else "X"))
                ]
                for segment in piece.segments()
            }
            after = json.loads(piece.rewrite(edits), object_pairs_hook=list)
            assert _skeleton(after) == _skeleton(json.loads(piece.data, object_pairs_hook=list)), (
                name,
                form.name,
            )


def test_every_labelled_string_is_looked_at(root: Path) -> None:
    labelled: dict[tuple[str, int], set[str]] = defaultdict(set)
    for line in (root / gold.LABELS).read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labelled[label["file"], label["row"]].add(label["pointer"])
    missed = []
    for path, name in files(root):
        for piece in read(path, name)[2]:
            if isinstance(piece, Gap | Broken):
                continue
            places = [
                place
                for segment in piece.segments()
                if segment.marker is None
                for place, _, _ in parts_of(segment.place, segment.breaks, 0, len(segment.text))
            ]
            looked_at = set(piece.pointers(places).values())
            missed += [
                (name, piece.row, pointer) for pointer in labelled.pop((name, piece.row), set()) - looked_at
            ]
    assert missed == []
    assert labelled == {}


def _written(pieces: list[Piece]) -> Iterator[bytes]:
    for piece in pieces:
        if isinstance(piece, Gap):
            yield piece.data
        elif not isinstance(piece, Broken):
            yield piece.rewrite({})


def _skeleton(document: Any) -> Any:
    if isinstance(document, list):
        return [_skeleton(each) for each in document]
    if isinstance(document, tuple):
        return [_skeleton(each) for each in document]
    return int if isinstance(document, float) else type(document)
