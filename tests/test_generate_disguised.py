"""Disguises: the value stands where the label says, and can be read from there."""

import base64
import gzip
import html
import json
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from corpora.generate.__main__ import main
from corpora.generate.disguised import documents
from corpora.generate.disguises import DISGUISES
from corpora.generate.hiding import Line
from recognizers.entities import ENTITY_TYPES
from scrub.evaluate.corpus import check, open_corpus

MAIL = Line("Contact: ", "jane.roe@lindt.io", " for it", "EMAIL_ADDRESS", True)


@pytest.mark.parametrize(
    "name, read",
    [
        pytest.param("plain", str, id="plain"),
        *(
            pytest.param(
                f"json-escapes-{depth}",
                lambda text, depth=depth: _repeated(lambda t: json.loads(f'"{t}"'), text, depth),
                id=f"json-{depth}",
            )
            for depth in range(1, 5)
        ),
        pytest.param("unicode-escapes", lambda text: json.loads(f'"{text}"'), id="unicode"),
        pytest.param("html-decimal", html.unescape, id="html-decimal"),
        pytest.param("html-hexadecimal", html.unescape, id="html-hexadecimal"),
        pytest.param("html-named", html.unescape, id="html-named"),
        pytest.param("percent", unquote, id="percent"),
        pytest.param("percent-all", unquote, id="percent-all"),
        pytest.param("percent-twice", lambda text: unquote(unquote(text)), id="percent-twice"),
        pytest.param("hexadecimal", lambda text: bytes.fromhex(text).decode(), id="hexadecimal"),
        pytest.param("base64-gzip", lambda text: _base64(gzip.decompress, text + "="), id="base64-gzip"),
        pytest.param("zero-width", lambda text: text.replace("\u200b", ""), id="zero-width"),
        pytest.param("full-width", lambda text: unicodedata.normalize("NFKC", text), id="full-width"),
        pytest.param("mathematical", lambda text: unicodedata.normalize("NFKC", text), id="mathematical"),
        pytest.param("line-break", lambda text: re.sub(r"\n *", "", text), id="line-break"),
        pytest.param("line-break-quoted", lambda text: text.replace("\n> ", ""), id="line-break-quoted"),
        pytest.param("joined-go", lambda text: text.replace('" +\n\t"', ""), id="joined-go"),
        pytest.param("json-key", str, id="json-key"),
        pytest.param("minified-line", str, id="minified-line"),
        pytest.param("chunk-edge", str, id="chunk-edge"),
        pytest.param("spaced-out", lambda text: text.replace(" ", ""), id="spaced-out"),
        pytest.param("upper-case", str.lower, id="upper-case"),
    ],
)
def test_a_disguised_value_can_be_read(name: str, read: Callable[[str], str]) -> None:
    hidden = DISGUISES[name](MAIL, random.Random(1))
    assert hidden is not None
    assert MAIL.value in read(hidden.text[hidden.start : hidden.end])


@pytest.mark.parametrize("name", ["base64", "base64-no-padding", "base64url", "base64-wrapped"])
def test_the_label_holds_what_depends_on_the_value_alone(name: str) -> None:
    first = DISGUISES[name](MAIL, random.Random(1))
    second = DISGUISES[name](MAIL._replace(value="x" * len(MAIL.value)), random.Random(1))
    assert first is not None and second is not None
    assert (first.start, first.end) == (second.start, second.end)
    same = [a == b for a, b in zip(first.text, second.text, strict=True)]
    # One letter at either side holds bits of the value and of what stands beside it.
    assert all(same[: first.start - 1]) and all(same[first.end + 1 :])
    assert sum(same[first.start : first.end]) < len(MAIL.value)


def test_every_type_is_hidden_in_every_way() -> None:
    made = list(documents(1, 3))
    assert {document["kind"] for document in made} == set(DISGUISES)
    plain = {document["spans"][0]["label"] for document in made if document["kind"] == "plain"}
    assert plain == set(ENTITY_TYPES)


def test_both_halves_of_a_value_in_variables_are_labelled() -> None:
    hidden = DISGUISES["shell-variables"](MAIL, random.Random(1))
    assert hidden is not None
    assert "".join(hidden.text[start:end] for start, end in hidden.places) == MAIL.value


@pytest.mark.parametrize(
    "name, written",
    [
        pytest.param("csv-cell", "pa''s\"\"s", id="cell"),
        pytest.param("csv-json", "pa''s\\\"\"s", id="JSON in a cell"),
        pytest.param("sql-string", "pa''''s\"s", id="string of SQL"),
    ],
)
def test_quotes_are_doubled(name: str, written: str) -> None:
    hidden = DISGUISES[name](Line("password: ", "pa''s\"s", "", "PASSWORD", True), random.Random(1))
    assert hidden is not None
    assert hidden.text[hidden.start : hidden.end] == written


def test_a_misread_value_can_be_read_as_it_was_written() -> None:
    hidden = DISGUISES["misread"](MAIL._replace(value="Zoë Müller"), random.Random(1))
    assert hidden is not None
    assert hidden.text[hidden.start : hidden.end].encode("cp1252").decode() == "Zoë Müller"


@pytest.mark.parametrize(
    "disguise, entity_type, value",
    [
        pytest.param("lower-case", "ACCESS_TOKEN", "Ab12", id="a key in another case is another key"),
        pytest.param("leetspeak", "USERNAME", "jane", id="so is a login in digits"),
        pytest.param("digits-in-words", "IP_ADDRESS", "2001:db8::1", id="hexadecimal digits are not said"),
        pytest.param("file-name", "PASSWORD", "Ab12", id="a password without a word for it"),
    ],
)
def test_what_nobody_could_read_is_not_made(disguise: str, entity_type: str, value: str) -> None:
    line = Line("it is ", value, ", see", entity_type, False)
    assert DISGUISES[disguise](line, random.Random(1)) is None


def test_a_number_said_has_its_dots() -> None:
    line = Line("from ", "48.2.143.87", " on", "IP_ADDRESS", True)
    hidden = DISGUISES["digits-in-words"](line, random.Random(1))
    assert hidden is not None
    assert hidden.text == "from four eight dot two dot one four three dot eight seven on"


def test_the_command_writes_a_corpus_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "disguised.jsonl"
    assert main([str(path), "--disguised", "1"]) == 0
    with open_corpus(path) as corpus:
        assert check(corpus) > 1000
    assert main([str(path), "--disguised", "1"]) == 2
    assert "name a new file" in capsys.readouterr().err


def _repeated(read: Callable[[str], str], text: str, times: int) -> str:
    for _ in range(times):
        text = read(text)
    return text


def _base64(read: Callable[[bytes], bytes], text: str) -> str:
    return read(base64.b64decode(text)).decode()
