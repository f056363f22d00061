"""Verification: a value that is still there, in any form, is seen; chance likenesses are not."""

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from scrub.verify import Survivors, is_searched

VALUE = 'Zoë O\'Hara <z&h@acme.io> "7+1"'
PLAIN = "jane.roe+x@acme.io"


@pytest.mark.parametrize("value", [VALUE, PLAIN])
@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda value: value, id="as it is"),
        pytest.param(lambda value: json.dumps(value), id="in JSON, ASCII"),
        pytest.param(lambda value: json.dumps(value, ensure_ascii=False), id="in JSON"),
        pytest.param(lambda value: json.dumps(json.dumps(value)), id="in JSON in JSON"),
        pytest.param(lambda value: f"\\n{value}\\t", id="after an escaped line end"),
        pytest.param(html.escape, id="in HTML"),
        pytest.param(lambda value: quote(value, safe=""), id="in a URL"),
        pytest.param(quote, id="in a path"),
        pytest.param(quote_plus, id="in a form"),
        pytest.param(lambda value: base64.b64encode(value.encode()).decode(), id="in base64"),
        pytest.param(
            lambda value: base64.b64encode(f"a{value}b".encode()).decode(), id="in base64, shifted by 1"
        ),
        pytest.param(
            lambda value: base64.b64encode(f"ab{value}c".encode()).decode(), id="in base64, shifted by 2"
        ),
        pytest.param(lambda value: base64.urlsafe_b64encode(value.encode()).decode(), id="in base64url"),
        pytest.param(lambda value: value.encode().hex(), id="in hex"),
        pytest.param(lambda value: value.encode().hex().upper(), id="in hex, in capitals"),
        pytest.param(str.upper, id="in capitals"),
        pytest.param(
            lambda value: "".join(f"\\u{ord(each):04X}" for each in value), id="in escapes that nobody needs"
        ),
        pytest.param(
            lambda value: "".join(f"\\\\u{ord(each):04x}" for each in value), id="in escapes of escapes"
        ),
        pytest.param(
            lambda value: "".join(f"%{each:02x}" for each in value.encode()), id="in a URL, every letter"
        ),
        pytest.param(lambda value: quote(quote(value)), id="in a URL in a URL"),
        pytest.param(lambda value: "".join(f"&#{ord(each)};" for each in value), id="in HTML, every letter"),
        pytest.param(lambda value: value.encode().decode("latin-1"), id="misread"),
        pytest.param(lambda value: value.encode().decode("latin-1").encode().decode("cp1252"), id="twice"),
        pytest.param(lambda value: f"{value[:5]}\\n{value[5:]}", id="over an escaped line end"),
        pytest.param(lambda value: f"{value[:5]}\r\n{value[5:]}", id="over a line end"),
        pytest.param(lambda value: f"{value[:5]}\u200b{value[5:]}", id="around what nobody sees"),
    ],
)
def test_a_survivor_is_seen(value: str, write: Callable[[str], str]) -> None:
    written = f'{{"a": "{write(value)}"}}'.encode()
    assert Survivors([("EMAIL_ADDRESS", value)]).count(written) > 0


@pytest.mark.parametrize(
    "value, written",
    [
        pytest.param("hunter2", "hunter22", id="continued by a digit"),
        pytest.param("hunter2", "xhunter2", id="begun by a letter"),
        pytest.param("Mark", "Mark", id="short word"),
        pytest.param("481223", "x481223", id="part of a longer token"),
        pytest.param("hunter2", "nothing here", id="not there"),
        pytest.param("hunter2", "hun\nter2", id="short, over a line end"),
    ],
)
def test_chance_is_no_survivor(value: str, written: str) -> None:
    assert Survivors([("EMAIL_ADDRESS", value)]).count(written.encode()) == 0


def test_a_secret_counts_in_its_own_capitals_alone() -> None:
    survivors = Survivors([("PASSWORD", "Wint3r!Sturm")])
    assert [survivors.count(text) for text in (b"Wint3r!Sturm", b"WINT3R!STURM")] == [1, 0]


def test_an_address_is_none_that_it_is_the_end_of() -> None:
    survivors = Survivors([("STREET_ADDRESS", "23 Main Street")])
    assert [survivors.count(text) for text in (b"at 23 Main Street", b"at 123 Main Street")] == [1, 0]


def test_nothing_to_look_for() -> None:
    assert Survivors([]).count(b"anything") == 0


@pytest.mark.parametrize(
    "value, expected", [("hunter2", True), ("Thandeka", True), ("Lwazi", False), ("12345", False)]
)
def test_what_is_searched(value: str, expected: bool) -> None:
    assert is_searched(value) is expected


def test_invalid_utf8_does_not_stop_the_search() -> None:
    assert Survivors([("PASSWORD", "hunter2")]).count(b"\xff\xfe hunter2 \x80") == 1


@pytest.mark.parametrize(
    "before",
    [
        # Each would be read from every one of its backslashes on, and not end.
        pytest.param("\\" * 2_000_000 + " \\u0041", id="after a run of backslashes"),
        pytest.param(f"&#{'1' * 5000};", id="after a reference to no character"),
        pytest.param(f"&#{'0' * 5000}65;", id="after a reference of zeros"),
    ],
)
def test_a_survivor_is_seen_after_what_is_long(before: str) -> None:
    written = before + "".join(f"&#0{ord(each)};" for each in PLAIN)
    assert Survivors([("EMAIL_ADDRESS", PLAIN)]).count(written.encode()) == 1


@pytest.mark.parametrize(
    "survivor", ["ab1" * 4, "ab1" * 30, "AB1" * 30 + "x", base64.b64encode(b"ab1" * 9).decode()]
)
def test_many_values_that_repeat_one_word_are_looked_for_as_one(survivor: str) -> None:
    survivors = Survivors([("PASSWORD", "ab1" * count) for count in range(4, 40)])
    assert 0 < survivors.count(survivor.encode()) <= len(survivor) // 3
