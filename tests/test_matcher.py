"""The matcher: same finds as asking every finder about the whole text, on any text."""

import pickle
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.errors import RecognizerError, RuleError
from recognizers.matching.matcher import Matcher
from recognizers.rule import Rule
from recognizers.span import Span


def rule(**changes: object) -> Rule:
    table = {
        "id": "test",
        "entity_type": "API_KEY",
        "description": "A test.",
        "regex": r"(?<![A-Za-z])key_[0-9]{4}(?![0-9])",
        "score": 0.9,
        "keywords": ("key_",),
        "placeholders": False,
    }
    return Rule(**{**table, **changes})  # type: ignore[arg-type]


def places(matcher: Matcher, text: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in matcher.find(text)]


@given(
    st.lists(st.sampled_from(["key_", "1234", "é", "𝕏", "a", " ", "\ud800", "KEY_1234", "\x00"]), max_size=30)
)
def test_finds_what_the_regex_finds_on_the_whole_text(parts: list[str]) -> None:
    text = "".join(parts)
    expected = [match.span() for match in re.finditer(rule().regex, text)]
    assert places(Matcher([rule()]), text) == expected


@pytest.mark.parametrize("padding", ["", "é", "日本", "😀", "\ud83d", "a" * 1000])
def test_offsets_are_code_points(padding: str) -> None:
    text = f"{padding} key_1234"
    assert places(Matcher([rule()]), text) == [(len(padding) + 1, len(padding) + 9)]


def test_a_find_longer_than_the_window_is_followed_to_its_end() -> None:
    long = rule(regex=r"key_\w+", after=8)
    assert places(Matcher([long]), "key_" + "x" * 500 + " end") == [(0, 504)]


def test_a_find_may_begin_before_its_keyword() -> None:
    mail = rule(regex=r"\w{1,20}@\w{1,20}", keywords=("@",), before=20)
    assert places(Matcher([mail]), "x jane@acme y@z") == [(2, 11), (12, 15)]


def test_triggers_open_windows() -> None:
    ssn = rule(regex=r"\b\d{3}-\d{2}-\d{4}\b", keywords=(), triggers=(r"\d{3}-\d{2}-\d{4}",), before=11)
    assert places(Matcher([ssn]), "né 123-45-6789 ok") == [(3, 14)]


def test_keywords_of_other_scripts_match_in_any_case() -> None:
    russian = rule(regex=r"(?i)пароль: \w+", keywords=("пароль",))
    assert places(Matcher([russian]), "ПАРОЛЬ: abc") == [(0, 11)]


def test_many_hits_of_one_find_ask_its_finder_once() -> None:
    calls = []

    class Counting:
        id = "counting"
        entity_types = frozenset({"API_KEY"})
        keywords = ("ab",)
        triggers = ()
        before = None
        after = 10

        def search(self, text: str, start: int, end: int) -> Iterator[Span]:
            calls.append(start)
            yield Span(start, len(text), "API_KEY", 1.0, self.id)

    Matcher([Counting()]).find("ab" * 10_000)
    # One find, whose window is doubled until it is seen whole.
    assert set(calls) == {0}


def test_a_failing_finder_names_itself_and_the_place_but_not_the_text() -> None:
    class Failing:
        id = "failing"
        entity_types = frozenset({"API_KEY"})
        keywords = ("canary",)
        triggers = ()
        before = None
        after = 10

        def search(self, text: str, start: int, end: int) -> Iterator[Span]:
            raise ValueError(text)

    with pytest.raises(RecognizerError) as caught:
        Matcher([Failing()]).find("canary-4711")
    assert str(caught.value) == "failing failed with ValueError between code points 0 and 11"
    assert caught.value.__cause__ is None


def test_a_trigger_that_hyperscan_refuses_is_a_rule_error() -> None:
    with pytest.raises(RuleError):
        Matcher([rule(keywords=(), triggers=("(?=a)",), before=1)]).find("a")


def test_pickles_and_finds_the_same() -> None:
    matcher = Matcher([rule()])
    matcher.find("key_1234")
    assert places(pickle.loads(pickle.dumps(matcher)), "key_1234") == [(0, 8)]


@pytest.mark.parametrize("reach", [None, 12])
def test_what_finders_read_grows_with_the_text(reach: int | None) -> None:
    read: list[int] = []

    class Counting:
        id = "counting"
        entity_types = frozenset({"API_KEY"})
        keywords = ("key_",)
        triggers = ()
        before = reach
        after = 40

        def search(self, text: str, start: int, end: int) -> Iterator[Span]:
            read.append(end - start)
            for match in re.compile(r"key_[0-9]{4}").finditer(text, start, end):
                yield Span(match.start(), match.end(), "API_KEY", 1.0, self.id)
                if reach is None:
                    return

    matcher = Matcher([Counting()])
    totals = []
    for count in (100, 200, 400):
        read.clear()
        assert len(matcher.find("key_1234 " * count)) == count
        totals.append(sum(read))
    assert totals[1] <= 2.2 * totals[0]
    assert totals[2] <= 2.2 * totals[1]
