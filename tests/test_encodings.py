"""Encodings within encodings: followed so deep, and withheld where there is more."""

import base64
import json
from collections.abc import Callable

import pytest

from recognizers.engine import DEPTH, shipped_engine
from recognizers.errors import RecognizerError

MAIL = "zoë.okafor@quillpost.co.uk"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _json(text: str) -> str:
    return json.dumps({"note": text})


@pytest.mark.parametrize("write", [_base64, _json], ids=["base64", "json"])
def test_encodings_are_followed_and_what_lies_deeper_is_refused(write: Callable[[str], str]) -> None:
    text = f"mail {MAIL} today\n"
    for _ in range(DEPTH):
        text = write(text)
    assert "EMAIL_ADDRESS" in {span.entity_type for span in shipped_engine().find(text)}
    with pytest.raises(RecognizerError, match=f"encodings within each other over {DEPTH} deep"):
        shipped_engine().find(write(write(text)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\\" * 5000 + " row", id="backslashes"),
        pytest.param("\\ud800\\udfff " * 50, id="half-pairs"),
        pytest.param("%25" * 40, id="percents"),
        pytest.param("&amp;" * 40, id="ampersands"),
    ],
)
def test_rows_of_one_sign_hide_nothing(text: str) -> None:
    assert shipped_engine().find(text) == []
