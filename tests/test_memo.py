"""The memo gives back what was kept, and never keeps more than it may."""

from recognizers.matching.memo import Memo


def test_what_was_kept_is_given_back() -> None:
    memo: Memo[int] = Memo(10)
    memo.keep("abc", 1)
    assert (memo.get("abc"), memo.get("abd")) == (1, None)


def test_what_is_too_long_is_not_kept_and_pushes_nothing_out() -> None:
    memo: Memo[int] = Memo(10)
    memo.keep("abc", 1)
    memo.keep("x" * 11, 2)
    memo.keep("y" * 6, 3, more=5)
    assert [memo.get(text) for text in ("abc", "x" * 11, "y" * 6)] == [1, None, None]


def test_all_is_forgotten_when_it_becomes_too_much() -> None:
    memo: Memo[int] = Memo(10)
    memo.keep("a" * 6, 1)
    memo.keep("b" * 6, 2)
    assert [memo.get(text) for text in ("a" * 6, "b" * 6)] == [None, 2]
    memo.keep("c" * 4, 3)
    assert [memo.get(text) for text in ("b" * 6, "c" * 4)] == [2, 3]
