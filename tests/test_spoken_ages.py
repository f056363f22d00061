"""Ages in words are found where a sentence gives them to somebody; other counts are left alone."""

import pytest

from recognizers.dates.spoken_ages import SpokenAgeFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([SpokenAgeFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("She left, I was «forty-four».", id="speaker"),
        pytest.param("I was then «fifty-eight». My son", id="then"),
        pytest.param("she's nearly «ninety», bless her", id="nearly"),
        pytest.param("by Toby Marchetti, aged «twenty-six».", id="aged"),
        pytest.param("he turned «seven» on Sunday", id="turned"),
        pytest.param("my wife (Ros, «sixty-one», early onset)", id="behind a name"),
        pytest.param("pick up Lars (nearly «eight») and", id="in brackets"),
        pytest.param("my nephew Lars («eight») and", id="of a relative"),
        pytest.param("celebrates his «ninth» birthday", id="birthday"),
        pytest.param("la niña es Aitana Poveda, «ocho años», 3ºB", id="Spanish, behind a name"),
        pytest.param("mi madre, con alzhéimer, «noventa y un años», y yo", id="Spanish, of a relative"),
        pytest.param("mi hijo tiene «veintidós años»", id="Spanish"),
        pytest.param("une femme de «quarante-six ans»", id="French"),
        pytest.param("elle a «quatre-vingt-douze ans»", id="French, scores"),
        pytest.param("che ha «due anni e mezzo». Poi", id="Italian"),
        pytest.param("Sergio ha «settantuno anni» e", id="Italian, in one word"),
        pytest.param("posso recorrer? tem «doze anos»", id="Portuguese"),
        pytest.param("sie ist «zweiundvierzig Jahre alt» und", id="German"),
        pytest.param("hij is «zesenveertig jaar oud»", id="Dutch"),
        pytest.param("hon fyller «femtiotvå år» i", id="Swedish"),
        pytest.param("córka ma «siedem lat», syn", id="Polish"),
        pytest.param("ей «семьдесят два года», живёт", id="Russian"),
        pytest.param("neneknya berusia «tujuh puluh dua tahun»", id="Indonesian"),
        pytest.param("عمره «سبع سنوات»، رقم", id="Arabic"),
    ],
)
def test_ages_in_words_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I am one of three. She is ten minutes late.", id="counts"),
        pytest.param("I'm six feet tall, he was two days late", id="measures"),
        pytest.param("it has been ten years; it turns two and more", id="things"),
        pytest.param("tres de los libros (dos) y el contrato, diez años, caduca", id="a contract"),
        pytest.param("tiene ocho años de experiencia", id="experience"),
        pytest.param("hace ocho años, dopo due anni, seit zehn Jahren", id="durations"),
        pytest.param("il a dix ans d'expérience", id="experience in French"),
        pytest.param("the third birthday of the company", id="a company"),
        pytest.param("pass two arguments (one, two) to it", id="arguments"),
    ],
)
def test_other_counts_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
