"""JSON as text: edits touch what they name and nothing else; pointers; arrays in any chunks; outlines."""

import json
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.errors import FormatError
from scrub.formats.document import parse
from scrub.formats.jsontext import escape, pointers, splice, split_array, strings_at, unescape
from scrub.formats.outline import Outline
from scrub.formats.record import Edit
from scrub.formats.text import edited
from tests.json_documents import documents, plain, scalars, strings, with_scalars, written

randoms = st.integers(0, 2**32).map(Random)
# Surrogates are left out: what they join with is not a matter of JSON.
replacements = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Disjoint edits of a text, in order."""
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    return [Edit(start, end, draw(replacements)) for start, end in list(pairwise(ends))[::2]]


@given(documents, randoms)
def test_without_edits_a_document_stays_as_it_is_written(document: Any, random: Random) -> None:
    raw = written(document, random)
    assert splice(raw, {}) == raw
    assert splice(raw, {place: [] for place in range(20)}) == raw


@given(documents, randoms, st.data())
def test_an_edit_does_to_the_text_what_it_does_to_the_document(
    document: Any, random: Random, data: st.DataObject
) -> None:
    raw = written(document, random)
    edits: dict[int, list[Edit]] = {}
    texts = []
    for place, (_, text, is_number) in enumerate(scalars(document)):
        if is_number:
            if data.draw(st.booleans()):
                edits[place] = [Edit(0, len(text), "42")]
        else:
            edits[place] = data.draw(edits_of(text))
        texts.append(edited(text, edits.get(place, [])))
    after = parse(splice(raw, edits))
    assert plain(after) == plain(with_scalars(document, iter(texts)))


@given(documents, randoms, st.data())
def test_an_edit_leaves_all_other_bytes(document: Any, random: Random, data: st.DataObject) -> None:
    raw = written(document, random)
    found = [place for place, (_, _, is_number) in enumerate(scalars(document)) if not is_number]
    if not found:
        return
    place = data.draw(st.sampled_from(found))
    start, end = strings_at(raw, [place])[place]
    text = unescape(raw[start:end])
    changed = splice(raw, {place: [Edit(0, len(text), "X")]} if text else {})
    assert changed == (raw[:start] + "X" + raw[end:] if text else raw)


@given(documents, randoms)
def test_pointers_are_those_of_a_walk(document: Any, random: Random) -> None:
    expected = dict(enumerate(pointer for pointer, _, _ in scalars(document)))
    assert pointers(written(document, random), list(expected)) == expected


@given(strings, st.booleans())
def test_what_is_escaped_comes_back(text: str, ascii_only: bool) -> None:
    raw = escape(text, ascii_only=ascii_only)
    joined = text.encode("utf-16-le", "surrogatepass")
    assert str(json.loads(f'"{raw}"')).encode("utf-16-le", "surrogatepass") == joined
    assert unescape(raw).encode("utf-16-le", "surrogatepass") == joined
    assert raw.isascii() or not ascii_only


@pytest.mark.parametrize(
    "raw, edits, expected",
    [
        pytest.param(
            r'["caf\u00e9 Jane"]', {0: [Edit(5, 9, "Zoë")]}, r'["caf\u00e9 Zo\u00eb"]', id="ascii-stays-ascii"
        ),
        pytest.param('["café Jane"]', {0: [Edit(5, 9, "Zoë")]}, '["café Zoë"]', id="letters-stay-letters"),
        pytest.param(
            r'["\ud83d\udc69 Jane"]', {0: [Edit(2, 6, "X")]}, r'["\ud83d\udc69 X"]', id="pair-is-one"
        ),
        pytest.param(r'["\ud83d Jane"]', {0: [Edit(2, 6, "X")]}, r'["\ud83d X"]', id="lone-surrogate"),
        pytest.param(r'["a\\\"b Jane"]', {0: [Edit(5, 9, 'q"')]}, r'["a\\\"b q\""]', id="quotes"),
        pytest.param(r'["\/tmp\/Jane"]', {0: [Edit(5, 9, "X")]}, r'["\/tmp\/X"]', id="escaped-slash"),
        pytest.param(r'["\u0000Jane"]', {0: [Edit(1, 5, "X")]}, r'["\u0000X"]', id="nul"),
        pytest.param(
            '{"a": 1.0, "b":1e5}', {0: [Edit(0, 1, "k")]}, '{"k": 1.0, "b":1e5}', id="literals-stay"
        ),
        pytest.param(
            "[12345678901234567890, 7]",
            {1: [Edit(0, 1, "8")]},
            "[12345678901234567890, 8]",
            id="long-integer",
        ),
        pytest.param('{"a":"x","a":"Jane"}', {3: [Edit(0, 4, "X")]}, '{"a":"x","a":"X"}', id="repeated-name"),
        pytest.param(
            '{\r\n\t"a" :\r\n"Jane"\r\n}',
            {1: [Edit(0, 4, "X")]},
            '{\r\n\t"a" :\r\n"X"\r\n}',
            id="indentation",
        ),
    ],
)
def test_what_is_not_edited_keeps_its_form(raw: str, edits: dict[int, list[Edit]], expected: str) -> None:
    assert splice(raw, edits) == expected


def test_a_hundred_levels_are_nothing() -> None:
    raw = '{"a":[' * 100 + '"Jane"' + "]}" * 100
    assert pointers(raw, [100]) == {100: "/a/0" * 100}
    assert splice(raw, {100: [Edit(0, 4, "X")]}) == raw.replace("Jane", "X")


def test_pointers_that_would_fill_the_memory_are_not_made() -> None:
    raw = json.dumps({"k" * 100_000: ["Ada"] * 10_000})
    assert len(pointers(raw, [1, 2])[2]) == 100_003
    with pytest.raises(FormatError, match="names of members so long"):
        pointers(raw, range(1, 10_001))


def test_a_string_of_escapes_needs_no_stack() -> None:
    raw = '["' + r"\n" * 500_000 + 'Jane"]'
    assert splice(raw, {0: [Edit(500_000, 500_004, "X")]}) == raw.replace("Jane", "X")


@pytest.mark.parametrize(
    "filler", ["x", "é", "\n", "👩", "x\\"], ids=["plain", "letter", "escape", "pair", "mixed"]
)
@pytest.mark.parametrize("times", [255, 256, 257, 65_536, 70_000])
def test_an_edit_far_into_a_string_lands_where_it_should(filler: str, times: int) -> None:
    text = filler * times + "Jane" + filler * times
    start = len(filler) * times
    after = splice(json.dumps([text]), {0: [Edit(start - 1, start, "|"), Edit(start, start + 4, "X")]})
    assert json.loads(after) == [text[: start - 1] + "|X" + text[start + 4 :]]


@given(st.lists(documents, max_size=5), randoms, st.data())
def test_an_array_is_split_alike_in_any_chunks(items: list[Any], random: Random, data: st.DataObject) -> None:
    raw = (written(items, random) + "\n").encode("utf-8", "surrogatepass")
    size = data.draw(st.integers(1, 40))
    chunks = (raw[at : at + size] for at in range(0, len(raw), size))
    parts = list(split_array(chunks))
    assert b"".join(part for _, part in parts) == raw
    assert [plain(parse(part)) for is_element, part in parts if is_element] == [plain(item) for item in items]


@pytest.mark.parametrize(
    "data, message",
    [
        pytest.param(b'[{"a": 1}, {"a"', "cut off", id="cut-in-an-element"),
        pytest.param(b'["Jane', "cut off", id="cut-in-a-string"),
        pytest.param(b"[1, 2", "cut off", id="cut-in-the-array"),
        pytest.param(b"[1] Jane", "text follows", id="more-after-it"),
        pytest.param(b"[1}", "wrong bracket", id="wrong-bracket"),
        pytest.param(b'{"a": 1}', "not a JSON array", id="object"),
        pytest.param(b"", "not a JSON array", id="nothing"),
    ],
)
def test_an_array_that_is_none_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        list(split_array(iter([data])))


@pytest.mark.parametrize(
    "raw, message",
    [
        pytest.param('{"a": }', "invalid JSON at character", id="no-value"),
        pytest.param('["a\nb"]', "invalid JSON at character", id="raw-line-end"),
        pytest.param('{"a": "Jane', "invalid JSON at character", id="cut-off"),
        pytest.param("[" * 100_000, "nested too deeply", id="too-deep"),
        pytest.param(b'["\xff"]', "invalid UTF-8 at byte 2", id="no-utf-8"),
    ],
)
def test_what_is_no_json_is_refused_without_quoting_it(raw: str | bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        parse(raw)
    assert "Jane" not in str(caught.value)


@given(documents, randoms, st.floats(0, 1))
def test_an_outline_can_be_taken_of_any_beginning(document: Any, random: Random, share: float) -> None:
    raw = written(document, random)
    whole, begun = Outline(raw), Outline(raw[: int(len(raw) * share)])
    seen = {pointer for pointer in ("/a", "/Jane Roe", "") if begun.has(pointer)}
    assert all(whole.has(pointer) for pointer in seen)
    assert whole.opening == (raw.lstrip()[:1] if raw.lstrip()[:1] in ("{", "[") else "")


@pytest.mark.parametrize(
    "text, seen, unseen",
    [
        pytest.param('{"a": {"b": [{"c": 1}]}}', ["/a", "/a/b/*/c"], ["/b", "/c"], id="document"),
        pytest.param('[{"a": 1}, {"b": [', ["/a", "/b"], ["/*/a"], id="elements-are-records"),
        pytest.param('{"a": 1}\n{"b": 2}\n', ["/a", "/b"], [], id="lines-are-records"),
        pytest.param('{"a": "\\"b\\": 1"}', ["/a"], ["/b"], id="names-in-strings-do-not-count"),
        pytest.param('{"a/b": 1}', ["/a/b"], [], id="names-as-they-are"),
        pytest.param("name: x", [], ["/name"], id="no-json"),
    ],
)
def test_an_outline_has_the_members_of_records(text: str, seen: list[str], unseen: list[str]) -> None:
    outline = Outline(text)
    assert [path for path in seen if not outline.has(path)] == []
    assert [path for path in unseen if outline.has(path)] == []
