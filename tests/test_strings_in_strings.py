"""JSON in a string of JSON, as the arguments of tools are, stays JSON in every style."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpora import authored
from scrub.formats.container import read_lines
from scrub.formats.record import Broken, Gap
from scrub.formats.schema import ANY_SCHEMA
from scrub.policy import Policy
from scrub.scrubber import Scrubber

# Of some ten thousand texts each so many'th is tried.
_EVERY = 67


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    folder = authored.open_authored(tmp_path_factory.mktemp("cache"))
    found = [
        document["text"] for path in sorted(folder.glob("*.txt")) for document in authored.documents(path)
    ]
    assert len(found) > 100 * _EVERY
    return found[::_EVERY]


def redacted(text: str, style: str) -> str:
    """Redact a text in the arguments of a call, and return it as who reads the call has it."""
    line = json.dumps({"arguments": json.dumps({"text": text})}).encode()
    pieces = read_lines(io.BytesIO(line), ANY_SCHEMA)
    records = [piece for piece in pieces if not isinstance(piece, Gap | Broken)]
    scrubber = Scrubber(replace(Policy.load(), names=None), key=bytes(32), style=style)
    (record,) = scrubber.scrub_conversation(records).records
    assert record.withheld is None
    return str(json.loads(json.loads(record.payload)["arguments"])["text"])


@pytest.mark.parametrize("style", ["surrogate", "placeholder", "mask", "hash", "remove"])
def test_what_authors_wrote_stays_json(texts: Sequence[str], style: str) -> None:
    for text in texts:
        assert isinstance(redacted(text, style), str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'ask("Unikátní", "x")\nKey = "Rw"\nMAIL = "a.alshehri@rawabi-dental.sa"\n',
            'ask("Unikátní", "x")\nKey = "Rw"\nMAIL = "<EMAIL_ADDRESS_1>"\n',
            id="quotes that look like an accent of LaTeX",
        ),
        pytest.param(
            'curl -u "andrea.pozo:Cuy_asado21" "https://example.com/api" "x"',
            'curl -u "<USERNAME_1>:<PASSWORD_1>" "https://example.com/api" "x"',
            id="arguments of a command",
        ),
    ],
)
def test_quotes_stay(text: str, expected: str) -> None:
    assert redacted(text, "placeholder") == expected


@pytest.mark.parametrize("style", ["placeholder", "mask", "remove"])
def test_a_number_that_is_redacted_becomes_a_string(style: str) -> None:
    line = json.dumps({"arguments": json.dumps({"phone": 4915550100231, "n": 1})}).encode()
    (record, *_) = (
        piece for piece in read_lines(io.BytesIO(line), ANY_SCHEMA) if not isinstance(piece, Gap | Broken)
    )
    scrubber = Scrubber(replace(Policy.load(), names=None), key=bytes(32), style=style)
    (done,) = scrubber.scrub_conversation([record]).records
    call = json.loads(json.loads(done.payload)["arguments"])
    assert (isinstance(call["phone"], str), call["n"]) == (True, 1)


def alone(text: str, style: str) -> str:
    """Redact a text that is a string of a record itself."""
    pieces = read_lines(io.BytesIO(json.dumps({"text": text}).encode()), ANY_SCHEMA)
    records = [piece for piece in pieces if not isinstance(piece, Gap | Broken)]
    scrubber = Scrubber(replace(Policy.load(), names=None), key=bytes(32), style=style)
    return str(json.loads(scrubber.scrub_conversation(records).records[0].payload)["text"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Our son Hunter (9) starts at Birchwood", id="an age"),
        pytest.param("we arrived at Halifax on the 4th. Otto has a cold", id="a day"),
        pytest.param("id,name,age\n1,Grace Lindqvist,81\n2,Tor Lind,77\n", id="a table"),
        pytest.param(
            "| ticket | assignee |\n|---|---|\n| OPS-2201 | Dalia Mansour |\n", id="a table of Markdown"
        ),
        pytest.param("nobody. root pw on lenny: buzzlightbeer9", id="a password"),
        pytest.param("Passwort ändern, `postsuper -d ALL` für wessel", id="letters beyond ASCII"),
        pytest.param("微信luyifan_0915。我该怎么安慰她？", id="a login"),
    ],
)
def test_a_text_is_read_as_it_is_alone(text: str) -> None:
    assert redacted(text, "mask") == alone(text, "mask")


def test_what_is_hidden_alone_is_hidden_in_a_string_and_little_else(texts: Sequence[str]) -> None:
    both = [(redacted(text, "mask"), alone(text, "mask")) for text in texts]
    shown = [own for nested, own in both if any(b == "*" != a for a, b in zip(nested, own, strict=True))]
    assert shown == []
    # What stands around a text makes more of it than there is.
    assert sum(nested != own for nested, own in both) <= len(texts) / 25
