"""Where two sequences differ: the same is said to be so, the rest stands for each other; in linear time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.report.alignment import differing

items = st.lists(st.sampled_from("abc \n"), max_size=12)


@given(items, items)
def test_the_one_becomes_the_other_by_what_differs(before: list[str], after: list[str]) -> None:
    made: list[str] = []
    last = there = 0
    for was, now in differing(before, after):
        assert before[last : was.start] == after[there : now.start]
        assert before[was] != after[now]
        made += before[last : was.start] + after[now]
        last, there = was.stop, now.stop
    assert made + before[last:] == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("\n\nx\n\n", "\n\ny\n\n", [("x", "y")], id="among blanks"),
        pytest.param("a key of lines b", "a - b", [("key of lines", "-")], id="of another length"),
        pytest.param("x b x c", "y b y c", [("x", "y"), ("x", "y")], id="twice"),
        pytest.param("a b", "a b", [], id="nothing"),
    ],
)
def test_what_differs(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    words, others = before.split(" "), after.split(" ")
    if "\n" in before:
        words, others = list(before), list(after)
    between = "" if "\n" in before else " "
    assert [
        (between.join(words[was]), between.join(others[now])) for was, now in differing(words, others)
    ] == expected


class _Word(str):
    """A word that counts with how many it is compared."""

    compared = 0
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        type(self).compared += 1
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        type(self).compared += 1
        return str.__ne__(self, other)

    __hash__ = str.__hash__


@pytest.mark.parametrize("line", ["a b c x", "  x", "x"])
def test_words_that_repeat_are_not_compared_with_each_other(
    monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(_Word, "compared", 0)
    before = [_Word(letter) for letter in line * 200]
    after = [_Word(letter) for letter in line.replace("x", "yy") * 200]
    assert list(differing(before, after))
    assert _Word.compared < 20 * len(before)
