"""What a schema makes of a record: which strings come out as what; edits land where they were seen."""

import base64
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.errors import FormatError
from scrub.formats.document import parse
from scrub.formats.fields import CODE, PROSE, STRUCTURE, TEXT, Field, Role, opaque, pieces, under, value
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.jsontext import strings_at, unescape
from scrub.formats.media import MEDIA, media_marker
from scrub.formats.record import Edit, Kind, Segment
from scrub.formats.schema import ANY_SCHEMA, Schema
from scrub.scrubber import Scrubber
from tests.json_documents import documents, scalars, written

randoms = st.integers(0, 2**32).map(Random)
PNG = media_marker("image/png")


def record(document: Any, schema: Schema = ANY_SCHEMA, row: int = 0) -> JsonRecord:
    return JsonRecord(row, json.dumps(document).encode(), schema)


def seen(document: Any, fields: dict[str, Field]) -> dict[str, Segment]:
    """Segments by pointer."""
    made = record(document, MEDIA | Schema(fields))
    segments = made.segments()
    at = made.pointers([segment.place for segment in segments])
    return {at[segment.place]: segment for segment in segments if segment.place in at}


@given(documents, randoms)
def test_every_string_comes_out_at_its_place(document: Any, random: Random) -> None:
    raw = written(document, random)
    segments = JsonRecord(0, raw.encode("utf-8"), ANY_SCHEMA).segments()
    in_text = strings_at(raw, [segment.place for segment in segments])
    for segment in segments:
        start, end = in_text[segment.place]
        assert segment.is_number or unescape(raw[start:end]) == segment.text
    # An empty string holds nothing.
    expected = {
        place for place, (_, text, is_number) in enumerate(scalars(document)) if text and not is_number
    }
    assert {segment.place for segment in segments if segment.text and not segment.is_number} == expected


@given(documents, randoms)
def test_redacting_everything_leaves_the_structure(document: Any, random: Random) -> None:
    made = JsonRecord(0, written(document, random).encode("utf-8"), ANY_SCHEMA)
    edits = {
        segment.place: [Edit(0, len(segment.text), "7" if segment.is_number else "X")]
        for segment in made.segments()
    }
    assert _skeleton(parse(made.rewrite(edits))) == _skeleton(parse(made.data))


def _skeleton(document: Any) -> Any:
    if isinstance(document, list):
        return [type(document), *map(_skeleton, document)]
    if isinstance(document, tuple):
        return _skeleton(document[1])
    return type(document)


@pytest.mark.parametrize(
    "document, fields, expected",
    [
        pytest.param({"id": "m-1"}, {"/id": STRUCTURE}, {}, id="structure-is-not-searched"),
        pytest.param(
            {"id": "Jane Roe"}, {"/id": STRUCTURE}, {"/id": Segment(1, "Jane Roe", "id")}, id="but-looks-so"
        ),
        pytest.param(
            {"id": "toolu_" + "Gh1" * 8},
            {"/id": STRUCTURE},
            {"/id": Segment(1, "toolu_" + "Gh1" * 8, "id")},
            id="a-token-may-stand-there",
        ),
        pytest.param(
            {
                "uuid": "5d2f8c1e-0b7a-4c39-9e61-7a20f4c8b3d5",
                "t": "2026-01-02T03:04:05.678Z",
                "m": "claude-sonnet-4-5-20250929",
            },
            {"/uuid": STRUCTURE, "/t": STRUCTURE, "/m": STRUCTURE},
            {},
            id="no-token",
        ),
        pytest.param({"n": 1234567}, {"/n": STRUCTURE}, {}, id="structural-number"),
        pytest.param(
            {"n": -1234567},
            {"/n": TEXT},
            {"/n": Segment(1, "1234567", "n", is_number=True)},
            id="a-sign-is-no-part-of-a-number",
        ),
        pytest.param(
            {"n": 1234567},
            {"/m": STRUCTURE},
            {"/n#key": Segment(0, "n", is_key=True), "/n": Segment(1, "1234567", "n", is_number=True)},
            id="number",
        ),
        pytest.param(
            {"n": 12345, "b": True, "z": None}, {"/n": TEXT, "/b": TEXT, "/z": TEXT}, {}, id="short-number"
        ),
        pytest.param({"a": ""}, {"/a": TEXT}, {}, id="empty"),
        pytest.param({"a": "x = 1"}, {"/a": CODE}, {"/a": Segment(1, "x = 1", "a", Kind.CODE)}, id="kind"),
        pytest.param(
            {"a": "Jane"},
            {"/a": value("PERSON")},
            {"/a": Segment(1, "Jane", "a", entity_type="PERSON")},
            id="value",
        ),
        pytest.param(
            {"a": 1985},
            {"/a": value("DATE_OF_BIRTH")},
            {"/a": Segment(1, "1985", "a", entity_type="DATE_OF_BIRTH", is_number=True)},
            id="value-as-number",
        ),
        pytest.param(
            {"a": "gAAAA"}, {"/a": opaque("")}, {"/a": Segment(1, "gAAAA", "a", marker="")}, id="opaque"
        ),
        pytest.param(
            {"a": "hi", "t": "x"},
            {"/a": opaque("", lambda parent: parent["t"] == "y"), "/t": STRUCTURE},
            {"/a": Segment(1, "hi", "a")},
            id="opaque-under-a-condition",
        ),
        pytest.param(
            {"a": {"b": [["x"]]}},
            {"/a": PROSE, "/a/b": TEXT},
            {"/a/b/0/0": Segment(2, "x", "b")},
            id="below-a-path",
        ),
        pytest.param(
            {"a": {"b": ["x"]}},
            {"/a": PROSE, "/b": TEXT},
            {"/a/b/0": Segment(2, "x", "b", Kind.PROSE)},
            id="inherits",
        ),
        pytest.param(
            {"jane@roe.test": "x1"},
            {"/*": STRUCTURE},
            {"/jane@roe.test#key": Segment(0, "jane@roe.test", is_key=True)},
            id="names-are-searched",
        ),
        pytest.param(
            {"m": {"8e-1": "x"}},
            {"/m/*#key": STRUCTURE},
            {"/m/8e-1": Segment(2, "x", "8e-1")},
            id="names-are-ids",
        ),
        pytest.param(
            {"m": {"Jane Roe": "x"}},
            {"/m/*#key": STRUCTURE},
            {
                "/m/Jane Roe#key": Segment(1, "Jane Roe", is_key=True),
                "/m/Jane Roe": Segment(2, "x", "Jane Roe"),
            },
            id="names-that-are-no-ids",
        ),
        pytest.param({"a/b": "u-1"}, {"/a~1b": STRUCTURE}, {}, id="escaped-path"),
        pytest.param({"x": {"y": {"id": "u-1"}}}, {"**/id": STRUCTURE, "/x/y": TEXT}, {}, id="anywhere"),
        pytest.param({"x": {"id": "u-1"}}, under("/x", {"/id": STRUCTURE}), {}, id="under"),
    ],
)
def test_a_field_decides(document: Any, fields: dict[str, Field], expected: dict[str, Segment]) -> None:
    assert seen(document, fields) == expected


