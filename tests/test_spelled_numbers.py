"""Numbers said digit by digit, in many languages, and digits that stand apart."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.numbers.spelled import SpelledNumberFinder
from tests.marks import unmark

MATCHER = Matcher([SpelledNumberFinder()])


@pytest.mark.parametrize(
    "text, entity_type",
    [
        pytest.param(
            "Call me on «four one five, two seven eight, nine nine one four».", "PHONE_NUMBER", id="en"
        ),
        pytest.param(
            "my number's «oh seven seven double four nine one triple three five» if",
            "PHONE_NUMBER",
            id="double",
        ),
        pytest.param("Ruf an: «null eins sieben sechs fünf vier acht zwei»", "PHONE_NUMBER", id="de"),
        pytest.param("el código es «cuatro ocho dos nueve uno seis».", "OTP", id="es"),
        pytest.param("mon téléphone : «zéro six un deux neuf huit sept quatre»", "PHONE_NUMBER", id="fr"),
        pytest.param("conto «uno due nove tre quattro cinque otto sei»", "BANK_ACCOUNT", id="it"),
        pytest.param("meu código é «três oito dois nove»", "OTP", id="pt"),
        pytest.param("de code van het sleutelkastje is «vier nul negen een»", "OTP", id="nl"),
        pytest.param("it opens with my finger or «two two nine oh».", "OTP", id="nobody said of what"),
        pytest.param("пин-код «семь три девять один»", "OTP", id="ru"),
        pytest.param("the PIN is «forty-four seventeen», ok", "OTP", id="pairs in English"),
        pytest.param(
            "mon numéro : «zéro six, douze, trente-quatre, soixante et onze, quatre-vingt-dix-huit».",
            "PHONE_NUMBER",
            id="pairs in French",
        ),
        pytest.param(
            "meine Nummer: «null eins sieben eins, vierundvierzig null acht einundzwanzig siebzehn»",
            "PHONE_NUMBER",
            id="pairs in German",
        ),
        pytest.param("Der Code ist «siebenundachtzig zwölf».", "OTP", id="two words in German"),
        pytest.param("la clave es «cuarenta y cuatro diecisiete»", "OTP", id="pairs in Spanish"),
        pytest.param("a senha é «vinte e três quarenta e oito»", "OTP", id="pairs in Portuguese"),
        pytest.param("il codice è «ventotto trentuno»", "OTP", id="pairs in Italian"),
        pytest.param("de code is «vierenveertig zeventien»", "OTP", id="pairs in Dutch"),
        pytest.param(
            "my social is «five one seven, thirty eight, twenty two oh four»", "ID_NUMBER", id="pairs"
        ),
        pytest.param("IMEI «three five six nine three eight oh three»", "DEVICE_ID", id="oh"),
        pytest.param(
            "«four five three nine one four eight eight zero three four three six four six seven»",
            "CREDIT_CARD",
            id="a card by its check digit",
        ),
        pytest.param(
            "from «four eight dot two dot one four three dot eight seven» again", "IP_ADDRESS", id="IP"
        ),
        pytest.param(
            "die «neun eins punkt zwei punkt acht drei punkt fünf» antwortet", "IP_ADDRESS", id="IP-de"
        ),
        pytest.param("Card «4 5 3 9  1 4 8 8  0 3 4 3  6 4 6 7» expires", "CREDIT_CARD", id="apart"),
    ],
)
def test_found(text: str, entity_type: str) -> None:
    plain, [place] = unmark(text)
    (span,) = MATCHER.find(plain)
    assert (span.start, span.end, span.entity_type) == (*place, entity_type)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("phone me: one two three four five six seven eight nine", id="counted"),
        pytest.param("call nine eight seven six five four three", id="counted down"),
        pytest.param("one or two, three at most, four of them", id="prose"),
        pytest.param("the primes two, three, five, seven", id="going up"),
        pytest.param("board: 1 0 0 1 1 0 1 0 0 1", id="a matrix"),
        pytest.param("he called four one", id="short"),
        pytest.param("call me in twenty minutes or one hour", id="times"),
        pytest.param("I wrote the code back in nineteen eighty seven", id="a year"),
        pytest.param("she is thirty eight, he is forty one", id="ages"),
        pytest.param("twenty two thousand, thirty five hundred", id="sums"),
        pytest.param("ten eleven twelve thirteen", id="counted in tens"),
        pytest.param("version four dot two dot one", id="a version"),
        pytest.param("four four four dot two dot one dot six", id="no address"),
    ],
)
def test_nothing(text: str) -> None:
    assert MATCHER.find(text) == []


def test_many_words_are_read_once() -> None:
    text = "four one " * 5000
    found = MATCHER.find(text)
    assert sum(span.end - span.start for span in found) <= len(text)
