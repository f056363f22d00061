"""Every JSON format on an invented file of its own: recognised, kept exactly, searched where it must be."""

import io
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from scrub.files import find_sources
from scrub.formats import FORMATS, format_named, recognise
from scrub.formats.document import Number, Pairs, parse
from scrub.formats.format import HEAD_SIZE, Format, Head
from scrub.formats.record import Broken, Edit, Gap, Piece, Record, parts_of
from scrub.payloads import find_unreadable
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import Unit, units_of
from tests.native_files import ADA, NATIVE_FILES, NUMBER, PAYLOAD

LIKE_A_TOKEN: Final = re.compile(r"(?=[a-z]*\d)(?=\w*[g-z])[a-z\d]{16}", re.IGNORECASE)
EVERY_FILE = pytest.mark.parametrize(
    "name, form, data",
    [pytest.param(name, form, data, id=name) for name, (form, data) in NATIVE_FILES.items()],
)


def head_of(name: str, data: bytes) -> Head:
    return Head(name, data[:HEAD_SIZE], len(data) <= HEAD_SIZE)


def pieces_of(form: Format, data: bytes) -> list[Piece]:
    return list(form.reader(io.BytesIO(data), form.schema))


def records_of(form: Format, data: bytes) -> list[Record]:
    return [piece for piece in pieces_of(form, data) if not isinstance(piece, Gap | Broken)]


