"""Rewriting: a stand-in stands in the encoding of its place; nothing else moves."""

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.span import Span
from scrub.formats.text import edited
from scrub.rewrite import edits_of, values_of


def put(_span: Span, value: str) -> str:
    return f'<"{value[::-1]}">'


def test_a_plain_span_is_replaced() -> None:
    text = "I am Ada."
    spans = [Span(5, 8, "PERSON", 1.0, "t")]
    assert edited(text, edits_of(text, spans, put)) == 'I am <"adA">.'


def test_a_stand_in_in_json_is_escaped() -> None:
    text = json.dumps({"name": "Ada Zoë"})
    start = text.index("Ada")
    span = Span(start, len(text) - 2, "PERSON", 1.0, "t", ("json",))
    assert json.loads(edited(text, edits_of(text, [span], put))) == {"name": '<"ëoZ adA">'}


def test_a_stand_in_in_a_query_is_quoted() -> None:
    value = quote("jane@acme.io", safe="")
    text = f"?mail={value}&x=1"
    span = Span(6, 6 + len(value), "EMAIL_ADDRESS", 1.0, "t", ("percent",))
    assert (
        edited(text, edits_of(text, [span], put)) == f"?mail={quote(put(span, 'jane@acme.io'), safe='')}&x=1"
    )


def test_a_payload_is_decoded_edited_and_encoded_again() -> None:
    piece = base64.b64encode(b"jane:hunter2").decode()
    text = f"Basic {piece}"
    inner = (Span(0, 4, "USERNAME", 1.0, "t"), Span(5, 12, "PASSWORD", 1.0, "t"))
    span = Span(6, len(text), "PASSWORD", 1.0, "t", ("base64",), inner)
    done = edited(text, edits_of(text, [span], put))
    assert base64.b64decode(done.removeprefix("Basic ")) == b'<"enaj">:<"2retnuh">'


def test_values_are_the_decoded_ones() -> None:
    piece = base64.b64encode(b"jane:hunter2").decode()
    inner = (Span(5, 12, "PASSWORD", 1.0, "t"),)
    spans = [Span(0, len(piece), "PASSWORD", 1.0, "t", ("base64",), inner)]
    assert [value for _, value in values_of(piece, spans)] == ["hunter2"]


@given(st.text(max_size=60), st.lists(st.integers(0, 59), min_size=2, max_size=8, unique=True))
def test_text_outside_the_spans_is_untouched(text: str, cuts: list[int]) -> None:
    places = sorted(cut for cut in cuts if cut < len(text))
    spans = [
        Span(start, end, "PERSON", 1.0, "t") for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    done = edited(text, edits_of(text, spans, lambda _span, value: "\0" * len(value)))
    assert len(done) == len(text)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert all(done[place] == ("\0" if place in covered else text[place]) for place in range(len(text)))


@pytest.mark.parametrize("value", ["", "plain", 'quo"te\\', "line\nend", "né 😀"])
def test_values_of_plain_spans_are_their_text(value: str) -> None:
    text = f"a{value}b"
    (found,) = values_of(text, [Span(0, len(text), "PERSON", 1.0, "t")])
    assert found[1] == text
