"""What stands in the lines below its name is found, as YAML and people write it."""

import base64

import pytest

from recognizers.engine import shipped_engine
from recognizers.labelled.below_names import BelowNameFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([BelowNameFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("db:\n  password:\n    «hunter2!x9»\n  user: bob\n", id="next line"),
        pytest.param("- password: >-\n    «hunter2!»\n    «x9»\n- x\n", id="folded"),
        pytest.param("full_name: |\n  «Mara Okafor»\nx: 1\n", id="as it is"),
        pytest.param(
            "db:\r\n  api_key: |2-\r\n    «abcdEFGH1234ijkl5678»\r\n", id="as it is, with an indentation"
        ),
        pytest.param("Password:\nhunter\n", id="a word"),
        pytest.param("**Password:**\n\n```\n«hunter2!x9»\n```\n", id="in a fence"),
        pytest.param("> Date of birth:\n> «12.03.1984»\n", id="in a quote"),
        pytest.param("1. PIN code:\n   «4711»\n", id="in a list"),
        pytest.param("password: !!str\n  '«hunter2!x9»'\n", id="typed"),
        pytest.param("password: !!binary «aHVudGVyMiF4OQ==»\n", id="binary"),
        pytest.param("password: !!binary '«aHVudGVyMiF4OQ==»'\n", id="binary in quotes"),
        pytest.param("password: !!binary |\n  «aHVudGVy\n  MiF4OQ==»\nx: 1\n", id="binary in lines"),
    ],
)
def test_what_stands_below_its_name_is_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("password:\n  secretKeyRef:\n    name: x1\n", id="a mapping"),
        pytest.param("How to reset your password:\n1. Go to settings4\n", id="a sentence"),
        pytest.param("class Token:\n    x1=2\n", id="a class"),
        pytest.param("def login(user, password):\n    return x1\n", id="a function"),
        pytest.param("secret: |\n  a1 b\n  c2 d\n  e3 f\n  g4 h\n  i5 j\n", id="a text"),
        pytest.param("password: |\nx9!hunter\n", id="not set in"),
        pytest.param("colour:\n  hunter2!x9\n", id="another name"),
        pytest.param("Author:\nNew Project\n", id="who may be anything"),
        pytest.param("logo: !!binary aHVudGVyMiF4OQ==\n", id="another binary"),
        pytest.param(
            f"password: !!binary {base64.b64encode(bytes(9)).decode()}\n", id="binary that is no text"
        ),
    ],
)
def test_what_is_no_value_is_left(text: str) -> None:
    assert _MATCHER.find(text) == []


def test_the_type_of_a_value_is_no_value() -> None:
    text = "password: !!binary aHVudGVyMiF4OQ==\n"
    assert [text[span.start : span.end] for span in shipped_engine().find(text)] == ["aHVudGVyMiF4OQ=="]
