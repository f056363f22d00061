"""Deltas: what was said piece by piece is found in the log of it, wherever it was cut."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.engine import shipped_engine
from recognizers.readings.deltas import find_deltas
from scrub.policy import Policy
from scrub.scrubber import Scrubber

MAIL = "eola.wale@lanternmail.org"
PASSWORD = "Winterberg!48"
SAID = f"You are Eola Wale, the mail is {MAIL} and the admin password is {PASSWORD} for now."
PIECES = [SAID[start : start + 3] for start in range(0, len(SAID), 3)]


def _events(name: str, pieces: Sequence[str], **members: Any) -> list[str]:
    return [json.dumps({**members, "index": number, name: piece}) for number, piece in enumerate(pieces)]


def _completion(piece: str) -> dict[str, Any]:
    return {"id": "c-1", "choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]}


LOGS = {
    "server-sent events": "".join(f"data: {json.dumps(_completion(piece))}\n\n" for piece in PIECES),
    "named events": "".join(
        f"event: content_block_delta\ndata: {event}\n\n"
        for event in _events("text", PIECES, type="text_delta")
    ),
    "lines of Windows": "".join(f"data: {json.dumps({'text': piece})}\r\n\r\n" for piece in PIECES),
    "lines of JSON": "\n".join(_events("response", PIECES, model="m", done=False)),
    "set in": json.dumps([{"delta": {"content": piece}} for piece in PIECES], indent=2),
    "one line": json.dumps([_completion(piece) for piece in PIECES]),
    "objects of Python": "\n".join(
        f"Chunk(id='c-1', choices=[Choice(delta=Delta(content={piece!r}, role=None))], usage=None)"
        for piece in PIECES
    ),
    "numbered parts": "".join(f"0:{json.dumps(piece)}\n" for piece in PIECES),
    "a recorded terminal": "".join(
        f"{json.dumps([number / 8, 'o', piece])}\n" for number, piece in enumerate(PIECES)
    ),
    "typed keys": "".join(f"{json.dumps([number / 8, 'i', sign])}\n" for number, sign in enumerate(SAID)),
    "what a loop printed": "\n".join(f"{number:4d} -> {piece!r}" for number, piece in enumerate(PIECES)),
    "lines of a log": "\n".join(
        f"2026-03-01 10:00:{n:02} DEBUG got {piece!r}" for n, piece in enumerate(PIECES)
    ),
    "a list": json.dumps(PIECES),
    "in a string": json.dumps({"log": "".join(f"data: {event}\n\n" for event in _events("text", PIECES))}),
}


@cache
def _scrubber() -> Scrubber:
    return Scrubber(replace(Policy.load(), names=None), key=bytes(32))


@pytest.mark.parametrize("log", [pytest.param(log, id=name) for name, log in LOGS.items()])
def test_what_is_said_in_pieces_is_found_in_each(log: str) -> None:
    scrubbed = _scrubber().scrub_text(log)
    found = "".join(log[finding.start : finding.end] for finding in scrubbed.findings)
    for value in (MAIL, PASSWORD):
        assert "".join(filter(str.isalnum, value)) in "".join(filter(str.isalnum, found))
    assert len(scrubbed.text.splitlines()) == len(log.splitlines())


@pytest.mark.parametrize("name", ["lines of JSON", "a recorded terminal", "set in", "a list", "in a string"])
def test_the_log_stays_json(name: str) -> None:
    text = _scrubber().scrub_text(LOGS[name]).text
    for line in text.splitlines() if name in ("lines of JSON", "a recorded terminal") else [text]:
        json.loads(line)


@pytest.mark.parametrize(
    "text, said",
    [
        pytest.param(
            '{"delta": "{\\"a"}\n{"delta": "\\":1"}\n{"delta": "}"}', r"{\"a\":1}", id="pieces without blanks"
        ),
        pytest.param(
            "['\u0120my', '\u0120na', 'me', '\u0120is', '\u0120Jo', 'e']", " my name is Joe", id="tokens"
        ),
        pytest.param("x = ['▁my', '▁na', 'me', '▁is', '▁Jo', 'e']", " my name is Joe", id="sentence pieces"),
        pytest.param(
            '{"role": "ai", "text": "I "}{"role": "ai", "text": "am "}{"role": "ai", "text": "Jo"}',
            "I am Jo",
            id="one speaker",
        ),
    ],
)
def test_pieces_are_read_as_one(text: str, said: str) -> None:
    assert {assembled.text for assembled in find_deltas(text)} == {said}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "\n".join(
                json.dumps({"role": role, "content": text})
                for role, text in [("user", "Hi "), ("assistant", "Yes? "), ("user", "Bye ")]
            ),
            id="a chat",
        ),
        pytest.param('{"name": "Ann"}\n{"name": "Bo"}\n{"name": "Cy"}\n', id="records"),
        pytest.param('["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"]', id="a list of names"),
        pytest.param('print("a ")\nx = 1\nprint("b ")\ny = 2\nprint("c ")\n', id="lines of code"),
        pytest.param('{"delta": " a"}\n{"delta": " b"}\n', id="two pieces"),
        pytest.param('{"text": " a"}\n{"text": " a"}\n{"text": " a"}\n', id="the same again"),
        pytest.param('this is what it says of x"\n"\n"\n"\n"\n"\n""\n', id="quotes that nothing closes"),
    ],
)
def test_what_says_something_by_itself_is_no_piece(text: str) -> None:
    assert list(find_deltas(text)) == []


def test_what_one_piece_says_is_found_by_what_others_say() -> None:
    log = "\n".join(_events("text", ["The door ", "code is ", "4471", " since May"]))
    found = {log[span.start : span.end] for span in shipped_engine().find(log)}
    assert "4471" in found


@given(st.lists(st.integers(min_value=1, max_value=len(SAID) - 1), min_size=12, max_size=40, unique=True))
def test_a_value_is_found_wherever_it_is_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(SAID)]
    pieces = [SAID[start:end] for start, end in pairwise(edges)]
    log = "\n".join(_events("delta", pieces))
    (assembled,) = {assembled.text: assembled for assembled in find_deltas(log)}.values()
    assert assembled.text == SAID
    start = SAID.index(MAIL)
    places = list(assembled.outer(start, start + len(MAIL)))
    assert "".join(log[slice(*place)] for place in places) == MAIL
    spans = [span for span in shipped_engine().find(log) if span.entity_type == "EMAIL_ADDRESS"]
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered for place in places for at in range(*place) if log[at].isalnum())
