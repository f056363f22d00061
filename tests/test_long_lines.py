"""Lines of 50 MB: read, scrubbed and written like any other; a longer string is withheld with its reason."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scrub.data import ScrubbedRecord
from scrub.files import Source
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import units_of

MAIL = "mara.okafor@quillpost.co.uk"
# Of 50 bytes.
SENTENCE = "the build went on and nobody had anything to say \n"
SIZE = 50_000_000


@pytest.mark.parametrize(
    "name, before, after",
    [
        pytest.param("one.jsonl", '{"n": 1.0, "text": "', '"}\n', id="json"),
        pytest.param("one.txt", "", "", id="text"),
    ],
)
def test_a_line_of_50_mb_is_scrubbed(tmp_path: Path, name: str, before: str, after: str) -> None:
    filling = SENTENCE.replace("\n", ".") * (SIZE // len(SENTENCE))
    path = tmp_path / name
    path.write_text(f"{before}{MAIL} {filling} {MAIL}{after}", encoding="utf-8")
    written = _written(path, Policy("patterns", names=None))
    assert MAIL.encode() not in written
    stand_in = written[len(before) :].split(b" ", 1)[0]
    expected = f"{before}{stand_in.decode()} {filling} {stand_in.decode()}{after}".encode()
    # A difference of such texts is not to be shown.
    is_same = written == expected
    assert is_same


def test_a_longer_string_is_withheld_and_the_next_line_is_not(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(json.dumps({"text": "x" * 2000}) + '\n{"text": "short"}\n', encoding="utf-8")
    (unit,) = units_of([Source(path, path.name)])
    policy = replace(Policy("patterns", names=None), segment_characters=1000)
    (file,) = scrub_unit(Scrubber(policy, key=bytes(32)), unit)  # type: ignore[arg-type]
    records = [part for part, _ in file.parts if isinstance(part, ScrubbedRecord)]
    assert [record.withheld for record in records] == [
        "a string of 2000 code points is over the policy's limit of 1000",
        None,
    ]


def _written(path: Path, policy: Policy) -> bytes:
    (unit,) = units_of([Source(path, path.name)])
    (file,) = scrub_unit(Scrubber(policy, key=bytes(32)), unit)  # type: ignore[arg-type]
    parts = [part for part, _ in file.parts]
    assert [part.withheld for part in parts if isinstance(part, ScrubbedRecord)] == [None]
    return b"".join(joined(parts))
