"""Triggers taken apart: what stands for a trigger is found wherever the trigger is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.catalogue import load_rules
from recognizers.matching.leads import Test as Around
from recognizers.matching.leads import has_shape, leads_to_digit, reach_of, split_trigger
from recognizers.matching.matcher import Matcher
from recognizers.rule import Rule

_WORDS = r"(?i)(?:^|[^A-Za-z])(?:tax[ _-]?no|tin|\bnr|d\.n\.i)[^0-9\n]{0,9}[0-9]"


def test_words_and_tests_say_all_that_a_list_of_words_says() -> None:
    leads, rest = split_trigger(_WORDS)
    found = {word: (lead.short, lead.test.tail) for lead in leads for word in lead.words}
    tail = r"[^0-9\n]{0,9}[0-9]"
    assert found == {
        b"tax no": (False, tail),
        b"tax_no": (False, tail),
        b"tax-no": (False, tail),
        b"taxno": (False, tail),
        b"tin": (True, tail),
        b"nr": (True, tail),
        b"d.n.i": (False, tail),
    }
    assert rest == ""


@pytest.mark.parametrize(
    ("trigger", "words", "rest"),
    [
        pytest.param(r"(?:AB|CDE)-?[0-9]", {b"AB", b"CDE"}, "", id="short capitals may stand anywhere"),
        pytest.param(r"(?i)(?:fax|phone) ?[0-9]", {b"phone"}, r"(?i)(?:fax) ?[0-9]", id="too short a word"),
        pytest.param(r"(?:user|agent):[0-9]", {b"user:", b"agent:"}, "", id="a literal behind goes along"),
        pytest.param(r"(?:a[0-9]+b|street) [0-9]", {b"street "}, r"(?:a[0-9]+b) [0-9]", id="no literal"),
        pytest.param(r"(?:street|road)+[0-9]", set(), r"(?:street|road)+[0-9]", id="a repeated group"),
        pytest.param(r"(?:street|road).*[0-9]", set(), r"(?:street|road).*[0-9]", id="an endless tail"),
        pytest.param(r"[0-9]{3}-[0-9]{4}", set(), r"[0-9]{3}-[0-9]{4}", id="no list of words"),
    ],
)
def test_what_is_no_literal_stays_an_expression(trigger: str, words: set[bytes], rest: str) -> None:
    leads, left = split_trigger(trigger)
    assert ({word for lead in leads for word in lead.words}, left) == (words, rest)


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        pytest.param(r"[0-9]{3}-[0-9]{2}-[0-9]{4}", True, id="digits"),
        pytest.param(r"[0-9]{3}--[0-9]{4}", False, id="two separators"),
        pytest.param(r"[0-9]{3}(?:-|\.)?[0-9]{4}", True, id="a separator that may be missing"),
        pytest.param(r"[0-9]{0,9}-[0-9]{6}", False, id="too few digits for certain"),
        pytest.param(r"[A-Z]{2} ?[0-9]{2}", True, id="capital and digit"),
        pytest.param(r"[A-Z]{2}[a-z]?[0-9]{2}", False, id="what may stand between"),
        pytest.param(r"[A-Z0-9]{4}-[A-Z0-9]{4}", False, id="either of them"),
        pytest.param(r"^[0-9]{9}", False, id="an anchor"),
        pytest.param(r"[0-9]{70}", False, id="too long"),
    ],
)
def test_a_shape_is_seen_where_every_match_has_it(trigger: str, expected: bool) -> None:
    assert has_shape(trigger) is expected


@pytest.mark.parametrize(
    ("tail", "reach", "to_digit"),
    [
        pytest.param(r"[^0-9\n]{0,20}[0-9]", 21, True, id="anything but a digit"),
        pytest.param(r" ?(?:no|number)?[0-9]{2}", 9, True, id="words"),
        pytest.param(r"[^\n]{0,4}[0-9]", 5, False, id="perhaps a digit before"),
        pytest.param(r"[ :][A-Z]", 2, False, id="no digit"),
    ],
)
def test_tails(tail: str, reach: int, to_digit: bool) -> None:
    assert (reach_of(tail), leads_to_digit(tail)) == (reach, to_digit)


def _rule(trigger: str, regex: str) -> Rule:
    return Rule(
        "test", "ID_NUMBER", "A test.", regex, 0.9, triggers=(trigger,), before=24, placeholders=False
    )


_TRIGGERS = {
    _WORDS: r"(?i)(?<![A-Za-z])(?:tax[ _-]?no|tin|(?<!\w)nr|d\.n\.i)[^0-9\n]{0,9}[0-9]",
    r"(?:AB|Cde)-?[0-9]": r"(?:AB|Cde)-?[0-9]",
    r"[0-9]{3}-[0-9]{4}": r"[0-9]{3}-[0-9]{4}",
    r"[A-Z]-[0-9]{2}": r"[A-Z]-[0-9]{2}",
}
_PIECES = (
    "tax no",
    "TIN",
    "nr",
    "d.n.i",
    "AB",
    "ab",
    "Cde",
    "-",
    " ",
    "é",
    "\n",
    "1",
    "234",
    "5678",
    "x",
    "_",
)


@given(st.sampled_from(sorted(_TRIGGERS)), st.lists(st.sampled_from(_PIECES), max_size=20))
def test_finds_what_the_regex_finds_on_the_whole_text(trigger: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    regex = _TRIGGERS[trigger]
    found = [(span.start, span.end) for span in Matcher([_rule(trigger, regex)]).find(text)]
    assert found == [match.span() for match in re.finditer(regex, text)]


def test_most_triggers_of_the_shipped_rules_need_no_run_of_their_own() -> None:
    triggers = {trigger for rule in load_rules() if rule.before is not None for trigger in rule.triggers}
    left = [rest for trigger in triggers if (rest := split_trigger(trigger)[1]) and not has_shape(rest)]
    assert len(left) < len(triggers) / 2


@pytest.mark.parametrize("text", [b"vs After", b"vs After:", b"vs After: x"])
def test_no_end_lies_behind_the_text(text: bytes) -> None:
    test = Around(cased=False, not_before=frozenset(), tail="[^a-z]{0,8}")
    at = text.index(b"After") + len(b"After")
    ends = test.ends(text, len(b"After"), at)
    assert (ends[0], max(ends) <= len(text)) == (at, True)