@pytest.mark.parametrize(
    "document, pointer, marker",
    [
        pytest.param(
            {"type": "base64", "media_type": "image/png", "data": "AAAA"}, "/data", PNG, id="messages-api"
        ),
        pytest.param({"mimeType": "image/gif", "data": "AAAA"}, "/data", media_marker("image/gif"), id="mcp"),
        pytest.param(
            {"mime_type": "audio/mp3", "data": "AAAA"}, "/data", media_marker("audio/wav"), id="audio"
        ),
        pytest.param({"format": "wav", "data": "AAAA"}, "/data", media_marker("audio/wav"), id="input-audio"),
        pytest.param({"media_type": "application/pdf", "data": "AAAA"}, "/data", "", id="document"),
        pytest.param({"media_type": "text/plain", "data": "I am Jane"}, "/data", None, id="text-is-read"),
        pytest.param({"media_type": "application/json", "data": "e30="}, "/data", None, id="json-is-read"),
        pytest.param({"type": "base64", "data": "AAAA"}, "/data", "", id="base64-of-unknown-type"),
        pytest.param({"data": "I am Jane"}, "/data", None, id="data-alone-is-text"),
    ],
)
def test_payloads_are_dropped(document: dict[str, Any], pointer: str, marker: str | None) -> None:
    segment = seen(document, {})[pointer]
    assert segment.marker == marker


@pytest.mark.parametrize("kind", ["image/png", "image/gif", "image/webp", "audio/wav", "audio/mp3"])
def test_a_marker_is_base64_of_a_file(kind: str) -> None:
    assert base64.b64decode(media_marker(kind), validate=True)[:4] in (b"\x89PNG", b"GIF8", b"RIFF")


def test_what_has_no_empty_file_is_left_empty() -> None:
    assert media_marker("application/pdf") == ""


CELL = {"/source": pieces(Kind.CODE), "/lines": pieces(Kind.DIFF, "\n"), "/id": STRUCTURE}


