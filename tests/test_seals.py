"""What was written with a file of seals stays as it is in a second pass, and nothing else does."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.commands.redact import RedactOptions, run_redact
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.schema import ANY_SCHEMA
from scrub.policy import Policy
from scrub.scrubber import Scrubber
from scrub.seals import Seals, SealsError, read_seals

KEY = bytes(range(32))
POLICY = Policy.load()
TEXT = "Tomasz Wierzbicki, tomasz@quillpost.co.uk, born 3 May 1984, called +44 20 7946 0018."
LINE = json.dumps({"a": TEXT}).encode()


def scrubbed(lines: Sequence[bytes], seals: Seals | None = None) -> list[bytes]:
    conversation = [JsonRecord(row, line, ANY_SCHEMA) for row, line in enumerate(lines)]
    done = Scrubber(POLICY, key=KEY, seals=seals).scrub_conversation(conversation).records
    return [bytes(record.payload) for record in done]


def sealed(
    payloads: Sequence[bytes], key: bytes = KEY, policy: Policy = POLICY, style: str | None = None
) -> Seals:
    seals = Seals(key, policy, style)
    for payload in payloads:
        seals.add(payload)
    return seals


def test_a_sealed_conversation_stays_as_it_is() -> None:
    first = scrubbed([LINE, b'{"a": "tomasz is out"}'])
    assert b"tomasz" not in b"".join(first).lower()
    assert scrubbed(first, sealed(first)) == first


@pytest.mark.parametrize(
    "key, policy, style",
    [
        pytest.param(bytes(32), POLICY, None, id="another key"),
        pytest.param(KEY, Policy.load("strict"), None, id="another policy"),
        pytest.param(KEY, POLICY, "mask", id="another style"),
    ],
)
def test_what_was_made_otherwise_is_scrubbed_again(key: bytes, policy: Policy, style: str | None) -> None:
    first = scrubbed([LINE])
    known = Seals(KEY, POLICY, None, sealed(first, key, policy, style).all)
    assert scrubbed(first, known) != first


def test_a_conversation_that_goes_on_is_scrubbed_as_one() -> None:
    first = scrubbed([LINE])
    longer = [*first, b'{"a": "Zbigniew Kowalczyk joined, zbigniew@quillpost.co.uk"}']
    second = scrubbed(longer, sealed(first))
    assert b"igniew" not in b"".join(second)
    assert second[0] != first[0]


def test_a_person_called_like_a_stand_in_is_redacted() -> None:
    scrubber = Scrubber(POLICY, key=KEY)
    first = scrubber.scrub_text("Ask Tomasz Wierzbicki about it.").text
    namesake = first.replace("Ask", "Please ask")
    seals = Seals(KEY, POLICY, None)
    seals.add(first.encode())
    again = Scrubber(POLICY, key=KEY, seals=seals)
    assert again.scrub_text(first).text == first
    assert again.scrub_text(namesake).text != namesake


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_seal_is_of_one_text(one: bytes, other: bytes) -> None:
    assert sealed([one]).knows([other]) == (one == other)


def test_the_command_leaves_alone_what_it_sealed(tmp_path: Path) -> None:
    key, seals = tmp_path / "key", tmp_path / "seals"
    key.write_bytes(base64.b64encode(KEY))
    key.chmod(0o600)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tomasz.wierzbicki.txt").write_text(TEXT, encoding="utf-8")
    for source, target in (("in", "out"), ("out", "again")):
        options = RedactOptions(
            (str(tmp_path / source),), tmp_path / target, into_folder=True, key_file=key, seals=seals
        )
        assert run_redact(POLICY, options) == 0
    (written,) = (tmp_path / "out").iterdir()
    assert "omasz" not in written.name + written.read_text(encoding="utf-8") + seals.read_text("ascii")
    assert (tmp_path / "again" / written.name).read_bytes() == written.read_bytes()


@pytest.mark.parametrize(
    "content", [pytest.param(b"hello\n", id="other text"), pytest.param(b"\xff\xfe", id="no text")]
)
def test_what_is_no_file_of_seals_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "seals"
    path.write_bytes(content)
    with pytest.raises(SealsError):
        read_seals(path)


def test_no_file_has_no_seals(tmp_path: Path) -> None:
    assert read_seals(tmp_path / "none") == frozenset()
