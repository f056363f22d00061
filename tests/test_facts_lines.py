"""A line of facts is one object that says each thing once, however it is written."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.errors import FormatError
from scrub.facts.tables import read_rows

KEYS = st.sampled_from(["account_id", "plan", 'a"b', "x:y", ""])
TEXTS = st.sampled_from(['"plan": 1', "\\", '"', "", "é", "pro"]) | st.text()
VALUES: st.SearchStrategy[Any] = (
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
CELLS = VALUES | st.lists(VALUES, max_size=2) | st.dictionaries(KEYS, VALUES, max_size=2)


def rows_of(content: bytes) -> list[Any]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "accounts.jsonl"
        path.write_bytes(content)
        return [row for _, row in read_rows(path, "accounts", ["account_id", "plan"])]


@given(st.lists(st.tuples(KEYS, CELLS), max_size=5), st.sampled_from(["", " ", "\t"]), st.booleans())
def test_a_key_that_is_there_twice_is_an_error_and_all_else_is_read(
    pairs: list[tuple[str, Any]], space: str, is_ascii: bool
) -> None:
    members = [
        f"{json.dumps(key, ensure_ascii=is_ascii)}{space}:{space}{json.dumps(value, ensure_ascii=is_ascii)}"
        for key, value in pairs
    ]
    content = ("{" + f",{space}".join(members) + "}\n").encode("utf-8", "surrogatepass")
    if len(dict(pairs)) < len(pairs):
        with pytest.raises(FormatError, match="distinct keys"):
            rows_of(content)
    else:
        (row,) = rows_of(content)
        assert row == dict(pairs)
        assert list(map(type, row.values())) == [type(value) for _, value in pairs]
