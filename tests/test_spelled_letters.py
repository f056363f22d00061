"""Numbers and names spelled letter by letter, with words for the letters."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.numbers.spelled_letters import SpelledLettersFinder
from tests.marks import unmark

MATCHER = Matcher([SpelledLettersFinder()])


@pytest.mark.parametrize(
    "text, entity_type",
    [
        pytest.param("license plate: «Tango Oscar Lima, Juliett Hotel 412».", "VEHICLE_ID", id="plate"),
        pytest.param("my confirmation is «X-ray 7 Kilo 9 Quebec Zulu»", "ID_NUMBER", id="locator"),
        pytest.param("the code is «B as in Bravo, 7, K as in Kilo, 9, 2, T as in Tango»", "OTP", id="as in"),
        pytest.param("last name «H as in Henry, U, B as in boy, E, R», thanks", "PERSON", id="name"),
        pytest.param("surname «romeo oscar echo», r-o-e", "PERSON", id="name of three letters"),
        pytest.param("Nachname «H wie Heinrich, U wie Ulrich, B wie Berta»", "PERSON", id="German"),
        pytest.param("booking «kilo four seven romeo», please", "ID_NUMBER", id="digits in words"),
        pytest.param("it says «Sierra Papa 4 1 Zulu Kilo» here", "ID_NUMBER", id="nobody said of what"),
    ],
)
def test_found(text: str, entity_type: str) -> None:
    plain, [place] = unmark(text)
    (span,) = MATCHER.find(plain)
    assert (span.start, span.end, span.entity_type) == (*place, entity_type)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Alpha, Bravo, Charlie and Delta are the teams", id="the alphabet"),
        pytest.param("we stayed at a hotel, golf in Lima 3 days", id="prose"),
        pytest.param("Oscar, Mike are out", id="two people"),
        pytest.param("plan B for Monday, then home", id="a plan"),
        pytest.param("Delta 3, Echo 4", id="two things"),
    ],
)
def test_nothing(text: str) -> None:
    assert MATCHER.find(text) == []


def test_many_words_are_read_once() -> None:
    text = "order kilo four romeo " * 2000
    found = MATCHER.find(text)
    assert sum(span.end - span.start for span in found) <= len(text)