@pytest.mark.parametrize(
    "document, edit, expected",
    [
        pytest.param(
            {"source": ["key = '''ab\n", "cd\n", "ef'''\n"]},
            Edit(9, 16, "X"),
            {"source": ["key = '''X", "", "f'''\n"]},
            id="over-three-lines",
        ),
        pytest.param(
            {"source": ["ab\n", "cd"]}, Edit(3, 5, "X"), {"source": ["ab\n", "X"]}, id="in-the-last"
        ),
        pytest.param(
            {"source": ["", "ab", ""]}, Edit(0, 2, "X"), {"source": ["", "X", ""]}, id="empty-lines"
        ),
        pytest.param(
            {"lines": ["+ab", "+cd"]}, Edit(1, 6, "X"), {"lines": ["+X", "d"]}, id="over-a-separator"
        ),
        pytest.param({"source": "ab\ncd"}, Edit(1, 4, "X"), {"source": "aXd"}, id="one-string"),
    ],
)
def test_a_text_in_pieces_is_one(document: dict[str, Any], edit: Edit, expected: dict[str, Any]) -> None:
    made = record({"id": "c1", **document}, Schema(CELL))
    (segment,) = made.segments()
    assert json.loads(made.rewrite({segment.place: [edit]})) == {"id": "c1", **expected}


@given(st.lists(st.text("ab\n", max_size=4), min_size=2, max_size=6), st.sampled_from(["", "\n"]), st.data())
def test_an_edit_of_pieces_changes_what_it_covers_and_no_more(
    lines: list[str], separator: str, data: st.DataObject
) -> None:
    made = record({"t": [*lines, "."]}, Schema({"/t": pieces(separator=separator)}))
    (segment,) = made.segments()
    assert segment.text == separator.join([*lines, "."])
    start = data.draw(st.integers(0, len(segment.text) - 1))
    end = data.draw(st.integers(start + 1, len(segment.text)))
    covered = range(start, end)
    expected, at = [], 0
    for line in [*lines, "."]:
        expected.append("".join(each for number, each in enumerate(line, at) if number not in covered))
        at += len(line) + len(separator)
    after = json.loads(made.rewrite({segment.place: [Edit(start, end, "X")]}))["t"]
    assert [line.replace("X", "") for line in after] == expected
    # Only separators were covered where it is written nowhere.
    assert sum(line.count("X") for line in after) == (sum(map(len, expected)) < sum(map(len, [*lines, "."])))


def test_an_object_in_place_of_pieces_has_lists_of_its_own() -> None:
    made = record({"source": {"to": ["ada", "joe"], "id": ["x", "y"], "deep": {"to": ["z"]}}}, Schema(CELL))
    texts = [segment.text for segment in made.segments() if not segment.is_key]
    assert texts == ["ada", "joe", "x", "y", "z"]


def test_a_list_that_is_no_text_in_pieces_is_read_item_by_item() -> None:
    made = record({"source": ["ab", {"x": "cd"}]}, Schema(CELL))
    assert [segment.text for segment in made.segments()] == ["ab", "x", "cd"]


def test_repeated_members_are_all_seen() -> None:
    made = JsonRecord(0, b'{"a": "Jane", "a": "Joe", "b\\\\": {"a": "x\\\\\\"y"}}', ANY_SCHEMA)
    assert [segment.text for segment in made.segments() if not segment.is_key] == ["Jane", "Joe", 'x\\"y']


def test_digits_beyond_a_float_are_seen() -> None:
    made = JsonRecord(0, b'{"a": 12345678901234567890123}', ANY_SCHEMA)
    assert [segment.text for segment in made.segments()] == ["a", "12345678901234567890123"]


@pytest.mark.parametrize("depth, is_read", [(100, True), (100_000, False)])
def test_depth(depth: int, is_read: bool) -> None:
    made = JsonRecord(0, b"[" * depth + b'"Jane"' + b"]" * depth, ANY_SCHEMA)
    if is_read:
        assert [segment.text for segment in made.segments()] == ["Jane"]
    else:
        with pytest.raises(FormatError, match="nested too deeply"):
            made.segments()


def test_of_two_schemas_the_second_holds() -> None:
    both = Schema({"/a": STRUCTURE, "/b": PROSE}) | Schema({"/a": value("PERSON")})
    assert both.fields["/a"].role is Role.VALUE
    assert both.fields["/b"] is PROSE


def _buffer(data: object, kind: str = "Buffer") -> dict[str, object]:
    return {"file": {"type": kind, "data": data}, "note": "ok"}


@pytest.mark.parametrize(
    "document, written",
    [
        pytest.param(_buffer([97, 100, 97]), _buffer([0, 0, 0]), id="buffer"),
        pytest.param(_buffer([]), _buffer([]), id="empty"),
        pytest.param(_buffer([97, "x"]), _buffer([97, "x"]), id="no-bytes"),
        pytest.param(_buffer([97, 100], "point"), _buffer([97, 100], "point"), id="other"),
    ],
)
@pytest.mark.parametrize(
    "again", [pytest.param("", id="once"), pytest.param('{"note":1,', id="repeated-name")]
)
def test_the_bytes_of_a_buffer_are_a_payload(document: object, written: object, again: str) -> None:
    data = again + json.dumps(document)[1 if again else 0 :]
    done = Scrubber(key=bytes(32)).scrub_conversation([JsonRecord(0, data.encode(), MEDIA)]).records[0]
    assert json.loads(done.payload) == written
    assert done.dropped == (document != written), "it counts as one"
