"""However many members, names, lines there are: each is looked at a few times, not once for each."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recognizers import engine
from recognizers.matching.matcher import Matcher
from recognizers.readings.assembled import Assembled
from recognizers.secrets import seed_phrases
from recognizers.secrets.seed_phrases import SeedPhraseFinder
from scrub import archives, outputs
from scrub.detect import Detector
from scrub.files import find_sources
from scrub.formats import container
from scrub.formats.document import Pairs
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.media import MEDIA
from scrub.formats.record import Gap, Segment, parts_of
from scrub.formats.schema import ANY_SCHEMA
from scrub.outputs import Names
from scrub.policy import Policy
from scrub.redact import Part, joined
from scrub.run.audit import source_of
from scrub.run.names import OutputNames
from scrub.run.seam import Seam, unwritten
from scrub.surrogates import draw
from scrub.surrogates import surrogate as surrogates
from scrub.surrogates.draw import Draw
from scrub.units import pieces_of, units_of
from tests.counted import counted

MANY = 400


def test_the_directory_of_an_archive_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(MANY):
            archive.writestr(f"{number}.txt", str(number))
    read: list[object] = []
    monkeypatch.setattr(archives.zipfile, "ZipFile", counted(zipfile.ZipFile, read))
    units = [unit for unit in units_of(find_sources([str(path)])) if not isinstance(unit, Exception)]
    texts = [
        piece.data for unit in units for source, form in unit.members for piece in pieces_of(source, form)
    ]
    assert texts == [str(number).encode() for number in range(MANY)]
    assert [source_of(tmp_path, f"many.zip/{number}.txt").member for number in range(MANY)] == [*range(MANY)]
    assert len(read) == 1


@pytest.mark.parametrize("names", [Names, OutputNames])
def test_names_made_equal_are_told_apart_without_trying_all(
    names: type[Names] | type[OutputNames], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []
    monkeypatch.setattr(outputs, "folded_name", counted(outputs.folded_name, tried))
    monkeypatch.setattr(OutputNames, "_is_taken", counted(OutputNames._is_taken, tried))
    given = names()
    assert len({given.free("a.txt") for _ in range(MANY)}) == MANY
    assert len(tried) < 10 * MANY


@pytest.mark.parametrize("member", [b'"x"', b"[1, 2]"], ids=["payload", "buffer"])
def test_what_stands_around_payloads_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch, member: bytes
) -> None:
    gone_through: list[object] = []
    monkeypatch.setattr(Pairs, "__iter__", counted(list.__iter__, gone_through), raising=False)
    data = b"{" + b",".join([b'"data":' + member] * MANY) + b"}"
    JsonRecord(0, data, MEDIA).segments()
    assert 0 < len(gone_through) < 10


def test_a_structural_member_of_any_length_is_looked_at_once() -> None:
    # Was looked through again from each of its letters.
    text = "a" * 1_000_000
    made = JsonRecord(0, json.dumps({"mime_type": text}).encode(), MEDIA)
    assert [len(segment.text) for segment in made.segments() if not segment.is_key] == [len(text)]


class _Parts(tuple[tuple[int, int, int], ...]):
    """Parts that count how many of them are looked at."""

    looked_at = 0

    def __getitem__(self, number: Any) -> Any:
        self.looked_at += 1
        return super().__getitem__(number)


class _Breaks(tuple[tuple[int, int], ...]):
    """Breaks that count how many of them are looked at."""

    looked_at = 0

    def __getitem__(self, number: Any) -> Any:
        type(self).looked_at += 1
        return super().__getitem__(number)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for each in super().__iter__():
            type(self).looked_at += 1
            yield each


def test_of_many_lines_those_are_looked_at_in_which_a_value_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Breaks, "looked_at", 0)
    breaks = _Breaks((10 * number + 9, 10 * number + 10) for number in range(MANY))
    for number in range(MANY):
        crossing = list(parts_of(7, breaks, 10 * number + 2, 10 * number + 14))
        assert crossing == [(7 + number, 2, 9), (8 + number, 0, 4)]
    assert _Breaks.looked_at < 20 * MANY


class _Blank(bytes):
    """A blank line that counts what is copied to add it to those before."""

    copied = 0

    def __radd__(self, before: bytes) -> bytes:
        type(self).copied += len(before)
        return bytes(before) + bytes(self)


@pytest.mark.parametrize(
    "together",
    [
        pytest.param(lambda parts: b"".join(joined(parts)), id="file"),
        pytest.param(lambda parts: _tail(Seam(), parts), id="part"),
        pytest.param(
            lambda parts: bytes.fromhex(unwritten([(None, g.data) for g in parts]).tail), id="left out"
        ),
    ],
)
def test_blank_lines_are_not_copied_for_each_other(
    monkeypatch: pytest.MonkeyPatch, together: Callable[[list[Part]], bytes]
) -> None:
    monkeypatch.setattr(_Blank, "copied", 0)
    assert together([Gap(_Blank(b"\n"))] * MANY) == b"\n" * MANY
    assert _Blank.copied < MANY


def _tail(seam: Seam, parts: list[Part]) -> bytes:
    assert not list(seam.joined(parts))
    return bytes.fromhex(seam.tail)


def test_blanks_before_a_document_are_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "_CHUNK", 16)
    data = b" " * 16 * MANY + b"[1]"
    pieces = list(container.read_document(io.BytesIO(data), ANY_SCHEMA))
    assert b"".join(piece.data for piece in pieces if not isinstance(piece, container.Broken)) == data
    assert max(len(piece.data) for piece in pieces if isinstance(piece, Gap)) == 16


def test_whether_a_text_is_json_is_asked_once_of_all_its_strings(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(engine, "is_json", counted(engine.is_json, asked))
    text = json.dumps({"a": [f"mail u{number}x%40quillpost{number}.co.uk" for number in range(MANY)]})
    found = Detector(replace(Policy.load(), names=None)).find(Segment(0, text, "arguments"))
    assert len(found) == MANY
    assert sum(len(each) for (each,) in asked) < 10 * len(text)


def test_a_value_of_any_length_is_hashed_once_for_its_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(draw, "content_of", counted(draw.content_of, read))
    stream = Draw(bytes(32), "x" * 1_000_000)
    assert len({stream.letters("abcdefgh", 64) for _ in range(MANY)}) == MANY
    assert len(read) == 1


def test_a_long_value_without_anything_to_draw_is_tried_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    monkeypatch.setattr(surrogates, "_written", counted(surrogates._written, tried))
    written = surrogates.surrogate("PHONE_NUMBER", "four one " * MANY, "four one", bytes(32), "")
    assert "four" not in written
    assert len(tried) == 2


def test_each_listed_word_of_a_row_is_looked_at_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []
    monkeypatch.setattr(seed_phrases, "_is_listed", counted(seed_phrases._is_listed, looked_at))
    Matcher([SeedPhraseFinder()]).find("cat " * MANY)
    assert 0 < len(looked_at) < 4 * MANY


def test_of_pieces_those_are_looked_at_that_a_value_stands_in() -> None:
    parts = _Parts((number, 2 * number, 1) for number in range(MANY))
    assembled = Assembled("x" * MANY, parts)
    assert [list(assembled.outer(at, at + 1)) for at in range(MANY)] == [
        [(2 * at, 2 * at + 1)] for at in range(MANY)
    ]
    assert parts.looked_at < 20 * MANY
