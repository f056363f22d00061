"""Every format, forced and mutated: redacted or withheld with a reason, no traceback, never the value."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrub.errors import ScrubError, UnexpectedError
from scrub.files import Source
from scrub.formats import FORMATS
from scrub.formats.record import Gap
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.report.places import located
from scrub.scrubber import Scrubber
from scrub.units import Unit, find_unit, format_of
from tests.native_files import ADA, NATIVE_FILES

# As one word: what a mutation joins to it is another.
_WHOLE: Final = re.compile(rb"(?<![\w.+-])" + re.escape(ADA).encode() + rb"(?![\w.+-])")
_TOKENS: Final = (
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\n", b"\r", b"\0", b"\xff", b"\xed\xa0\x80"),
    *(b"\\ud800", b"\\u0000", b"null", b"1e999", b"-0", b"12345678901234567890123", b"true", b"{}", b"[]"),
    *(b"NaN", b"[[[[[[[[", b"\xef\xbb\xbf", b'"data":', b'"type":"base64",', b'"media_type":7,', b"5e"),
    *(b'"signature":{"x":1},', b'"arguments":"{\\"a\\": "', b"data:text/plain;base64,", b"\xe2\x80\x8b"),
    *(b'"format":[],', b'"content":5,', b'"role":{},', ADA.encode(), b" ", b'"parts":[[]],', b"/**/"),
)
_VALUES: Final = (b"null", b"5", b"[]", b"{}", b'["x",{"y":"z"}]', b"true", b'"', b"1234567890", b"-1.5e3")


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    return Scrubber(replace(Policy.load(), deny={ADA: "EMAIL_ADDRESS"}), key=bytes(32), style="placeholder")


def _scrubbed(scrubber: Scrubber, path: Path, forced: str | None = None) -> bytes:
    """What is written of a file, b"" where it is refused."""
    source = Source(path, path.name)
    out = io.BytesIO()
    try:
        unit = Unit(((source, format_of(source, forced)),))
        for file in scrub_unit(scrubber, unit):
            parts = [part for part, _ in file.parts]
            file.format.writer(out, joined(parts))
            for part in parts:
                if not isinstance(part, Gap) and part.withheld is not None:
                    assert part.payload is None
                    assert ADA not in part.withheld
                    assert "unexpectedly" not in part.withheld
        for source, record, found in find_unit(scrubber, unit):
            if not isinstance(found, str):
                assert all(place.value for place in located(source, record, found))
    except UnexpectedError:
        raise
    except ScrubError as error:
        assert ADA not in str(error).replace(path.name, "")
        return b""
    return out.getvalue()


@st.composite
def _mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from(sorted(NATIVE_FILES)))
    data = NATIVE_FILES[name][1]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.integers(0, 4)):
            case 0:
                data = data[:at] + draw(st.sampled_from(_TOKENS)) + data[at:]
            case 1:
                data = data[:at] + data[at + draw(st.sampled_from((1, 5, 40))) :]
            case 2:
                data = data[:at] + data[at : at + draw(st.sampled_from((3, 30, 300)))] + data[at:]
            case 3:
                data = data[:at]
            case _:
                member = re.compile(rb'": ?"[^"\\]*"').search(data, at)
                if member:
                    data = data[: member.start() + 2] + draw(st.sampled_from(_VALUES)) + data[member.end() :]
    return name, data or b" "


@settings(max_examples=300)
@given(_mutated())
def test_what_is_mutated_is_redacted_or_withheld(
    scrubber: Scrubber, tmp_path_factory: pytest.TempPathFactory, mutated: tuple[str, bytes]
) -> None:
    name, data = mutated
    path = tmp_path_factory.mktemp("mutated") / Path(name).name
    path.write_bytes(data)
    assert not _WHOLE.search(_scrubbed(scrubber, path))


@pytest.mark.parametrize("name", sorted(NATIVE_FILES))
def test_a_forced_format_writes_what_the_recognised_one_does(
    scrubber: Scrubber, tmp_path: Path, name: str
) -> None:
    form, data = NATIVE_FILES[name]
    path = tmp_path / Path(name).name
    path.write_bytes(data)
    written = _scrubbed(scrubber, path, form)
    assert ADA.encode() not in written
    assert len(written) > len(data) / 4
    (tmp_path / "unnamed").write_bytes(data)
    assert _scrubbed(scrubber, tmp_path / "unnamed", form) == written


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(f"Ask {ADA}, please.\n".encode(), id="prose"),
        pytest.param(json.dumps([ADA, {"a": [ADA, 5, None]}]).encode(), id="array"),
        pytest.param(f'{{"a": "{ADA}"}}\n7\n"{ADA}"\n'.encode(), id="lines"),
        pytest.param(f"\xff\xfe\x00{ADA}".encode("latin-1"), id="binary"),
    ],
)
def test_a_wrong_format_forced_leaks_nothing(
    scrubber: Scrubber, tmp_path: Path, form: str, data: bytes
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert ADA.encode() not in _scrubbed(scrubber, path, form)
