"""Phrases of wallets are told by their words: twelve of the standard's list, or an announced half."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.secrets.seed_phrases import SeedPhraseFinder
from recognizers.wordfiles import word_file
from tests.marks import unmark

_MATCHER = Matcher((SeedPhraseFinder(),))
# Of every hundredth word of the list, so that no phrase stands here.
_WORDS = word_file("seed_words")["words"].split()[7::83]
_TWELVE = " ".join(_WORDS[:12])
_SIX = " ".join(_WORDS[12:18])


def _numbered(joint: str) -> str:
    return joint.join(f"{number}. {word}" for number, word in enumerate(_WORDS[:12], 1))


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(f"bitcoin, small: «{_TWELVE}»\nan address: bc1q", id="twelve"),
        pytest.param(f"told her: «{' '.join(_WORDS[:24])}». pin 5", id="twenty-four"),
        pytest.param(f"so far:\n\n«{_TWELVE} ?? {_WORDS[20]}»\n\nand then", id="one unread"),
        pytest.param("«" + _TWELVE.replace(" ", ", ") + "»", id="commas"),
        pytest.param(f"second half: «{_SIX}»", id="half"),
        pytest.param(f'"second half": "«{_SIX.replace(_WORDS[14], "widow")}»"', id="half with a slip"),
    ],
)
def test_phrases_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param(_TWELVE.replace(" ", "\n"), id="lines"),
        pytest.param(_numbered("\n"), id="numbered lines"),
        pytest.param(_numbered(" "), id="numbered"),
    ],
)
def test_phrases_of_several_lines_are_found(phrase: str) -> None:
    [found] = _MATCHER.find(f"written down:\n{phrase}\n")
    assert f"written down:\n{phrase}"[found.start : found.end] == phrase.removeprefix("1. ")


@pytest.mark.parametrize(
    "behind", [pytest.param("\n- safe code", id="item of a list"), pytest.param("\nsafe code\n", id="line")]
)
def test_what_stands_below_a_phrase_is_no_part_of_it(behind: str) -> None:
    [found] = _MATCHER.find(f"- seed: {_TWELVE}{behind}")
    assert found.end - found.start == len(_TWELVE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(_WORDS[:11]), id="eleven"),
        pytest.param("test " * 11 + "junk", id="phrase of manuals"),
        pytest.param("abandon " * 11 + "about", id="phrase of the standard"),
        pytest.param(f"half {_SIX}", id="half that is not announced"),
        pytest.param(
            " ".join(_WORDS[:6]) + " these words are never listed " + " ".join(_WORDS[6:12]), id="cut"
        ),
        pytest.param("the quick brown fox jumps over the lazy dog and then runs away again", id="prose"),
        pytest.param("second half: better than the first one was", id="talk of halves"),
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []


def test_the_list_is_the_standards() -> None:
    words = word_file("seed_words")["words"].split()
    assert len(set(words)) == 2048
    assert len({word[:4] for word in words}) == 2048
