"""A password in a list of strings: no part of it stays, and the whole of it is known."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from scrub.formats.container import read_lines
from scrub.formats.record import Gap
from scrub.formats.schema import Schema
from scrub.policy import Policy
from scrub.scrubber import Scrubber


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    return Scrubber(replace(Policy.load(), names=None), key=bytes(32))


def _scrubbed(scrubber: Scrubber, document: Any) -> Any:
    pieces = read_lines(io.BytesIO(json.dumps(document).encode()), Schema({}))
    records = [piece for piece in pieces if not isinstance(piece, Gap)]
    payload = scrubber.scrub_conversation(records).records[0].payload
    assert payload is not None
    return json.loads(payload)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["hunt", "er2!x"], id="two"),
        pytest.param(["hunt", "er"], id="a short rest"),
        pytest.param(["tul", "ip-Ro", "ok-41", "93"], id="a rest of digits"),
        pytest.param(["tulip-", "Rook-4193x"], id="a beginning like a word"),
    ],
)
def test_no_part_of_a_password_stays(parts: list[str], scrubber: Scrubber) -> None:
    new = _scrubbed(scrubber, {"db_password": parts, "user": "x"})
    assert all("REDACTED" in part for part in new["db_password"])


def test_the_whole_of_it_is_known_elsewhere(scrubber: Scrubber) -> None:
    new = _scrubbed(scrubber, {"password": ["hunt", "er2!x9"], "note": "use hunter2!x9 there"})
    assert "hunt" not in new["note"] and "x9" not in new["note"]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"password": ["required", "string"]}, id="rules for passwords"),
        pytest.param({"passwords": ["none", "of"]}, id="several"),
        pytest.param({"password": ["", "Please choose one."]}, id="a message"),
        pytest.param({"tokens": ["hunt", "er"]}, id="words of a text"),
        pytest.param({"password": {"label": "hunt", "hint": "er"}}, id="members"),
    ],
)
def test_what_is_no_password_stays(document: Any, scrubber: Scrubber) -> None:
    assert _scrubbed(scrubber, document) == document
