"""Values that another member names: `{"name": "PIN", "value": "4417"}`, in records and in any text."""

import io
import json
from functools import cache

import pytest

from recognizers.engine import shipped_engine
from recognizers.readings.named_values import find_named_values
from scrub.formats.container import read_lines
from scrub.formats.record import Gap, Segment
from scrub.formats.schema import Schema
from scrub.policy import Policy
from scrub.scrubber import Scrubber

VALUES = [
    pytest.param("What's your date of birth?", "4.11.87", "DATE_OF_BIRTH", id="birth"),
    pytest.param("PIN for the alarm", "4417", "OTP", id="PIN"),
    pytest.param("DB_PASSWORD", "ilovecats7", "PASSWORD", id="variable"),
    pytest.param("Customer number", "44171204", "ID_NUMBER", id="number"),
    pytest.param("Passport number", "C01X0006H", "ID_NUMBER", id="passport"),
    pytest.param("Username", "jroe", "USERNAME", id="login"),
]
OBJECTS = [
    pytest.param('{{"name": "{}", "value": "{}"}}', "/value", id="name and value"),
    pytest.param('{{"question": "{}", "id": 4, "answer": "{}"}}', "/answer", id="question and answer"),
    pytest.param(
        '{{"title": "{}", "type": "short", "answer": {{"text": "{}"}}}}',
        "/answer/text",
        id="answer with its text",
    ),
    pytest.param('{{"Key": "{}", "Value": "{}"}}', "/Value", id="in capitals"),
    pytest.param('{{"label": "{}", "values": ["{}"]}}', "/values/0", id="a list of one"),
]
LINES = [
    pytest.param('<field name="{}" value="{}"/>', id="attributes"),
    pytest.param("- name: {}\n  value: {}\n", id="YAML"),
    pytest.param("Field(name='{}', value='{}')", id="arguments"),
    pytest.param('<label for="x">{}</label><input id="x" value="{}">', id="a label and its field"),
    pytest.param('<input type="text" placeholder="{}" value="{}">', id="a field"),
    pytest.param("Q: {}\nA: {}\n", id="question and answer"),
]


@cache
def _scrubber() -> Scrubber:
    return Scrubber(Policy.load(), key=bytes(32))


@pytest.mark.parametrize("name, value, entity_type", VALUES)
@pytest.mark.parametrize("written, pointer", OBJECTS)
def test_a_record_is_read_by_the_names_that_it_gives(
    name: str, value: str, entity_type: str, written: str, pointer: str
) -> None:
    data = written.format(name, value).encode() + b"\n"
    (piece,) = [each for each in read_lines(io.BytesIO(data), Schema({})) if not isinstance(each, Gap)]
    (record,) = _scrubber().scrub_conversation([piece]).records
    assert (pointer, entity_type) in {(each.pointer, each.entity_type) for each in record.findings}


@pytest.mark.parametrize("name, value, entity_type", VALUES)
@pytest.mark.parametrize(
    "written", [*(pytest.param(each.values[0], id=each.id) for each in OBJECTS[:4]), *LINES]
)
def test_a_text_is_read_by_the_names_that_it_gives(
    name: str, value: str, entity_type: str, written: str
) -> None:
    text = "got\n" + written.format(name, value)
    found = {text[span.start : span.end] for span in shipped_engine().find(text)}
    assert value in found


@pytest.mark.parametrize(
    "document, key",
    [
        pytest.param({"value": "x", "type": "name"}, "value", id="no name"),
        pytest.param({"name": "n" * 200, "value": "x"}, "value", id="more than a name"),
        pytest.param({"name": "PIN", "text": "x"}, "text", id="no value"),
        pytest.param({"name": "PIN", "value": {"id": "x"}}, "id", id="an object of its own"),
        pytest.param({"name": "PIN", "inner": {"value": "x"}}, "value", id="of another object"),
        pytest.param({"name": "PIN", "value": "x"}, "PIN", id="named"),
    ],
)
def test_what_is_called_so(document: dict[str, object], key: str) -> None:
    (piece,) = [
        each
        for each in read_lines(io.BytesIO(json.dumps(document).encode() + b"\n"), Schema({}))
        if not isinstance(each, Gap)
    ]
    segments: list[Segment] = [each for each in piece.segments() if each.text == "x" and not each.is_key]  # type: ignore[union-attr]
    assert [segment.key for segment in segments] == [key]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"name": "PIN"}, {"value": "4417"}', id="two objects"),
        pytest.param('<a name="PIN"/><b value="4417"/>', id="two tags"),
        pytest.param('{"name": "a", "value": 5}', id="no string"),
        pytest.param("values = [1, 2]\nname = 'x'\n", id="source"),
        pytest.param("the value: of a name: is small", id="prose"),
    ],
)
def test_what_nothing_names_is_not_read(text: str) -> None:
    assert list(find_named_values(text)) == []


def test_values_are_read_in_their_order_and_stand_where_they_stand() -> None:
    text = '[{"name": "a", "value": "b c"}, {"name": "d", "value": "e"}]'
    (assembled,) = find_named_values(text)
    assert assembled.text == "a: b c\nd: e\n"
    place = assembled.text.index("b c")
    assert [text[slice(*each)] for each in assembled.outer(place, place + 3)] == ["b c"]
