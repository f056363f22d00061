"""Values of JSON that are called by what is around them, by the head of their column or by a neighbour."""

import io
import json
from functools import cache
from typing import Any

import pytest

from recognizers.engine import shipped_engine
from recognizers.labelled.members import are_pairs, heads_of
from recognizers.readings.nested_members import find_nested_members
from scrub.formats.container import read_lines
from scrub.formats.record import Gap, Segment
from scrub.formats.schema import Schema
from scrub.policy import Policy
from scrub.scrubber import Scrubber

MEMBERS = {
    "date_of_birth": "4.11.87",
    "pin": "4417",
    "db_password": "wolkenbruch9",
    "username": "jroe",
    "customer_number": "44171204",
    "passport_number": "C01X0006H",
    "otp": "618204",
}
NAMES, VALUES = list(MEMBERS), list(MEMBERS.values())
DOCUMENTS = [
    pytest.param({name: {"S": value} for name, value in MEMBERS.items()}, id="DynamoDB"),
    pytest.param({"fields": {name: {"stringValue": v} for name, v in MEMBERS.items()}}, id="Firestore"),
    pytest.param(
        {
            name: {"type": "rich_text", "rich_text": [{"type": "text", "plain_text": value}]}
            for name, value in MEMBERS.items()
        },
        id="Notion",
    ),
    pytest.param({name: {"en-US": value} for name, value in MEMBERS.items()}, id="Contentful"),
    pytest.param({name: {"@value": value} for name, value in MEMBERS.items()}, id="JSON-LD"),
    pytest.param({name: {"$numberInt": value} for name, value in MEMBERS.items()}, id="MongoDB"),
    pytest.param({"range": "A1:G2", "values": [NAMES, VALUES]}, id="Sheets"),
    pytest.param({"columns": NAMES, "index": [0], "data": [VALUES]}, id="a frame"),
    pytest.param({"columns": [{"name": n, "type": "text"} for n in NAMES], "rows": [VALUES]}, id="a query"),
    pytest.param({"x": [NAMES, VALUES, VALUES]}, id="rows"),
    pytest.param({"x": [[name, value] for name, value in MEMBERS.items()]}, id="pairs"),
    pytest.param({"x": [{"field": n, "old": v, "new": v} for n, v in MEMBERS.items()]}, id="changes"),
    pytest.param(
        {"x": [{"op": "add", "path": f"/{n}", "value": v} for n, v in MEMBERS.items()]}, id="a patch"
    ),
    pytest.param(
        {"x": [{"element": f"{n} textbox", "ref": "e1", "text": v} for n, v in MEMBERS.items()]}, id="typed"
    ),
    pytest.param({"x": [{"selector": f"#{n}", "value": v} for n, v in MEMBERS.items()]}, id="filled"),
    pytest.param({"x": [{"k": n, "v": v} for n, v in MEMBERS.items()]}, id="short names"),
]


@cache
def _scrubber() -> Scrubber:
    return Scrubber(Policy.load(), key=bytes(32))


def _segments(document: Any) -> list[Segment]:
    (piece,) = [
        each
        for each in read_lines(io.BytesIO(json.dumps(document).encode() + b"\n"), Schema({}))
        if not isinstance(each, Gap)
    ]
    return list(piece.segments())  # type: ignore[union-attr]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_record_is_read_by_what_its_values_are_called(document: dict[str, Any]) -> None:
    keys = {segment.text: segment.key.strip("/#") for segment in _segments(document) if not segment.is_key}
    assert {name: keys[value] for name, value in MEMBERS.items()} == {name: name for name in NAMES}


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_text_is_read_by_what_its_values_are_called(document: dict[str, Any], indent: int | None) -> None:
    text = f"It answered {json.dumps(document, indent=indent)} and went on."
    found = {text[span.start : span.end] for span in shipped_engine().find(text)}
    assert set(VALUES) <= found


def test_rows_are_read_in_their_order_and_rewritten_in_their_place() -> None:
    data = json.dumps({"values": [["user", "pin"], ["jroe", "4417"], ["mroe", "8821"]]}).encode() + b"\n"
    (piece,) = [each for each in read_lines(io.BytesIO(data), Schema({})) if not isinstance(each, Gap)]
    (record,) = _scrubber().scrub_conversation([piece]).records
    assert record.payload is not None
    new = json.loads(record.payload)["values"]
    assert new[0] == ["user", "pin"]
    assert not {"jroe", "mroe", "4417", "8821"} & {cell for row in new[1:] for cell in row}


@pytest.mark.parametrize(
    "document, keys",
    [
        pytest.param({"content": {"text": "x"}}, ["text"], id="a message"),
        pytest.param({"message": {"content": [{"type": "text", "text": "x"}]}}, ["text"], id="its parts"),
        pytest.param({"pin": {"id": "x"}}, ["id"], id="no wrapper"),
        pytest.param({"data": [["a", "b"], ["x", "y"]]}, ["data"], id="rows without heads"),
        pytest.param({"pin": [["x"], ["4", "5"]]}, ["pin"], id="rows of many lengths"),
        pytest.param({"pin": ["x"]}, ["pin"], id="a list"),
        pytest.param({"target": "_blank", "text": "x"}, ["text"], id="a link"),
    ],
)
def test_what_is_called_by_nothing_around_it_keeps_its_name(
    document: dict[str, Any], keys: list[str]
) -> None:
    assert [segment.key for segment in _segments(document) if segment.text == "x"] == keys


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"content": {"text": "x"}}', id="a message"),
        pytest.param('{"pin": "4417"}', id="its own member"),
        pytest.param('[["a", "b"], ["x", "y"]]', id="rows without heads"),
        pytest.param("x = [[1, 2], [3, 4]]", id="numbers"),
        pytest.param('{"a": [[[[', id="left open"),
        pytest.param("}}]]", id="closed only"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_nothing_calls_is_not_read(text: str) -> None:
    assert list(find_nested_members(text)) == []


def test_deep_and_broken_documents_are_read_as_far_as_they_go() -> None:
    deep = '{"a":' * 1000
    text = f'{deep} then {{"pin": {{"S": "4417"}}}}'
    assert [assembled.text for assembled in find_nested_members(text)] == ["pin: 4417\n"]


@pytest.mark.parametrize(
    "rows, columns, heads",
    [
        pytest.param([["user", "pin"], ["a", "1"]], [], ["user", "pin"], id="in the first row"),
        pytest.param([["a", "1"]], ["user", "pin"], ["user", "pin"], id="beside them"),
        pytest.param([["a", "1"]], [{"name": "user"}, {"name": "pin"}], ["user", "pin"], id="in objects"),
        pytest.param([["user", "pin"]], [], (), id="a row alone"),
        pytest.param([["user", "4"], ["a", "1"]], [], (), id="a row with digits"),
        pytest.param([["b", "c"], ["a", "1"]], [], (), id="words that say nothing"),
    ],
)
def test_heads(rows: list[list[str]], columns: list[Any], heads: Any) -> None:
    assert heads_of(rows, columns) == heads


@pytest.mark.parametrize(
    "rows, expected",
    [
        pytest.param([["pin", "4"], ["user", "a"]], True, id="pairs"),
        pytest.param([["user", "pin"], ["a", "1"]], False, id="heads and a row"),
        pytest.param([["pin", "4"]], False, id="one"),
        pytest.param([["pin", "4", "5"], ["user", "a", "b"]], False, id="of three"),
    ],
)
def test_pairs(rows: list[list[str]], expected: bool) -> None:
    assert are_pairs(rows) is expected
