"""Edits of JSON in a string leave JSON in it."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.data import Edit
from scrub.formats.text import edited
from scrub.nested import kept_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab"\\\n\u00e9\U0001f600/ ', max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='k"\\', max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        pytest.param('{"a": "b"}', [Edit(7, 8, "X")], '{"a": "X"}', id="as it is"),
        pytest.param('{"a": 12}', [Edit(6, 8, "<N>")], '{"a": "<N>"}', id="a number"),
        pytest.param('{"a": 12}', [Edit(6, 8, "")], '{"a": ""}', id="a number that is removed"),
        pytest.param('{"a": 12}', [Edit(6, 8, "34")], '{"a": 34}', id="a number for a number"),
        pytest.param('{"a": 123}', [Edit(6, 7, "<N>")], '{"a": "<N>"}', id="the beginning of a number"),
        pytest.param('["b\\"c"]', [Edit(4, 5, "X")], '["bXc"]', id="half of an escape"),
        pytest.param('["\\u00e9f"]', [Edit(4, 8, "X")], '["Xf"]', id="the rest of an escape"),
        pytest.param('["a", "b"]', [Edit(1, 8, "X")], '["X", ""]', id="over two strings"),
        pytest.param('["ab"]', [Edit(2, 4, 'X"')], '["X\\""]', id="a quote"),
        pytest.param('{"a": "b"', [Edit(7, 8, '"')], '{"a": """', id="no JSON before"),
        pytest.param('say "b"', [Edit(5, 6, '"')], 'say """', id="no JSON at all"),
    ],
)
def test_edits_are_widened(text: str, edits: list[Edit], expected: str) -> None:
    assert edited(text, kept_json(text, edits)) == expected


@given(VALUES, st.data())
def test_json_stays_json(value: object, data: st.DataObject) -> None:
    text = json.dumps([value], ensure_ascii=data.draw(st.booleans()))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    made = data.draw(
        st.lists(st.sampled_from(["", "X", '"', "\\", "\n", "<N>", "7"]), min_size=3, max_size=3)
    )
    edits = [Edit(start, end, new) for start, end, new in zip(cuts[::2], cuts[1::2], made, strict=False)]
    kept = kept_json(text, edits)
    json.loads(edited(text, kept))
    assert all(before.end <= after.start for before, after in pairwise(kept))
    # No letter or digit within the strings and values of what was to be edited is left.
    covered = {at for edit in kept for at in range(edit.start, edit.end)}
    assert all(
        at in covered or text[at] in '{}[]:,"\\ ' for edit in edits for at in range(edit.start, edit.end)
    )