def leaves(document: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(document, Pairs):
        for name, each in document:
            yield from leaves(each, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(document, list):
        for at, each in enumerate(document):
            yield from leaves(each, f"{pointer}/{at}")
    elif isinstance(document, str):
        yield pointer, document


@EVERY_FILE
def test_it_is_recognised_by_content(name: str, form: str, data: bytes) -> None:
    assert recognise(head_of(name, data)).name == form
    assert recognise(head_of("unknown", data)).name == form


@EVERY_FILE
def test_it_is_recognised_by_a_record_that_is_cut_off(name: str, form: str, data: bytes) -> None:
    # One record longer than what is looked at.
    begun = data.rstrip().removesuffix(b"]").rstrip().removesuffix(b"}")
    assert recognise(Head(name, begun, complete=False)).name == form


@pytest.mark.parametrize(
    "data, expected",
    [
        pytest.param(b'{"a": 1}\n{"b": 2}\n', "jsonl", id="any-lines"),
        pytest.param(
            b'{"type": "user", "message": "hi"}\n{"type": "x"}\n', "jsonl", id="types-are-not-enough"
        ),
        pytest.param(b'{"uuid": "1", "name": "Ada"}', "json", id="uuid-is-not-enough"),
        pytest.param(b'[{"role": "admin", "parts": []}]', "json", id="roles-of-others"),
        pytest.param(b'{"note": "{\\"mapping\\": 1, \\"title\\": 2}"}', "json", id="names-in-a-string"),
        pytest.param(b'{"title": "x", "deep": {"mapping": {}}}', "json", id="names-elsewhere"),
        pytest.param(b"SQLite format 3\0" + bytes(90), "sqlite", id="another-database"),
        pytest.param(b'{\n  // where it runs\n  "port": 1\n}', "text", id="comment-before-all"),
        pytest.param(b'{"port": 1, /* or so */ "b": "http://x"}', "jsonc", id="comment"),
        pytest.param(b'{"port": [1, 2,],}', "jsonc", id="trailing-comma"),
        pytest.param(b'{"url": "http://x", "n": "/* */ ,]"}', "json", id="no-comment"),
    ],
)
def test_what_is_none_of_them_is_not_taken_for_one(data: bytes, expected: str) -> None:
    assert recognise(head_of("unknown", data)).name == expected


@pytest.mark.parametrize(
    "name, form, longest",
    [
        pytest.param(
            "s.jsonl",
            "claude_code",
            {"sessionId": "s", "uuid": "u", "parentUuid": None, "message": {}},
            id="session",
        ),
        pytest.param("c.json", "chatgpt", {"title": "x", "mapping": {"n": {"message": {}}}}, id="export"),
        pytest.param(
            "t.jsonl", "openai_chat", {"messages": [{"role": "user", "content": ""}]}, id="training"
        ),
        pytest.param(
            "r.jsonl", "codex", {"timestamp": "t", "type": "response_item", "payload": {}}, id="rollout"
        ),
    ],
)
def test_a_first_line_longer_than_what_is_looked_at_is_recognised(
    name: str, form: str, longest: dict[str, Any]
) -> None:
    data = json.dumps({**longest, "rest": "x" * (2 * HEAD_SIZE)}).encode() + b"\n"
    assert recognise(head_of(name, data)).name == form


@EVERY_FILE
def test_a_byte_order_mark_and_windows_line_ends_stay(name: str, form: str, data: bytes) -> None:
    data = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert recognise(head_of(name, data)).name == form
    native = format_named(form)
    parts = (
        piece.data if isinstance(piece, Gap) else piece.rewrite({})
        for piece in pieces_of(native, data)
        if not isinstance(piece, Broken)
    )
    assert b"".join(parts) == data
    assert all(record.segments() for record in records_of(native, data) if ADA.encode() in record.data)


@EVERY_FILE
def test_unedited_it_is_written_byte_for_byte(name: str, form: str, data: bytes) -> None:
    pieces = pieces_of(format_named(form), data)
    parts = (
        piece.data if isinstance(piece, Gap) else piece.rewrite({})
        for piece in pieces
        if not isinstance(piece, Broken)
    )
    assert b"".join(parts) == data


@EVERY_FILE
def test_each_string_is_what_the_file_says_it_is(name: str, form: str, data: bytes) -> None:
    wrong = []
    for record in records_of(format_named(form), data):
        segments = [segment for segment in record.segments() if not segment.is_key]
        searched, dropped = set[str](), set[str]()
        for segment in segments:
            places = [place for place, _, _ in parts_of(segment.place, segment.breaks, 0, len(segment.text))]
            pointers = set(record.pointers(places).values())
            if segment.marker is None:
                searched |= pointers
            if segment.marker is not None or find_unreadable(segment.text):
                dropped |= pointers
        for pointer, text in leaves(parse(record.data)):
            if isinstance(text, Number):
                expected = searched if text == str(NUMBER) else None
            elif PAYLOAD in text:
                # One inside a text is dropped from it, and the text searched.
                expected = searched & dropped if ADA in text else dropped
            else:
                # An identifier as long as a token is looked at, too.
                is_looked_at = ADA in text or not text or LIKE_A_TOKEN.search(text)
                expected = searched if is_looked_at else None
            if text and (
                (expected is not None and pointer not in expected)
                or (expected is None and pointer in searched | dropped)
            ):
                wrong.append((pointer, text[:40]))
    assert wrong == []


@EVERY_FILE
def test_names_of_members_that_say_something_are_searched(name: str, form: str, data: bytes) -> None:
    for record in records_of(format_named(form), data):
        names = {segment.text for segment in record.segments() if segment.is_key}
        assert {each for each in _names(parse(record.data)) if ADA in each} <= names


def _names(document: Any) -> Iterator[str]:
    if isinstance(document, Pairs):
        for name, each in document:
            yield name
            yield from _names(each)
    elif isinstance(document, list):
        for each in document:
            yield from _names(each)


@EVERY_FILE
def test_redacted_entirely_it_has_the_same_structure(name: str, form: str, data: bytes) -> None:
    for record in records_of(format_named(form), data):
        after = record.rewrite(
            {
                segment.place: [
                    Edit(0, len(segment.text), segment.marker or ("7" if segment.is_number else "X"))
                ]
                for segment in record.segments()
                if not segment.is_key
            }
        )
        assert _skeleton(json.loads(after)) == _skeleton(json.loads(record.data))


def _skeleton(document: Any) -> Any:
    if isinstance(document, dict):
        return {name: _skeleton(each) for name, each in document.items()}
    if isinstance(document, list):
        return [_skeleton(each) for each in document]
    return document if isinstance(document, bool) else type(document)


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    # What is found is not tested here, so one word is found for sure.
    return Scrubber(replace(Policy.load(), deny={ADA: "EMAIL_ADDRESS"}), key=bytes(32))


@EVERY_FILE
def test_a_value_is_gone_from_wherever_it_stood(
    scrubber: Scrubber, name: str, form: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    (unit,) = units_of(find_sources([str(tmp_path)]))
    assert isinstance(unit, Unit)
    (scrubbed,) = scrub_unit(scrubber, unit)
    parts = [part for part, _ in scrubbed.parts]
    assert [part.withheld for part in parts if not isinstance(part, Gap)] == [None] * len(
        records_of(format_named(form), data)
    )
    after = b"".join(joined(parts))
    assert ADA.encode() not in after
    assert PAYLOAD.encode() not in after
    assert ADA not in scrubbed.name
    assert recognise(head_of(scrubbed.name, after)).name == form


def test_names_are_distinct_and_plain() -> None:
    names = [form.name for form in FORMATS]
    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalnum() and name.islower() for name in names)


def test_titles_are_distinct() -> None:
    assert len({form.title for form in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_format_is_itself_in_another_process(form: Format) -> None:
    assert pickle.loads(pickle.dumps(form)) is form


def test_the_strings_of_a_text_are_looked_up_where_a_part_of_it_stands() -> None:
    read: list[int] = []

    class Breaks(list[tuple[int, int]]):
        def __getitem__(self, at: Any) -> Any:
            read.append(at)
            return super().__getitem__(at)

        def __iter__(self) -> Iterator[tuple[int, int]]:
            return (self[at] for at in range(len(self)))

    breaks = Breaks((start + 9, start + 10) for start in range(0, 10_000, 10))
    assert list(parts_of(4, breaks, 5_003, 5_012)) == [(504, 3, 9), (505, 0, 2)]
    assert len(read) < 20
