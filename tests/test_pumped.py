"""Texts that repeat what a pattern repeats, which patterns once read in exponentially or cubically many ways.

None of them would end if one was so again. `python -m benchmarks.patterns` searches for more.
"""

import pytest

from recognizers.engine import shipped_engine
from recognizers.readings.codecs import encode
from scrub.link.names import parsed
from scrub.policy import Policy
from scrub.scrubber import Scrubber
from scrub.surrogates.dead_tokens import dead_hash
from scrub.surrogates.draw import Draw
from tests.marks import unmark

_SCRUBBER = Scrubber(Policy("patterns", names=None), key=bytes(32), style="placeholder")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("openssl passwd" + " -a" * 500, id="options of a command"),
        pytest.param("ssh" + " -a" * 500 + " host", id="options before a machine"),
        pytest.param("approved by x" + "-x" * 500, id="words with hyphens"),
        pytest.param("MONGODB" * 5000, id="a command in a word"),
        pytest.param("name,mail\n" + " " * 300_000, id="a row of blanks"),
        pytest.param('{"name": "' + " " * 20_000 + '", "value": "x"}', id="a name of blanks"),
        pytest.param("4471 " + " " * 20_000 + "your", id="a code before blanks"),
        pytest.param('"a"\n' + "\nid:\r\n" * 500 + 'x\n"b"\n"c"\n', id="events without anything"),
        pytest.param("setenv" * 100 + "- PASSWORD=", id="words before a setting"),
    ],
)
def test_a_pattern_ends(text: str) -> None:
    assert _SCRUBBER.scrub_text(text).text == text


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("openssl passwd" + " -a" * 150 + "|\npassword: «Fluffy2015»", id="options"),
        pytest.param("password: '«Fluffy2015»'" + " " * 20_000 + ".", id="blanks behind a literal"),
        pytest.param("password: «" + "x" * 100 + "7!»", id="a password that begins as a mask does"),
        pytest.param("the password is " + "*" * 60 + "«Fluffy2015»", id="a password behind a mask"),
        pytest.param(" " * 7_000 + "x y password: «Fluffy2015»\n", id="blanks before a name"),
        pytest.param("email,name\n" + " " * 1_000_000 + "x\n", id="blanks below headings"),
        pytest.param("| email |\n|--" + " " * 1_000_000 + "x\n", id="blanks in a rule"),
    ],
)
def test_a_run_of_one_sign_is_read_in_one_way(marked: str) -> None:
    text, places = unmark(marked)
    assert {(span.start, span.end) for span in shipped_engine().find(text)} == set(places)


def test_a_literal_before_blanks() -> None:
    blanks = " " * 300_000
    assert (
        _SCRUBBER.scrub_text(f"password = 'Tr0ub4dor&3x'{blanks}x").text
        == f"password = '<PASSWORD_1>'{blanks}x"
    )


@pytest.mark.parametrize(
    "name, words",
    [
        pytest.param("আব" * 300, 1, id="letters of an Indic script"),
        pytest.param("“" + "\t" * 5000 + "Ada", 1, id="an opening quote before blanks"),
    ],
)
def test_a_name_is_parsed(name: str, words: int) -> None:
    assert len(parsed(name).words) == words


@pytest.mark.parametrize(
    ("codec", "like", "written"),
    [pytest.param("percent", "%uD83D%uDE00" * 100 + "a", "a%40b", id="pairs of units")],
)
def test_a_piece_is_written_as_another_was(codec: str, like: str, written: str) -> None:
    assert encode((codec,), "a@b", like=like) == written


@pytest.mark.parametrize(
    ("hashed", "frame"),
    [
        pytest.param(
            "a_b4" + "$v=1$f=1d=1f=1" * 60 + "!", "a_b4" + "$v=1$f=1d=1f=1" * 59 + "$v=1$", id="settings"
        ),
        pytest.param("$6$12345678$" + "ab" * 20, "$6$", id="a salt of digits"),
        pytest.param(
            "$argon2id$v=19$m=65536,t=3,p=4$" + "ab" * 20, "$argon2id$v=19$m=65536,t=3,p=4$", id="cost"
        ),
    ],
)
def test_a_hash_keeps_its_method(hashed: str, frame: str) -> None:
    stand_in = dead_hash(hashed, Draw(bytes(32)))
    assert stand_in.startswith(frame)
    assert "$" not in stand_in.removeprefix(frame)
